"""The forms of a dialogue."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import DialogueKind
from councils.forms.fields import DayField, FreeTextField, OneRowField, RowsField
from councils.models import Organisation, Picture
from councils.querysets import readable_documents

MOST_PARTICIPANTS = 100_000
MOST_VERSIONS = 2**31
NO_NAMES = gettext_lazy("Skriv inga namn och inget annat om enskilda personer.")
INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")
NOT_A_PARTY = {
    "invalid_choice": gettext_lazy("Organisationen hör inte till rådet. Välj bland dem i listan."),
    "invalid_pk_value": gettext_lazy("Organisationen hör inte till rådet. Välj bland dem i listan."),
}


def parties_in(council):
    """Organisations that can hold a dialogue or put something right: the council's own and its partners."""
    known = Organisation.objects.choosable_in(council, on=timezone.localdate())
    return Organisation.objects.filter(
        Q(pk__in=known.values("pk")) | Q(pk__in=council.partners.values("pk"))
    ).main_parties_first()


def short_name(organisation):
    return organisation.short_name


def version_field():
    """Which version of the row the form was read in."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=MOST_VERSIONS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), INCOMPLETE),
    )


class DialogueForm(forms.Form):
    """When a dialogue was held, by whom, and what came out of it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"),
        choices=[(code, name.capitalize()) for code, name in DialogueKind.choices],
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={
            "required": gettext_lazy("Välj vad det var för slags dialog."),
            "invalid_choice": gettext_lazy("Välj ett slag i listan."),
        },
    )
    dialogue_title = FreeTextField(
        label=gettext_lazy("Rubrik"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Trygghetsvandring runt Centralskolan."),
        error_messages={"required": gettext_lazy("Skriv en rubrik, så att dialogen går att känna igen.")},
    )
    held_on = DayField(label=gettext_lazy("Dag"))
    location = FreeTextField(
        label=gettext_lazy("Var"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel Folkets hus, eller på nätet."),
    )
    organisers = RowsField(
        label=gettext_lazy("Vilka höll i den?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        error_messages={**NOT_A_PARTY, "required": gettext_lazy("Kryssa i minst en som höll i dialogen.")},
    )
    participants = forms.IntegerField(
        label=gettext_lazy("Antal deltagare"),
        min_value=0,
        max_value=MOST_PARTICIPANTS,
        required=False,
        help_text=gettext_lazy("Bara antalet. Namn ska inte finnas här."),
        error_messages={
            "invalid": gettext_lazy("Antal deltagare ska vara ett heltal, till exempel 25."),
            "min_value": gettext_lazy("Antal deltagare kan inte vara mindre än 0."),
            "max_value": gettext_lazy("Antal deltagare kan vara högst 100 000."),
        },
    )
    findings = FreeTextField(
        label=gettext_lazy("Vad kom fram?"),
        max_length=10000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_NAMES,
    )
    picture = OneRowField(
        label=gettext_lazy("Lägesbild som den ingår i"),
        queryset=Picture.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen ännu"),
        error_messages={"invalid_choice": gettext_lazy("Lägesbilden finns inte bland rådets utkast. Välj i listan.")},
    )

    def __init__(self, *args, gate, **kwargs):
        super().__init__(*args, **kwargs)
        self.gate = gate
        self.fields["organisers"].queryset = parties_in(gate.council)
        self.fields["organisers"].label_from_instance = short_name
        readable = Picture.objects.filter(council=gate.council).filter(readable_documents(gate))
        own = Picture.objects.filter(council=gate.council, pk=self.initial.get("picture"))
        self.fields["picture"].queryset = readable.drafts() | own

    def clean_organisers(self):
        """Who does not edit the plan writes of the own organisation's dialogues."""
        rows = list(self.cleaned_data["organisers"])
        if not self.gate.can_edit_plan and not any(row.pk in self.gate.organisations for row in rows):
            raise forms.ValidationError(_("Kryssa i er egen organisation också: du lägger in det ni själva höll i."))
        return rows

    def values(self):
        values = {name: self.cleaned_data[name] for name in self.fields if name not in ("dialogue_title", "version")}
        return {**values, "title": self.cleaned_data["dialogue_title"]}


class ChangeDialogueForm(DialogueForm):
    version = version_field()
