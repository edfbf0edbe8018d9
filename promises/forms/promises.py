"""The forms for a heading and for a promise."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, RowsField
from councils.models import Organisation, ProblemArea
from promises.actions.promises import answering
from promises.codes import Theme
from promises.forms.editing import organisations_field, text_field, version_field
from promises.models import Section
from promises.themes import guess

LONGEST_WORDING = 5000
THEMES = [("", gettext_lazy("Inget tema")), *Theme.choices]
FROM_WORDING = ("wording", gettext_lazy("Föreslå efter ordalydelsen"))
WRONG_SECTION = gettext_lazy("Avsnittet finns inte bland de här löftena. Välj i listan.")


class SectionForm(forms.Form):
    """What a heading says."""

    heading = FreeTextField(
        label=gettext_lazy("Rubrik"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel Trafik. Lämna tomt om löftena inte står under någon rubrik."),
    )


class SectionField(forms.ModelChoiceField):
    """A heading of the set, by its words; one without words is called so."""

    def label_from_instance(self, section):
        return section.title or _("Utan rubrik")


class RemoveSectionForm(forms.Form):
    """Where the promises under a heading go when it is taken away."""

    move_to = SectionField(
        label=gettext_lazy("Flytta löftena till"),
        queryset=Section.objects.none(),
        empty_label=gettext_lazy("Välj avsnitt"),
        error_messages={
            "required": gettext_lazy("Välj vart löftena ska flyttas."),
            "invalid_choice": WRONG_SECTION,
        },
    )

    def __init__(self, *args, sections, is_empty, **kwargs):
        super().__init__(*args, **kwargs)
        if is_empty:
            del self.fields["move_to"]
        else:
            self.fields["move_to"].queryset = sections


class PromiseForm(forms.Form):
    """A promise as it is published, and who stands behind it."""

    wording = text_field(
        gettext_lazy("Löftets ordalydelse"),
        rows=5,
        longest=LONGEST_WORDING,
        required=True,
        help_text=gettext_lazy("Skriv löftet ordagrant som det ska publiceras. Målen lägger du till efteråt."),
        error_messages={"required": gettext_lazy("Skriv löftet.")},
    )
    responsible = organisations_field(
        gettext_lazy("Ansvariga"),
        error_messages={"required": gettext_lazy("Kryssa i minst en som ansvarar för löftet.")},
    )
    partners = organisations_field(
        gettext_lazy("Samverkanspartner"),
        required=False,
        help_text=gettext_lazy("De som deltar utan att ansvara."),
    )
    problem_areas = RowsField(
        label=gettext_lazy("Problemområden"),
        queryset=ProblemArea.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Ett av problemområdena finns inte i rådet. Välj i listan."),
            "invalid_pk_value": gettext_lazy("Ett av problemområdena finns inte i rådet. Välj i listan."),
        },
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Tema"),
        choices=THEMES,
        required=False,
        help_text=gettext_lazy(
            "Gör att löften kan jämföras mellan råd. Det ingår inte i det som undertecknas och ändrar inget i löftet."
        ),
        error_messages={"invalid_choice": gettext_lazy("Temat finns inte. Välj i listan.")},
    )
    section = SectionField(
        label=gettext_lazy("Avsnitt"),
        queryset=Section.objects.none(),
        empty_label=None,
        error_messages={"required": gettext_lazy("Välj avsnitt."), "invalid_choice": WRONG_SECTION},
    )
    version = version_field()

    def __init__(self, *args, organisations, problem_areas, sections, is_new=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["theme"].choices = [FROM_WORDING, *THEMES]
        self.fields["responsible"].queryset = self.fields["partners"].queryset = organisations
        self.fields["problem_areas"].queryset = problem_areas
        self.fields["section"].queryset = sections
        if not problem_areas:
            del self.fields["problem_areas"]

    def clean(self):
        cleaned = super().clean()
        both = set(cleaned.get("responsible") or ()) & set(cleaned.get("partners") or ())
        if both:
            name = min(row.name for row in both)
            text = _("%(name)s är kryssad både som ansvarig och som partner. Välj det ena.")
            self.add_error("partners", ValidationError(text % {"name": name}))
        return cleaned

    def values(self):
        """The cleaned values as the actions take them."""
        values = {"problem_areas": [], **self.cleaned_data}
        if values["theme"] == FROM_WORDING[0]:
            values["theme"] = guess(values["wording"], values["section"].title)
        return values


def values_of(promise):
    """A stored promise as the form shows it."""
    parts = answering(promise)
    return {
        "wording": promise.wording,
        "responsible": parts["responsible"],
        "partners": parts["partner"],
        "problem_areas": [area.pk for area in promise.problem_areas.all()],
        "theme": promise.theme,
        "section": promise.section_id,
        "version": promise.version,
    }


def choosable_organisations(council, *, on, also=()):
    """Who can answer for a promise or take part in it: those of the council, and those already chosen."""
    return (
        (Organisation.objects.choosable_in(council, on=on) | Organisation.objects.filter(pk__in=also))
        .distinct()
        .main_parties_first()
    )
