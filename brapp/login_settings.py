"""What is the same everywhere about signing in: passwords, limits, forms, second factor, sessions. See docs/login.md.

`brapp/settings.py` takes all of it in; what a deployer chooses is there.
"""

# Passwords
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "councils.passwords.OwnWordsValidator"},
    {"NAME": "councils.passwords.MaximumLengthValidator"},
]

# allauth
ACCOUNT_ADAPTER = "councils.account_adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Room for a whole office behind one address that comes back from holiday; what one account stands is narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "200/m/ip",
    "login_failed": "40/m/ip,200/h/ip,5/300s/key",  # key: account and address together
    "login_failed_anywhere": "100/h/key",  # key: the account; more than one address can reach
    "sign_on": "200/m/ip",
    "reset_password": "40/m/ip,3/m/key,10/h/key",
    "reset_password_from_key": "40/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "verify": "120/m/ip",  # files and codes held against approved summaries, without login
}
ACCOUNT_FORMS = {
    "login": "councils.forms.account.LoginForm",
    "reauthenticate": "councils.forms.account.ReauthenticateForm",
    "change_password": "councils.forms.account.ChangePasswordForm",
    "reset_password": "councils.forms.account.ResetPasswordForm",
    "reset_password_from_key": "councils.forms.account.ResetPasswordKeyForm",
}
ACCOUNT_USER_DISPLAY = "councils.account_adapter.display_name"
SOCIALACCOUNT_ADAPTER = "councils.social_adapter.InvitedOnlyAdapter"
SOCIALACCOUNT_STORE_TOKENS = False

# Second factor, and asking again who it is
MFA_ADAPTER = "councils.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Brapp"
MFA_TOTP_TOLERANCE = 0  # allauth remembers used codes for one period: with a longer life they could be used twice
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are set by invitation, so nobody can take another's
MFA_FORMS = {
    "authenticate": "councils.forms.second_factor.CodeForm",
    "reauthenticate": "councils.forms.second_factor.ConfirmByCodeForm",
    "activate_totp": "councils.forms.second_factor.ActivateAppForm",
    "add_webauthn": "councils.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "councils.forms.second_factor.RenamePasskeyForm",
    "authenticate_webauthn": "councils.forms.second_factor.PasskeyForm",
    "login_webauthn": "councils.forms.second_factor.LoginByPasskeyForm",
    "reauthenticate_webauthn": "councils.forms.second_factor.ConfirmByPasskeyForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Brapp: "

# Sessions
# Signed in for 2 hours at most without a request and 10 in all, as brapp/sessions.py says. The row lives longer, so
# that who comes back too late still has their text.
SESSION_ENGINE = "brapp.sessions"
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # a page that sends by script reads it anew each time; it is no secret from that page
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not a third cookie with words in it
