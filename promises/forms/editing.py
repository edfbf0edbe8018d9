"""Pieces that the forms for promise sets share."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import INCOMPLETE, RowsField, text_field, version_field
from councils.models import Organisation

__all__ = [
    "INCOMPLETE",
    "NOT_OF_THE_COUNCIL",
    "OrganisationsField",
    "organisations_field",
    "text_field",
    "version_field",
]

NOT_OF_THE_COUNCIL = {
    "invalid_choice": gettext_lazy("En av organisationerna hör inte till rådet. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("En av organisationerna hör inte till rådet. Välj bland dem i listan."),
}


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
