"""The forms for what a council is, and for an organisation that takes part in it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, RowsField, version_field
from councils.models import Council, Organisation, Seat

MOST_MEETINGS = 60
KNOWN_HERE = {
    "invalid_choice": gettext_lazy("En av organisationerna finns inte i rådet. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("En av organisationerna finns inte i rådet. Välj bland dem i listan."),
}
# Municipalities and police belong to a place: they are laid up by whoever runs Brapp, and then chosen by name here.
KINDS = [
    (kind.value, kind.label.capitalize())
    for kind in Organisation.Kind
    if kind not in (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE)
]


class ParentField(forms.ModelChoiceField):
    """A council above this one. One that the reader is not in has no name here."""

    seen = frozenset()

    def label_from_instance(self, council):
        return council.name if council.pk in self.seen else _("Ett råd som du inte är med i")


class CouncilForm(forms.Form):
    """What the council says of itself."""

    council_name = FreeTextField(
        label=gettext_lazy("Rådets namn"),
        max_length=120,
        help_text=gettext_lazy("Så som det heter hos er, till exempel BRÅ-gruppen eller Trygghetsrådet."),
        error_messages={"required": gettext_lazy("Skriv vad rådet heter.")},
    )
    short_name = FreeTextField(
        label=gettext_lazy("Kort namn"),
        max_length=40,
        help_text=gettext_lazy("Oftast orten. Visas efter ”BRÅ” överst på sidan."),
        error_messages={"required": gettext_lazy("Skriv ett kort namn, till exempel orten.")},
    )
    council_kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för råd?"),
        choices=[(kind.value, kind.label.capitalize()) for kind in Council.Kind],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj vad det är för råd.")),
    )
    parent = ParentField(
        label=gettext_lazy("Hör till ett annat råd"),
        queryset=Council.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nej"),
        help_text=gettext_lazy("Till exempel det strategiska rådet, om det här är en arbetsgrupp under det."),
        error_messages={"invalid_choice": gettext_lazy("Det rådet kan inte väljas. Välj i listan.")},
    )
    purpose = FreeTextField(
        label=gettext_lazy("Uppdrag"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Vad rådet är till för, och vad det leder och samordnar."),
    )
    meetings_per_year = forms.IntegerField(
        label=gettext_lazy("Möten om året"),
        min_value=1,
        max_value=MOST_MEETINGS,
        required=False,
        help_text=gettext_lazy("Lämna tomt om det inte är bestämt."),
        error_messages={
            "invalid": gettext_lazy("Skriv antalet möten med siffror, till exempel 4."),
            "min_value": gettext_lazy("Skriv minst 1, eller lämna tomt."),
            "max_value": gettext_lazy("Skriv högst 60 möten om året."),
        },
    )
    meets_when_needed = forms.BooleanField(label=gettext_lazy("Träffas också vid behov"), required=False)
    independence_note = FreeTextField(
        label=gettext_lazy("Upplysning om myndigheten Brå"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Att rådet är lokalt och inte hör till myndigheten Brottsförebyggande rådet."),
    )
    partners = RowsField(
        label=gettext_lazy("Organisationer som deltar"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=KNOWN_HERE,
    )
    version = version_field()

    def __init__(self, *args, council, seen, today, **kwargs):
        """`seen`: ids of the councils that the writer may see."""
        super().__init__(*args, **kwargs)
        self.fields["parent"].seen = seen
        chosen = {*seen, council.parent_id} - {council.pk, None}
        self.fields["parent"].queryset = Council.objects.filter(pk__in=chosen)
        self.fields["partners"].queryset = Organisation.objects.choosable_in(council, on=today).main_parties_first()

    def values(self):
        """The cleaned values as the action takes them."""
        renamed = {"council_name": "name", "council_kind": "kind"}
        return {renamed.get(name, name): value for name, value in self.cleaned_data.items()}

    @staticmethod
    def values_of(council):
        """A council as the fields show it."""
        as_they_are = (
            "short_name",
            "purpose",
            "meetings_per_year",
            "meets_when_needed",
            "independence_note",
            "version",
        )
        return {
            "council_name": council.name,
            "council_kind": council.kind,
            "parent": council.parent_id,
            "partners": list(council.partners.values_list("pk", flat=True)),
            **{name: getattr(council, name) for name in as_they_are},
        }


class OrganisationForm(forms.Form):
    """An organisation that takes part in the council, and perhaps fills a seat there."""

    organisation_name = FreeTextField(
        label=gettext_lazy("Organisationens namn"),
        max_length=120,
        help_text=gettext_lazy("Hela namnet. Finns organisationen redan i Brapp används den som finns."),
        error_messages={"required": gettext_lazy("Skriv organisationens namn.")},
    )
    organisation_short_name = FreeTextField(
        label=gettext_lazy("Kort namn"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Till exempel Hälsocentralen."),
    )
    organisation_kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för organisation?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj vad det är för organisation.")),
    )
    is_partner = forms.BooleanField(
        label=gettext_lazy("Deltar i rådets arbete"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Visas bland organisationerna på rådets sida."),
    )
    organisation_seat = forms.ModelChoiceField(
        label=gettext_lazy("Har en plats i rådet"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen plats"),
        error_messages={"invalid_choice": gettext_lazy("Platsen finns inte i rådet. Välj i listan.")},
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation_seat"].queryset = Seat.objects.of(council).current()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("is_partner") and not cleaned.get("organisation_seat") and not self.errors:
            raise ValidationError(_("Kryssa i att organisationen deltar, eller välj vilken plats den har."))
        return cleaned

    def values(self):
        """The cleaned values as the action takes them."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["organisation_name"],
            "short_name": cleaned["organisation_short_name"],
            "kind": cleaned["organisation_kind"],
            "is_partner": cleaned["is_partner"],
            "seat": cleaned["organisation_seat"],
        }
