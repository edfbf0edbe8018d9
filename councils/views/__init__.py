from councils.views.adoption import adopt_picture
from councils.views.agreement_parts import (
    add_duty,
    agreement_document,
    attach_document,
    edit_duty,
    edit_signatories,
    mark_duty,
    remove_duty,
    unmark_duty,
)
from councils.views.agreements import add_agreement, agreement, agreements, edit_agreement, remove_agreement
from councils.views.calendars import calendar_addresses
from councils.views.contributions import add_contribution, edit_contribution, share_contribution
from councils.views.councils import add_organisation, council, edit_council
from councils.views.indicators import add_indicator, edit_indicator, edit_value, indicator, remove_indicator, statistics
from councils.views.invitations import accept_invitation, invite, resend_invitation, withdraw_invitation
from councils.views.log import log, log_csv
from councils.views.members import change_member, end_member, members
from councils.views.picture_parts import (
    add_picture_observation,
    hide_indicator,
    remove_picture_observation,
    show_indicator,
)
from councils.views.pictures import edit_picture, new_picture, picture, picture_differences, pictures, share_picture
from councils.views.places import (
    add_place,
    add_place_set,
    edit_place,
    edit_place_set,
    places,
    remove_place,
    remove_place_set,
)
from councils.views.problem_areas import (
    add_problem_area,
    edit_problem_area,
    problem_area,
    problem_areas,
    remove_problem_area,
)
from councils.views.profile import erase_me, log_out_everywhere, profile
from councils.views.reports import add_council_report, change_council_report, council_reports, remove_council_report
from councils.views.reviews import edit_review, finish_review, review, reviews, start_review
from councils.views.seat_holders import end_seat_holder, fill_seat
from councils.views.seats import add_seat, edit_seat, end_seat, move_seat, remove_seat, reopen_seat, seat
from councils.views.statistics_files import import_statistics, map_statistics, save_statistics

__all__ = [
    "accept_invitation",
    "add_agreement",
    "add_contribution",
    "add_council_report",
    "add_duty",
    "add_indicator",
    "add_organisation",
    "add_picture_observation",
    "add_place",
    "add_place_set",
    "add_problem_area",
    "add_seat",
    "adopt_picture",
    "agreement",
    "agreement_document",
    "agreements",
    "attach_document",
    "calendar_addresses",
    "change_council_report",
    "change_member",
    "council",
    "council_reports",
    "edit_agreement",
    "edit_contribution",
    "edit_council",
    "edit_duty",
    "edit_indicator",
    "edit_picture",
    "edit_place",
    "edit_place_set",
    "edit_problem_area",
    "edit_review",
    "edit_seat",
    "edit_signatories",
    "edit_value",
    "end_member",
    "end_seat",
    "end_seat_holder",
    "erase_me",
    "fill_seat",
    "finish_review",
    "hide_indicator",
    "import_statistics",
    "indicator",
    "invite",
    "log",
    "log_csv",
    "log_out_everywhere",
    "map_statistics",
    "mark_duty",
    "members",
    "move_seat",
    "new_picture",
    "picture",
    "picture_differences",
    "pictures",
    "places",
    "problem_area",
    "problem_areas",
    "profile",
    "remove_agreement",
    "remove_council_report",
    "remove_duty",
    "remove_indicator",
    "remove_picture_observation",
    "remove_place",
    "remove_place_set",
    "remove_problem_area",
    "remove_seat",
    "reopen_seat",
    "resend_invitation",
    "review",
    "reviews",
    "save_statistics",
    "seat",
    "share_contribution",
    "share_picture",
    "show_indicator",
    "start_review",
    "statistics",
    "unmark_duty",
    "withdraw_invitation",
]
