"""When the written summary is due: a day, a month, or a meeting."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from promises.codes import DueKind
from promises.due import due_wording
from promises.periods import end_of_month

NO_DEADLINE = ""
KINDS = [
    (NO_DEADLINE, gettext_lazy("Ingen tidpunkt bestämd")),
    (DueKind.DATE.value, gettext_lazy("Senast en viss dag")),
    (DueKind.MONTH.value, gettext_lazy("Under en viss månad")),
    (DueKind.MEETING.value, gettext_lazy("Vid ett visst möte")),
]


class MonthField(DayField):
    """A month, as the browser's own month field sends it or typed; the value is its last day."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month", "autocomplete": "off", "placeholder": "2020-02"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv månaden som år-månad, till exempel 2020-02."),
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.input_formats = ["%Y-%m"]

    def to_python(self, value):
        day = super().to_python(value)
        return day and end_of_month(day.year, day.month)


class DeadlineFields(forms.Form):
    """One choice and the fields that belong to it; those of the other choices are not read."""

    summary_due_kind = forms.ChoiceField(
        label=gettext_lazy("När ska den skriftliga sammanställningen vara klar?"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Välj dag, månad eller möte.")},
    )
    due_day = DayField(
        label=gettext_lazy("Senast den"),
        error_messages={"required": gettext_lazy("Ange dagen, eller välj att ingen tidpunkt är bestämd.")},
    )
    due_month = MonthField(
        label=gettext_lazy("Under"),
        help_text=gettext_lazy("År och månad, till exempel 2020-02. Månadens sista dag gäller."),
        error_messages={"required": gettext_lazy("Ange månaden, eller välj att ingen tidpunkt är bestämd.")},
    )
    due_meeting = FreeTextField(
        label=gettext_lazy("Möte"),
        max_length=160,
        help_text=gettext_lazy("Till exempel: vid BRÅ-gruppens första möte 2020."),
        error_messages={"required": gettext_lazy("Skriv vilket möte, eller välj att ingen tidpunkt är bestämd.")},
    )
    due_meeting_on = DayField(
        label=gettext_lazy("Mötets dag"),
        required=False,
        help_text=gettext_lazy("Utan dag kan ingen påminnelse skickas."),
    )

    DUE = ("summary_due_kind", "due_day", "due_month", "due_meeting", "due_meeting_on")

    def __init__(self, *args, stored_wording="", **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_wording = stored_wording

    @staticmethod
    def values_of(promise_set):
        """A stored deadline as the fields show it."""
        kind, day = promise_set.summary_due_kind, promise_set.summary_due_on
        is_meeting = kind == DueKind.MEETING
        return {
            "summary_due_kind": kind if day or is_meeting else NO_DEADLINE,
            "due_day": day if kind == DueKind.DATE else None,
            "due_month": day if kind == DueKind.MONTH else None,
            "due_meeting": promise_set.summary_due_wording if is_meeting else "",
            "due_meeting_on": day if is_meeting else None,
        }

    def clean(self):
        cleaned = super().clean()
        self._forget_other_choices(cleaned, cleaned.get("summary_due_kind"))
        self._require_after_the_first_day(cleaned)
        return cleaned

    def _forget_other_choices(self, cleaned, kind):
        """What belongs to a choice that is not made is hidden on the page: it is neither missed, wrong nor saved."""
        read = {_DAY_OF.get(kind), "due_meeting" if kind == DueKind.MEETING else None}
        for name in set(self.DUE) - read - {"summary_due_kind"}:
            self.errors.pop(name, None)
            cleaned[name] = "" if name == "due_meeting" else None

    def _require_after_the_first_day(self, cleaned):
        first, name = cleaned.get("first_day"), _DAY_OF.get(cleaned.get("summary_due_kind"))
        day = cleaned.get(name) if name else None
        if isinstance(day, date) and first and day < first:
            self.add_error(name, _("Sammanställningen kan inte vara klar före löftenas första dag."))

    def due_values(self):
        """The deadline as the set's own columns. The words that are stored stay as long as the deadline does."""
        cleaned = self.cleaned_data
        kind = cleaned["summary_due_kind"]
        day = cleaned[_DAY_OF[kind]] if kind else None
        asked = ("summary_due_kind", _DAY_OF.get(kind), "due_meeting" if kind == DueKind.MEETING else None)
        wording = due_wording(kind, day, cleaned["due_meeting"])
        if self.stored_wording and not set(self.changed_data) & {name for name in asked if name}:
            wording = self.stored_wording
        return {
            "summary_due_kind": kind or DueKind.DATE.value,
            "summary_due_on": day,
            "summary_due_wording": wording,
        }


_DAY_OF = {DueKind.DATE: "due_day", DueKind.MONTH: "due_month", DueKind.MEETING: "due_meeting_on"}
