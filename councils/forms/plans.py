"""Forms of action plans: one small form for each thing that is written in one."""

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import PlanKind
from councils.forms.fields import DayField, FreeTextField, ParagraphField, RowsField
from councils.models import Agreement, Picture, ProblemArea

INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")
NOT_HERE = {"invalid_choice": gettext_lazy("Det finns inte i rådet. Välj i listan.")}
OWN, TOGETHER = "own", "together"


def long_text(label, *, rows=4, longest=2000, required=False, **options):
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return FreeTextField(label=label, max_length=longest, required=required, widget=widget, **options)


def version_field():
    """Which version of a row the form was filled with."""
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), INCOMPLETE)
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31, error_messages=errors)


class PlanPartForm(forms.Form):
    """Fields that are a row's own, by the names in `OF`: field → attribute of the row."""

    OF: dict[str, str] = {}

    @classmethod
    def values_of(cls, row):
        """The row as the form shows it."""
        return {name: getattr(row, attribute) for name, attribute in cls.OF.items()} | {"version": row.version}

    def values(self):
        return {attribute: self.cleaned_data[name] for name, attribute in self.OF.items() if name in self.fields}

    def differing(self, row):
        """[(label, what is saved, what was typed)] where a valid form and the row as it is now differ."""
        saved, found = self.values_of(row), []
        for name in self.OF:
            if name in self.cleaned_data:
                pair = _in_words(self[name], saved[name]), _in_words(self[name], self.cleaned_data[name])
                if pair[0] != pair[1]:
                    found.append((self[name].label, *pair))
        return found


