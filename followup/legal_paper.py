"""Lagkollen as a paper for the executive board and the auditors."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup.document.paper import Facts, Heading, Paper, Paragraph, Table
from followup.legal_check import tally
from followup.legal_words import LAW, LIMITS


def legal_paper(council, checked, *, today):
    """A table of all duties first, then each with what it is met by and what to do next."""
    rows = [
        (f"{one.heading} ({one.paragraph})", _named(line, line.state), line.until)
        for one in checked
        for line in one.lines
    ]
    heads = (_("Skyldighet"), _("Läge"), _("Dag"))
    return Paper(
        kind=_("Lagkollen"),
        title=_("Kommunens ansvar för brottsförebyggande arbete"),
        council=council.name,
        day=today,
        facts=(
            (_("Lag"), str(LAW)),
            (_("Läget den"), date_format(today, "SHORT_DATE_FORMAT")),
            (_("Sammanfattning"), ", ".join(f"{words}: {number}" for _tone, words, number in tally(checked))),
        ),
        blocks=(
            Table(_("Så står det till"), heads, tuple(rows), (5, 4, 2)),
            *(block for one in checked for block in _blocks(one)),
            Heading(_("Om lagkollen")),
            *(Paragraph(str(said)) for said in LIMITS),
        ),
        is_example=settings.EXAMPLE_DATA,
    )


def _blocks(one):
    yield Heading(f"{one.paragraph} {one.heading}")
    yield Paragraph(one.asks)
    for line in one.lines:
        called, since = line.since
        yield Facts(
            (
                (_("Kommun"), line.municipality),
                (_("Läge"), line.state),
                (_("Genom"), line.met_by),
                (called[:1].upper() + called[1:], date_format(since, "SHORT_DATE_FORMAT") if since else ""),
                (_("Dag"), line.until),
                (_("Underlag"), " ".join(line.notes)),
                (_("Att göra"), " ".join(line.says)),
            )
        )


def _named(line, text):
    return f"{line.municipality}: {text}" if line.municipality else text
