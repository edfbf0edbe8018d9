from councils.views.calendars import calendar_addresses
from councils.views.councils import council
from councils.views.dialogues import add_dialogue, change_dialogue, dialogue, dialogues, remove_dialogue
from councils.views.invitations import accept_invitation, invite, resend_invitation, withdraw_invitation
from councils.views.log import log, log_csv
from councils.views.members import change_member, end_member, members
from councils.views.observations import (
    add_observation,
    change_observation,
    observations,
    observations_csv,
    observed_measure,
    remove_observation,
    settle_observation,
)
from councils.views.places import (
    add_place,
    add_place_set,
    edit_place,
    edit_place_set,
    places,
    remove_place,
    remove_place_set,
)
from councils.views.problem_areas import add_problem_area, edit_problem_area, problem_areas, remove_problem_area
from councils.views.profile import erase_me, log_out_everywhere, profile

__all__ = [
    "calendar_addresses",
    "add_dialogue",
    "add_observation",
    "change_dialogue",
    "change_observation",
    "dialogue",
    "dialogues",
    "observations",
    "observations_csv",
    "observed_measure",
    "remove_dialogue",
    "remove_observation",
    "settle_observation",
    "accept_invitation",
    "add_place",
    "add_place_set",
    "add_problem_area",
    "change_member",
    "council",
    "edit_place",
    "edit_place_set",
    "edit_problem_area",
    "end_member",
    "erase_me",
    "invite",
    "log",
    "log_csv",
    "log_out_everywhere",
    "members",
    "places",
    "problem_areas",
    "profile",
    "remove_place",
    "remove_place_set",
    "remove_problem_area",
    "resend_invitation",
    "withdraw_invitation",
]
