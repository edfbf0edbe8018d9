from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField
from followup.codes import DeviationReason, Judgement, reasons_for
from followup.forms.substitutes import SubstituteForm


class JudgeForm(SubstituteForm):
    """A judgement of a target. One that differs from the computed verdict needs a motivation."""

    judgement = forms.ChoiceField(
        label=gettext_lazy("Bedömning"),
        choices=[("", gettext_lazy("Välj")), *Judgement.choices],
        error_messages={
            "required": gettext_lazy("Välj en bedömning."),
            "invalid_choice": gettext_lazy("Välj en bedömning i listan."),
        },
    )
    motivation = FreeTextField(
        label=gettext_lazy("Motivering"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Behövs när bedömningen skiljer sig från den uträknade."),
    )
    deviation_reason = forms.ChoiceField(
        label=gettext_lazy("Orsak till avvikelse"),
        choices=[("", gettext_lazy("Ingen avvikelse")), *DeviationReason.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Välj en orsak i listan.")},
    )
    deviation_text = FreeTextField(
        label=gettext_lazy("Vad hände?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ["judgement", "motivation", "deviation_reason", "deviation_text"]

    def __init__(self, *args, computed, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.computed = computed
        self.fields["motivation"].is_at_times_required = True  # so its label does not say that it may be left out
        self.fields["deviation_reason"].choices = [("", _("Ingen avvikelse")), *reasons_for(kind)]

    def clean(self):
        cleaned = super().clean()
        judgement = cleaned.get("judgement")
        if (
            judgement
            and judgement != self.computed
            and not cleaned.get("motivation")
            and "motivation" not in self.errors
        ):
            self.add_error("motivation", _("Skriv en motivering: bedömningen skiljer sig från den uträknade."))
        return cleaned
