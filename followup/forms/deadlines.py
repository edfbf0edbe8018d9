"""The forms of deadlines and checkpoints."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from councils.models import Meeting, Organisation
from followup.codes import DeadlineKind
from followup.deadlines import Rhythm
from promises.codes import DueKind
from promises.forms.deadlines import MonthField
from promises.forms.editing import text_field, version_field
from promises.models import PromiseSet

MOST_DAYS = 60
NOT_HERE = gettext_lazy("Det finns inte i rådet. Välj i listan.")
DUE = [
    (DueKind.DATE.value, gettext_lazy("Senast en viss dag")),
    (DueKind.MONTH.value, gettext_lazy("Under en viss månad")),
    (DueKind.MEETING.value, gettext_lazy("Vid ett av BRÅ-gruppens möten")),
]
FIELD_OF = {DueKind.DATE: "deadline_day", DueKind.MONTH: "deadline_month", DueKind.MEETING: "deadline_meeting"}
RHYTHMS = [
    (Rhythm.TERTIAL.value, gettext_lazy("Varje tertial")),
    (Rhythm.QUARTER.value, gettext_lazy("Varje kvartal")),
    (Rhythm.MEETING.value, gettext_lazy("Varje möte med BRÅ-gruppen")),
    (Rhythm.OWN.value, gettext_lazy("Egna dagar")),
]


class MeetingChoice(forms.ModelChoiceField):
    """A meeting by its day, and its name where it has one."""

    def label_from_instance(self, meeting):
        return str(meeting)


class SetChoice(forms.ModelChoiceField):
    """Promises by their title and edition."""

    def label_from_instance(self, promise_set):
        return promise_set.heading


class PartyChoice(forms.ModelChoiceField):
    """An organisation by its name."""

    def label_from_instance(self, organisation):
        return organisation.name


class DeadlineForm(forms.Form):
    """What is to be done, by when, and by whom."""

    deadline_title = FreeTextField(
        label=gettext_lazy("Vad ska göras?"),
        max_length=120,
        help_text=gettext_lazy("Till exempel: bjud in skolorna till mötet. Skriv inga namn på enskilda personer."),
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    deadline_kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det?"),
        choices=[
            (DeadlineKind.TASK.value, gettext_lazy("Något att göra.")),
            (
                DeadlineKind.CHECKPOINT.value,
                gettext_lazy("En avstämning av löften. Hur målen står sparas när den görs."),
            ),
        ],
        initial=DeadlineKind.TASK.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj om det är något att göra eller en avstämning."),
            "invalid_choice": gettext_lazy("Välj om det är något att göra eller en avstämning."),
        },
    )
    deadline_set = SetChoice(
        label=gettext_lazy("Vilka löften gäller det?"),
        queryset=PromiseSet.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inga särskilda"),
        error_messages={"invalid_choice": NOT_HERE},
    )
    deadline_due = forms.ChoiceField(
        label=gettext_lazy("När ska det vara klart?"),
        choices=DUE,
        initial=DueKind.DATE.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj dag, månad eller möte."),
            "invalid_choice": gettext_lazy("Välj dag, månad eller möte."),
        },
    )
    deadline_day = DayField(label=gettext_lazy("Senast den"))
    deadline_month = MonthField(
        label=gettext_lazy("Under"),
        help_text=gettext_lazy("År och månad, till exempel 2027-02. Månadens sista dag gäller."),
        error_messages={"required": gettext_lazy("Ange månaden.")},
    )
    deadline_meeting = MeetingChoice(
        label=gettext_lazy("Vid mötet"),
        queryset=Meeting.objects.none(),
        empty_label=gettext_lazy("Välj möte"),
        help_text=gettext_lazy("Flyttas mötet flyttas tidsgränsen med."),
        error_messages={"required": gettext_lazy("Välj vilket möte."), "invalid_choice": NOT_HERE},
    )
    deadline_party = PartyChoice(
        label=gettext_lazy("Vem ska göra det?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Båda parter"),
        error_messages={"invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, sets, meetings, parties, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("deadline_set", sets), ("deadline_meeting", meetings), ("deadline_party", parties)):
            self.fields[name].queryset = rows

    def clean(self):
        cleaned = super().clean()
        chosen = FIELD_OF.get(cleaned.get("deadline_due"))
        # What belongs to a choice that is not made is hidden on the page: it is neither missed, wrong nor saved.
        for name in set(FIELD_OF.values()) - {chosen}:
            self.errors.pop(name, None)
            cleaned[name] = None
        if cleaned.get("deadline_kind") == DeadlineKind.CHECKPOINT and not cleaned.get("deadline_set"):
            self.add_error("deadline_set", _("Välj vilka löften som ska stämmas av."))
        return cleaned

    def values(self):
        """The cleaned values as the action takes them."""
        cleaned = self.cleaned_data
        due, meeting = cleaned["deadline_due"], cleaned["deadline_meeting"]
        return {
            "kind": cleaned["deadline_kind"],
            "title": cleaned["deadline_title"],
            "promise_set": cleaned["deadline_set"],
            "due_kind": due,
            "due_on": meeting.held_on if meeting else cleaned[FIELD_OF[due]],
            "meeting": meeting,
            "organisation": cleaned["deadline_party"],
        }


class ChangeDeadlineForm(DeadlineForm):
    """The same for one that is there, in the version that was read."""

    version = version_field()

    @staticmethod
    def values_of(row):
        """A stored deadline as the fields show it."""
        return {
            "deadline_title": row.title,
            "deadline_kind": row.kind,
            "deadline_set": row.promise_set_id,
            "deadline_due": row.due_kind,
            "deadline_day": row.due_on if row.due_kind == DueKind.DATE else None,
            "deadline_month": row.due_on if row.due_kind == DueKind.MONTH else None,
            "deadline_meeting": row.meeting_id,
            "deadline_party": row.organisation_id,
            "version": row.version,
        }


class ReadVersionForm(forms.Form):
    """Only which version of a row was read."""

    version = version_field()


class FinishForm(forms.Form):
    """That something is done, and what it led to."""

    finish_note = text_field(
        gettext_lazy("Vad ledde det till?"),
        longest=2000,
        help_text=gettext_lazy("Kort: vad ni kom fram till och vad som händer nu. Skriv inget om enskilda personer."),
    )
    finish_early = forms.BooleanField(
        error_messages={"required": gettext_lazy("Kryssa i att ni stämmer av redan nu, eller vänta till dagen.")}
    )
    version = version_field()

    def __init__(self, *args, early=None, **kwargs):
        """`early` is the day of a checkpoint that is so long in coming that it must be said that stock is taken now."""
        super().__init__(*args, **kwargs)
        if early is None:
            del self.fields["finish_early"]
        else:
            said = _("Tidsgränsen är först %(day)s. Ja, vi stämmer av redan nu.")
            self.fields["finish_early"].label = said % {"day": early.isoformat()}


class RhythmForm(forms.Form):
    """Which promises to take stock of, and how often. Read from the address: nothing is stored."""

    loften = SetChoice(
        label=gettext_lazy("Löften"),
        queryset=PromiseSet.objects.none(),
        empty_label=None,
        error_messages={"required": gettext_lazy("Välj löften."), "invalid_choice": NOT_HERE},
    )
    takt = forms.ChoiceField(
        label=gettext_lazy("Hur ofta?"),
        choices=RHYTHMS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj hur ofta."),
            "invalid_choice": gettext_lazy("Välj hur ofta i listan."),
        },
    )

    def __init__(self, *args, sets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["loften"].queryset = sets


class CheckpointDaysForm(RhythmForm):
    """The days to take stock on: those of the proposed that are ticked, and own ones."""

    checkpoint_days = forms.MultipleChoiceField(
        label=gettext_lazy("Dagar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("En av dagarna finns inte bland dem som föreslås. Välj igen.")},
    )
    own_days = FreeTextField(
        label=gettext_lazy("Egna dagar, en per rad"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv datum, till exempel 2019-11-20."),
    )

    def __init__(self, *args, proposed=(), known=(), **kwargs):
        """`known` are days that are planned already: not offered, but a form sent twice may name them."""
        super().__init__(*args, **kwargs)
        days = self.fields["checkpoint_days"]
        days.choices = [*proposed, *known]
        days.widget.choices = proposed

    def clean_own_days(self):
        lines = [line.strip() for line in self.cleaned_data["own_days"].split("\n") if line.strip()]
        if len(lines) > MOST_DAYS:
            raise ValidationError(_("Högst %(most)s dagar på en gång.") % {"most": MOST_DAYS})
        self.days = [_day(line) for line in lines]
        return self.cleaned_data["own_days"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("checkpoint_days") and not self.days:
            self.add_error(None, _("Välj minst en dag."))
        return cleaned


def _day(line):
    try:
        return DayField().clean(line)
    except ValidationError as error:
        raise ValidationError(f"”{line[:40]}”: {' '.join(error.messages)}") from error
