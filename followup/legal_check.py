"""Lagkollen as lines to read: each duty with how it stands, by what, until when and what to do next."""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from councils.models import ActionPlan, Agreement, Picture
from councils.text import swedish_key
from followup.legal_duties import legal_duties
from followup.legal_facts import legal_facts
from followup.legal_terms import Answer, Duty, State
from followup.legal_words import BEFORE, DUTIES, GAPS, SINCE, STATES, TONES

# duty → (model of what it is met by, the page of such a row, the part of its address)
MET_BY = {
    Duty.PICTURE: (Picture, "councils:picture", "pk"),
    Duty.PICTURE_RENEWED: (Picture, "councils:picture", "pk"),
    Duty.PLAN: (ActionPlan, "councils:action_plan", "slug"),
    Duty.PLAN_FOLLOWED: (ActionPlan, "councils:action_plan", "slug"),
    Duty.AGREEMENT: (Agreement, "councils:agreement", "pk"),
}
# duty → where one goes on with it, and what that page is called
GO_ON = {
    Duty.PICTURE: ("councils:pictures", _("Lägesbilder")),
    Duty.PICTURE_RENEWED: ("councils:pictures", _("Lägesbilder")),
    Duty.PLAN: ("councils:action_plans", _("Handlingsplaner")),
    Duty.PLAN_FOLLOWED: ("councils:action_plans", _("Handlingsplaner")),
    Duty.AGREEMENT: ("councils:agreements", _("Överenskommelser")),
    Duty.COUNCIL: ("councils:council", _("Rådet")),
    Duty.COORDINATION: ("promises:communications", _("Kommunikation")),
    Duty.REPORTING: ("councils:council_reports", _("Redovisningar")),
}


@dataclass(frozen=True)
class Line:
    """One answer in words. `municipality` is empty where all of the council's answer alike."""

    answer: Answer
    municipality: str
    state: str
    tone: str
    met_by: str
    url: str
    since: tuple[str, date | None]
    until: date | None
    says: tuple[str, ...]


@dataclass(frozen=True)
class DutyLines:
    """A duty of the law and its answers: one, or one for each municipality where they differ."""

    duty: Duty
    paragraph: str
    heading: str
    asks: str
    lines: tuple[Line, ...]
    go_on: tuple[str, str]


def answers_of(council, *, today):
    """[(municipality, its answers)] in the order of their names."""
    facts = legal_facts(council, today=today)
    ordered = sorted(facts, key=lambda pair: swedish_key(pair[0].display_name))
    return [(one.display_name, legal_duties(said, today)) for one, said in ordered]


def legal_check(council, *, today):
    """Every duty in words. A constant number of queries."""
    answered = answers_of(council, today=today)
    rows = _rows_of(answered)
    return [_duty_lines(duty, council, answered, rows) for duty in Duty]


def tally(checked):
    """How many duties are met, are soon to be renewed, are not met, and cannot be told: [(tone, words, number)]."""
    worst = [min((line.answer.state for line in one.lines), key=list(State).index) for one in checked if one.lines]
    groups = (
        ((State.MET, State.MET_UNTIL), State.MET),
        ((State.SOON,), State.SOON),
        ((State.NOT_MET,), State.NOT_MET),
        ((State.UNKNOWN,), State.UNKNOWN),
    )
    return [(TONES[shown], STATES[shown], sum(state in states for state in worst)) for states, shown in groups]


def _duty_lines(duty, council, answered, rows):
    paragraph, heading, asks = DUTIES[duty]
    own = [(name, next(one for one in answers if one.duty is duty)) for name, answers in answered]
    alike = len({answer for _name, answer in own}) == 1
    lines = [_line("" if alike else name, answer, council, rows) for name, answer in (own[:1] if alike else own)]
    page, called = GO_ON[duty]
    return DutyLines(
        duty, paragraph, str(heading), str(asks), tuple(lines), (page_if_there(page, council.slug), called)
    )


def _line(municipality, answer, council, rows):
    title, part = rows.get((answer.duty, answer.key), ("", None))
    url = page_if_there(MET_BY[answer.duty][1], council.slug, part) if part else ""
    says = [str(GAPS[gap]) for gap in answer.gaps]
    if answer.state in (State.SOON, State.MET_UNTIL):
        says.append(str(BEFORE[answer.duty]))
    return Line(
        answer=answer,
        municipality=municipality,
        state=str(STATES[answer.state]),
        tone=TONES[answer.state],
        met_by=title,
        url=url,
        since=(str(SINCE[answer.duty]), answer.since),
        until=answer.until,
        says=tuple(says),
    )


def _rows_of(answered):
    """(duty, key) → (title, part of the address) of the rows that the answers name. One query for each model."""
    wanted = {}
    for _name, answers in answered:
        for answer in answers:
            if answer.key is not None:
                wanted.setdefault(MET_BY[answer.duty][0], set()).add(answer.key)
    found = {}
    for model, keys in wanted.items():
        for row in model.objects.filter(pk__in=keys).only("pk", "title", *(["slug"] if model is ActionPlan else [])):
            for duty, (of, _page, part) in MET_BY.items():
                if of is model:
                    found[duty, row.pk] = (row.title, getattr(row, part))
    return found


def page_if_there(name, *parts):
    """The address of a page of the council's work, or nothing where the site has no such page."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""
