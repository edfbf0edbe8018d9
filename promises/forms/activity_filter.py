"""What to see of the activities, and so what a file with them holds. It stands in the address."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Exists, OuterRef, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField
from councils.models import Organisation
from councils.text import is_row_id
from promises.access import choosable_parties
from promises.models import Credit, PromiseSet, Target

GONE = gettext_lazy("Det valda finns inte i rådet. Välj i listan.")


class RowField(forms.ModelChoiceField):
    """One row chosen by its id; what no id can be is as a row that is not there."""

    def __init__(self, **kwargs):
        super().__init__(required=False, error_messages={"invalid_choice": GONE}, **kwargs)

    def to_python(self, value):
        return super().to_python(value if not value or is_row_id(str(value)) else "0")


class ActivityFilterForm(forms.Form):
    """Which activities to show. Everything may be left out."""

    mal = RowField(label=gettext_lazy("Mål"), queryset=Target.objects.none(), empty_label=gettext_lazy("Alla mål"))
    loften = RowField(
        label=gettext_lazy("Löften"), queryset=PromiseSet.objects.none(), empty_label=gettext_lazy("Alla löften")
    )
    part = RowField(
        label=gettext_lazy("Deltog"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("Alla parter")
    )
    fran = DayField(label=gettext_lazy("Från och med"), required=False)
    till = DayField(label=gettext_lazy("Till och med"), required=False)
    raknas = forms.ChoiceField(
        label=gettext_lazy("Räknas"),
        required=False,
        choices=[
            ("", gettext_lazy("Alla")),
            ("ja", gettext_lazy("Bara de som räknas")),
            ("nej", gettext_lazy("Bara borttagna")),
        ],
        error_messages={"invalid_choice": gettext_lazy("Välj i listan vilka som ska visas.")},
    )

    def __init__(self, *args, gate, **kwargs):
        super().__init__(*args, **kwargs)
        targets = Target.objects.of(gate.council).readable_by(gate).select_related("promise__section__promise_set")
        self.fields["mal"].queryset = targets.in_reading_order()
        self.fields["mal"].label_from_instance = lambda row: f"{row.label} ({row.promise_set.heading})"
        self.fields["loften"].queryset = PromiseSet.objects.of(gate.council).readable_by(gate).latest_first()
        self.fields["loften"].label_from_instance = lambda row: row.heading
        self.fields["part"].queryset = choosable_parties(gate)
        self.fields["part"].label_from_instance = lambda row: row.short_name

    @property
    def chosen(self):
        """Name → value of what is valid: what is not does not narrow the list, and is told."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self):
        return urlencode({name: self.data[name] for name in self.chosen})

    @property
    def shows_withdrawn(self):
        return self.chosen.get("raknas") != "ja"

    def tally(self, activities):
        """How many of the activities count towards the chosen target, and with how much; None where none is chosen."""
        if "mal" not in self.chosen:
            return None
        credits = Credit.objects.counting().filter(target=self.chosen["mal"], activity__in=activities.order_by())
        return credits.aggregate(activities=Count("pk"), amount=Coalesce(Sum("amount"), 0))

    def narrowed(self, activities):
        """The activities that were asked for."""
        chosen = self.chosen
        credits = Credit.objects.filter(activity=OuterRef("pk"))
        if "mal" in chosen:
            # Of a target, what counts is what makes its number: a tie alone is not enough.
            ties = credits.counting() if chosen.get("raknas") == "ja" else credits
            activities = activities.filter(Exists(ties.filter(target=chosen["mal"])))
        if "loften" in chosen:
            above = "target__promise__section__promise_set"
            activities = activities.filter(Exists(credits.filter(**{above: chosen["loften"]})))
        if "part" in chosen:
            activities = activities.filter(parties=chosen["part"])
        if "fran" in chosen:
            activities = activities.filter(occurred_on__gte=chosen["fran"])
        if "till" in chosen:
            activities = activities.filter(occurred_on__lte=chosen["till"])
        if "raknas" in chosen:
            activities = activities.filter(withdrawn_at__isnull=chosen["raknas"] == "ja")
        return activities
