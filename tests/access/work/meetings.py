from councils import wall
from councils.actions.meeting_agenda import mark_of
from councils.actions.minutes import attendance_mark, minutes_mark
from councils.roles import Role
from tests.access.pages import ALL, CouncilPage

COORDINATOR = frozenset({Role.COORDINATOR})
LOGGERS = ALL - {Role.OFFICIAL}
OWNERS = COORDINATOR | {Role.MEMBER}


def year_form(side):
    return {"day_1": "2027-02-16", "title_1": "Vårens första möte"}


def item_form(side):
    return {"item_title": "Övrigt"}


def changed_item_form(side):
    return {**item_form(side), "mark": mark_of(side.rows.agenda_item)}


def invitation_form(side):
    return {"invited": side.people[Role.MEMBER].pk, "version": 1}


def attendance_form(side):
    with wall.inside(side.council):
        return {"mark": attendance_mark(side.rows.meeting)}


def minutes_form(side):
    with wall.inside(side.council):
        return {"minutes": "Mötet öppnades.", "mark": minutes_mark(side.rows.meeting)}


def decision_form(side):
    return {"decision_number": 7, "decision_text": "Fler vandringar", "version": 1}


def coordinators(**more):
    return CouncilPage(read=COORDINATOR, write=COORDINATOR, **more)


ROUTES = {
    "followup:plan_meetings": coordinators(body=year_form, filters=("ar", "antal")),
    "followup:meeting": CouncilPage(),
    "followup:meeting_ics": CouncilPage(),
    "followup:agenda_pdf": CouncilPage(),
    "followup:minutes_pdf": CouncilPage(),
    "followup:invite_to_meeting": coordinators(body=invitation_form),
    "followup:meeting_agenda": coordinators(body=item_form, typed=("item_title", "item_background")),
    "followup:take_proposals": CouncilPage(read=None, write=COORDINATOR, body=lambda side: {"source": "alla"}),
    "followup:change_agenda_item": coordinators(body=changed_item_form, typed=("mark",)),
    "followup:move_agenda_item": CouncilPage(read=None, write=COORDINATOR, body=lambda side: {"direction": "up"}),
    "followup:remove_agenda_item": CouncilPage(read=None, write=COORDINATOR),
    "followup:meeting_attendance": coordinators(body=attendance_form),
    "followup:meeting_minutes": coordinators(body=minutes_form),
    "followup:approve_minutes": coordinators(body=lambda side: {"read": ""}),
    "followup:add_decision": coordinators(body=decision_form),
    "followup:decisions": CouncilPage(),
    "followup:change_decision": coordinators(body=decision_form),
    # Whose it is to do is a question of the row: the world's is of the seat that the member holds.
    "followup:finish_decision": CouncilPage(read=OWNERS, write=OWNERS, enter=LOGGERS, body=lambda side: {"version": 1}),
    "followup:remove_decision": CouncilPage(read=None, write=COORDINATOR),
}
