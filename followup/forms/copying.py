import re
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, RowsField
from promises.forms.days import fault_of_period
from promises.models import Promise

A_YEAR_WRITTEN = re.compile(r"\b(?:19|20)\d\d\b")


class CopyForm(forms.Form):
    """The next period's promises: what they are called, when they hold, and which of the old ones to begin from."""

    heading = FreeTextField(
        label=gettext_lazy("Rubrik"), max_length=160, error_messages={"required": gettext_lazy("Skriv en rubrik.")}
    )
    first_day = DayField(label=gettext_lazy("Första dag"))
    last_day = DayField(
        label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Tomt betyder tills vidare.")
    )
    copied_promises = RowsField(
        label=gettext_lazy("Löften att ta med"),
        queryset=Promise.objects.none(),
        error_messages={
            "required": gettext_lazy("Välj minst ett löfte att ta med."),
            "invalid_choice": gettext_lazy("Ett av löftena finns inte längre. Välj bland dem som visas."),
            "invalid_pk_value": gettext_lazy("Ett av löftena finns inte längre. Välj bland dem som visas."),
        },
    )

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copied_promises"].queryset = Promise.objects.filter(section__promise_set=source)

    def clean(self):
        cleaned = super().clean()
        if fault := fault_of_period(cleaned.get("first_day"), cleaned.get("last_day")):
            self.add_error("last_day", fault)
        return cleaned


def first_values(source):
    """What the form begins with: the year after in the title, and a period as long as the one before."""
    values = {"heading": A_YEAR_WRITTEN.sub(lambda year: str(int(year[0]) + 1), source.title)}
    if source.last_day:
        values["first_day"] = source.last_day + timedelta(days=1)
        values["last_day"] = _last_day_after(source, values["first_day"])
    return values


def _last_day_after(source, first_day):
    """As many calendar months later as the period was long where it begins on a first and ends on a last of a month."""
    after = source.last_day + timedelta(days=1)
    if after.day != source.first_day.day:
        return source.last_day + (after - source.first_day)
    months = (after.year - source.first_day.year) * 12 + after.month - source.first_day.month
    month = first_day.month - 1 + months
    # The day of the month is one that both months have: it is the same as the first day's.
    day = min(first_day.day, 28)
    return first_day.replace(year=first_day.year + month // 12, month=month % 12 + 1, day=day) - timedelta(days=1)
