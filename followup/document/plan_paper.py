"""An action plan as a paper, in the order that it is read; how it went stands in it once the plan is decided."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from followup.document.paper import Bullets, Facts, Heading, Paper, Paragraph, Table
from followup.document.paper_days import day_in_words, period_in_words


def plan_paper(reading, *, tells_picture, today, is_example=False):
    """`tells_picture`: whether the reader may read the plan's situational picture, if it has one."""
    plan = reading.plan
    return Paper(
        kind=capfirst(plan.get_kind_display()),
        title=plan.title,
        council=reading.council,
        day=plan.decided_on or today,
        blocks=tuple(_blocks(reading, reading.picture if tells_picture else None)),
        facts=_facts(plan),
        registry_number=plan.registry_number,
        is_draft=not plan.is_decided,
        is_example=is_example,
    )


def _facts(plan):
    decided = " ".join(part for part in (plan.decided_by_body, day_in_words(plan.decided_on), plan.paragraph) if part)
    return (
        (_("Gäller"), period_in_words(plan.first_day, plan.last_day)),
        (_("Beslut"), decided),
        (_("Förankrad hos kommunens högsta ledning"), plan.anchored_municipality),
        (_("Förankrad hos Polismyndigheten"), plan.anchored_police),
        (_("Följer på"), plan.predecessor.title if plan.predecessor else ""),
    )


def _blocks(reading, picture):
    plan = reading.plan
    if plan.introduction:
        yield from (Heading(_("Inledning")), Paragraph(plan.introduction))
    if picture or reading.agreement:
        yield Heading(_("Det här bygger planen på"))
        title = picture["title"] if picture else ""
        yield Facts(((_("Lägesbild"), title), (_("Överenskommelse"), reading.agreement)))
    for number, row in enumerate(reading.problems, start=1):
        yield from _problem(row, number, plan)
    yield from _following(reading)
    if reading.links:
        yield Heading(_("Hör ihop med"))
        yield Bullets(tuple(f"{link.title}, {link.url}" if link.url else link.title for link in reading.links))


def _problem(row, number, plan):
    area = row.area
    yield Heading(f"{number}. {area.name}")
    priority = str(area.priority) if area.priority else ""
    theme = capfirst(area.get_theme_display()) if area.theme else ""
    about = ((_("Tema"), theme), (_("Prioritet"), priority), (_("När det händer"), area.times))
    if any(value for _name, value in about):
        yield Facts(about)
    if row.reason or area.background:
        yield Paragraph(row.reason or area.background)
    yield from _causes(area)
    if goals := row.goals.all():
        yield _goals(goals, plan, area.name)
    if measures := row.measures.all():
        yield _measures(measures, plan, area.name)


def _causes(area):
    causes = (
        (_("Gärningspersonen"), area.cause_offender),
        (_("Objektet eller den utsatta"), area.cause_target),
        (_("Platsen"), area.cause_place),
    )
    if any(text for _name, text in causes):
        yield Heading(_("Orsaker"), level=2)
        yield Facts(causes)


def _goals(goals, plan, name):
    heads = [_("Mål"), _("Slag"), _("Hur det mäts")]
    rows = [[goal.text, capfirst(goal.get_kind_display()), _measured(goal)] for goal in goals]
    if plan.is_decided:
        heads.append(_("Resultat"))
        for cells, goal in zip(rows, goals, strict=True):
            outcome = goal.get_outcome_display() or _("inget resultat rapporterat")
            cells.append(_sentences(capfirst(outcome), goal.result))
    shares = (4, 2, 3, 3)[: len(heads)]
    return Table(_("Mål: %(name)s") % {"name": name}, tuple(heads), tuple(map(tuple, rows)), shares)


def _measured(goal):
    baseline, aim = _("Utgångsläge:"), _("Målvärde:")
    parts = (
        goal.indicator_name,
        f"{baseline} {goal.baseline}" if goal.baseline else "",
        f"{aim} {goal.aim}" if goal.aim else "",
    )
    return _sentences(*parts)


def _measures(measures, plan, name):
    heads = [_("Åtgärd"), _("Ansvariga"), _("När"), _("Form och uppföljning")]
    rows = [[row.text, _owners(row), period_in_words(row.from_day, row.to_day), _form(row)] for row in measures]
    if plan.is_decided:
        heads.append(_("Läge"))
        for cells, row in zip(rows, measures, strict=True):
            cells.append(_sentences(capfirst(status_in_words(row)), row.result))
    shares = (4, 3, 2, 3, 3)[: len(heads)]
    return Table(_("Åtgärder: %(name)s") % {"name": name}, tuple(heads), tuple(map(tuple, rows)), shares)


def status_in_words(measure):
    """How a measure stands; that nobody has reported is said, and is not that nothing was done."""
    return measure.get_status_display() if measure.reported_at else _("inte rapporterad")


def _owners(measure):
    return ", ".join(measure.owner_names)


def _form(measure):
    beyond = _("Vid sidan av ordinarie uppdrag") if measure.is_beyond_ordinary else ""
    follow_up = _("Följs upp:")
    followed = f"{follow_up} {measure.follow_up}" if measure.follow_up else ""
    return _sentences(measure.cooperation, beyond, followed)


def _following(reading):
    plan = reading.plan
    if not plan.follow_up and not reading.follow_ups:
        return
    yield Heading(_("Uppföljning"))
    if plan.follow_up:
        yield Paragraph(plan.follow_up)
    if reading.follow_ups:
        rows = tuple((_when(row), row.note or _("Inte gjord än")) for row in reading.follow_ups)
        yield Table(_("När planen följs upp"), (_("När"), _("Vad uppföljningen visade")), rows, (2, 5))


def _when(row):
    day = day_in_words(row.day)
    return f"{day}, {row.meeting.called}" if row.meeting else day


def _sentences(*parts):
    return ". ".join(part.rstrip(".") for part in parts if part)
