"""Forms with which a coordinator asks people in, changes what they are there and ends it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, PersonNameField
from councils.models import ROLE_NAMES, Membership, Organisation, Seat
from councils.roles import Role

WRONG_CHOICE = {
    "required": gettext_lazy("Välj i listan."),
    "invalid_choice": gettext_lazy("Välj i listan."),
}
ROLE_HELP = gettext_lazy(
    "Samordnare sköter rådet och godkänner för kommunen. Polischef godkänner för polisen. Medarbetare i fält och "
    "ledamöter loggar. Beslutsfattare läser det som är beslutat."
)


# Who approves for the police is appointed to a whole police area, and not by the other party.
GIVEN_HERE = [role.value for role in Role if role != Role.POLICE_MANAGER]


def role_choices():
    return [("", _("Välj")), *((role.value, ROLE_NAMES[role].capitalize()) for role in Role)]


class PlaceInCouncilForm(forms.Form):
    """What a person is in a council: role, organisation and how long."""

    role = forms.ChoiceField(
        label=gettext_lazy("Roll"), choices=role_choices, help_text=ROLE_HELP, error_messages=WRONG_CHOICE
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Välj"),
        error_messages=WRONG_CHOICE,
    )

    def __init__(self, *args, council, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.council, self.today = council, today
        self.fields["role"].choices = [
            choice for choice in role_choices() if choice[0] in ("", self.initial.get("role"), *GIVEN_HERE)
        ]
        chosen = Organisation.objects.choosable_in(council, on=today)
        if own := self.initial.get("organisation"):
            chosen = chosen | Organisation.objects.filter(pk=own)
        self.fields["organisation"].queryset = chosen.main_parties_first()

    def clean_to_day(self):
        day = self.cleaned_data["to_day"]
        if day is not None and day < self.today:
            raise ValidationError(_("Sista dagen har redan varit. Välj i dag eller senare, eller lämna tomt."))
        return day


class InviteForm(PlaceInCouncilForm):
    """Whom to ask in, and as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-postadress"),
        max_length=254,
        help_text=gettext_lazy("Adressen i tjänsten. Dit skickas en länk som gäller i sju dagar."),
        error_messages={
            "required": gettext_lazy("Skriv e-postadressen."),
            "invalid": gettext_lazy("Skriv en hel e-postadress, till exempel anna.lind@kommunen.se."),
        },
    )
    name = PersonNameField(
        label=gettext_lazy("Namn"), max_length=120, error_messages={"required": gettext_lazy("Skriv namnet.")}
    )
    title = FreeTextField(
        label=gettext_lazy("Befattning"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel säkerhetssamordnare."),
    )
    seat = forms.ModelChoiceField(
        label=gettext_lazy("Plats i rådet"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen plats"),
        error_messages=WRONG_CHOICE,
    )
    to_day = DayField(
        label=gettext_lazy("Sista dag"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om medlemskapet gäller tills vidare."),
    )
    field_order = ["email", "name", "title", "role", "organisation", "seat", "to_day"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = Seat.objects.of(self.council).current()
        for name in ("email", "name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # it is not the writer's own


class ChangeMemberForm(PlaceInCouncilForm):
    """Another role, another organisation or other days for somebody in the council."""

    from_day = DayField(label=gettext_lazy("Första dag"), required=False)
    to_day = DayField(label=gettext_lazy("Sista dag"), required=False)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", _("Sista dagen måste vara samma dag som den första eller senare."))
        return cleaned


class EndMemberForm(forms.Form):
    """Whether the person leaves the seat in the council too."""

    leaves_seats = forms.BooleanField(label=gettext_lazy("Lämna också platsen i rådet"), required=False, initial=True)


def values_of(membership: Membership):
    """A membership as the form shows it."""
    return {
        "role": membership.role,
        "organisation": membership.organisation_id,
        "from_day": membership.from_day,
        "to_day": membership.to_day,
    }
