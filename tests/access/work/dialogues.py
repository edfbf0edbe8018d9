from councils.roles import Role
from tests.access.pages import CouncilPage

LEADERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})
CONTRIBUTORS = LEADERS | {Role.MEMBER}
# The world's dialogue was held by the municipality, which also told residents: the member acts for a school.
FOR_OTHERS = {"read": LEADERS, "write": LEADERS, "enter": CONTRIBUTORS}
POSTED = {**FOR_OTHERS, "read": None}


def dialogue_form(side):
    rows = side.rows
    said = {"kind": "citizens", "dialogue_title": "Medborgardialog", "held_on": "2019-04-02", "location": "Folkets hus"}
    return {**said, "organisers": rows.school.pk, "picture": rows.joint_picture.pk, "version": 1}


def observation_form(side):
    rows = side.rows
    return {"place": rows.place.pk, "new_place": "", "text": "Mörkt", "fixed_by": rows.school.pk, "version": 1}


def settle_form(side):
    return {"status": "done", "settled_on": "2019-05-02", "answer": "Bytt", "version": 1}


def measure_form(side):
    rows = side.rows
    return {"problem": rows.open_problem.pk, "measure_text": "Byt lampan", "owner": rows.school.pk}


def communication_form(side):
    rows = side.rows
    said = {"told_on": "2019-04-02", "channel": "meeting", "told_title": "Möte", "text": "Vi berättade", "version": 1}
    key = "0b1f7a52-2a3e-4c39-8f5c-00000000000c"
    return {**said, "sender": rows.school.pk, "promises": rows.promise.pk, "key": key}


SINGLE = ("place", "fixed_by", "picture", "problem", "owner", "sender")

ROUTES = {
    "councils:dialogues": CouncilPage(filters=("sida",)),
    "councils:dialogue": CouncilPage(),
    "councils:add_dialogue": CouncilPage(read=CONTRIBUTORS, write=CONTRIBUTORS, body=dialogue_form, single=SINGLE),
    "councils:change_dialogue": CouncilPage(**FOR_OTHERS, body=dialogue_form, single=SINGLE),
    "councils:remove_dialogue": CouncilPage(**POSTED),
    "councils:observations": CouncilPage(query=("plats", "ansvar"), filters=("lage", "sida")),
    "councils:observations_csv": CouncilPage(query=("plats", "ansvar"), filters=("lage",)),
    "councils:add_observation": CouncilPage(
        **FOR_OTHERS, body=observation_form, query=("plats", "ansvar"), single=SINGLE
    ),
    "councils:change_observation": CouncilPage(**FOR_OTHERS, body=observation_form, single=SINGLE),
    "councils:settle_observation": CouncilPage(**FOR_OTHERS, body=settle_form),
    "councils:remove_observation": CouncilPage(**POSTED),
    "councils:observed_measure": CouncilPage(read=LEADERS, write=LEADERS, body=measure_form, single=SINGLE),
    "promises:communications": CouncilPage(query=("lofte", "avsandare"), filters=("ar", "kanal", "sida")),
    "promises:communication": CouncilPage(),
    "promises:add_communication": CouncilPage(
        read=CONTRIBUTORS, write=CONTRIBUTORS, body=communication_form, single=SINGLE
    ),
    "promises:change_communication": CouncilPage(**FOR_OTHERS, body=communication_form, single=SINGLE),
    "promises:remove_communication": CouncilPage(**POSTED, body=lambda side: {"version": 1}),
    "followup:weekly_letter": CouncilPage(
        read=CONTRIBUTORS, write=CONTRIBUTORS, body=communication_form, filters=("vecka",), single=SINGLE
    ),
}
