"""The forms of a meeting at which somebody takes notes: who came, what was said, what was decided."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import Presence
from councils.forms.fields import DayField, FreeTextField
from councils.models import AgendaItem, Organisation, Seat
from promises.forms.editing import INCOMPLETE, text_field, version_field

MOST_PERSONS = 200
MOST_NUMBER = 9999
MOST_GUESTS, LONGEST_GUEST = 30, 160
NOT_HERE = gettext_lazy("Det finns inte i rådet. Välj i listan.")


def mark_field():
    """How something stood when the form was filled."""
    return forms.CharField(max_length=20, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})


class AttendanceForm(forms.Form):
    """Whether each seat was filled; of a seat of several persons, by how many. A seat that nobody held on the day can
    be filled by a stand-in alone, who is told by office. Last those who hold no seat.

    `present`: what councils/attendance.py says of each seat.
    """

    mark = mark_field()

    def __init__(self, *args, present, **kwargs):
        super().__init__(*args, **kwargs)
        self.vacant = [one.seat for one in present if one.is_vacant]
        held = [one for one in present if not one.is_vacant]
        self.seats = [one.seat for one in held]
        # One that stood in is kept, also where it has become known since that somebody held the seat.
        self.stood_in = [*self.vacant, *(one.seat for one in held if one.stand_in)]
        self.order = [one.seat for one in present]
        for one in held:
            self.fields[_presence(one.seat)] = _presence_of(one)
            if (seat := one.seat).several_persons:
                self.fields[_persons(seat)] = _number_of(seat)
        for seat in self.stood_in:
            self.fields[_stand_in(seat)] = _stand_in_at(seat)
        self.fields["guests"] = text_field(
            gettext_lazy("Andra som var med"),
            rows=3,
            longest=MOST_GUESTS * (LONGEST_GUEST + 1),
            help_text=gettext_lazy(
                "Gäster och inbjudna föredragande, en på varje rad: funktion och organisation. "
                "Till exempel: rektor, Centralskolan."
            ),
        )

    @property
    def rows(self):
        """[(seat, its fields)] seat by seat."""
        return [(seat, [self[name] for name in _names(seat) if name in self.fields]) for seat in self.order]

    def clean_guests(self):
        """One on each line. Raises ValidationError where they are too many, or a line is too long to be an office."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if len(lines) > MOST_GUESTS:
            raise ValidationError(_("Skriv högst %(most)s, en på varje rad.") % {"most": MOST_GUESTS})
        for line in lines:
            if len(line) > LONGEST_GUEST:
                words = {"start": line[:40], "most": LONGEST_GUEST}
                raise ValidationError(
                    _("Raden som börjar ”%(start)s” är för lång. Skriv högst %(most)s tecken på en rad.") % words
                )
        return "\n".join(lines)

    def present(self):
        """Seat → (presence, persons) of every seat that something is said of."""
        found = {seat: (Presence.SUBSTITUTE, 1) for seat, _who in self._stand_ins()}
        for seat in self.seats:
            presence = self.cleaned_data.get(_presence(seat))
            if presence:
                persons = self.cleaned_data.get(_persons(seat)) or 1
                found[seat] = presence, 1 if presence == Presence.ABSENT else persons
        return found

    def guests(self):
        """[(the seat that somebody stood in at, or None; who it was)] of those who hold no seat."""
        return [*self._stand_ins(), *((None, line) for line in self.cleaned_data["guests"].splitlines())]

    def _stand_ins(self):
        said = [(seat, self.cleaned_data.get(_stand_in(seat))) for seat in self.stood_in]
        return [(seat, who) for seat, who in said if who]

    @staticmethod
    def values_of(present, guests):
        """Stored attendance as the fields show it."""
        values = {"guests": "\n".join(one.who for one in guests)}
        for one in present:
            if one.attendance:
                values[_presence(one.seat)] = one.attendance.presence
                values[_persons(one.seat)] = one.attendance.persons
            values[_stand_in(one.seat)] = one.stand_in
        return values


def _presence_of(one):
    """Whether who holds a seat came. "Not noted" is an answer, so that the field is not said to be voluntary."""
    field = forms.ChoiceField(
        label=one.seat.function,
        choices=[("", _("inte noterad")), *Presence.choices],
        required=False,
        help_text=one.holders,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={"invalid_choice": gettext_lazy("Välj närvarande, frånvarande eller ersättare.")},
    )
    field.is_at_times_required = True
    return field


def _names(seat):
    return _presence(seat), _persons(seat), _stand_in(seat)


def _stand_in(seat):
    return f"stand_in_{seat.pk}"


def _stand_in_at(seat):
    return FreeTextField(
        label=_("%(seat)s – vakant") % {"seat": seat.function},
        max_length=LONGEST_GUEST,
        required=False,
        help_text=gettext_lazy(
            "Ingen hade platsen den dagen. Kom en ersättare, så skriv funktion och organisation, inte namn."
        ),
    )


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
