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
    path("<slug:council>/problemomraden/<id:problem_area>/", views.edit_problem_area, name="edit_problem_area"),
    path(
        "<slug:council>/problemomraden/<id:problem_area>/ta-bort/",
        views.remove_problem_area,
        name="remove_problem_area",
    ),
    path("<slug:council>/dialoger/", views.dialogues, name="dialogues"),
    path("<slug:council>/dialoger/ny/", views.add_dialogue, name="add_dialogue"),
    path("<slug:council>/dialoger/iakttagelser/", views.observations, name="observations"),
    path("<slug:council>/dialoger/iakttagelser/csv/", views.observations_csv, name="observations_csv"),
    path("<slug:council>/dialoger/iakttagelser/<id:observation>/", views.change_observation, name="change_observation"),
    path(
        "<slug:council>/dialoger/iakttagelser/<id:observation>/lage/",
        views.settle_observation,
        name="settle_observation",
    ),
    path(
        "<slug:council>/dialoger/iakttagelser/<id:observation>/atgard/",
        views.observed_measure,
        name="observed_measure",
    ),
    path(
        "<slug:council>/dialoger/iakttagelser/<id:observation>/ta-bort/",
        views.remove_observation,
        name="remove_observation",
    ),
    path("<slug:council>/dialoger/<id:dialogue>/", views.dialogue, name="dialogue"),
    path("<slug:council>/dialoger/<id:dialogue>/andra/", views.change_dialogue, name="change_dialogue"),
    path("<slug:council>/dialoger/<id:dialogue>/ta-bort/", views.remove_dialogue, name="remove_dialogue"),
    path("<slug:council>/dialoger/<id:dialogue>/iakttagelse/", views.add_observation, name="add_observation"),
    path("<slug:council>/logg/", views.log, name="log"),
    path("<slug:council>/logg/csv/", views.log_csv, name="log_csv"),
]
