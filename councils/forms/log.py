"""What of a council's log somebody wants to see."""

from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField
from councils.models import User
from councils.text import swedish_key
from councils.verbs import VERBS, deed


class LogFilterForm(forms.Form):
    """Person, what was done, and days. Its field names stand in the address. Nothing chosen means everything."""

    person = forms.ChoiceField(
        label=gettext_lazy("Person"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Personen finns inte i loggen. Välj i listan.")},
    )
    handelse = forms.ChoiceField(
        label=gettext_lazy("Händelse"),
        choices=VERBS,  # for the words of what was chosen; the form itself offers what the log holds
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Händelsen finns inte i loggen. Välj i listan.")},
    )
    fran = DayField(label=gettext_lazy("Från och med"), required=False)
    till = DayField(label=gettext_lazy("Till och med"), required=False)

    def __init__(self, data, *, council):
        super().__init__(data)
        self.entries = council.audit_entries
        people = User.objects.filter(pk__in=self.entries.values("actor")).order_by("name", "pk")
        self.fields["person"].choices = [("", _("Alla")), *((str(user.pk), str(user)) for user in people)]
        verbs = self.entries.order_by().values_list("verb", flat=True).distinct()
        deeds = sorted(((verb, str(deed(verb))) for verb in verbs), key=lambda pair: swedish_key(pair[1]))
        self.fields["handelse"].choices = [("", _("Alla")), *deeds]

    def clean(self):
        values = super().clean()
        if values.get("fran") and values.get("till") and values["fran"] > values["till"]:
            raise ValidationError(_("Första dagen ligger efter den sista. Byt plats på dem."), code="order")
        return values

    @property
    def chosen(self):
        """What is chosen, as it stands in the address."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    @property
    def chosen_entries(self):
        """The lines asked for; all of them when what was asked for is wrong, so that nothing is hidden by mistake."""
        rows, values = self.entries.all(), self.cleaned_data if self.is_valid() else {}
        if values.get("person"):
            rows = rows.filter(actor=int(values["person"]))
        if values.get("handelse"):
            rows = rows.filter(verb=values["handelse"])
        if values.get("fran"):
            rows = rows.filter(at__gte=_local(values["fran"], time.min))
        if values.get("till"):
            rows = rows.filter(at__lte=_local(values["till"], time.max))
        return rows


def _local(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))