def _in_words(bound, value):
    """A value as a person reads it."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(sorted(str(one) for one in value))
    choices = dict(getattr(bound.field, "_choices", None) or ())
    return str(choices.get(value, "" if value is None else value))


class Period(PlanPartForm):
    """A first day and, unless it holds until further notice, a last one."""

    plan_first_day = DayField(label=gettext_lazy("Första dag"))
    plan_last_day = DayField(
        label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Tomt betyder tills vidare.")
    )

    def clean(self):
        first, last = self.cleaned_data.get("plan_first_day"), self.cleaned_data.get("plan_last_day")
        if first and last and last < first:
            self.add_error("plan_last_day", _("Sista dagen kan inte ligga före den första."))
        return self.cleaned_data


def _example():
    """A title of the years that somebody is likely to write about."""
    year = timezone.localdate().year
    return _("Till exempel Handlingsplan %(first)s–%(last)s.") % {"first": year, "last": year + 1}


def title_field():
    return FreeTextField(
        label=gettext_lazy("Rubrik"),
        max_length=160,
        help_text=lazy(_example, str)(),
        error_messages={"required": gettext_lazy("Skriv vad planen heter.")},
    )


def draft_field():
    return forms.ChoiceField(
        label=gettext_lazy("Vem skriver utkastet?"),
        choices=[
            (OWN, gettext_lazy("Min organisation. Ingen annan läser det förrän det delas.")),
            (TOGETHER, gettext_lazy("Gruppen tillsammans. Alla i rådet som läser utkast kan läsa det genast.")),
        ],
        initial=OWN,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Välj om utkastet är din organisations eller gruppens.")
        ),
    )


class PlanForm(Period):
    """What a plan is and what it builds on."""

    OF = {
        "plan_title": "title",
        "plan_kind": "kind",
        "plan_first_day": "first_day",
        "plan_last_day": "last_day",
        "plan_picture": "picture",
        "plan_agreement": "agreement",
        "plan_introduction": "introduction",
        "plan_followed_up": "follow_up",
        "plan_anchored_municipality": "anchored_municipality",
        "plan_anchored_police": "anchored_police",
        "plan_registry_number": "registry_number",
    }
    field_order = ["plan_draft_of", *OF]

    plan_title = title_field()
    plan_kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för plan?"),
        choices=[
            (PlanKind.JOINT.value, gettext_lazy("Gemensam handlingsplan för polis och kommun")),
            (PlanKind.STATUTORY.value, gettext_lazy("Kommunens åtgärdsplan enligt lag (2023:196), 5 §")),
        ],
        initial=PlanKind.JOINT.value,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj vad det är för plan.")),
    )
    plan_picture = forms.ModelChoiceField(
        label=gettext_lazy("Lägesbild som planen bygger på"),
        queryset=Picture.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen ännu"),
        error_messages=NOT_HERE,
    )
    plan_agreement = forms.ModelChoiceField(
        label=gettext_lazy("Överenskommelse"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        error_messages=NOT_HERE,
    )
    plan_introduction = long_text(gettext_lazy("Inledning"), rows=6, longest=10000)
    plan_followed_up = long_text(
        gettext_lazy("Hur planen följs upp"),
        rows=3,
        longest=3000,
        help_text=gettext_lazy("Till exempel vid vårens första möte och därefter fortlöpande."),
    )
    plan_anchored_municipality = FreeTextField(
        label=gettext_lazy("Förankrad hos kommunens högsta ledning"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Var och när, till exempel kommunstyrelsen 2016-02-03. Behövs när planen beslutas."),
    )
    plan_anchored_police = FreeTextField(
        label=gettext_lazy("Förankrad hos Polismyndigheten"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Var och när, till exempel lokalpolisområdets ledning 2016-02-10."),
    )
    plan_registry_number = FreeTextField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)

    def __init__(self, *args, pictures, agreements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_picture"].queryset = pictures
        self.fields["plan_picture"].label_from_instance = _named
        self.fields["plan_agreement"].queryset = agreements


class StartPlanForm(PlanForm):
    """The first things about a plan; the rest is written on its own page."""

    plan_draft_of = draft_field()
    plan_followed_up = plan_anchored_municipality = plan_anchored_police = plan_registry_number = None


class EditPlanForm(PlanForm):
    version = version_field()


class RevisePlanForm(Period):
    """The period of the next plan, and the problem areas that come in with it."""

    OF = {"plan_title": "title", "plan_first_day": "first_day", "plan_last_day": "last_day"}
    field_order = ["plan_draft_of", *OF, "plan_new_areas"]

    plan_title = title_field()
    plan_draft_of = draft_field()
    plan_new_areas = RowsField(
        label=gettext_lazy("Nya problemområden i planen"),
        queryset=ProblemArea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Områden med något kvar att göra följer med av sig själva."),
        error_messages={
            "invalid_choice": gettext_lazy("Ett av problemområdena finns inte i rådet. Välj bland dem i listan."),
            "invalid_pk_value": gettext_lazy("Ett av problemområdena finns inte i rådet. Välj bland dem i listan."),
        },
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_new_areas"].queryset = areas


class DecidePlanForm(forms.Form):
    """Who decided the plan and when, as it stands in the minutes."""

    plan_body = FreeTextField(
        label=gettext_lazy("Beslutad av"),
        max_length=120,
        help_text=gettext_lazy("Till exempel kommunstyrelsen, eller det brottsförebyggande rådet."),
        error_messages={"required": gettext_lazy("Skriv vem som har beslutat planen.")},
    )
    plan_decided_on = DayField(
        label=gettext_lazy("Beslutsdag"),
        error_messages={"required": gettext_lazy("Ange dagen för beslutet.")},
    )
    plan_paragraph = ParagraphField()

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_plan_decided_on(self):
        day = self.cleaned_data["plan_decided_on"]
        if day > self.today:
            raise forms.ValidationError(_("Dagen kan inte ligga i framtiden. Registrera beslutet när det är fattat."))
        return day


def _named(picture):
    """What a picture is called; one that only its own organisation may read is kept, but not named."""
    return _("En lägesbild som inte är delad") if getattr(picture, "is_hidden", False) else str(picture)
