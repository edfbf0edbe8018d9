"""One tap on the log page, and its undoing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField
from councils.models import Place
from promises.activity_rules import why_not_on
from promises.forms.activities import INCOMPLETE
from promises.models import LARGEST_COUNT, Target
from promises.quick import tap
from promises.rules_at_once import with_rules_at_once
from promises.wording import reason_sentence


class QuickLogForm(forms.Form):
    """One target and nothing else: it was done today, once, by one's own organisation.

    Speaks as ActivityForm does once it is valid, so that both are saved the same way.
    """

    target = forms.ModelChoiceField(
        label=gettext_lazy("Mål"),
        queryset=Target.objects.none(),
        error_messages={
            "required": gettext_lazy("Välj ett mål."),
            "invalid_choice": gettext_lazy("Målet finns inte bland dem som går att logga mot nu."),
        },
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("Plats"),
        queryset=Place.objects.none(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Platsen finns inte i rådet.")},
    )
    day = DayField(label=gettext_lazy("Dag"), required=False)
    count = forms.IntegerField(label=gettext_lazy("Antal"), required=False, min_value=1, max_value=LARGEST_COUNT)
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": INCOMPLETE, "required": INCOMPLETE})

    def __init__(self, *args, council, own, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.own, self.today = own, today
        self.fields["target"].queryset = with_rules_at_once(Target.objects.of(council).open_for_logging(on=today))
        self.fields["place"].queryset = Place.objects.filter(council=council)

    def clean_day(self):
        day = self.cleaned_data["day"] or self.today
        if why_not := why_not_on(day, self.today):
            raise ValidationError(why_not)
        return day

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.is_own:
            for reason in self.tap.reasons:
                self.add_error(None, reason_sentence(reason, cleaned["target"], self.tap.deed))
        return {**cleaned, "targets": [cleaned["target"]]} if cleaned.get("target") else cleaned

    @property
    def is_own(self):
        """Whether the own organisation answers for the target or is a partner: only such can be logged by one tap."""
        rows = self.cleaned_data["target"].promise.responsibilities.all()
        return self.own.pk in {row.organisation_id for row in rows}

    @cached_property
    def tap(self):
        cleaned = self.cleaned_data
        return tap(cleaned["target"], organisation=self.own, day=cleaned["day"], place=cleaned["place"])

    def facts(self):
        """The activity's own fields."""
        return {
            "occurred_on": self.cleaned_data["day"],
            "activity_type": self.tap.deed.activity_type,
            "count": self.cleaned_data["count"] or 1,
            "place": self.cleaned_data["place"],
        }

    def took_part(self):
        return [self.own]


class UndoForm(forms.Form):
    """Which version of the activity one has seen; without it, the one that was logged."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31)
