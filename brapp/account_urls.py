"""The login pages we offer. allauth has more: addresses are set when somebody is invited, not changed by oneself.

Its own code looks some of the closed ones up by name, so they exist and answer 404.
"""

from allauth.account import views
from django.http import Http404
from django.urls import path, re_path


def not_offered(request):
    """A page of allauth's that this site does not have."""
    raise Http404


urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("password/set/", not_offered, name="account_set_password"),
    path("email/", not_offered, name="account_email"),
]
