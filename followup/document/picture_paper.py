"""A situational picture as a paper: mapping, other information, analysis, and what each party has added and shared."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from councils.codes import WorkStatus
from followup.document.paper import Bullets, Drawing, Facts, Heading, Paper, Paragraph, Table
from followup.document.paper_days import day_in_words, period_in_words


def picture_paper(reading, *, today, is_example=False):
    """The picture with what has been shared in it; what a party keeps for itself is not in any paper."""
    picture = reading.picture
    is_draft = picture.status == WorkStatus.DRAFT
    adopted = (picture.adopted_by_body, day_in_words(picture.adopted_on), picture.paragraph)
    period = period_in_words(picture.from_day, picture.to_day)
    return Paper(
        kind=_("Lägesbild"),
        title=picture.title,
        council=reading.council,
        day=picture.adopted_on or today,
        blocks=tuple(_blocks(reading)),
        facts=((_("Beskriver tiden"), period), (_("Fastställd"), " ".join(part for part in adopted if part))),
        registry_number=picture.registry_number,
        is_draft=is_draft,
        is_example=is_example,
    )


def _blocks(reading):
    picture = reading.picture
    for heading, text in (
        (_("Kartläggning av brottsligheten"), picture.mapping),
        (_("Annan relevant information"), picture.other_information),
        (_("Analys"), picture.analysis),
    ):
        if text:
            yield from (Heading(heading), Paragraph(text))
    yield from _contributions(reading)
    yield from _indicators(reading)
    yield from _observations(reading)
    yield from _problems(reading)


def _contributions(reading):
    for number, row in enumerate(reading.contributions):
        if number == 0:
            yield Heading(_("Parternas underlag"))
        where = f", {row.municipality_name}" if row.municipality_name else ""
        yield Heading(f"{row.organisation_name}{where}", level=2)
        for heading, text in (
            (_("Brottsligheten"), row.crime),
            (_("Annat som hör dit"), row.other_information),
            (_("Partens bedömning"), row.analysis),
        ):
            if text:
                yield from (Heading(heading, level=3), Paragraph(text))


def _indicators(reading):
    if reading.indicators:
        yield Heading(_("Indikatorer"))
    for row in reading.indicators:
        # A paper is passed on to anybody.
        figures = row.figures.for_everybody()
        yield Heading(figures.name, level=2)
        if row.comment:
            yield Paragraph(row.comment)
        if figures.sentence:
            yield Paragraph(figures.sentence)
        if figures.has_chart:
            yield Drawing(figures.chart, figures.sentence)
        if figures.rows:
            heads = (_("År"), *(one.label for one in figures.series))
            cells = tuple((str(year), *map(_number, cells)) for year, cells in figures.rows)
            yield Table(figures.caption, heads, cells, (2, *(3 for _one in figures.series)))
        yield Paragraph(" ".join(filter(None, _remarks(figures))), is_small=True)


def _number(cell):
    if cell.is_hidden:
        return _("visas inte")
    said = cell.said or "\N{EN DASH}"
    return _("%(said)s (preliminärt)") % {"said": said} if cell.is_preliminary else said


def _remarks(figures):
    yield _("Källa: %(source)s.") % {"source": figures.source.rstrip(".")}
    yield figures.note
    if any(not cell.said for _year, cells in figures.rows for cell in cells if not cell.is_hidden):
        yield _("Ett streck betyder att det inte finns någon siffra, inte att den är noll.")
    if figures.has_hidden:
        yield _("Små tal visas inte, så att ingen enskild pekas ut.")


def _observations(reading):
    if reading.observations:
        yield Heading(_("Iakttagelser"))
        cells = tuple(
            (row.text, row.geography or row.get_level_display(), row.organisation_name) for row in reading.observations
        )
        yield Table(_("Iakttagelser"), (_("Iakttagelse"), _("Var"), _("Källa")), cells, (4, 2, 2))


def _problems(reading):
    if reading.problems:
        yield Heading(_("Problemområden"))
    for row in reading.problems:
        yield Heading(row.name, level=2)
        theme = capfirst(row.get_theme_display()) if row.theme else ""
        yield Facts(((_("Tema"), theme), (_("Prioritet"), str(row.priority or ""))))
        if row.background:
            yield Paragraph(row.background)
        if row.causes:
            yield Bullets(tuple(row.causes))
