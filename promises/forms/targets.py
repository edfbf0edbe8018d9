"""The form of a target: first its kind, then what that kind needs. What the kind has no use for is not read."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, RowsField
from councils.models import Organisation, Place, PlaceSet
from promises.codes import ActivityType, CountingChoice, EffectDirection, Jointly, PerChoice, TargetKind
from promises.forms.fields import MeasureField, TagsField
from promises.models import Target
from promises.target_kinds import FIELDS_OF, KINDS, LIMITS, faults
from promises.wording import month_name, weekday_name

LARGEST = 9_999
FOLDED = (*LIMITS, "condition", "usual_type")
NOT_IN_THE_LIST = {
    "invalid_choice": gettext_lazy("Valet finns inte i rådet. Välj i listan."),
    "invalid_pk_value": gettext_lazy("Valet finns inte i rådet. Välj i listan."),
}


def _number(label, **options):
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Ange minst hur många, till exempel 2."),
            "invalid": gettext_lazy("Skriv ett heltal, till exempel 2."),
            "min_value": gettext_lazy("Talet ska vara minst 1."),
            "max_value": gettext_lazy("Talet kan vara högst 9 999."),
        },
        **options,
    )


def _one_of(label, choices, *, empty=None, **options):
    """A choice in a list; the empty one first where nothing need be chosen."""
    errors = {"invalid_choice": gettext_lazy("Välj i listan."), "required": options.pop("missing", "")}
    choices = choices if empty is None else [("", empty), *choices]
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(errors["required"]), error_messages=errors, **options
    )


def _several_of(label, choices, **options):
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Välj bland dem i listan.")},
        **options,
    )


class Explained(str):
    """A choice's name; on the page its explanation stands below."""

    def __new__(cls, name, explanation):
        self = super().__new__(cls, name)
        self.explanation = explanation
        return self

    def __html__(self):
        return format_html('{}<span class="second">{}</span>', str(self), self.explanation)


