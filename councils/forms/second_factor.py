"""allauth's forms for codes and passkeys, with our words, our limits and no answer that makes them fall over."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from councils.forms.fields import FreeTextField

LONGEST_NAME = 60
LONGEST_CREDENTIAL = 20_000  # characters; a real one is one or two thousand
DEEPEST_CREDENTIAL = 4


class CodeField(forms.CharField):
    """A code typed from an app or a paper."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=40, **kwargs)


class CredentialField(forms.JSONField):
    """What the browser hands over from a passkey. Anything else is a wrong answer, whatever it is."""

    widget = forms.HiddenInput
    default_error_messages = {
        "invalid": _("Webbläsaren skickade inget svar från din passkey. Försök igen."),
        "required": _("Webbläsaren skickade inget svar från din passkey. Försök igen."),
    }

    def to_python(self, value):
        if isinstance(value, str) and (len(value) > LONGEST_CREDENTIAL or value.count("[") > DEEPEST_CREDENTIAL):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        found = super().to_python(value)
        if found is not None and not isinstance(found, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def bound_data(self, data, initial):
        """An answer is used once: it is not shown again, so it is not read again either."""
        return initial

    def prepare_value(self, value):
        return ""


class NoCrash:
    """allauth expects a browser at the other end and lets a made-up credential end in a 500. Here it is just wrong."""

    def _guarded(self, clean):
        try:
            return clean()
        except ValidationError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class CodeForm(AuthenticateForm):
    code = CodeField(label=_("Kod"), help_text=_("Koden i din autentiseringsapp, eller en av dina reservkoder."))


class ConfirmByCodeForm(ReauthenticateForm):
    code = CodeField(label=_("Kod"), help_text=_("Koden i din autentiseringsapp, eller en av dina reservkoder."))


class ActivateAppForm(ActivateTOTPForm):
    code = CodeField(label=_("Kod från appen"), help_text=_("Sex siffror som byts var trettionde sekund."))

    @property
    def secret_in_fours(self):
        return [self.secret[start : start + 4] for start in range(0, len(self.secret), 4)]


class AddPasskeyForm(NoCrash, AddWebAuthnForm):
    name = FreeTextField(
        label=_("Namn"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Så att du känner igen den, till exempel Jobbmobilen."),
    )
    passwordless = forms.BooleanField(
        label=_("Logga in med enbart den här"),
        required=False,
        help_text=_("Då slipper du lösenordet. Den låses upp med fingeravtryck, ansikte eller pinkod."),
    )
    credential = CredentialField()

    def clean(self):
        return self._guarded(super().clean)


class RenamePasskeyForm(EditWebAuthnForm):
    name = FreeTextField(label=_("Namn"), max_length=LONGEST_NAME)


class PasskeyForm(NoCrash, AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self):
        return self._guarded(super().clean_credential)


class ConfirmByPasskeyForm(PasskeyForm, ReauthenticateWebAuthnForm):
    pass


class LoginByPasskeyForm(PasskeyForm, LoginWebAuthnForm):
    pass
