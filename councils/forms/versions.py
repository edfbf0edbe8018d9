"""Which version of a row a form was filled with, so that nobody saves over what somebody else has saved since."""

from django import forms
from django.utils.translation import gettext_lazy

INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")


def version_field():
    """The hidden number of the version that was read."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31,
        error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE, "min_value": INCOMPLETE},
    )


class ReadVersionForm(forms.Form):
    """Only which version of a row was read."""

    version = version_field()
