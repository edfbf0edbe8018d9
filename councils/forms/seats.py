"""The forms for a council's seats and for who sits on them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, PersonNameField, version_field
from councils.models import Membership, Organisation, Seat, SeatHolder
from councils.text import swedish_key

NOT_HERE = {"invalid_choice": gettext_lazy("Organisationen finns inte i rådet. Välj i listan.")}
FIELDS = {
    "seat_function": "function",
    "seat_organisation": "organisation",
    "seat_duty": "duty",
    "is_senior": "is_senior",
    "several_persons": "several_persons",
}


class SeatForm(forms.Form):
    """What a seat is for."""

    seat_function = FreeTextField(
        label=gettext_lazy("Funktion"),
        max_length=120,
        help_text=gettext_lazy("Vem platsen är till för, till exempel elevhälsa eller kommunens fältassistenter."),
        error_messages={"required": gettext_lazy("Skriv vilken funktion platsen är till för.")},
    )
    seat_organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inte angiven"),
        error_messages=NOT_HERE,
    )
    seat_duty = forms.ChoiceField(
        label=gettext_lazy("Uppgift i rådet"),
        choices=[(duty.value, duty.label.capitalize()) for duty in Seat.Duty],
        initial=Seat.Duty.MEMBER.value,
        help_text=gettext_lazy("Rådet har högst en ordförande, en sammankallande och en sekreterare."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj uppgift i listan.")),
    )
    is_senior = forms.BooleanField(
        label=gettext_lazy("Ledande befattning"),
        required=False,
        help_text=gettext_lazy("Den som sitter här kan fatta beslut för sin organisation."),
    )
    several_persons = forms.BooleanField(
        label=gettext_lazy("Flera personer"),
        required=False,
        help_text=gettext_lazy("Till exempel en grupp som turas om att komma."),
    )

    def __init__(self, *args, council, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat_organisation"].queryset = Organisation.objects.choosable_in(
            council, on=today
        ).main_parties_first()

    def values(self):
        """The cleaned values as the action takes them."""
        return {name: self.cleaned_data[field] for field, name in FIELDS.items()}


class ChangeSeatForm(SeatForm):
    """The same for one that is there, in the version that was read."""

    version = version_field()

    @staticmethod
    def values_of(seat):
        """A stored seat as the fields show it."""
        return {
            "seat_function": seat.function,
            "seat_organisation": seat.organisation_id,
            "seat_duty": seat.duty,
            "is_senior": seat.is_senior,
            "several_persons": seat.several_persons,
            "version": seat.version,
        }


class LastDayForm(forms.Form):
    """The last day of something that began on a day."""

    last_day = DayField(label=gettext_lazy("Sista dag"))

    def __init__(self, *args, earliest=None, latest=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest, self.latest = earliest, latest

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if self.earliest and day < self.earliest:
            said = _("Sista dagen kan inte vara före den första, som var %(day)s.")
            raise ValidationError(said % {"day": self.earliest.isoformat()})
        if self.latest and day > self.latest:
            raise ValidationError(_("Dagen har inte varit än. Välj i dag eller en tidigare dag."))
        return day


class FillSeatForm(forms.Form):
    """Who takes a seat: one of the council's members, or an office-holder by name."""

    holder_user = forms.ChoiceField(
        label=gettext_lazy("Medlem i rådet"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Personen är inte med i rådet. Välj i listan.")},
    )
    holder_name = PersonNameField(
        label=gettext_lazy("Eller namnet på någon utan konto"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bara den som har platsen i tjänsten eller genom ett förtroendeuppdrag. Skriv namnet."),
    )
    from_day = DayField(label=gettext_lazy("Första dag"))
    to_day = DayField(
        label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Lämna tomt om det är tills vidare.")
    )
    leaves_others = forms.BooleanField(
        label=gettext_lazy("Lämnar sina andra platser i rådet"),
        required=False,
        help_text=gettext_lazy("Kryssa i när någon flyttar från en plats till en annan."),
    )

    def __init__(self, *args, council, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = _people(council, today)
        names = sorted(self.people.items(), key=lambda one: swedish_key(one[1][1]))
        self.fields["holder_user"].choices = [("", _("Välj")), *((str(pk), words) for pk, (user, words) in names)]

    def clean(self):
        cleaned = super().clean()
        user, name = cleaned.get("holder_user"), cleaned.get("holder_name")
        if not user and not name and not {"holder_user", "holder_name"} & self.errors.keys():
            self.add_error("holder_user", _("Välj en medlem, eller skriv ett namn."))
        if user and name:
            self.add_error("holder_name", _("Välj en medlem eller skriv ett namn, inte båda."))
        if user and user not in map(str, self.people):
            self.add_error("holder_user", _("Personen är inte med i rådet. Välj i listan."))
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", _("Sista dagen måste vara samma dag som den första eller senare."))
        return cleaned

    def values(self):
        """The cleaned values as the action takes them."""
        cleaned = self.cleaned_data
        user = self.people[int(cleaned["holder_user"])][0] if cleaned["holder_user"] else None
        rest = {name: cleaned[name] for name in ("from_day", "to_day", "leaves_others")}
        return {"user": user, "name": cleaned["holder_name"], **rest}


def _people(council, today):
    """User id → (user, name with the seats they have) of everybody in the council today."""
    members = Membership.objects.of(council).on(today).filter(user__is_active=True).select_related("user")
    seats = {}
    for row in SeatHolder.objects.of(council).on(today).filter(user__isnull=False).select_related("seat"):
        seats.setdefault(row.user_id, []).append(row.seat.function)
    return {row.user_id: (row.user, _with_seats(row.user.name, seats.get(row.user_id))) for row in members}


def _with_seats(name, functions):
    if not functions:
        return name
    return _("%(name)s (sitter nu: %(seats)s)") % {"name": name, "seats": ", ".join(functions)}
