"""What the fields of a sent form are called on the page it came from, so that people recognise what they typed."""

import re

from django.utils.translation import gettext_lazy

from councils.forms.agreement_parts import DocumentForm, DutyForm, MarkDutyForm, SignatoriesForm
from councils.forms.agreements import AgreementForm, RemoveAgreementForm
from councils.forms.contributions import ContributionForm
from councils.forms.councils import CouncilForm, OrganisationForm
from councils.forms.dialogues import ChangeDialogueForm, DialogueForm
from councils.forms.fields import ReadVersionForm as ReadVersionOfFieldsForm
from councils.forms.indicators import IndicatorForm, ValueForm
from councils.forms.log import LogFilterForm
from councils.forms.members import ChangeMemberForm, EndMemberForm, InviteForm
from councils.forms.observations import (
    ChangeObservationForm,
    MeasureForm,
    ObservationFilterForm,
    ObservationForm,
    SettleForm,
)
from councils.forms.people import EraseMeForm, ProfileForm
from councils.forms.pictures import (
    AdoptPictureForm,
    NewPictureForm,
    PictureForm,
    PictureObservationForm,
    ShownIndicatorForm,
)
from councils.forms.places import PlaceForm, PlaceSetForm
from councils.forms.plan_parts import (
    EditGoalForm,
    EditMeasureForm,
    FollowedUpForm,
    FollowUpDayForm,
    GoalReportForm,
    LiftInForm,
    LinkForm,
    MeasureReportForm,
    ProblemReasonForm,
)
from councils.forms.plans import DecidePlanForm, EditPlanForm, RevisePlanForm, StartPlanForm
from councils.forms.problem_areas import ProblemAreaForm
from councils.forms.reports import ChangeCouncilReportForm, CouncilReportForm, RemoveCouncilReportForm
from councils.forms.reviews import FinishReviewForm, ReviewForm
from councils.forms.reviews import YearForm as YearOfReviewsForm
from councils.forms.seats import ChangeSeatForm, FillSeatForm, LastDayForm, SeatForm
from councils.forms.sharing import ShareForm
from councils.forms.statistics import ChosenForm, MappingForm, StatisticsFileForm
from followup.filters import FollowUpFilter
from followup.forms.areas import AreaFilter, NationFilter
from followup.forms.assessments import JudgeForm
from followup.forms.comments import CommentForm
from followup.forms.copying import CopyForm
from followup.forms.deadlines import (
    ChangeDeadlineForm,
    CheckpointDaysForm,
    FinishForm,
    ReadVersionForm,
)
from followup.forms.deliveries import DeliverForm
from followup.forms.every_summary import EverySummaryFilter
from followup.forms.meetings import ChangeAgendaItemForm, ChangeMeetingForm, InviteToMeetingForm, YearForm, YearPlanForm
from followup.forms.minutes import AttendanceForm, ChangeDecisionForm, FinishDecisionForm, MinutesForm
from followup.forms.noted import DeviationForm, MeasurementForm, RequestForm, WithdrawNoteForm
from followup.forms.parts import DenyPartForm
from followup.forms.quick import QuickLogForm, UndoForm
from followup.forms.signing import SignForm
from followup.forms.summaries import PromiseTextsForm, WholeTextsForm
from followup.forms.summary_flow import CorrectSummaryForm, SendBackForm, StartSummaryForm, SummaryFactsForm
from followup.forms.verification import CheckForm
from followup.forms.weekly_letter import WeekForm, WeeklyLetterForm
from promises.forms.activities import ActivityForm
from promises.forms.activity_filter import ActivityFilterForm
from promises.forms.calendars import OccasionForm, OccasionLinesForm, RemoveSignedForm, TermForm
from promises.forms.communication import (
    ChangeCommunicationForm,
    CommunicationFilterForm,
    CommunicationForm,
    VersionForm,
)
from promises.forms.corrections import CorrectActivityForm, RestoreForm, WithdrawForm
from promises.forms.life import CloseForm, NewEditionForm
from promises.forms.promise_sets import NewSetForm, SetDetailsForm
from promises.forms.promises import PromiseForm, RemoveSectionForm, SectionForm
from promises.forms.reading import AnswerForm, ConfirmForm, DropForm, PasteForm
from promises.forms.spreadsheets import CarryOutForm, ColumnsForm, ImportFileForm, WordsForm
from promises.forms.table_cells import BESIDE, HEADINGS, WANTED
from promises.forms.targets import TargetForm
from promises.forms.translations import RemoveTranslationForm, TranslationForm

