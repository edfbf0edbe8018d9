"""The whole access policy: what each role in a council may do. A coordinator should be able to read it."""

from enum import StrEnum


class Role(StrEnum):
    """A person's role in one council."""

    COORDINATOR = "coordinator"
    POLICE_MANAGER = "police_manager"
    FIELD_USER = "field_user"
    MEMBER = "member"
    OFFICIAL = "official"


class Permission(StrEnum):
    """One thing somebody may do in a council."""

    VIEW_COUNCIL = "view_council"
    VIEW_DRAFTS = "view_drafts"
    LOG_ACTIVITY = "log_activity"
    CORRECT_ANY_ACTIVITY = "correct_any_activity"
    JUDGE_TARGET = "judge_target"
    EDIT_PROMISES = "edit_promises"
    WRITE_SUMMARY = "write_summary"
    APPROVE_FOR_MUNICIPALITY = "approve_for_municipality"
    APPROVE_FOR_POLICE = "approve_for_police"
    MANAGE_MEMBERS = "manage_members"
    VIEW_LOG = "view_log"
    RUN_COUNCIL = "run_council"
    EDIT_PLAN = "edit_plan"
    CONTRIBUTE = "contribute"


_P = Permission

# Whoever may do more than this writes, and what is written must be traceable to a person: see second_factor.py.
READING = frozenset({_P.VIEW_COUNCIL, _P.VIEW_DRAFTS, _P.VIEW_LOG})

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            _P.VIEW_COUNCIL,
            _P.VIEW_DRAFTS,
            _P.LOG_ACTIVITY,
            _P.CORRECT_ANY_ACTIVITY,
            _P.JUDGE_TARGET,
            _P.EDIT_PROMISES,
            _P.WRITE_SUMMARY,
            _P.APPROVE_FOR_MUNICIPALITY,
            _P.MANAGE_MEMBERS,
            _P.VIEW_LOG,
            _P.RUN_COUNCIL,
            _P.EDIT_PLAN,
            _P.CONTRIBUTE,
        }
    ),
    Role.POLICE_MANAGER: frozenset(
        {
            _P.VIEW_COUNCIL,
            _P.VIEW_DRAFTS,
            _P.LOG_ACTIVITY,
            _P.CORRECT_ANY_ACTIVITY,
            _P.JUDGE_TARGET,
            _P.EDIT_PROMISES,
            _P.WRITE_SUMMARY,
            _P.APPROVE_FOR_POLICE,
            _P.VIEW_LOG,
            _P.EDIT_PLAN,
            _P.CONTRIBUTE,
        }
    ),
    # Corrects what the own organisation logged: see promises/actions/activities.py.
    Role.FIELD_USER: frozenset({_P.VIEW_COUNCIL, _P.VIEW_DRAFTS, _P.LOG_ACTIVITY}),
    # Writes what the own organisation knows: its part of the picture, its dialogues and what it told residents.
    Role.MEMBER: frozenset({_P.VIEW_COUNCIL, _P.VIEW_DRAFTS, _P.LOG_ACTIVITY, _P.CONTRIBUTE}),
    Role.OFFICIAL: frozenset({_P.VIEW_COUNCIL}),
}


def rank(role: Role | str) -> int:
    """Where a role stands in the table: one acts by the first of one's roles, and lists begin with it.

    >>> rank("coordinator")
    0
    """
    return list(Role).index(Role(role))


def writes(permissions: frozenset[str]) -> bool:
    """May somebody with these permissions change anything? An official may not, everybody else may."""
    return not permissions <= READING


def may_act_for(role: Role | str, organisation_kind: str) -> bool:
    """Approvals are signed by role, so the role must stand on its own side: police managers on the police's.

    >>> may_act_for(Role.POLICE_MANAGER, "municipality")
    False
    """
    if role == Role.POLICE_MANAGER:
        return organisation_kind == "police"
    return role != Role.COORDINATOR or organisation_kind != "police"
