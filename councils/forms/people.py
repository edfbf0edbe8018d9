"""Forms that a person fills in about themself."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, PersonNameField
from councils.models import User


class NameForm(forms.Form):
    """Name and office, as they stand beside what one does."""

    name = PersonNameField(
        label=gettext_lazy("Namn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Skriv ditt namn.")},
    )
    title = FreeTextField(
        label=gettext_lazy("Befattning"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class ProfileForm(NameForm):
    """What one says of oneself, and whether one wants mail."""

    gets_reminders = forms.BooleanField(
        label=gettext_lazy("Påminnelser med e-post"),
        help_text=gettext_lazy("Högst ett brev om dagen, bara när något väntar på dig."),
        required=False,
    )


class OpenAccountForm(NameForm):
    """What somebody new says of themself, and the password they will log in with."""

    password = forms.CharField(
        label=gettext_lazy("Lösenord"),
        help_text=gettext_lazy(
            "Minst 12 tecken. En mening som bara du kommer på är både lätt att minnas och svår att gissa."
        ),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Välj ett lösenord.")},
    )
    password_again = forms.CharField(
        label=gettext_lazy("Lösenordet en gång till"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Skriv lösenordet en gång till.")},
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("Lösenorden är inte lika."))
        elif password:
            self._ask_validators(password, cleaned)
        return cleaned

    def _ask_validators(self, password, cleaned):
        person = User(email=self.email, name=cleaned.get("name", ""), title=cleaned.get("title", ""))
        try:
            validate_password(password, user=person)
        except ValidationError as error:
            self.add_error("password", error)


def _what_to_type():
    return _("Skriv ordet ”%(word)s” för att bekräfta") % {"word": _("radera")}


class EraseMeForm(forms.Form):
    """A word that nobody types by mistake."""

    word = forms.CharField(
        label=lazy(_what_to_type, str)(),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": gettext_lazy("Skriv ordet för att bekräfta.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = _("radera")

    def clean_word(self):
        if self.cleaned_data["word"].strip().casefold() != self.expected.casefold():
            raise ValidationError(_("Ordet stämmer inte. Skriv ”%(word)s”.") % {"word": self.expected})
        return self.cleaned_data["word"]
