"""Forms of what stands in an action plan, and of how it goes with it."""

from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import GoalKind, GoalOutcome, MeasureStatus
from councils.forms.fields import DayField, FreeTextField, RowsField
from councils.forms.plans import NOT_HERE, PlanPartForm, long_text, version_field
from councils.models import Indicator, Meeting, Organisation, PlanGoal, ProblemArea

NOT_OF_THE_COUNCIL = gettext_lazy("En av organisationerna hör inte till rådet. Välj bland dem i listan.")


class LiftInForm(PlanPartForm):
    """Which problem area the plan takes up, and why."""

    OF = {"plan_area": "problem_area", "plan_reason": "reason"}

    plan_area = forms.ModelChoiceField(
        label=gettext_lazy("Problemområde"),
        queryset=ProblemArea.objects.none(),
        empty_label=gettext_lazy("Välj problemområde"),
        error_messages={**NOT_HERE, "required": gettext_lazy("Välj vilket problemområde planen ska ta upp.")},
    )
    plan_reason = long_text(gettext_lazy("Varför tas det upp?"), rows=3, longest=1000)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_area"].queryset = areas


class ProblemReasonForm(PlanPartForm):
    OF = {"plan_reason": "reason"}

    plan_reason = long_text(gettext_lazy("Varför tas det upp?"), rows=3, longest=1000)
    version = version_field()


