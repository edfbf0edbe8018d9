from councils.models.agreements import Agreement
from councils.models.audit import AuditChain, AuditEntry
from councils.models.councils import ROLE_NAMES, Council, Membership, Seat, SeatHolder
from councils.models.geography import (
    County,
    Municipality,
    PoliceArea,
    PoliceAreaAlias,
    PoliceAreaMunicipality,
    PoliceRegion,
)
from councils.models.meetings import Meeting
from councils.models.object_permissions import CouncilGroupObjectPermission, CouncilUserObjectPermission
from councils.models.organisations import Organisation
from councils.models.people import AreaAppointment, Invitation, OversightAppointment
from councils.models.places import Place, PlaceSet
from councils.models.problem_areas import ProblemArea
from councils.models.user import User

__all__ = [
    "ROLE_NAMES",
    "Agreement",
    "AreaAppointment",
    "AuditChain",
    "AuditEntry",
    "Council",
    "CouncilGroupObjectPermission",
    "CouncilUserObjectPermission",
    "County",
    "Invitation",
    "Meeting",
    "Membership",
    "Municipality",
    "Organisation",
    "OversightAppointment",
    "Place",
    "PlaceSet",
    "PoliceArea",
    "PoliceAreaAlias",
    "PoliceAreaMunicipality",
    "PoliceRegion",
    "ProblemArea",
    "Seat",
    "SeatHolder",
    "User",
]
