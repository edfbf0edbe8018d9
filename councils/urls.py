from django.urls import path

from councils import views

app_name = "councils"

urlpatterns = [
    path("konto/", views.profile, name="profile"),
    path("konto/logga-ut-overallt/", views.log_out_everywhere, name="log_out_everywhere"),
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
    path("<slug:council>/logg/", views.log, name="log"),
    path("<slug:council>/logg/csv/", views.log_csv, name="log_csv"),
]
