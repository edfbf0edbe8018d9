"""The form in which an organisation writes what it knows for the council's picture."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import text_field, version_field
from councils.models import Municipality

LONGEST = 10000
# What the action calls it → the field.
TEXTS = {"crime": "contributed_crime", "other_information": "contributed_other", "analysis": "contributed_analysis"}


class ContributionForm(forms.Form):
    """One organisation's own mapping, for one municipality or all of them."""

    contributed_for = forms.ModelChoiceField(
        label=gettext_lazy("Kommun"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alla kommunerna tillsammans"),
        error_messages={"invalid_choice": gettext_lazy("Kommunen hör inte till rådet. Välj i listan.")},
    )
    contributed_crime = text_field(
        gettext_lazy("Brottsligheten"),
        rows=8,
        longest=LONGEST,
        help_text=gettext_lazy("Det ni ser av brott: vad, hur ofta, var och när. Skriv inget om enskilda personer."),
    )
    contributed_other = text_field(
        gettext_lazy("Annat som hör dit"),
        rows=6,
        longest=LONGEST,
        help_text=gettext_lazy("Otrygghet, ordningsstörningar, skolmiljö, droger och annat ni möter i ert arbete."),
    )
    contributed_analysis = text_field(
        gettext_lazy("Vår bedömning"),
        rows=6,
        longest=LONGEST,
        help_text=gettext_lazy("Vad ni tror att det beror på, och vad ni tycker att rådet ska ta tag i först."),
    )
    version = version_field()

    def __init__(self, *args, municipalities=None, **kwargs):
        super().__init__(*args, **kwargs)
        if municipalities is None or len(municipalities) < 2:
            del self.fields["contributed_for"]
        else:
            self.fields["contributed_for"].queryset = municipalities

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned[name] for name in TEXTS.values()):
            self.add_error("contributed_crime", gettext_lazy("Skriv något i minst ett av fälten."))
        return cleaned

    def texts(self):
        return {column: self.cleaned_data[name] for column, name in TEXTS.items()}


def contribution_values(contribution):
    """A stored contribution as its form shows it."""
    return {**{name: getattr(contribution, column) for column, name in TEXTS.items()}, "version": contribution.version}
