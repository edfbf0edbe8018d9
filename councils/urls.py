from django.urls import path

from councils import views

app_name = "councils"

urlpatterns = [
    path("konto/", views.profile, name="profile"),
    path("konto/logga-ut-overallt/", views.log_out_everywhere, name="log_out_everywhere"),
    path("konto/kalender/", views.calendar_addresses, name="calendar_addresses"),
    path("konto/radera/", views.erase_me, name="erase_me"),
    path("konto/inbjudan/<str:token>/", views.accept_invitation, name="accept_invitation"),
    path("<slug:council>/bra-gruppen/", views.council, name="council"),
    path("<slug:council>/medlemmar/", views.members, name="members"),
    path("<slug:council>/medlemmar/bjud-in/", views.invite, name="invite"),
    path("<slug:council>/medlemmar/<id:membership>/", views.change_member, name="change_member"),
    path("<slug:council>/medlemmar/<id:membership>/avsluta/", views.end_member, name="end_member"),
    path("<slug:council>/inbjudningar/<id:invitation>/skicka/", views.resend_invitation, name="resend_invitation"),
    path(
        "<slug:council>/inbjudningar/<id:invitation>/ta-tillbaka/",
        views.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<slug:council>/platser/", views.places, name="places"),
    path("<slug:council>/platser/ny/", views.add_place, name="add_place"),
    path("<slug:council>/platser/<id:place>/", views.edit_place, name="edit_place"),
    path("<slug:council>/platser/<id:place>/ta-bort/", views.remove_place, name="remove_place"),
    path("<slug:council>/platsgrupper/ny/", views.add_place_set, name="add_place_set"),
    path("<slug:council>/platsgrupper/<id:place_set>/", views.edit_place_set, name="edit_place_set"),
    path("<slug:council>/platsgrupper/<id:place_set>/ta-bort/", views.remove_place_set, name="remove_place_set"),
    path("<slug:council>/problemomraden/", views.problem_areas, name="problem_areas"),
    path("<slug:council>/problemomraden/nytt/", views.add_problem_area, name="add_problem_area"),
    path("<slug:council>/problemomraden/<id:problem_area>/", views.problem_area, name="problem_area"),
    path("<slug:council>/problemomraden/<id:problem_area>/andra/", views.edit_problem_area, name="edit_problem_area"),
    path(
        "<slug:council>/problemomraden/<id:problem_area>/ta-bort/",
        views.remove_problem_area,
        name="remove_problem_area",
    ),
    path("<slug:council>/lagesbild/", views.pictures, name="pictures"),
    path("<slug:council>/lagesbild/ny/", views.new_picture, name="new_picture"),
    path("<slug:council>/lagesbild/<id:picture>/", views.picture, name="picture"),
    path("<slug:council>/lagesbild/<id:picture>/andra/", views.edit_picture, name="edit_picture"),
    path("<slug:council>/lagesbild/<id:picture>/dela/", views.share_picture, name="share_picture"),
    path("<slug:council>/lagesbild/<id:picture>/faststall/", views.adopt_picture, name="adopt_picture"),
    path("<slug:council>/lagesbild/<id:picture>/skillnader/", views.picture_differences, name="picture_differences"),
    path(
        "<slug:council>/lagesbild/<id:picture>/iakttagelser/ny/",
        views.add_picture_observation,
        name="add_picture_observation",
    ),
    path(
        "<slug:council>/lagesbild/iakttagelser/<id:picture_observation>/ta-bort/",
        views.remove_picture_observation,
        name="remove_picture_observation",
    ),
    path("<slug:council>/lagesbild/<id:picture>/indikatorer/ny/", views.show_indicator, name="show_indicator"),
    path(
        "<slug:council>/lagesbild/indikatorer/<id:picture_indicator>/ta-bort/",
        views.hide_indicator,
        name="hide_indicator",
    ),
    path("<slug:council>/lagesbild/<id:picture>/bidrag/nytt/", views.add_contribution, name="add_contribution"),
    path("<slug:council>/lagesbild/bidrag/<id:contribution>/", views.edit_contribution, name="edit_contribution"),
    path(
        "<slug:council>/lagesbild/bidrag/<id:contribution>/dela/",
        views.share_contribution,
        name="share_contribution",
    ),
    path("<slug:council>/logg/", views.log, name="log"),
    path("<slug:council>/logg/csv/", views.log_csv, name="log_csv"),
]
