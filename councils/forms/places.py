"""Forms of the council's places and groups of places."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, RowsField
from councils.models import Place

OF_THE_COUNCIL = {
    "invalid_choice": gettext_lazy("En av platserna finns inte i rådet. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("En av platserna finns inte i rådet. Välj bland dem i listan."),
}


class PlaceForm(forms.Form):
    """A place that activities can be tied to."""

    place_name = FreeTextField(
        label=gettext_lazy("Platsens namn"),
        max_length=120,
        help_text=gettext_lazy("Till exempel Centralskolan eller torget."),
        error_messages={"required": gettext_lazy("Skriv vad platsen heter.")},
    )


class PlaceSetForm(forms.Form):
    """Places with a common name."""

    set_name = FreeTextField(
        label=gettext_lazy("Gruppens namn"),
        max_length=80,
        help_text=gettext_lazy("Till exempel skolor."),
        error_messages={"required": gettext_lazy("Skriv vad platsgruppen heter, till exempel skolor.")},
    )
    set_places = RowsField(
        label=gettext_lazy("Platser i gruppen"),
        queryset=Place.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={**OF_THE_COUNCIL, "required": gettext_lazy("Välj minst en plats.")},
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["set_places"].queryset = Place.objects.of(council)
