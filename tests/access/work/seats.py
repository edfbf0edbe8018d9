"""The council itself, its seats and who holds them, its yearly look at itself, and what it has reported."""

from django.utils import timezone

from councils.roles import Role
from tests.access.pages import CouncilPage

COORDINATOR = frozenset({Role.COORDINATOR})


def council_form(side):
    said = {"council_name": "Trygghetsrådet", "short_name": "Orten", "council_kind": "local", "version": 1}
    return {**said, "partners": side.rows.school.pk}


def organisation_form(side):
    said = {"organisation_name": "Båtklubben", "organisation_kind": "association", "is_partner": "on"}
    return {**said, "organisation_seat": side.rows.seat.pk}


def seat_form(side):
    said = {"seat_function": "Räddningstjänsten", "seat_duty": "member", "several_persons": "on", "version": 1}
    return {**said, "seat_organisation": side.rows.school.pk}


def holder_form(side):
    return {"holder_user": side.rows.user.pk, "from_day": "2019-05-06"}


def report_form(side):
    said = {"reported_on": "2019-05-06", "recipient": "Kommunledningen", "to_assembly": "on"}
    return {**said, "about": "Våren", "version": 1}


def review_form(side):
    return {"score_purpose": 4, "comment_purpose": "Tydligare", "conclusion": "Fler möten", "version": 1}


def runs(**values):
    """A page for whoever runs the council."""
    return CouncilPage(**{"read": COORDINATOR, "write": COORDINATOR, **values})


ROUTES = {
    "councils:edit_council": runs(body=council_form),
    "councils:add_organisation": runs(body=organisation_form, single=("organisation_seat",)),
    "councils:add_seat": runs(body=seat_form, single=("seat_organisation",)),
    "councils:seat": CouncilPage(),
    "councils:edit_seat": runs(body=seat_form, single=("seat_organisation",)),
    "councils:move_seat": runs(read=None, body=lambda side: {"direction": "up"}),
    "councils:end_seat": runs(body=lambda side: {"last_day": "2019-05-06"}),
    "councils:reopen_seat": runs(read=None),
    "councils:remove_seat": runs(read=None),
    "councils:fill_seat": runs(body=holder_form, single=("holder_user",)),
    "councils:end_seat_holder": runs(body=lambda side: {"last_day": "2019-05-06"}),
    "councils:council_reports": CouncilPage(),
    "councils:add_council_report": runs(body=report_form),
    "councils:change_council_report": runs(body=report_form),
    "councils:remove_council_report": runs(body=lambda side: {"removal_reason": "Noterad två gånger", "version": 1}),
    "councils:reviews": CouncilPage(),
    "councils:start_review": runs(read=None, body=lambda side: {"review_year": timezone.localdate().year}),
    # The world's is not done: until it is, it is the council's own working paper.
    "councils:review": CouncilPage(hidden_from=frozenset({Role.OFFICIAL})),
    "councils:edit_review": runs(body=review_form),
    "councils:finish_review": runs(
        body=lambda side: {"review_meeting": side.rows.held_meeting.pk, "version": 1}, single=("review_meeting",)
    ),
}
