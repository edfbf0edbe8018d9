"""Pictures, what each party contributes to them, and problem areas."""

from councils import wall
from councils.models import Picture
from councils.picture_reading import mark_of_picture
from councils.roles import Role
from tests.access.pages import ALL, CouncilPage

COORDINATOR = frozenset({Role.COORDINATOR})
LEADERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})
CONTRIBUTORS = LEADERS | {Role.MEMBER}
# The world's draft is the municipality's own: these act for the police and for a school.
OF_OTHERS = frozenset({Role.POLICE_MANAGER, Role.MEMBER})


def draft_page(*, read=LEADERS, write=LEADERS, **rest):
    """A page that writes in a draft, which is the municipality's own."""
    return CouncilPage(read=read, write=write, in_draft=True, hidden_from=OF_OTHERS, **rest)


def new_form(side):
    return {"picture_title": "Lägesbild 2021", "picture_whose": "own"}


def picture_form(side):
    return {"picture_title": "Lägesbild", "picture_mapping": "Färre brott", "version": 1}


def observation_form(side):
    return {"seen": "Trasiga lampor", "seen_by": side.rows.school.pk, "seen_level": "place", "seen_where": "Torget"}


def indicator_form(side):
    return {"shown_indicator": side.rows.indicator.pk, "figures_say": "Färre än i fjol"}


def adoption_form(side):
    with wall.inside(side.council):
        read = mark_of_picture(Picture.objects.get(pk=side.rows.joint_picture.pk))
    said = {"adopted_on": "2019-03-14", "adopted_by_body": "Rådet", "read": read}
    return {**said, "adopted_at_meeting": side.rows.held_meeting.pk}


def problem_form(side):
    rows = side.rows
    said = {"area_name": "Buller", "background": "Sedan i våras.", "area_theme": "safety", "version": 1}
    return {**said, "area_picture": rows.joint_picture.pk, "area_places": rows.place.pk}


ROUTES = {
    "councils:pictures": CouncilPage(),
    "councils:picture": CouncilPage(),
    "councils:picture_differences": CouncilPage(),
    "councils:new_picture": CouncilPage(read=LEADERS, write=LEADERS, body=new_form),
    "councils:edit_picture": draft_page(body=picture_form),
    "councils:share_picture": draft_page(body=lambda side: {"is_read": "on"}),
    "councils:adopt_picture": CouncilPage(
        read=COORDINATOR, write=COORDINATOR, body=adoption_form, typed=("read",), single=("adopted_at_meeting",)
    ),
    "councils:add_picture_observation": draft_page(body=observation_form, single=("seen_by",)),
    "councils:remove_picture_observation": draft_page(read=None),
    "councils:show_indicator": draft_page(body=indicator_form, single=("shown_indicator",)),
    "councils:hide_indicator": draft_page(read=None),
    "councils:add_contribution": draft_page(
        read=CONTRIBUTORS, write=CONTRIBUTORS, body=lambda side: {"contributed_crime": "Vi ser", "version": 0}
    ),
    "councils:edit_contribution": draft_page(
        read=CONTRIBUTORS, write=CONTRIBUTORS, body=lambda side: {"contributed_crime": "Vi ser mer", "version": 1}
    ),
    "councils:share_contribution": draft_page(
        read=CONTRIBUTORS, write=CONTRIBUTORS, body=lambda side: {"is_read": "on"}
    ),
    "councils:problem_areas": CouncilPage(read=ALL),
    "councils:problem_area": CouncilPage(read=ALL),
    "councils:add_problem_area": CouncilPage(read=LEADERS, write=LEADERS, body=problem_form, single=("area_picture",)),
    "councils:edit_problem_area": CouncilPage(read=LEADERS, write=LEADERS, body=problem_form, single=("area_picture",)),
    "councils:remove_problem_area": CouncilPage(read=None, write=LEADERS),
}
