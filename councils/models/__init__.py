from councils.models.agreements import Agreement, AgreementDocument, AgreementDuty, AgreementSignatory, DutyDone
from councils.models.audit import AuditChain, AuditEntry
from councils.models.councils import ROLE_NAMES, Council, Membership, Seat, SeatHolder
from councils.models.dialogues import Dialogue, Observation
from councils.models.geography import (
    County,
    Municipality,
    PoliceArea,
    PoliceAreaAlias,
    PoliceAreaMunicipality,
    PoliceRegion,
)
from councils.models.meetings import AgendaItem, Attendance, AttendanceGuest, Decision, Meeting
from councils.models.object_permissions import CouncilGroupObjectPermission, CouncilUserObjectPermission
from councils.models.organisations import Organisation
from councils.models.people import AreaAppointment, Invitation, OversightAppointment
from councils.models.pictures import (
    Indicator,
    IndicatorValue,
    Picture,
    PictureContribution,
    PictureIndicator,
    PictureObservation,
)
from councils.models.places import Place, PlaceSet
from councils.models.plans import ActionPlan, Measure, PlanFollowUp, PlanGoal, PlanLink, PlanProblem
from councils.models.problem_areas import ProblemArea
from councils.models.reviews import CouncilReport, CouncilReview, ReviewAnswer
from councils.models.user import User

__all__ = [
    "ROLE_NAMES",
    "ActionPlan",
    "AgendaItem",
    "Agreement",
    "AgreementDocument",
    "AgreementDuty",
    "AgreementSignatory",
    "AreaAppointment",
    "Attendance",
    "AttendanceGuest",
    "AuditChain",
    "AuditEntry",
    "Council",
    "CouncilGroupObjectPermission",
    "CouncilReport",
    "CouncilReview",
    "CouncilUserObjectPermission",
    "County",
    "Decision",
    "Dialogue",
    "DutyDone",
    "Indicator",
    "IndicatorValue",
    "Invitation",
    "Measure",
    "Meeting",
    "Membership",
    "Municipality",
    "Observation",
    "Organisation",
    "OversightAppointment",
    "Picture",
    "PictureContribution",
    "PictureIndicator",
    "PictureObservation",
    "Place",
    "PlaceSet",
    "PlanFollowUp",
    "PlanGoal",
    "PlanLink",
    "PlanProblem",
    "PoliceArea",
    "PoliceAreaAlias",
    "PoliceAreaMunicipality",
    "PoliceRegion",
    "ProblemArea",
    "ReviewAnswer",
    "Seat",
    "SeatHolder",
    "User",
]
