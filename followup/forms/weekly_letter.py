"""The forms of a weekly letter: which week, and the letter itself."""

import re
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import Channel
from followup.drafting.weekly import week_name
from promises.forms.communication import CommunicationForm

WEEK = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
WEEKS_BACK = 26
FIRST_YEAR = 1990


def week_code(monday):
    """The week as it stands in an address: 2019-12."""
    year, week, _day = monday.isocalendar()
    return f"{year}-{week:02}"


class WeekForm(forms.Form):
    """Which week a letter is drafted for; the last whole one unless another is chosen."""

    vecka = forms.ChoiceField(label=gettext_lazy("Vecka"), required=False)

    def __init__(self, data, *, last, today):
        super().__init__(data)
        self.last, self.today = last, today
        chosen = self.monday
        weeks = {last - timedelta(weeks=number) for number in range(-1, WEEKS_BACK)} | {chosen}
        offered = sorted((week for week in weeks if week <= today), reverse=True)
        self.fields["vecka"].choices = [(week_code(week), week_name(week).capitalize()) for week in offered]
        self.initial["vecka"] = week_code(chosen)
        self.data = {"vecka": week_code(chosen)}

    @property
    def monday(self):
        """The Monday of the week asked for; of the last whole one where that is no week, or one to come."""
        found = WEEK.fullmatch(self.data.get("vecka", ""))
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else self.last
        except ValueError:  # week 53 of a year with 52
            return self.last
        return monday if monday.year >= FIRST_YEAR and monday <= self.today else self.last


class WeeklyLetterForm(CommunicationForm):
    """A letter to residents as it is to be kept: a communication whose channel is given."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["channel"]
        self.fields["text"].widget.attrs["rows"] = 18
        self.fields["text"].required = True
        self.fields["text"].label = _("Brevet")
        self.fields["text"].error_messages["required"] = _("Skriv något i brevet.")

    def clean(self):
        values = super().clean()
        values["channel"] = Channel.WEEKLY_LETTER
        return values


def letter_title(monday):
    """What the letter is called until somebody calls it something else."""
    return _("Veckobrev vecka %(week)s") % {"week": monday.isocalendar().week}
