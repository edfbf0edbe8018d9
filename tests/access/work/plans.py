from councils.roles import Role
from tests.access.pages import CouncilPage

COORDINATOR = frozenset({Role.COORDINATOR})
LEADERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})
CONTRIBUTORS = LEADERS | {Role.MEMBER}
# The world's draft is the municipality's own: these act for the police and for a school.
OF_OTHERS = frozenset({Role.POLICE_MANAGER, Role.MEMBER})


def draft_page(*, read=LEADERS, write=LEADERS, **rest):
    """A page that edits a plan. To the police the municipality's own draft does not exist."""
    return CouncilPage(read=read, write=write, in_draft=True, hidden_from=frozenset({Role.POLICE_MANAGER}), **rest)


def plan_form(side):
    rows = side.rows
    about = {"plan_picture": rows.picture.pk, "plan_agreement": rows.agreement.pk, "version": 1}
    return {"plan_title": "Plan 2021", "plan_kind": "joint", "plan_first_day": "2021-01-01", **about}


def start_form(side):
    return {**plan_form(side), "plan_draft_of": "own"}


def lift_form(side):
    return {"plan_area": side.rows.problem_area.pk, "plan_reason": "Många klagar."}


def goal_form(side):
    return {
        "goal_text": "Färre olyckor",
        "goal_kind": "effect",
        "goal_indicator": side.rows.indicator.pk,
        "version": 1,
    }


def measure_form(side):
    return {"measure_text": "Fartkontroller", "measure_owners": side.rows.police.pk, "version": 1}


def revision_form(side):
    return {"plan_title": "Plan 2021", "plan_first_day": "2021-01-01", "plan_draft_of": "together"}


def decision_form(side):
    return {"plan_body": "Kommunstyrelsen", "plan_decided_on": "2019-03-12", "read": "0" * 32}


ROUTES = {
    "councils:action_plans": CouncilPage(),
    "councils:action_plan": CouncilPage(),
    "councils:plan_measures": CouncilPage(),
    "councils:plan_differences": CouncilPage(hidden_from=OF_OTHERS | {Role.OFFICIAL}),
    "councils:start_plan": CouncilPage(
        read=LEADERS, write=LEADERS, body=start_form, single=("plan_picture", "plan_agreement")
    ),
    "councils:edit_plan": draft_page(body=plan_form, single=("plan_picture", "plan_agreement")),
    "councils:share_plan": draft_page(body=lambda side: {"is_read": "on"}),
    "councils:remove_plan": draft_page(),
    # It is decided already: it leads back to the plan.
    "councils:decide_plan": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=decision_form),
    "councils:revise_plan": CouncilPage(read=LEADERS, write=LEADERS, body=revision_form),
    "councils:add_plan_problem": draft_page(body=lift_form, single=("plan_area",)),
    "councils:edit_plan_problem": draft_page(body=lambda side: {"plan_reason": "Fler klagar.", "version": 1}),
    "councils:remove_plan_problem": draft_page(read=None),
    "councils:move_plan_problem": draft_page(read=None, body=lambda side: {"direction": "up"}),
    "councils:add_plan_goal": draft_page(body=goal_form, single=("goal_indicator",)),
    "councils:edit_plan_goal": draft_page(body=goal_form, single=("goal_indicator",)),
    "councils:remove_plan_goal": draft_page(read=None),
    "councils:move_plan_goal": draft_page(read=None, body=lambda side: {"direction": "up"}),
    "councils:add_measure": draft_page(body=measure_form),
    "councils:edit_measure": draft_page(body=measure_form),
    "councils:remove_measure": draft_page(read=None),
    "councils:move_measure": draft_page(read=None, body=lambda side: {"direction": "up"}),
    "councils:add_plan_link": draft_page(body=lambda side: {"link_title": "Folkhälsoplan"}),
    "councils:remove_plan_link": draft_page(read=None),
    "councils:add_follow_up": CouncilPage(
        read=LEADERS,
        write=LEADERS,
        body=lambda side: {"follow_up_meeting": side.rows.meeting.pk},
        single=("follow_up_meeting",),
    ),
    "councils:remove_follow_up": CouncilPage(read=None, write=LEADERS),
    # The world's measure is the police's; the coordinator keeps the plan.
    "councils:report_measure": CouncilPage(
        read=LEADERS,
        write=LEADERS,
        enter=CONTRIBUTORS,
        body=lambda side: {"report_status": "done", "report_result": "Gjort.", "version": 1},
    ),
    "councils:report_goal": CouncilPage(
        read=LEADERS,
        write=LEADERS,
        enter=CONTRIBUTORS,
        body=lambda side: {"goal_outcome": "reached", "goal_result": "Färre.", "version": 1},
    ),
    "councils:record_follow_up": CouncilPage(
        read=LEADERS, write=LEADERS, body=lambda side: {"follow_up_note": "Går bra.", "version": 1}
    ),
    "followup:plan_pdf": CouncilPage(),
    "followup:plan_word": CouncilPage(),
    "followup:picture_pdf": CouncilPage(),
    "followup:picture_word": CouncilPage(),
}
