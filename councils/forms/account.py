"""allauth's forms with a limit to how long a password may be: checking it takes time, whoever sends it."""

from allauth.account import forms
from allauth.account.fields import PasswordField
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from councils.passwords import LONGEST


class LimitedPasswords:
    """Every password field refuses what is too long before anything is computed from it.

    Not `max_length`: browsers would cut the password off without a word.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PasswordField):
                field.validators.append(MaxLengthValidator(LONGEST, _("Lösenordet får vara högst 1 000 tecken.")))


class LoginForm(LimitedPasswords, forms.LoginForm):
    pass


class ReauthenticateForm(LimitedPasswords, forms.ReauthenticateForm):
    pass


class ChangePasswordForm(LimitedPasswords, forms.ChangePasswordForm):
    pass


class ResetPasswordKeyForm(LimitedPasswords, forms.ResetPasswordKeyForm):
    pass
