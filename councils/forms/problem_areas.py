"""The form of a problem area: what the problem is, why it is there, and how much it matters."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import ProblemTheme
from councils.forms.fields import FreeTextField, RowsField, text_field, version_field
from councils.models import Picture, Place

# What the action calls it → the field. A field's name means one thing on the whole site.
FIELDS = {
    "name": "area_name",
    "background": "background",
    "theme": "area_theme",
    "picture": "area_picture",
    "times": "area_times",
    "cause_offender": "cause_offender",
    "cause_target": "cause_target",
    "cause_place": "cause_place",
    "priority": "area_priority",
    "priority_reason": "priority_reason",
}
CAUSES = ("cause_offender", "cause_target", "cause_place")


class ProblemAreaForm(forms.Form):
    """A problem that police and municipality work on."""

    area_name = FreeTextField(
        label=gettext_lazy("Problemområde"),
        max_length=120,
        help_text=gettext_lazy("Till exempel höga hastigheter genom byn."),
        error_messages={"required": gettext_lazy("Skriv vad problemet är, kort.")},
    )
    background = text_field(
        gettext_lazy("Bakgrund"),
        help_text=gettext_lazy("Vad lägesbilden säger. Skriv inget om enskilda personer."),
    )
    area_picture = forms.ModelChoiceField(
        label=gettext_lazy("Lägesbild"),
        queryset=Picture.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy(
            "Den lägesbild som problemet senast syntes i. En fastställd lägesbild tar inte emot fler."
        ),
        error_messages={"invalid_choice": gettext_lazy("Lägesbilden finns inte bland rådets utkast. Välj i listan.")},
    )
    area_theme = forms.ChoiceField(
        label=gettext_lazy("Tema"),
        required=False,
        help_text=gettext_lazy("De fem första är ANDT-S: alkohol, narkotika, doping, tobak och spel om pengar."),
        error_messages={"invalid_choice": gettext_lazy("Temat finns inte. Välj i listan.")},
    )
    area_places = RowsField(
        label=gettext_lazy("Platser"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={
            "invalid_choice": gettext_lazy("En av platserna finns inte i rådet. Välj bland dem i listan."),
            "invalid_pk_value": gettext_lazy("En av platserna finns inte i rådet. Välj bland dem i listan."),
        },
    )
    area_times = FreeTextField(
        label=gettext_lazy("När det händer"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel fredags- och lördagskvällar, eller vid skolans slut."),
    )
    cause_offender = text_field(
        gettext_lazy("Gärningspersonen"),
        rows=3,
        longest=3000,
        help_text=gettext_lazy("Vad som gör att någon vill och vågar: motiv, vana, grupptryck. Aldrig vem."),
    )
    cause_target = text_field(
        gettext_lazy("Objektet eller den utsatta"),
        rows=3,
        longest=3000,
        help_text=gettext_lazy("Vad eller vilka som utsätts, och vad som gör dem lätta eller lockande att utsätta."),
    )
    cause_place = text_field(
        gettext_lazy("Platsen"),
        rows=3,
        longest=3000,
        help_text=gettext_lazy("Vad i miljön som gör det möjligt: ljus, insyn, vuxna i närheten, tillsyn."),
    )
    area_priority = forms.IntegerField(
        label=gettext_lazy("Prioritet"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("1 är viktigast. Tomt betyder att problemet inte är prioriterat."),
        error_messages={
            "invalid": gettext_lazy("Skriv prioriteten som ett heltal, till exempel 1."),
            "min_value": gettext_lazy("Prioriteten ska vara 1 eller mer."),
            "max_value": gettext_lazy("Prioriteten ska vara högst 99."),
        },
    )
    priority_reason = text_field(
        gettext_lazy("Varför det prioriteras"),
        rows=2,
        longest=1000,
        help_text=gettext_lazy("Till exempel att många drabbas, att det ökar eller att rådet kan göra skillnad."),
    )
    version = version_field()

    def __init__(self, *args, pictures, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].required = "version" in self.initial
        self.fields["area_theme"].choices = [
            ("", _("Inget valt")),
            *((code, word.capitalize()) for code, word in ProblemTheme.choices),
        ]
        self.fields["area_picture"].queryset = pictures
        self.fields["area_places"].queryset = places

    def clean_priority_reason(self):
        reason = self.cleaned_data["priority_reason"]
        if self.cleaned_data.get("area_priority") and not reason:
            raise ValidationError(_("Skriv varför problemet prioriteras, eller ta bort prioriteten."))
        return reason

    def values(self):
        """The cleaned values as the action takes them."""
        said = self.cleaned_data
        return {**{column: said[name] for column, name in FIELDS.items()}, "places": list(said["area_places"])}

    @property
    def causes(self):
        return [self[name] for name in CAUSES]


def area_values(area):
    """A stored problem area as its form shows it."""
    values = {name: getattr(area, column) for column, name in FIELDS.items()}
    places = [place.pk for place in area.places.all()]
    return {**values, "area_picture": area.picture_id, "area_places": places, "version": area.version}
