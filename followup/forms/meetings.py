"""The forms of a meeting before it is held: its day, the year's days, its agenda and the invitation."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import EARLIEST_YEAR, LATEST_YEAR, DayField, FreeTextField, RowsField
from councils.meeting_days import MOST_MEETINGS
from councils.models import User
from promises.forms.editing import text_field, version_field


class ClockField(forms.TimeField):
    """A time of day, written 13:00 also where the browser shows its own format."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "autocomplete": "off"})
    default_error_messages = {"invalid": gettext_lazy("Skriv tiden som timme och minut, till exempel 13:00.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], required=False, **kwargs)


class TimeAndPlaceForm(forms.Form):
    """When on the day it begins and ends, and where."""

    starts_at = ClockField(label=gettext_lazy("Börjar"))
    ends_at = ClockField(label=gettext_lazy("Slutar"))
    location = FreeTextField(
        label=gettext_lazy("Plats"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel Sessionssalen, kommunhuset."),
    )

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if end and not start and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Skriv också när mötet börjar."))
        elif start and end and end <= start:
            self.add_error("ends_at", _("Mötet måste sluta efter att det har börjat."))
        return cleaned

    def time_and_place(self):
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "location")}


class MeetingForm(TimeAndPlaceForm):
    """A day on which the council meets."""

    meeting_day = DayField(label=gettext_lazy("Mötesdag"))
    meeting_title = FreeTextField(
        label=gettext_lazy("Vad mötet kallas"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel vårmöte. Kan lämnas tomt."),
    )
    invitation = text_field(
        gettext_lazy("Text i kallelsen"),
        longest=3000,
        help_text=gettext_lazy("Står överst i kallelsen, före dagordningen. Skriv inget om enskilda personer."),
    )
    field_order = ["meeting_day", "meeting_title", "starts_at", "ends_at", "location", "invitation"]

    def values(self):
        cleaned = self.cleaned_data
        return {
            "held_on": cleaned["meeting_day"],
            "title": cleaned["meeting_title"],
            "invitation": cleaned["invitation"],
            **self.time_and_place(),
        }


class ChangeMeetingForm(MeetingForm):
    """The same for one that is there, in the version that was read."""

    version = version_field()

    @staticmethod
    def values_of(meeting):
        """A stored meeting as the fields show it."""
        return {
            "meeting_day": meeting.held_on,
            "meeting_title": meeting.title,
            "starts_at": meeting.starts_at,
            "ends_at": meeting.ends_at,
            "location": meeting.location,
            "invitation": meeting.invitation,
            "version": meeting.version,
        }


class YearForm(forms.Form):
    """Which year to plan, and how many meetings it is to have. Read from the address: nothing is stored."""

    ar = forms.IntegerField(
        label=gettext_lazy("År"),
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        error_messages={"required": gettext_lazy("Skriv vilket år."), "invalid": gettext_lazy("Skriv årtalet.")},
    )
    antal = forms.IntegerField(
        label=gettext_lazy("Antal möten"),
        min_value=1,
        max_value=MOST_MEETINGS,
        error_messages={"required": gettext_lazy("Skriv hur många."), "invalid": gettext_lazy("Skriv ett antal.")},
    )


class YearPlanForm(TimeAndPlaceForm):
    """The proposed days, to be changed before they are saved. A row without a day is left out."""

    def __init__(self, *args, proposed=(), **kwargs):
        super().__init__(*args, **kwargs)
        own = dict(self.fields)
        self.fields.clear()
        self.number = len(proposed)
        for number, (day, title) in enumerate(proposed, start=1):
            words = {"number": number}
            self.fields[f"day_{number}"] = DayField(
                label=_("Möte %(number)s, dag") % words, required=False, initial=day
            )
            self.fields[f"title_{number}"] = FreeTextField(
                label=_("Möte %(number)s, kallas") % words, max_length=120, required=False, initial=title
            )
        self.fields.update(own)

    @property
    def rows(self):
        """(day, title) as fields, meeting by meeting."""
        return [(self[f"day_{number}"], self[f"title_{number}"]) for number in range(1, self.number + 1)]

    @property
    def common(self):
        """What all of them have alike, as fields."""
        return [self[name] for name in ("starts_at", "ends_at", "location")]

    def clean(self):
        cleaned = super().clean()
        seen = set()
        for number in range(1, self.number + 1):
            day = cleaned.get(f"day_{number}")
            if day and day in seen:
                self.add_error(f"day_{number}", _("Samma dag står två gånger. Välj en annan dag."))
            seen.add(day)
        if not self.errors and not self.meetings():
            self.add_error(None, _("Ange minst en dag."))
        return cleaned

    def meetings(self):
        """(day, title) of every row with a day."""
        rows = [(f"day_{number}", f"title_{number}") for number in range(1, self.number + 1)]
        cleaned = self.cleaned_data
        return [(cleaned[day], cleaned[title]) for day, title in rows if cleaned.get(day)]


class AgendaItemForm(forms.Form):
    """One thing to talk about."""

    item_title = FreeTextField(
        label=gettext_lazy("Punkt"),
        max_length=200,
        help_text=gettext_lazy("Står i kallelsen. Skriv inget om enskilda personer."),
        error_messages={"required": gettext_lazy("Skriv vad punkten handlar om.")},
    )
    item_background = text_field(
        gettext_lazy("Underlag"),
        longest=5000,
        help_text=gettext_lazy("Vad man behöver veta före mötet. Läses här och i PDF:en, och skickas inte med brevet."),
    )


class ChangeAgendaItemForm(AgendaItemForm):
    """The same for one that is there, as it was read."""

    mark = forms.CharField(max_length=20, widget=forms.HiddenInput)


class RecipientsField(RowsField):
    """People by their names and addresses."""

    def __init__(self, **kwargs):
        wrong = gettext_lazy("En av mottagarna är inte med i rådet. Välj bland dem i listan.")
        errors = {"invalid_choice": wrong, "invalid_pk_value": wrong}
        errors["required"] = gettext_lazy("Välj minst en mottagare.")
        super().__init__(
            queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, error_messages=errors, **kwargs
        )

    def label_from_instance(self, user):
        return f"{user.name}, {user.email}"


class InviteToMeetingForm(forms.Form):
    """To whom the invitation goes. When it has gone out already, that it goes again."""

    invited = RecipientsField(label=gettext_lazy("Mottagare"))
    again = forms.BooleanField(
        error_messages={"required": gettext_lazy("Kryssa i att brevet ska skickas en gång till.")}
    )
    version = version_field()

    def __init__(self, *args, users, sent_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["invited"].queryset = users
        if sent_on is None:
            del self.fields["again"]
        else:
            said = _("Brevet skickades %(day)s. Ja, skicka det en gång till.")
            self.fields["again"].label = said % {"day": sent_on.isoformat()}
