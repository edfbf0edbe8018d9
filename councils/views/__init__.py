from councils.views.councils import council
from councils.views.invitations import accept_invitation, invite, resend_invitation, withdraw_invitation
from councils.views.log import log, log_csv
from councils.views.members import change_member, end_member, members
from councils.views.profile import erase_me, log_out_everywhere, profile

__all__ = [
    "accept_invitation",
    "change_member",
    "council",
    "end_member",
    "erase_me",
    "invite",
    "log",
    "log_csv",
    "log_out_everywhere",
    "members",
    "profile",
    "resend_invitation",
    "withdraw_invitation",
]