class TargetForm(forms.Form):
    """One target. `version` is what the person has read, when the target was there before."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för slags mål?"),
        choices=TargetKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vad det är för slags mål."),
            "invalid_choice": gettext_lazy("Välj ett slag i listan."),
        },
    )
    label = FreeTextField(
        label=gettext_lazy("Kort namn"),
        max_length=120,
        help_text=gettext_lazy("Så heter målet i listor, till exempel Medborgarkontakter."),
        error_messages={"required": gettext_lazy("Skriv ett kort namn på målet.")},
    )
    minimum = _number(gettext_lazy("Minst"))
    maximum = _number(gettext_lazy("Högst"), required=False, help_text=gettext_lazy("Om löftet säger två till tre."))
    unit = FreeTextField(
        label=gettext_lazy("Vad räknas, en"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Till exempel medborgarkontakt."),
    )
    units = FreeTextField(
        label=gettext_lazy("Vad räknas, flera"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Till exempel medborgarkontakter."),
    )
    per = _one_of(
        gettext_lazy("Per"),
        PerChoice.choices,
        missing=gettext_lazy("Välj hur ofta: per vecka, halvår eller något annat, eller hela perioden."),
    )
    counting = _one_of(
        gettext_lazy("Hur räknas det?"),
        [
            (CountingChoice.TOTAL, gettext_lazy("Sammanlagt under hela perioden")),
            (CountingChoice.AVERAGE, gettext_lazy("I snitt: en svag vecka får vägas upp av en stark")),
            (CountingChoice.EACH, gettext_lazy("I varje: ingen vecka, inget halvår får bli utan")),
        ],
        missing=gettext_lazy("Välj om det räknas sammanlagt, i snitt eller i varje."),
        widget=forms.RadioSelect,
    )
    places = RowsField(
        label=gettext_lazy("Platser"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages=NOT_IN_THE_LIST,
    )
    place_sets = RowsField(
        label=gettext_lazy("Alla i platsgruppen"),
        queryset=PlaceSet.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        help_text=gettext_lazy("Gruppens platser läggs till i målet. Om gruppen ändras senare ändras inte målet."),
        error_messages=NOT_IN_THE_LIST,
    )
    due_on = DayField(
        label=gettext_lazy("Klart senast"),
        help_text=gettext_lazy("Den dagen räknas med."),
        error_messages={"required": gettext_lazy("Ange dagen då det ska vara klart.")},
    )
    indicator = FreeTextField(
        label=gettext_lazy("Mått"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel andelen som känner sig trygga ute på kvällen."),
    )
    direction = _one_of(
        gettext_lazy("Riktning"),
        EffectDirection.choices,
        widget=forms.RadioSelect,
        missing=gettext_lazy("Välj åt vilket håll måttet ska gå."),
    )
    baseline = MeasureField(
        label=gettext_lazy("Utgångsvärde"), required=False, help_text=gettext_lazy("Värdet innan, till exempel 61,5.")
    )
    threshold = MeasureField(
        label=gettext_lazy("Gränsvärde"),
        required=False,
        help_text=gettext_lazy("Om riktningen är minst eller högst."),
    )
    source = FreeTextField(
        label=gettext_lazy("Källa"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Varifrån värdet hämtas, till exempel trygghetsmätningen."),
    )
    activity_types = _several_of(gettext_lazy("Slag av aktivitet som räknas"), ActivityType.choices)
    tags = TagsField(
        label=gettext_lazy("Märkning"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel riskkväll. Skriv komma mellan flera."),
    )
    weekdays = _several_of(gettext_lazy("Veckodagar"), [], coerce=int)
    months = _several_of(gettext_lazy("Månader"), [], coerce=int)
    only_beyond_ordinary = forms.BooleanField(
        label=gettext_lazy("Bara det som är utöver ordinarie verksamhet"), required=False
    )
    jointly = _one_of(
        gettext_lazy("Vilka ska delta?"),
        [
            (Jointly.ANY, gettext_lazy("Någon av de ansvariga räcker")),
            (Jointly.ALL, gettext_lazy("Alla ansvariga tillsammans")),
            (Jointly.LEAD, gettext_lazy("En utpekad part")),
        ],
        widget=forms.RadioSelect,
        missing=gettext_lazy("Välj vilka som ska delta."),
    )
    lead = forms.ModelChoiceField(
        label=gettext_lazy("Utpekad part"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        error_messages=NOT_IN_THE_LIST,
    )
    condition = FreeTextField(
        label=gettext_lazy("Villkor"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel om underrättelseläget medger. Kan den som bedömer åberopa."),
    )
    usual_type = _one_of(
        gettext_lazy("Slag av aktivitet som brukar loggas"),
        ActivityType.choices,
        empty=gettext_lazy("Inget särskilt"),
        help_text=gettext_lazy("Fylls i av sig själv när någon loggar mot målet."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31)

    def __init__(self, *args, promise_set, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.first_day = promise_set.first_day
        council = promise_set.council_id
        self.fields["places"].queryset = Place.objects.filter(council=council)
        self.fields["place_sets"].queryset = PlaceSet.objects.filter(council=council).prefetch_related("places")
        self.fields["place_sets"].label_from_instance = _set_and_its_size
        self.fields["lead"].queryset = parties
        self.fields["lead"].label_from_instance = lambda party: party.short_name
        self.fields["kind"].choices = [(kind, Explained(*KINDS[kind])) for kind in TargetKind]
        self.fields["weekdays"].choices = [(day, weekday_name(day)) for day in range(1, 8)]
        self.fields["months"].choices = [(month, month_name(month)) for month in range(1, 13)]

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if not kind:
            return cleaned
        self._forget(set(cleaned) | set(self.errors), kept=FIELDS_OF[kind])
        if cleaned.get("jointly") != Jointly.LEAD:
            cleaned["lead"] = None
        for name, sentence in faults(kind, cleaned, first_day=self.first_day):
            if name not in self.errors:
                self.add_error(name, ValidationError(sentence))
        return cleaned

    def _forget(self, names, *, kept):
        """What another kind asks for may stand in the form, right or wrong: it is not part of this target."""
        for name in names - set(kept) - {"version"}:
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].clean(None) if not self.fields[name].required else None

    def values(self):
        """The target's own columns, those that its kind does not use as they are when nothing is said."""
        kept = FIELDS_OF[self.cleaned_data["kind"]]
        columns = {field.name: field for field in Target._meta.fields if field.name in self.fields}
        return {
            name: self.cleaned_data.get(name) if name in kept else field.get_default()
            for name, field in columns.items()
            if name != "version"
        }

    def chosen_places(self):
        """The places ticked, and those of the sets ticked, each once."""
        of_sets = [place for one in self.cleaned_data["place_sets"] for place in one.places.all()]
        return sorted({*self.cleaned_data["places"], *of_sets}, key=lambda place: place.pk)

    def lacking(self):
        """(label, sentence) of what is missing or wrong; the name is only missed where the rule is said with it."""
        named = self.cleaned_data.get("kind") == TargetKind.DELIVERABLE
        return [
            (self[name].label, error)
            for name, errors in self.errors.items()
            if name in self.fields and (name != "label" or named)
            for error in errors
        ]

    def limits_are_used(self):
        """Whether the folded part must be open: something is said in it, or wrong."""
        said = any(self[name].value() for name in FOLDED if name != "jointly")
        wrong = any(name in self.errors for name in FOLDED)
        return said or wrong or self["jointly"].value() not in (Jointly.ANY, "", None)

    def quieten(self):
        """Nobody has asked to save: what is missing is said beside the form, and not as faults in it."""
        self._errors = ErrorDict()


def values_of(target):
    """A stored target as the form shows it."""
    names = [field.name for field in Target._meta.fields if field.name in TargetForm.base_fields]
    return {**{name: getattr(target, name) for name in names}, "places": list(target.places.all())}


def _set_and_its_size(place_set):
    return _("%(name)s (%(number)s platser)") % {"name": place_set.name, "number": len(place_set.places.all())}
