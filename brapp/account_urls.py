"""The login pages we offer. allauth has more: addresses are set when somebody is invited, not changed by oneself.

Its own code looks some of the closed ones up by name, so they exist and answer 404.
"""

from allauth.account import views
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.views import login_cancelled
from django.http import Http404
from django.urls import path, re_path

from brapp.account_views import (
    account_reauthenticate,
    account_set_password,
    cancel_confirmation,
    mfa_authenticate,
    mfa_index,
    mfa_reauthenticate,
    mfa_reauthenticate_webauthn,
    recorded,
    sign_in_again,
)
from brapp.views import kept_text
from councils.views.sign_on import openid_connect_callback, openid_connect_login, sign_on_failed


def not_offered(request):
    """A page of allauth's that this site does not have."""
    raise Http404


urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/cancel/", cancel_confirmation, name="cancel_confirmation"),
    path("reauthenticate/", account_reauthenticate, name="account_reauthenticate"),
    path("reauthenticate/login/", sign_in_again, name="sign_in_again"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("password/set/", account_set_password, name="account_set_password"),
    path("email/", not_offered, name="account_email"),
    path("2fa/", mfa_index, name="mfa_index"),
    path("2fa/authenticate/", mfa_authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa_reauthenticate, name="mfa_reauthenticate"),
    path("2fa/app/activate/", recorded(app.activate_totp), name="mfa_activate_totp"),
    path("2fa/app/deactivate/", recorded(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recorded(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/recovery-codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", recorded(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/<id:pk>/edit/", recorded(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/passkeys/<id:pk>/remove/", recorded(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/passkeys/reauthenticate/", mfa_reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    # An organisation's own login. The callback is written down at each organisation: its address stays.
    path("oidc/<slug:provider_id>/login/", openid_connect_login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", openid_connect_callback, name="openid_connect_callback"),
    path("social/login/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("social/login/error/", sign_on_failed, name="socialaccount_login_error"),
    path("social/signup/", views.signup, name="socialaccount_signup"),
    path("social/", not_offered, name="socialaccount_connections"),
    path("kvar/", kept_text, name="kept_text"),
]
