"""Forms of the council's calendar: days with a name, one or many at a time, and school terms."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField

LONGEST_NAME = 80
MOST_LINES = 200
MOST_FAULTS = 20
LINE = re.compile(r"(\d{4}-\d{2}-\d{2})[\s;,:]+(\S.*)")


SURE = gettext_lazy("Jag vet att undertecknade löften räknas på detta, och att deras utfall kan ändras.")


class AddingForm(forms.Form):
    """What is added to the calendar: with a box to tick when signed promises are counted on it."""

    is_sure = forms.BooleanField(label=SURE, required=False)
    signed = ()

    def ask_about(self, targets):
        """Ask for the tick when there are signed targets counted on it, and say whether it may be added."""
        self.signed = targets
        self.fields["is_sure"].required = bool(targets)
        if targets and not self.cleaned_data.get("is_sure"):
            self.add_error("is_sure", _("Kryssa i rutan om det ska läggas till ändå."))
        return not self.errors


class OccasionForm(AddingForm):
    """One day and what it is called."""

    day = DayField(label=gettext_lazy("Dag"))
    occasion_name = FreeTextField(
        label=gettext_lazy("Vad dagen heter"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Till exempel riskkväll, storhelg eller skolavslutning."),
        error_messages={"required": gettext_lazy("Skriv vad dagen heter, till exempel riskkväll.")},
    )

    def days(self):
        return {self.cleaned_data["day"]: self.cleaned_data["occasion_name"]}


class OccasionLinesForm(AddingForm):
    """Several days, one a line. All of them, or none and which lines to correct."""

    lines = FreeTextField(
        label=gettext_lazy("Flera dagar, en per rad"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Skriv datum och namn, till exempel 2019-04-30 Valborg."),
        error_messages={"required": gettext_lazy("Skriv minst en rad, till exempel 2019-04-30 Valborg.")},
    )

    def clean_lines(self):
        rows = [(number, line.strip()) for number, line in enumerate(self.cleaned_data["lines"].split("\n"), start=1)]
        rows = [row for row in rows if row[1]]
        if len(rows) > MOST_LINES:
            raise ValidationError(_("Högst %(most)s rader på en gång.") % {"most": MOST_LINES})
        found, faults = {}, []
        for number, line in rows:
            try:
                day, name = _read(line)
            except ValidationError as error:
                faults.append(_("Rad %(number)s: %(fault)s") % {"number": number, "fault": " ".join(error.messages)})
                continue
            if found.setdefault(day, name) != name:
                faults.append(_("Rad %(number)s: dagen står redan på en rad ovanför.") % {"number": number})
        if faults:
            raise ValidationError(faults[:MOST_FAULTS])
        self.read = found
        return self.cleaned_data["lines"]

    def days(self):
        return self.read


def _read(line):
    """(day, name) of one line; ValidationError says what to write."""
    match = LINE.fullmatch(line)
    if not match:
        raise ValidationError(_("skriv datum och namn, till exempel 2019-04-30 Valborg."))
    name = match[2].strip()
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("namnet kan ha högst %(most)s tecken.") % {"most": LONGEST_NAME})
    try:
        return DayField().clean(match[1]), name
    except ValidationError:
        raise ValidationError(_("%(day)s finns inte i kalendern.") % {"day": match[1]}) from None


class TermForm(AddingForm):
    """A school term."""

    term_first_day = DayField(label=gettext_lazy("Terminens första dag"))
    term_last_day = DayField(label=gettext_lazy("Terminens sista dag"))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("term_first_day"), cleaned.get("term_last_day")
        if first and last and last < first:
            self.add_error("term_last_day", _("Sista dagen ligger före den första. Ändra en av dem."))
        return cleaned


class RemoveSignedForm(forms.Form):
    """That one knows that promises already signed are counted in what is taken away."""

    is_sure = forms.BooleanField(
        label=SURE,
        error_messages={"required": gettext_lazy("Kryssa i rutan om det ska tas bort ändå.")},
    )