class GoalForm(PlanPartForm):
    """What is to become different, or be done, and how one will know."""

    OF = {
        "goal_text": "text",
        "goal_kind": "kind",
        "goal_indicator": "indicator",
        "goal_baseline": "baseline",
        "goal_aim": "aim",
    }

    goal_text = long_text(
        gettext_lazy("Mål"),
        rows=3,
        longest=1000,
        required=True,
        error_messages={"required": gettext_lazy("Skriv vad målet är.")},
    )
    goal_kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för mål?"),
        choices=[
            (GoalKind.EFFECT.value, gettext_lazy("Effektmål: något ska bli annorlunda")),
            (GoalKind.ACTIVITY.value, gettext_lazy("Aktivitetsmål: något ska göras")),
            (GoalKind.VISION.value, gettext_lazy("Vision: dit vi vill på sikt")),
        ],
        initial=GoalKind.EFFECT.value,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj vad det är för mål.")),
    )
    goal_indicator = forms.ModelChoiceField(
        label=gettext_lazy("Indikator"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy("Siffran som visar om det går åt rätt håll."),
        error_messages=NOT_HERE,
    )
    goal_baseline = FreeTextField(
        label=gettext_lazy("Utgångsläge"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Hur det ser ut nu, till exempel 34 anmälningar 2015."),
    )
    goal_aim = FreeTextField(
        label=gettext_lazy("Målvärde"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Dit vi ska, till exempel högst 25 under 2017."),
    )

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal_indicator"].queryset = indicators


class EditGoalForm(GoalForm):
    version = version_field()


class MeasureForm(PlanPartForm):
    """What is to be done, by whom and when."""

    OF = {
        "measure_text": "text",
        "measure_owners": "owners",
        "measure_goal": "goal",
        "measure_from": "from_day",
        "measure_to": "to_day",
        "measure_cooperation": "cooperation",
        "measure_beyond": "is_beyond_ordinary",
        "measure_followed_up": "follow_up",
    }

    measure_text = long_text(
        gettext_lazy("Åtgärd"),
        rows=3,
        required=True,
        help_text=gettext_lazy("Vad som ska göras, också om det bara är grovt. Skriv inget om enskilda personer."),
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    measure_owners = RowsField(
        label=gettext_lazy("Ansvariga"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Minst en behövs när planen beslutas."),
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value"), NOT_OF_THE_COUNCIL),
    )
    measure_goal = forms.ModelChoiceField(
        label=gettext_lazy("Mål som åtgärden bidrar till"),
        queryset=PlanGoal.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget särskilt"),
        error_messages=NOT_HERE,
    )
    measure_from = DayField(label=gettext_lazy("Från"), required=False)
    measure_to = DayField(label=gettext_lazy("Klart senast"), required=False)
    measure_cooperation = FreeTextField(
        label=gettext_lazy("Samverkansform"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel arbetsgrupp, SSPF eller gemensam tillsyn."),
    )
    measure_beyond = forms.BooleanField(label=gettext_lazy("Görs vid sidan av det ordinarie uppdraget"), required=False)
    measure_followed_up = FreeTextField(label=gettext_lazy("Hur följs åtgärden upp?"), max_length=300, required=False)

    def __init__(self, *args, owners, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure_owners"].queryset = owners
        self.fields["measure_goal"].queryset = goals

    @classmethod
    def values_of(cls, row):
        return super().values_of(row) | {"measure_owners": list(row.owners.all())}

    def clean(self):
        first, last = self.cleaned_data.get("measure_from"), self.cleaned_data.get("measure_to")
        if first and last and last < first:
            self.add_error("measure_to", _("Åtgärden kan inte vara klar innan den har börjat."))
        return self.cleaned_data


class EditMeasureForm(MeasureForm):
    version = version_field()


class LinkForm(PlanPartForm):
    """Another plan or programme, and where to read it."""

    OF = {"link_title": "title", "link_address": "url"}

    link_title = FreeTextField(
        label=gettext_lazy("Plan eller program"),
        max_length=160,
        help_text=gettext_lazy("Till exempel kommunens folkhälsoplan."),
        error_messages={"required": gettext_lazy("Skriv vad planen eller programmet heter.")},
    )
    link_address = FreeTextField(
        label=gettext_lazy("Adress"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("En hel webbadress, till exempel https://exempel.se/plan."),
    )

    def clean_link_address(self):
        address = self.cleaned_data["link_address"]
        if address:
            URLValidator(
                ["https", "http"], message=_("Skriv en hel webbadress, till exempel https://exempel.se/plan.")
            )(address)
        return address


class FollowUpDayForm(forms.Form):
    """A meeting or a day on which the plan is followed up."""

    follow_up_meeting = forms.ModelChoiceField(
        label=gettext_lazy("Vid mötet"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget möte"),
        help_text=gettext_lazy("Flyttas mötet flyttas uppföljningen med."),
        error_messages=NOT_HERE,
    )
    follow_up_day = DayField(label=gettext_lazy("Eller senast den"), required=False)

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follow_up_meeting"].queryset = meetings

    def clean(self):
        meeting, day = self.cleaned_data.get("follow_up_meeting"), self.cleaned_data.get("follow_up_day")
        if self.is_valid_so_far and not meeting and not day:
            self.add_error("follow_up_meeting", _("Välj ett möte eller ange en dag."))
        if meeting and day:
            self.add_error("follow_up_day", _("Välj antingen ett möte eller en dag, inte båda."))
        return self.cleaned_data

    @property
    def is_valid_so_far(self):
        return not self._errors


class FollowedUpForm(PlanPartForm):
    """What a follow-up showed."""

    OF = {"follow_up_note": "note"}

    follow_up_note = long_text(
        gettext_lazy("Vad visade uppföljningen?"),
        rows=6,
        longest=5000,
        required=True,
        error_messages={"required": gettext_lazy("Skriv kort vad uppföljningen visade.")},
    )
    version = version_field()


class MeasureReportForm(PlanPartForm):
    """How far a measure has come."""

    OF = {"report_status": "status", "report_result": "result"}

    report_status = forms.ChoiceField(
        label=gettext_lazy("Hur långt har ni kommit?"),
        choices=[(one.value, capfirst(one.label)) for one in MeasureStatus],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj hur långt ni har kommit.")),
    )
    report_result = long_text(
        gettext_lazy("Vad har gjorts?"),
        help_text=gettext_lazy("Och varför inte, om åtgärden inte är påbörjad eller har avbrutits."),
    )
    version = version_field()

    def clean(self):
        has_stopped = self.cleaned_data.get("report_status") == MeasureStatus.STOPPED
        if has_stopped and not self.cleaned_data.get("report_result") and "report_result" not in self._errors:
            self.add_error("report_result", _("Skriv varför åtgärden avbröts."))
        return self.cleaned_data


class GoalReportForm(PlanPartForm):
    """Whether a goal was reached, and how one knows."""

    OF = {"goal_outcome": "outcome", "goal_result": "result"}

    goal_outcome = forms.ChoiceField(
        label=gettext_lazy("Hur gick det?"),
        choices=[("", gettext_lazy("Inte bedömt ännu")), *((one.value, capfirst(one.label)) for one in GoalOutcome)],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Välj hur det gick med målet.")},
    )
    goal_result = long_text(
        gettext_lazy("Resultat"),
        help_text=gettext_lazy("Vad siffran eller erfarenheten visar, och varifrån det kommer."),
    )
    version = version_field()
