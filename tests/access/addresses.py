"""Every address of the site, and the ways an address can point at one's own, another's or nobody's rows."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from tests.access.pages import AreaPage, OverseerPage, PublicPage, SamePage
from tests.access.rules import ROUTES

NO_SLUG, NO_ID = "finns-inte", 999_999_999


@dataclass(frozen=True)
class Route:
    """One line of the site map; a route without a name is called by its pattern."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def site_map(patterns=None, namespace="", above="", parameters=()):
    """Every route, third-party ones too."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        pattern = f"{above}{one.pattern}"
        names = (*parameters, *one.pattern.regex.groupindex)
        if isinstance(one, URLPattern):
            yield Route(f"{namespace}{one.name}" if one.name else f"unnamed {pattern}", f"/{pattern}", names)
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from site_map(one.url_patterns, inner, pattern, names)


SITE = {route.name: route for route in site_map()}

# Values of parameters that name no row of a council: a key that is not valid, what is nobody's.
FIXED = {
    "key": "MQ:1abc:x",
    "uidb36": "1",
    "uidb64": "MQ",
    "token": "finns-inte",
    "provider_id": "finns-inte",
    "pk": NO_ID,
    "app_label": "councils",
    "language": "fi",
    "kind": "avvikelse",
    "file_type": "csv",
    "code": "finns-inte",
    "document": "data",
    "year": 2019,
    "number": 1,
}
# Where the parameter has another name than the world's row.
ROW_OF = {"person": "user", "member": "membership", "note": "deviation"}
# Where a page is only for targets of some kinds, or needs activities that do not count towards the target.
ROW_FOR = {
    ("followup:note_request", "target"): "asked",
    ("followup:note_measurement", "target"): "hoped",
    ("followup:note_deviation", "target"): "asked",
    ("followup:judge", "target"): "asked",
    # What both have approved: the other side's exists and may be known to nobody here.
    ("followup:correct_summary", "summary"): "frozen",
    ("followup:publish_summary", "summary"): "frozen",
    ("followup:deliver_summary", "summary"): "frozen",
    ("followup:acknowledge_delivery", "summary"): "frozen",
    ("followup:archive_summary", "summary"): "frozen",
    # What one organisation drafts alone cannot be adopted.
    ("councils:adopt_picture", "picture"): "joint_picture",
    # What follows a plan is told by the draft of the next one.
    ("councils:plan_differences", "plan"): "draft_plan",
    ("followup:public_summary", "promise_set"): "frozen_set",
    ("followup:public_summary_pdf", "promise_set"): "frozen_set",
}

PLACEMENTS = {
    "own": lambda own, other: (own.council.slug, own.rows),
    "foreign": lambda own, other: (other.council.slug, other.rows),
    "missing": lambda own, other: (NO_SLUG, None),
    "own row in foreign council": lambda own, other: (other.council.slug, own.rows),
    "foreign row in own council": lambda own, other: (own.council.slug, other.rows),
    "missing row in own council": lambda own, other: (own.council.slug, None),
    "draft of the other, in own council": lambda own, other: (own.council.slug, drafts(other)),
    "own draft": lambda own, other: (own.council.slug, drafts(own)),
}
# Of other pages it depends on the role who reads a draft: see test_layers.py.
ASKED_OF_PUBLIC_PAGES = "own draft"
ANSWER_ALIKE = (
    ("foreign", "missing"),
    ("own row in foreign council", "missing"),
    ("foreign row in own council", "missing row in own council"),
    ("draft of the other, in own council", "missing row in own council"),
    ("own draft", "missing row in own council"),
)


def drafts(side):
    """The side's rows with drafts in place of what is decided."""
    rows = type(side.rows)(**vars(side.rows))
    rows.frozen_set = rows.draft_set
    rows.promise_set, rows.promise, rows.target = rows.draft_set, rows.draft_promise, rows.draft_target
    rows.asked = rows.hoped = rows.draft_target
    rows.source = rows.draft_source
    rows.section = rows.draft_section
    rows.picture, rows.contribution = rows.draft_picture, rows.draft_part
    rows.picture_observation, rows.picture_indicator = rows.draft_observation, rows.draft_indicator
    for name in ("plan", "plan_problem", "goal", "measure", "plan_follow_up", "plan_link"):
        setattr(rows, name, getattr(rows, f"draft_{name}"))
    return rows


def placements_of(route, method):
    """Whose council and rows an address names. What only GET and POST can reach need not be asked of by the others."""
    parameters = SITE[route].parameters
    if isinstance(ROUTES.get(route), AreaPage) and set(parameters) - FIXED.keys():
        return ("own", "foreign", "missing")
    if "council" not in parameters:
        return ("own",)
    names_no_row = not set(parameters) - {"council"} - FIXED.keys()
    if names_no_row or method not in ("GET", "POST"):
        return ("own", "foreign", "missing")
    is_public = isinstance(ROUTES.get(route), PublicPage)
    return tuple(name for name in PLACEMENTS if is_public or name != ASKED_OF_PUBLIC_PAGES)


def alike_on(rule):
    """The placements that must answer alike: what another council has published is for everybody."""
    if isinstance(rule, SamePage):
        return [("own", "missing"), ("foreign", "missing")]
    if isinstance(rule, OverseerPage):
        return []  # both sides lie in one region; test_overseers.py asks for another's
    return [pair for pair in ANSWER_ALIKE if not (isinstance(rule, PublicPage) and pair == ("foreign", "missing"))]


def address(route, placement, own, other):
    council, rows = PLACEMENTS[placement](own, other)
    if rows and getattr(ROUTES[route], "in_draft", False):
        rows = drafts(own if rows is own.rows else other)
    values = {name: council if name == "council" else _value(route, name, rows) for name in SITE[route].parameters}
    if "object_id" in values:
        values["object_id"] = ROUTES[route].row(own).pk
    return reverse(route, kwargs=values)


def _value(route, name, rows):
    if name == "plan":
        return getattr(rows, ROW_FOR.get((route, name), name)).slug if rows else NO_SLUG
    if name == "promise_set":
        return getattr(rows, ROW_FOR.get((route, name), name)).slug if rows else NO_SLUG
    if name == "summary":
        row = ROW_FOR.get((route, name))
        return (getattr(rows, row).address if row else rows.promise_set.slug) if rows else NO_SLUG
    if name == "object_id":
        return NO_ID
    if name in FIXED and not hasattr(rows, name):
        return FIXED[name]
    row = ROW_FOR.get((route, name)) or ROW_OF.get(name, name)
    return getattr(rows, row).pk if rows else NO_ID