FORMS = (
    ActivityForm,
    CorrectActivityForm,
    WithdrawForm,
    RestoreForm,
    QuickLogForm,
    UndoForm,
    DenyPartForm,
    ShareForm,
    PasteForm,
    AnswerForm,
    ConfirmForm,
    DropForm,
    NewSetForm,
    SetDetailsForm,
    SectionForm,
    RemoveSectionForm,
    PromiseForm,
    TranslationForm,
    RemoveTranslationForm,
    JudgeForm,
    RequestForm,
    MeasurementForm,
    DeviationForm,
    WithdrawNoteForm,
    PromiseTextsForm,
    WholeTextsForm,
    CommentForm,
    StartSummaryForm,
    SendBackForm,
    CorrectSummaryForm,
    SummaryFactsForm,
    CheckForm,
    DeliverForm,
    InviteForm,
    ChangeMemberForm,
    EndMemberForm,
    ChangeDeadlineForm,
    CheckpointDaysForm,
    FinishForm,
    ChangeMeetingForm,
    YearForm,
    ChangeAgendaItemForm,
    InviteToMeetingForm,
    AttendanceForm,
    MinutesForm,
    ChangeDecisionForm,
    FinishDecisionForm,
    ReadVersionForm,
    SignForm,
    CloseForm,
    NewEditionForm,
    CopyForm,
    LogFilterForm,
    FollowUpFilter,
    ActivityFilterForm,
    AreaFilter,
    NationFilter,
    EverySummaryFilter,
    ImportFileForm,
    ColumnsForm,
    WordsForm,
    CarryOutForm,
    ProfileForm,
    EraseMeForm,
    TargetForm,
    OccasionForm,
    OccasionLinesForm,
    TermForm,
    RemoveSignedForm,
    PlaceForm,
    PlaceSetForm,
    ProblemAreaForm,
    NewPictureForm,
    PictureForm,
    PictureObservationForm,
    ShownIndicatorForm,
    AdoptPictureForm,
    ContributionForm,
    StatisticsFileForm,
    MappingForm,
    ChosenForm,
    IndicatorForm,
    ValueForm,
    StartPlanForm,
    EditPlanForm,
    DecidePlanForm,
    RevisePlanForm,
    LiftInForm,
    ProblemReasonForm,
    EditGoalForm,
    EditMeasureForm,
    LinkForm,
    FollowUpDayForm,
    FollowedUpForm,
    MeasureReportForm,
    GoalReportForm,
    AgreementForm,
    DocumentForm,
    DutyForm,
    MarkDutyForm,
    RemoveAgreementForm,
    SignatoriesForm,
    CouncilForm,
    OrganisationForm,
    ChangeDialogueForm,
    DialogueForm,
    ReadVersionOfFieldsForm,
    ChangeObservationForm,
    MeasureForm,
    ObservationFilterForm,
    ObservationForm,
    SettleForm,
    ChangeCouncilReportForm,
    CouncilReportForm,
    RemoveCouncilReportForm,
    FinishReviewForm,
    ReviewForm,
    YearOfReviewsForm,
    ChangeSeatForm,
    FillSeatForm,
    LastDayForm,
    SeatForm,
    YearPlanForm,
    WeekForm,
    WeeklyLetterForm,
    ChangeCommunicationForm,
    CommunicationFilterForm,
    CommunicationForm,
    VersionForm,
)
FIELDS = {name: field for form in FORMS for name, field in form.base_fields.items()}
# A name that forms use for different things is called all that they call it: the text beside tells which it was.
NAMED = {name: [form.base_fields[name] for form in FORMS if name in form.base_fields] for name in FIELDS}
# Targets ticked where the log form proposes further ones.
FIELDS["also"], NAMED["also"] = FIELDS["targets"], NAMED["targets"]
# Fields that a form has one of for each row: the name before the row's number.
OF_ROWS = {
    "translation": gettext_lazy("Översättning av ett löfte"),
    **{f"row_{name}": heading for name, heading in HEADINGS.items()},
    "row_wanted": WANTED,
    "day": gettext_lazy("Mötesdag"),
    "title": gettext_lazy("Vad mötet kallas"),
    "said": gettext_lazy("Vad som sades vid en punkt"),
    "presence": gettext_lazy("Närvaro"),
    "persons": gettext_lazy("Antal personer"),
}
# Rows chosen in a list, keys, versions and answers about what was found in a text: the person did not type them.
FOR_MACHINES = re.compile(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{20}")
SHOWN = {"count", "reach", "measured_value", "substitute_number"}
YES = {"on": gettext_lazy("ja")}


def as_read(fields):
    """([(label, text)] of what was typed or chosen, [(label, text)] of the rest). Empty fields are left out.

    A field of no form above goes by its own name.
    """
    typed, rest = [], []
    for name, values in fields:
        for text in filter(str.strip, values):
            by_machine = FOR_MACHINES.fullmatch(text) and name not in SHOWN
            (rest if by_machine else typed).append((_label(name), _words(name, text)))
    return typed, rest


def _label(name):
    if labels := dict.fromkeys(str(field.label) for field in NAMED.get(name, ()) if field.label):
        return " / ".join(labels)
    if name in BESIDE:
        return BESIDE[name]
    stem, _, number = name.rpartition("_")
    return OF_ROWS.get(stem, name) if number.isdecimal() else name


def _words(name, text):
    choices = getattr(FIELDS.get(name), "_choices", None) or []
    return dict(choices).get(text) or YES.get(text) or text
