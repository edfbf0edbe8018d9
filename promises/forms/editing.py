"""Pieces that the forms for promise sets share."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, RowsField
from councils.forms.versions import version_field as version_field  # passed on to the forms of promises
from councils.models import Organisation

NOT_OF_THE_COUNCIL = {
    "invalid_choice": gettext_lazy("En av organisationerna hör inte till rådet. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("En av organisationerna hör inte till rådet. Välj bland dem i listan."),
}


def text_field(label, *, rows=4, longest=5000, help_text="", **options):
    """A longer text that may be left empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    options.setdefault("required", False)
    return FreeTextField(label=label, max_length=longest, widget=widget, help_text=help_text, **options)


def organisations_field(label, *, help_text="", **options):
    """Organisations to tick. The form gives the field its rows."""
    return OrganisationsField(
        label=label,
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        error_messages={**NOT_OF_THE_COUNCIL, **options.pop("error_messages", {})},
        **options,
    )


class OrganisationsField(RowsField):
    """Organisations by the names they are known by."""

    def label_from_instance(self, organisation):
        return organisation.name
