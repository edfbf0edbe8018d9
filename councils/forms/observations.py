"""Forms of what was seen in a dialogue: written on a walk, settled later, taken into a plan, and looked for."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import ObservationStatus
from councils.forms.dialogues import NO_NAMES, NOT_A_PARTY, parties_in, short_name, version_field
from councils.forms.fields import DayField, FreeTextField, OneRowField
from councils.models import Organisation, Place, PlanProblem
from councils.text import swedish_key

NO_PLACE = {"invalid_choice": gettext_lazy("Platsen finns inte i rådet. Välj i listan eller skriv en ny.")}


def offer_places(field, council):
    """The council's places in Swedish order, which no database here knows."""
    field.queryset = Place.objects.of(council)
    rows = sorted(field.queryset, key=lambda place: swedish_key(place.name))
    field.choices = [("", field.empty_label), *((row.pk, row.name) for row in rows)]


class ObservationForm(forms.Form):
    """Where, what, and who puts it right. Made for a phone in one hand."""

    place = OneRowField(
        label=gettext_lazy("Plats"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen särskild plats"),
        error_messages=NO_PLACE,
    )
    new_place = FreeTextField(
        label=gettext_lazy("Ny plats"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Om platsen inte finns i listan. Den läggs till bland rådets platser."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = FreeTextField(
        label=gettext_lazy("Vad såg ni?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
        error_messages={"required": gettext_lazy("Skriv vad ni såg, till exempel: lampan vid gångtunneln är trasig.")},
    )
    fixed_by = OneRowField(
        label=gettext_lazy("Vem åtgärdar?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inte bestämt"),
        error_messages=NOT_A_PARTY,
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self.fields["place"], council)
        self.fields["fixed_by"].queryset = parties_in(council)
        self.fields["fixed_by"].label_from_instance = short_name

    def clean(self):
        values = super().clean()
        chosen, typed = values.get("place"), values.get("new_place")
        if chosen and typed and chosen.name.casefold() != typed.casefold():
            said = _("Du har valt %(chosen)s och skrivit %(typed)s. Låt det ena vara tomt.")
            self.add_error("new_place", said % {"chosen": chosen.name, "typed": typed})
        return values

    def values(self):
        return {name: self.cleaned_data[name] for name in ("place", "new_place", "text", "fixed_by")}


class ChangeObservationForm(ObservationForm):
    version = version_field()


class SettleForm(forms.Form):
    """How it went with something that was seen."""

    status = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        choices=[(code, name.capitalize()) for code, name in ObservationStatus.choices],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj hur det är med iakttagelsen."),
            "invalid_choice": gettext_lazy("Välj ett läge i listan."),
        },
    )
    settled_on = DayField(
        label=gettext_lazy("Dag"), required=False, help_text=gettext_lazy("När det åtgärdades eller bestämdes.")
    )
    answer = FreeTextField(
        label=gettext_lazy("Vad gjordes, eller varför inte?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )
    version = version_field()

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        values = super().clean()
        status, day = values.get("status"), values.get("settled_on")
        if day and day > self.today:
            self.add_error("settled_on", _("Dagen har inte varit än. Ange en dag som har varit."))
        if status in (None, ObservationStatus.OPEN):
            return values
        if not day and "settled_on" not in self.errors:
            self.add_error("settled_on", _("Ange vilken dag det blev klart eller bestämdes."))
        if not values.get("answer") and "answer" not in self.errors:
            done = status == ObservationStatus.DONE
            self.add_error("answer", _("Skriv vad som gjordes.") if done else _("Skriv varför det inte åtgärdas."))
        return values

    def values(self):
        return {name: self.cleaned_data[name] for name in ("status", "settled_on", "answer")}


class MeasureForm(forms.Form):
    """Which problem in which plan something that was seen becomes a measure about."""

    problem = OneRowField(
        label=gettext_lazy("Problem i planen"),
        queryset=PlanProblem.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vilket problem åtgärden gäller."),
            "invalid_choice": gettext_lazy("Problemet finns inte i någon plan som tar emot åtgärder. Välj i listan."),
        },
    )
    measure_text = FreeTextField(
        label=gettext_lazy("Åtgärd"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    owner = OneRowField(
        label=gettext_lazy("Ansvarig"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Välj"),
        error_messages={**NOT_A_PARTY, "required": gettext_lazy("Välj vem som ansvarar för åtgärden.")},
    )

    def __init__(self, *args, council, plans, **kwargs):
        super().__init__(*args, **kwargs)
        problems = PlanProblem.objects.filter(plan__in=plans).select_related("plan", "problem_area")
        self.fields["problem"].queryset = problems
        self.fields["problem"].label_from_instance = lambda row: f"{row.problem_area.name} ({row.plan.title})"
        self.fields["owner"].queryset = parties_in(council)
        self.fields["owner"].label_from_instance = short_name


class ObservationFilterForm(forms.Form):
    """Which observations to show. It stands in the address, and everything may be left out."""

    OVERDUE = "lange"

    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        required=False,
        choices=[
            ("", gettext_lazy("Inte åtgärdade")),
            (OVERDUE, gettext_lazy("Inte åtgärdade på länge")),
            ("done", gettext_lazy("Åtgärdade")),
            ("declined", gettext_lazy("Åtgärdas inte")),
            ("alla", gettext_lazy("Alla")),
        ],
        error_messages={"invalid_choice": gettext_lazy("Ett sådant läge finns inte. Välj i listan.")},
    )
    plats = OneRowField(
        label=gettext_lazy("Plats"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alla platser"),
        error_messages={"invalid_choice": gettext_lazy("Platsen finns inte i rådet. Välj i listan.")},
    )
    ansvar = OneRowField(
        label=gettext_lazy("Vem åtgärdar"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alla"),
        error_messages=NOT_A_PARTY,
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self.fields["plats"], council)
        self.fields["ansvar"].queryset = parties_in(council)
        self.fields["ansvar"].label_from_instance = short_name

    @property
    def chosen(self):
        """Name → value of what is valid: what is not does not narrow the list, and is told."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self):
        return urlencode({name: getattr(value, "pk", value) for name, value in self.chosen.items()})

    def narrowed(self, observations, *, today):
        """The observations that were asked for; those still open unless something else is said."""
        chosen = self.chosen
        state = chosen.get("lage", "")
        if state == self.OVERDUE:
            observations = observations.overdue(on=today)
        elif state != "alla":
            observations = observations.filter(status=state or ObservationStatus.OPEN)
        if "plats" in chosen:
            observations = observations.filter(place=chosen["plats"])
        if "ansvar" in chosen:
            observations = observations.filter(fixed_by=chosen["ansvar"])
        return observations
