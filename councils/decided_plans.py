"""Database triggers by which a decided plan stands, with its problem areas, goals, measures, owners and links.

What it names and does not hold itself stands with it (`ActionPlan.as_decided`). Left open is what comes after the
decision: that a later plan replaces it, how goals and measures go, and the days on which it is followed up. How they
are put up: see triggers.py.
"""

# ruff: noqa: S608  the statements are made of the names below alone

from councils.triggers import Head, Part, standing

PLAN, PROBLEM, GOAL = "councils_actionplan", "councils_planproblem", "councils_plangoal"
MEASURE, OWNER, LINK = "councils_measure", "councils_measure_owners", "councils_planlink"
REFUSAL = "a decided plan stands as it is"

# Every column is in one of the two: a test holds it, so that a new column makes somebody choose.
STANDS = {
    PLAN: (
        *("id", "organisation_id", "shared_at", "shared_by_id", "council_id", "slug", "title", "kind", "first_day"),
        *("last_day", "picture_id", "agreement_id", "introduction", "follow_up", "decided_on", "decided_by_body"),
        *("paragraph", "decided_at", "decided_by_id", "anchored_municipality", "anchored_police", "registry_number"),
        *("predecessor_id", "as_decided"),
    ),
    GOAL: ("id", "problem_id", "order", "kind", "text", "indicator_id", "baseline", "aim", "carried_from_id"),
    MEASURE: (
        *("id", "problem_id", "goal_id", "order", "text", "from_day", "to_day", "cooperation", "is_beyond_ordinary"),
        *("follow_up", "carried_from_id"),
    ),
}
LEFT_OPEN = {
    PLAN: ("status", "version"),
    GOAL: ("outcome", "result", "version"),
    MEASURE: ("status", "result", "reported_at", "reported_by_id", "version"),
}
_ONWARDS = "NEW.status = OLD.status OR (OLD.status = 'decided' AND NEW.status = 'replaced')"
_OF_PLAN = f"EXISTS (SELECT 1 FROM {PLAN} AS a WHERE a.id = {{row}}.plan_id AND a.status <> 'draft')"
_TO_PLAN = f"{PLAN} AS a JOIN {PROBLEM} AS p ON p.plan_id = a.id"
_OF_PROBLEM = f"EXISTS (SELECT 1 FROM {_TO_PLAN} WHERE p.id = {{row}}.problem_id AND a.status <> 'draft')"
_OF_MEASURE = (
    f"EXISTS (SELECT 1 FROM {_TO_PLAN} JOIN {MEASURE} AS m ON m.problem_id = p.id"
    " WHERE m.id = {row}.measure_id AND a.status <> 'draft')"
)

TRIGGERS = standing(
    "decided_plan",
    REFUSAL,
    Head(
        PLAN,
        "{row}.status <> 'draft'",
        STANDS[PLAN],
        _ONWARDS,
        unique=(("council_id", "slug"), ("predecessor_id",)),
    ),
    (
        Part("problem", PROBLEM, _OF_PLAN),
        Part("goal", GOAL, _OF_PROBLEM, STANDS[GOAL]),
        Part("measure", MEASURE, _OF_PROBLEM, STANDS[MEASURE]),
        Part("owner", OWNER, _OF_MEASURE),
        Part("link", LINK, _OF_PLAN),
    ),
)
install, remove, missing = TRIGGERS.install, TRIGGERS.remove, TRIGGERS.missing
