"""The form that logs an activity, the same one that corrects it, and the one that withdraws it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from councils.models import Organisation, Place
from promises.codes import ActivityType, CountQuality
from promises.models import LARGEST_COUNT, Target
from promises.wording import period_text

LONGEST_NOTE = 2000
MOST_REACHED = 1_000_000
MOST_TAGS = 10


class ActivityForm(forms.Form):
    """Everything about one activity. Only targets, date and count are asked for; the rest has a sensible answer."""

    targets = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilket mål gäller det?"),
        queryset=Target.objects.none(),
        widget=forms.CheckboxSelectMultiple,
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
    place_text = FreeTextField(
        label=gettext_lazy("Plats"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel Folkets hus eller E10 vid infarten."),
        widget=forms.TextInput(attrs={"list": "platser", "autocomplete": "off"}),
    )
    parties = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka deltog?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Lämna tomt om det var den som ansvarar för målet. Kryssa i alla om ni gjorde det tillsammans."
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
    tags = FreeTextField(
        label=gettext_lazy("Märkning"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel riskkväll. Skriv komma mellan flera."),
    )
    is_beyond_ordinary = forms.BooleanField(label=gettext_lazy("Utöver ordinarie verksamhet"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31)

    QUICK = ("targets", "occurred_on", "count", "place_text", "parties", "note")
    MORE = ("activity_type", "count_quality", "reach", "tags", "is_beyond_ordinary")

    def __init__(self, *args, council, targets, parties, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.council, self.today = council, today
        self.fields["targets"].queryset = targets
        self.fields["parties"].queryset = parties
        self.fields["parties"].label_from_instance = lambda party: party.short_name
        self.fields["occurred_on"].widget.attrs["max"] = today.isoformat()
        self.places = {place.name.casefold(): place for place in Place.objects.filter(council=council)}

    @staticmethod
    def first_values():
        """What an empty form starts with."""
        return {
            "occurred_on": timezone.localdate(),
            "count": 1,
            "count_quality": CountQuality.EXACT,
            "key": uuid.uuid4(),
        }

    def quick_fields(self):
        """The fields of the short form that are drawn as they are; targets are drawn by the page."""
        return [self[name] for name in self.QUICK if name != "targets"]

    def more_fields(self):
        return [self[name] for name in self.MORE]

    def more_has_errors(self):
        """Whether the folded part must be open for an error to be seen."""
        return any(name in self.errors for name in self.MORE)

    def clean_occurred_on(self):
        day = self.cleaned_data["occurred_on"]
        if day > self.today:
            raise ValidationError(
                _("%(day)s ligger i framtiden. Ange dagen då det gjordes, senast i dag.") % {"day": day.isoformat()}
            )
        return day

    def clean_tags(self):
        words = [word.strip().casefold() for word in self.cleaned_data["tags"].split(",")]
        tags = sorted({word for word in words if word})
        if len(tags) > MOST_TAGS:
            raise ValidationError(_("Högst %(most)s märkningar.") % {"most": MOST_TAGS})
        return tags

    def clean(self):
        cleaned = super().clean()
        targets, day = cleaned.get("targets"), cleaned.get("occurred_on")
        if targets and day:
            for target in targets:
                period = target.promise_set.period
                if day not in period:
                    self.add_error(
                        "occurred_on",
                        _("%(day)s ligger utanför löftets period %(period)s. Ändra datum eller välj ett annat mål.")
                        % {"day": day.isoformat(), "period": period_text(period)},
                    )
                    break
        return cleaned

    def facts(self):
        """The cleaned values as the activity's own fields."""
        cleaned = self.cleaned_data
        typed = cleaned["place_text"].strip()
        place = self.places.get(typed.casefold())
        return {
            "occurred_on": cleaned["occurred_on"],
            "activity_type": cleaned["activity_type"] or self._type_of_targets(),
            "count": cleaned["count"],
            "count_quality": cleaned["count_quality"] or CountQuality.EXACT,
            "reach": cleaned["reach"],
            "tags": cleaned["tags"],
            "is_beyond_ordinary": cleaned["is_beyond_ordinary"],
            "note": cleaned["note"].strip(),
            "place": place,
            "place_text": "" if place else typed,
        }

    def took_part(self, own):
        """Who took part; nothing ticked means the own organisation, or the one that alone answers for the target."""
        ticked = list(self.cleaned_data["parties"])
        if ticked:
            return ticked
        found = set()
        for target in self.cleaned_data["targets"]:
            responsible = target.responsible_ids
            found |= {own.pk} if own.pk in responsible or len(responsible) != 1 else responsible
        return list(Organisation.objects.filter(pk__in=found))

    def _type_of_targets(self):
        """Nobody should have to say twice what the target already says."""
        for target in self.cleaned_data["targets"]:
            if target.activity_types:
                return target.activity_types[0]
        return ActivityType.OTHER.value


class WithdrawForm(forms.Form):
    """Why an activity no longer counts."""

    reason = FreeTextField(
        label=gettext_lazy("Varför ska aktiviteten inte räknas?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: loggad två gånger."),
        error_messages={"required": gettext_lazy("Skriv varför, så att andra förstår.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


def values_of(activity):
    """A stored activity as the form shows it."""
    return {
        "targets": [credit.target_id for credit in activity.credits.all()],
        "occurred_on": activity.occurred_on,
        "count": activity.count,
        "place_text": activity.where,
        "parties": [party.pk for party in activity.parties.all()],
        "note": activity.note,
        "activity_type": activity.activity_type,
        "count_quality": activity.count_quality,
        "reach": activity.reach,
        "tags": ", ".join(activity.tags),
        "is_beyond_ordinary": activity.is_beyond_ordinary,
        "version": activity.version,
    }
