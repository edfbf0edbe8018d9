"""A situational picture as a paper: mapping, other information, analysis, and what each party has added and shared."""

from collections import defaultdict

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from councils.codes import WorkStatus
from councils.models import IndicatorValue
from followup.document.paper import Bullets, Facts, Heading, Paper, Paragraph, Table
from followup.document.paper_days import day_in_words, period_in_words


def picture_paper(picture, *, council, today, is_example=False):
    """The picture with what has been shared in it; what a party keeps for itself is not in any paper."""
    is_draft = picture.status == WorkStatus.DRAFT
    adopted = (picture.adopted_by_body, day_in_words(picture.adopted_on), picture.paragraph)
    period = period_in_words(picture.from_day, picture.to_day)
    return Paper(
        kind=_("Lägesbild"),
        title=picture.title,
        council=council.name,
        day=picture.adopted_on or today,
        blocks=tuple(_blocks(picture)),
        facts=((_("Beskriver tiden"), period), (_("Fastställd"), " ".join(part for part in adopted if part))),
        registry_number=picture.registry_number,
        is_draft=is_draft,
        is_example=is_example,
    )


def _blocks(picture):
    for heading, text in (
        (_("Kartläggning av brottsligheten"), picture.mapping),
        (_("Annan relevant information"), picture.other_information),
        (_("Analys"), picture.analysis),
    ):
        if text:
            yield from (Heading(heading), Paragraph(text))
    yield from _contributions(picture)
    yield from _indicators(picture)
    yield from _observations(picture)
    yield from _problems(picture)


def _contributions(picture):
    rows = picture.contributions.filter(shared_at__isnull=False).select_related("organisation", "municipality")
    for number, row in enumerate(rows):
        if number == 0:
            yield Heading(_("Parternas underlag"))
        where = f", {row.municipality.display_name}" if row.municipality else ""
        yield Heading(f"{row.organisation.name}{where}", level=2)
        for heading, text in (
            (_("Brottsligheten"), row.crime),
            (_("Annat som hör dit"), row.other_information),
            (_("Partens bedömning"), row.analysis),
        ):
            if text:
                yield from (Heading(heading, level=3), Paragraph(text))


def _indicators(picture):
    rows = list(picture.indicators.select_related("indicator"))
    values = defaultdict(list)
    shown = IndicatorValue.objects.filter(indicator__in=[row.indicator_id for row in rows])
    for value in shown.order_by("geography", "year"):
        values[value.indicator_id].append(value)
    if rows:
        yield Heading(_("Indikatorer"))
    for row in rows:
        indicator = row.indicator
        yield Heading(indicator.name, level=2)
        if found := values[row.indicator_id]:
            cells = tuple((value.geography, str(value.year), _number(value)) for value in found)
            caption = _("%(name)s, %(unit)s") % {"name": indicator.name, "unit": indicator.unit}
            yield Table(caption, (_("Område"), _("År"), _("Värde")), cells, (3, 1, 1))
        source = _("Källa: %(source)s") % {"source": indicator.source}
        yield Paragraph(f"{row.comment}\n\n{source}" if row.comment else source, is_small=not row.comment)


def _number(value):
    number = f"{value.value:f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    preliminary = " " + _("(preliminärt)") if value.is_preliminary else ""
    return number.replace(".", ",") + preliminary


def _observations(picture):
    rows = list(picture.observations.select_related("organisation"))
    if rows:
        yield Heading(_("Iakttagelser"))
        cells = tuple((row.text, row.geography or row.get_level_display(), row.organisation.name) for row in rows)
        yield Table(_("Iakttagelser"), (_("Iakttagelse"), _("Var"), _("Källa")), cells, (4, 2, 2))


def _problems(picture):
    rows = list(picture.problem_areas.order_by("priority", "name"))
    if rows:
        yield Heading(_("Problemområden"))
    for row in rows:
        yield Heading(row.name, level=2)
        theme = capfirst(row.get_theme_display()) if row.theme else ""
        yield Facts(((_("Tema"), theme), (_("Prioritet"), str(row.priority or ""))))
        if row.background:
            yield Paragraph(row.background)
        causes = (row.cause_offender, row.cause_target, row.cause_place)
        if any(causes):
            yield Bullets(tuple(text for text in causes if text))
