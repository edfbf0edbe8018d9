"""Lagkollen as lines to read: each duty with how it stands, by what, until when and what to do next."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from councils.duty_years import duties_with_marks, reports_by_year, years_of
from councils.models import ActionPlan, Agreement, Picture
from councils.text import swedish_key
from followup.legal_duties import legal_duties
from followup.legal_facts import legal_facts
from followup.legal_terms import Answer, Duty, State
from followup.legal_words import BEFORE, COMING, DUTIES, FROM, GAPS, HELD_UNTIL, OVER, SINCE, STATES, TONES, UNTIL

# duty → (model of what it is met by, the page of such a row, the part of its address)
MET_BY = {
    Duty.PICTURE: (Picture, "councils:picture", "pk"),
    Duty.PICTURE_RENEWED: (Picture, "councils:picture", "pk"),
    Duty.PLAN: (ActionPlan, "councils:action_plan", "slug"),
    Duty.PLAN_FOLLOWED: (ActionPlan, "councils:action_plan", "slug"),
    Duty.AGREEMENT: (Agreement, "councils:agreement", "pk"),
}
# duty → where one goes on with it, and what those pages are called
PICTURES = (("councils:pictures", gettext_lazy("Lägesbilder")),)
PLANS = (("councils:action_plans", gettext_lazy("Handlingsplaner")),)
GO_ON = {
    Duty.PICTURE: PICTURES,
    Duty.PICTURE_RENEWED: PICTURES,
    Duty.PLAN: PLANS,
    Duty.PLAN_FOLLOWED: PLANS,
    Duty.AGREEMENT: (("councils:agreements", gettext_lazy("Överenskommelser")),),
    Duty.COUNCIL: (("councils:council", gettext_lazy("Rådet")),),
    Duty.COORDINATION: (
        ("councils:members", gettext_lazy("Medlemmar")),
        ("promises:communications", gettext_lazy("Kommunikation")),
    ),
    Duty.REPORTING: (("councils:council_reports", gettext_lazy("Redovisningar")),),
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
    until: str
    says: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DutyLines:
    """A duty of the law and its answers: one, or one for each municipality where they differ."""

    duty: Duty
    paragraph: str
    heading: str
    asks: str
    lines: tuple[Line, ...]
    go_on: tuple[tuple[str, str], ...]


def answers_of(council, *, today):
    """[(municipality, its answers)] in the order of their names."""
    facts = legal_facts(council, today=today)
    ordered = sorted(facts, key=lambda pair: swedish_key(pair[0].display_name))
    return [(one.display_name, legal_duties(said, today)) for one, said in ordered]


def legal_check(council, *, today):
    """Every duty in words. A constant number of queries."""
    answered = answers_of(council, today=today)
    rows = _rows_of(answered)
    duties = _yearly_duties(council, answered, today)
    line = partial(_line, council=council, rows=rows, duties=duties, today=today)
    return [_duty_lines(duty, council, answered, line) for duty in Duty]


def tally(checked):
    """How many duties are met, are soon to be renewed, are not met, and cannot be told: [(tone, words, number)].

    Last those that wait for another duty, where there are any: what is lacking there is counted once.
    """
    worst = [min((line.answer.state for line in one.lines), key=list(State).index) for one in checked if one.lines]
    groups = (
        ((State.MET, State.MET_UNTIL), State.MET),
        ((State.SOON, State.OLD), State.SOON),
        ((State.NOT_MET,), State.NOT_MET),
        ((State.UNKNOWN,), State.UNKNOWN),
        ((State.WAITS,), State.WAITS),
    )
    counted = [(TONES[shown], STATES[shown], sum(state in states for state in worst)) for states, shown in groups]
    return counted if counted[-1][2] else counted[:-1]


def _duty_lines(duty, council, answered, line):
    paragraph, heading, asks = DUTIES[duty]
    own = [(name, next(one for one in answers if one.duty is duty)) for name, answers in answered]
    alike = len({answer for _name, answer in own}) == 1
    shown = own[:1] if alike else own
    lines = [line("" if alike else name, answer) for name, answer in shown]
    pages = tuple((page_if_there(page, council.slug), called) for page, called in GO_ON[duty])
    return DutyLines(duty, paragraph, str(heading), str(asks), tuple(lines), pages)


def _line(municipality, answer, *, council, rows, duties, today):
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
        since=(str(FROM if COMING & set(answer.gaps) else SINCE[answer.duty]), answer.since),
        until=_until(answer),
        says=tuple(says),
        notes=(*_notes(answer, today), *duties.get((answer.duty, answer.key), ())),
    )


def _until(answer):
    """The last day in words, or nothing."""
    if answer.until is None:
        return ""
    words = HELD_UNTIL if OVER & set(answer.gaps) else UNTIL[answer.state]
    return str(words) % {"day": date_format(answer.until, "SHORT_DATE_FORMAT")}


def _notes(answer, today):
    """What the answer rests on and its state does not say."""
    for holder in answer.holders:
        who = f"{holder.name} ({holder.function})" if holder.function else holder.name
        if holder.since:
            words = {"who": who, "day": date_format(holder.since, "SHORT_DATE_FORMAT")}
            yield _("Samordningsfunktionen: %(who)s, sedan %(day)s.") % words
        else:
            yield _("Samordningsfunktionen: %(who)s. Sedan när står inte här.") % {"who": who}
    if answer.next_from:
        yield _("Nästa plan är beslutad och gäller från %(day)s.") % {
            "day": date_format(answer.next_from, "SHORT_DATE_FORMAT")
        }
    if answer.is_unsigned:
        yield _("Det står inte när överenskommelsen undertecknades.")
    if answer.duty is Duty.PICTURE and answer.key is not None:
        yield _statistics(answer.figures_of, today.year)


def _yearly_duties(council, answered, today):
    """(duty, key) → how it stands this year with what the parties of the agreement are to do every year."""
    keys = {one.key for _name, answers in answered for one in answers if one.duty is Duty.AGREEMENT and one.key}
    reports, found = reports_by_year([council.pk]), {}
    for row in duties_with_marks(council, keys):
        for one in years_of(row, council, near=[today.year], today=today, reports=reports):
            if one.year == today.year:
                said = " ".join(filter(None, [_yearly(row, one), _proposed(one)]))
                found.setdefault((Duty.AGREEMENT, row.agreement_id), []).append(said)
    return found


def _yearly(duty, one):
    words = {"year": one.year, "what": duty.text.rstrip("."), "day": date_format(one.day, "SHORT_DATE_FORMAT")}
    if one.report and not one.mark:
        words["day"] = date_format(one.report.reported_on, "SHORT_DATE_FORMAT")
        return _("Årligt åtagande %(year)s: %(what)s. Gjort genom redovisningen %(day)s.") % words
    if one.is_done:
        return _("Årligt åtagande %(year)s: %(what)s. Gjort.") % words
    if one.is_passed:
        return _("Årligt åtagande %(year)s: %(what)s. Skulle ha varit klart %(day)s.") % words
    return _("Årligt åtagande %(year)s: %(what)s. Ska vara klart %(day)s.") % words


def _proposed(one):
    """That a report is there which may be what the duty asks for, or nothing."""
    if one.proposed is None:
        return ""
    words = {"day": date_format(one.proposed.reported_on, "SHORT_DATE_FORMAT")}
    return _("En redovisning finns den %(day)s; bocka av om den avser åtagandet.") % words


def _statistics(year, this_year):
    if year is None:
        return _("Lägesbilden visar ingen statistik.")
    age = this_year - year
    if age < 1:
        return _("Den nyaste statistiken i lägesbilden är från %(year)s.") % {"year": year}
    said = ngettext(
        "Den nyaste statistiken i lägesbilden är från %(year)s, för %(age)s år sedan.",
        "Den nyaste statistiken i lägesbilden är från %(year)s, för %(age)s år sedan.",
        age,
    )
    return said % {"year": year, "age": age}


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
