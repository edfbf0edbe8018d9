"""The form that logs an activity, the same one that corrects it, and the one that withdraws it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, RowsField
from councils.models import Organisation
from promises.activity_rules import implied_parties, type_of, why_not_alone, why_not_on, why_outside
from promises.codes import ActivityType, CountQuality
from promises.forms.activity_choices import OF_THE_CALENDAR, ActivityChoices
from promises.forms.fields import ChosenOrAlso, KnownRowsField, TagsField
from promises.matching import Deed
from promises.models import LARGEST_COUNT, Target

LONGEST_NOTE = 2000
MOST_REACHED = 1_000_000
INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")


class ActivityForm(ActivityChoices, forms.Form):
    """Everything about one activity. Only targets, date and count are asked for; the rest has a sensible answer."""

    targets = RowsField(
        label=gettext_lazy("Vilket mål gäller det?"),
        queryset=Target.objects.none(),
        widget=ChosenOrAlso,
        error_messages={
            "required": gettext_lazy("Välj minst ett mål."),
            "invalid_choice": gettext_lazy("Ett av målen finns inte i rådet. Välj bland målen i listan."),
            "invalid_pk_value": gettext_lazy("Ett av målen finns inte i rådet. Välj bland målen i listan."),
        },
    )
    occurred_on = DayField(label=gettext_lazy("Datum"))
    count = forms.IntegerField(
        label=gettext_lazy("Antal"),
        min_value=0,
        max_value=LARGEST_COUNT,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Ange antal. Noll är också ett svar."),
            "invalid": gettext_lazy("Antal ska vara ett heltal, till exempel 1."),
            "min_value": gettext_lazy("Antal kan inte vara mindre än 0."),
            "max_value": gettext_lazy("Antal kan vara högst 9 999. Dela upp på flera aktiviteter om det var fler."),
        },
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Plats"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Platsen finns inte i rådet. Välj bland platserna i listan.")},
    )
    place_text = FreeTextField(
        label=gettext_lazy("Plats"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel Folkets hus eller E10 vid infarten."),
        widget=forms.TextInput(attrs={"list": "platser", "autocomplete": "off"}),
    )
    parties = KnownRowsField(
        label=gettext_lazy("Vilka deltog?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        required=False,
        help_text=gettext_lazy(
            "Lämna tomt om bara den som ansvarar för målet deltog. Gemensamma mål: kryssa i alla som var med."
        ),
        error_messages={
            "invalid_choice": gettext_lazy("En av parterna hör inte till rådet. Välj bland dem i listan."),
            "invalid_pk_value": gettext_lazy("En av parterna hör inte till rådet. Välj bland dem i listan."),
        },
    )
    note = FreeTextField(
        label=gettext_lazy("Anteckning"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv inte namn eller annat om enskilda personer."),
    )
    activity_type = forms.ChoiceField(
        label=gettext_lazy("Slag av aktivitet"),
        choices=[("", gettext_lazy("Som målet säger")), *ActivityType.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Välj ett slag av aktivitet i listan.")},
    )
    count_quality = forms.ChoiceField(
        label=gettext_lazy("Hur säkert är antalet?"),
        choices=CountQuality.choices,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Välj exakt, minst eller cirka.")},
    )
    reach = forms.IntegerField(
        label=gettext_lazy("Antal deltagare"),
        min_value=0,
        max_value=MOST_REACHED,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Antal deltagare ska vara ett heltal."),
            "min_value": gettext_lazy("Antal deltagare kan inte vara mindre än 0."),
            "max_value": gettext_lazy("Antal deltagare kan vara högst 1 000 000."),
        },
    )
    tags = TagsField(
        label=gettext_lazy("Märkning"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel riskkväll. Skriv komma mellan flera."),
    )
    is_beyond_ordinary = forms.BooleanField(label=gettext_lazy("Utöver ordinarie verksamhet"), required=False)
    # That the chosen day stands in the calendar: the day ticked, and the day that was asked about.
    mark = DayField(
        label=gettext_lazy("Märk som riskkväll"),
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": INCOMPLETE},
    )
    mark_seen = DayField(widget=forms.HiddenInput, required=False, error_messages={"invalid": INCOMPLETE})
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages={"invalid": INCOMPLETE})
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31, error_messages={"invalid": INCOMPLETE}
    )

    MORE = ("activity_type", "reach", "is_beyond_ordinary")

    def __init__(self, *args, council, own, targets, parties, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.council, self.own, self.today = council, own, today
        self.offered = targets  # read once, by the form and by the page
        self.fields["targets"].queryset = targets
        self.fields["parties"].queryset = parties
        self.fields["parties"].label_from_instance = lambda party: party.short_name
        self.fields["occurred_on"].widget.attrs["max"] = today.isoformat()
        self.offer_choices()

    @staticmethod
    def first_values():
        """What an empty form starts with."""
        return {
            "occurred_on": timezone.localdate(),
            "count": 1,
            "count_quality": CountQuality.EXACT,
            "key": uuid.uuid4(),
        }

    def renew_key(self):
        """A form that was refused is a new try: the old key may be taken, or broken."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())

    def more_fields(self):
        return [self[name] for name in self.MORE]

    def more_is_needed(self):
        """Whether the folded part must be open: for an error to be seen, or because a target asks for what is in it."""
        asked_for = any(target.only_beyond_ordinary for target in self.offered)
        return asked_for or any(name in self.errors for name in self.MORE)

    def clean_targets(self):
        targets = self.cleaned_data["targets"]
        # Who answers for something decided may have taken part in it, and so may one's own organisation.
        answering = {row.organisation for target in targets for row in target.promise.responsibilities.all()}
        self.fields["parties"].known = answering | {self.own}
        return targets

    def clean_occurred_on(self):
        day = self.cleaned_data["occurred_on"]
        if why_not := why_not_on(day, self.today):
            raise ValidationError(why_not)
        return day

    def clean(self):
        cleaned = super().clean()
        targets, day = cleaned.get("targets"), cleaned.get("occurred_on")
        nobody_ticked = not cleaned.get("parties") and "parties" not in self.errors
        if targets and nobody_ticked and (why_not := why_not_alone(targets, self.own)):
            self.add_error("parties", why_not)
        self.require_one_place(cleaned)
        if day and cleaned.get("mark") == day and self.occasion and "tags" in cleaned:
            cleaned["tags"] = sorted({*cleaned["tags"], OF_THE_CALENDAR})
        if targets and day and (why_not := why_outside(day, targets)):
            self.add_error("occurred_on", ValidationError(why_not, code="outside_period"))
        return cleaned

    def facts(self):
        """The cleaned values as the activity's own fields."""
        cleaned = self.cleaned_data
        place = self.chosen_or_typed_place()
        return {
            "occurred_on": cleaned["occurred_on"],
            "activity_type": self._type(),
            "count": cleaned["count"],
            "count_quality": cleaned["count_quality"] or CountQuality.EXACT,
            "reach": cleaned["reach"],
            "tags": cleaned["tags"],
            "is_beyond_ordinary": cleaned["is_beyond_ordinary"],
            "note": cleaned["note"].strip(),
            "place": place,
            "place_text": "" if place else cleaned["place_text"].strip(),
        }

    def deed(self):
        """What matters for what it counts towards; the day may be outside the period of a chosen target."""
        place = self.chosen_or_typed_place()
        # The mark as the page will show it: ticked where the day has not been asked about before.
        mark = {OF_THE_CALENDAR} if self.proposes_mark() and self.is_marked() else set()
        return Deed(
            day=self.day,
            activity_type=self._type(),
            tags=frozenset({*self.cleaned_data["tags"], *mark}),
            is_beyond_ordinary=self.cleaned_data["is_beyond_ordinary"],
            parties=frozenset(party.pk for party in self.took_part()),
            place=place.pk if place else None,
        )

    def _type(self):
        return self.cleaned_data["activity_type"] or type_of(self.cleaned_data["targets"])

    def took_part(self):
        """Who took part; nothing ticked means the one that answers for the target."""
        return list(self.cleaned_data["parties"]) or [implied_parties(self.cleaned_data["targets"], self.own).pop()]
