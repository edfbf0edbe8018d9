"""The forms of agreements: what has been agreed on by whom, and that one is to be taken away."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, RowsField
from councils.models import Agreement, Council, Organisation

INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")
PARTIES = {
    "required": gettext_lazy("Välj minst två parter."),
    "invalid_choice": gettext_lazy("En av parterna kan inte väljas här. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("En av parterna kan inte väljas här. Välj bland dem i listan."),
}
COUNCILS = {
    "invalid_choice": gettext_lazy("Ett av råden kan inte väljas här. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("Ett av råden kan inte väljas här. Välj bland dem i listan."),
}


def version_field():
    """Which version of the agreement a form was filled with."""
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), INCOMPLETE)
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31, error_messages=messages)


class NamedRowsField(RowsField):
    """Organisations or councils by their names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row):
        return row.name


class AgreementChoice(forms.ModelChoiceField):
    """Another agreement by its title."""

    def label_from_instance(self, agreement):
        return agreement.title


def _text(label, *, rows, longest, **options):
    return FreeTextField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AgreementForm(forms.Form):
    """What the parties have agreed on, and for how long."""

    agreement_title = FreeTextField(
        label=gettext_lazy("Överenskommelsens namn"),
        max_length=160,
        error_messages={"required": gettext_lazy("Skriv vad överenskommelsen heter.")},
    )
    parties = NamedRowsField(label=gettext_lazy("Parter"), queryset=Organisation.objects.none(), error_messages=PARTIES)
    purpose = _text(
        gettext_lazy("Syften"),
        rows=6,
        longest=5000,
        help_text=gettext_lazy("Varför ni samverkar och hur, med ett stycke för varje syfte."),
        error_messages={"required": gettext_lazy("Skriv syftet. Lagen kräver att det står i överenskommelsen.")},
    )
    areas = _text(
        gettext_lazy("Områden"),
        rows=4,
        longest=2000,
        required=False,
        help_text=gettext_lazy("Ett område per rad, till exempel ANDT-S. Lagen kräver att områdena anges."),
    )
    yearly_duty = _text(
        gettext_lazy("Vad ni ska göra varje år"),
        rows=3,
        longest=2000,
        required=False,
        help_text=gettext_lazy(
            "Så som det står i överenskommelsen. Sedan lägger du in det som ska bockas av varje år."
        ),
    )
    signed_on = DayField(label=gettext_lazy("Undertecknad"), required=False)
    from_day = DayField(label=gettext_lazy("Gäller från"), required=False)
    to_day = DayField(
        label=gettext_lazy("Gäller till och med"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om den gäller tills vidare."),
    )
    document_note = FreeTextField(
        label=gettext_lazy("Var originalet finns"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel kommunens diarium. Själva dokumentet bifogar du sedan."),
    )
    predecessor = AgreementChoice(
        label=gettext_lazy("Ersätter"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen tidigare överenskommelse"),
        error_messages={"invalid_choice": gettext_lazy("Överenskommelsen finns inte i rådet. Välj i listan.")},
    )
    also_in = NamedRowsField(
        label=gettext_lazy("Visa också i"),
        queryset=Council.objects.none(),
        required=False,
        help_text=gettext_lazy(
            "Råd som har samma överenskommelse. De som arbetar där kan läsa den, och de som skriver "
            "handlingsplanen där kan ändra den. Det går inte att ta tillbaka."
        ),
        error_messages=COUNCILS,
    )
    version = version_field()

    def __init__(self, *args, parties, own, predecessors, councils, is_new=False, **kwargs):
        """`own`: ids of the council's own parties, which stand first and are chosen from the beginning."""
        if is_new:
            kwargs["initial"] = {"parties": sorted(own), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields["version"].required = not is_new
        for name, rows in (("parties", parties), ("predecessor", predecessors), ("also_in", councils)):
            self.fields[name].queryset = rows
        if not councils:
            del self.fields["also_in"]
        if not predecessors:
            del self.fields["predecessor"]

    @property
    def party_groups(self):
        """(the council's own parties and those that are chosen, all others) as boxes to tick."""
        chosen = {str(one) for one in self["parties"].value() or ()}
        first = {str(one) for one in self.own} | chosen
        boxes = list(self["parties"])
        return [one for one in boxes if str(one.data["value"]) in first], [
            one for one in boxes if str(one.data["value"]) not in first
        ]

    def clean_parties(self):
        parties = list(self.cleaned_data["parties"])
        if len(parties) < 2:
            raise ValidationError(_("Välj minst två parter. En överenskommelse sluts mellan flera."))
        return parties

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", _("Sista dagen är före den första. Ändra någon av dagarna."))
        return cleaned

    def values(self):
        """The cleaned values as the action takes them. What the form does not ask about is left as it is."""
        cleaned = {**self.cleaned_data, "title": self.cleaned_data["agreement_title"]}
        return {name: cleaned[name] for name in cleaned if name not in ("agreement_title", "version")}

    @staticmethod
    def values_of(agreement):
        """A stored agreement as the fields show it."""
        names = ("purpose", "areas", "yearly_duty", "signed_on", "from_day", "to_day", "document_note", "version")
        return {
            **{name: getattr(agreement, name) for name in names},
            "agreement_title": agreement.title,
            "predecessor": agreement.predecessor_id,
            "parties": list(agreement.parties.values_list("pk", flat=True)),
        }


class RemoveAgreementForm(forms.Form):
    """That an agreement is to be taken away, in the version that was read."""

    version = version_field()
