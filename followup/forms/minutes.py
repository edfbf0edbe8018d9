"""The forms of a meeting at which somebody takes notes: who came, what was said, what was decided."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import Presence
from councils.forms.fields import DayField, FreeTextField
from councils.models import AgendaItem, Organisation, Seat
from promises.forms.editing import INCOMPLETE, text_field, version_field

MOST_PERSONS = 200
MOST_NUMBER = 9999
NOT_HERE = gettext_lazy("Det finns inte i rådet. Välj i listan.")


def mark_field():
    """How something stood when the form was filled."""
    return forms.CharField(max_length=20, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})


class AttendanceForm(forms.Form):
    """Whether each seat was filled; of a seat of several persons, by how many."""

    mark = mark_field()

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[_presence(seat)] = forms.ChoiceField(
                label=seat.function,
                choices=[("", _("inte noterad")), *Presence.choices],
                required=False,
                widget=forms.RadioSelect(attrs={"class": "in-row"}),
                error_messages={"invalid_choice": gettext_lazy("Välj närvarande, frånvarande eller ersättare.")},
            )
            if seat.several_persons:
                self.fields[_persons(seat)] = _number_of(seat)

    @property
    def rows(self):
        """(seat, presence, persons or nothing) as fields, seat by seat."""
        return [
            (seat, self[_presence(seat)], self[_persons(seat)] if seat.several_persons else None) for seat in self.seats
        ]

    def present(self):
        """Seat → (presence, persons) of every seat that something is said of."""
        found = {}
        for seat in self.seats:
            presence = self.cleaned_data.get(_presence(seat))
            if presence:
                persons = self.cleaned_data.get(_persons(seat)) or 1
                found[seat] = presence, 1 if presence == Presence.ABSENT else persons
        return found

    @staticmethod
    def values_of(present):
        """Stored attendance as the fields show it."""
        values = {}
        for one in present:
            if one.attendance:
                values[_presence(one.seat)] = one.attendance.presence
                values[_persons(one.seat)] = one.attendance.persons
        return values


def _presence(seat):
    return f"presence_{seat.pk}"


def _persons(seat):
    return f"persons_{seat.pk}"


def _number_of(seat):
    return forms.IntegerField(
        label=_("Hur många från %(seat)s") % {"seat": seat.function},
        min_value=1,
        max_value=MOST_PERSONS,
        required=False,
        error_messages={"invalid": gettext_lazy("Skriv antalet med siffror.")},
    )


class MinutesForm(forms.Form):
    """What was said, item by item, and what belongs to none of them."""

    registry_number = FreeTextField(
        label=gettext_lazy("Diarienummer"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Till exempel: KS 2019/123."),
    )
    mark = mark_field()

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        own = dict(self.fields)
        self.fields.clear()
        self.fields["minutes"] = text_field(
            gettext_lazy("Allmänt"),
            longest=20000,
            help_text=gettext_lazy("Mötet öppnas, avslutas och annat som inte hör till någon punkt."),
        )
        for number, item in enumerate(items, start=1):
            self.fields[_said(item)] = text_field(f"{number}. {item.title}", longest=10000)
        self.fields.update(own)

    def values(self):
        cleaned = self.cleaned_data
        return {
            "minutes": cleaned["minutes"],
            "registry_number": cleaned["registry_number"],
            "said": {item.pk: cleaned[_said(item)] for item in self.items},
            "mark": cleaned["mark"],
        }

    @staticmethod
    def values_of(meeting, items):
        """Stored minutes as the fields show them."""
        said = {_said(item): item.said for item in items}
        return {"minutes": meeting.minutes, "registry_number": meeting.registry_number, **said}


def _said(item):
    return f"said_{item.pk}"


class DecisionForm(forms.Form):
    """What was decided, who does it and by when."""

    decision_number = forms.IntegerField(
        label="§",
        min_value=1,
        max_value=MOST_NUMBER,
        error_messages={
            "required": gettext_lazy("Skriv beslutets nummer."),
            "invalid": gettext_lazy("Skriv numret med siffror."),
        },
    )
    decision_text = text_field(
        gettext_lazy("Beslut"),
        longest=2000,
        required=True,
        help_text=gettext_lazy("Skriv vad som ska göras, så att det går att se när det är gjort."),
        error_messages={"required": gettext_lazy("Skriv vad som beslutades.")},
    )
    decision_item = forms.ModelChoiceField(
        label=gettext_lazy("Vid punkten"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen särskild"),
        error_messages={"invalid_choice": NOT_HERE},
    )
    decision_owner = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig plats i rådet"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen särskild"),
        error_messages={"invalid_choice": NOT_HERE},
    )
    decision_organisation = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen särskild"),
        error_messages={"invalid_choice": NOT_HERE},
    )
    decision_due = DayField(label=gettext_lazy("Klart senast"), required=False)

    NAMES = {
        "number": "decision_number",
        "text": "decision_text",
        "item": "decision_item",
        "owner": "decision_owner",
        "organisation": "decision_organisation",
        "due_on": "decision_due",
    }

    def __init__(self, *args, held_on, items, seats, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.held_on = held_on
        for name, rows in (("item", items), ("owner", seats), ("organisation", organisations)):
            self.fields[self.NAMES[name]].queryset = rows
        self.fields["decision_organisation"].label_from_instance = lambda organisation: organisation.name

    def clean_decision_due(self):
        day = self.cleaned_data["decision_due"]
        if day and day < self.held_on:
            raise forms.ValidationError(_("Dagen ligger före mötet. Välj mötets dag eller en senare."))
        return day

    def values(self):
        """The cleaned values as the action takes them."""
        return {name: self.cleaned_data[field] for name, field in self.NAMES.items()}

    @classmethod
    def values_of(cls, decision):
        """A stored decision as the fields show it."""
        return {field: getattr(decision, name) for name, field in cls.NAMES.items()} | {"version": decision.version}


class ChangeDecisionForm(DecisionForm):
    """The same for one that is there, in the version that was read."""

    version = version_field()


class FinishDecisionForm(forms.Form):
    """That a decision is carried out, and how."""

    done_note = FreeTextField(
        label=gettext_lazy("Vad gjordes?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kort. Skriv inget om enskilda personer."),
    )
    version = version_field()
