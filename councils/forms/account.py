"""allauth's forms with a limit to how long a password may be: checking it takes time, whoever sends it."""

from allauth.account import forms
from allauth.account.fields import PasswordField
from allauth.socialaccount.models import SocialAccount
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


class ChosenPassword(LimitedPasswords):
    """A new password. The page says in one sentence what it must be, instead of every check in turn."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = ""


class ChangePasswordForm(ChosenPassword, forms.ChangePasswordForm):
    pass


class ResetPasswordForm(forms.ResetPasswordForm):
    """No link for those who sign in at their organisation: a mailbox must not get round what is asked for there."""

    def clean_email(self):
        email = super().clean_email()
        theirs = SocialAccount.objects.filter(user__in=self.users).values_list("user", flat=True)
        self.users = [user for user in self.users if user.has_usable_password() or user.pk not in set(theirs)]
        return email


class ResetPasswordKeyForm(ChosenPassword, forms.ResetPasswordKeyForm):
    pass
