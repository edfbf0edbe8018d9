"""A meeting's agenda and minutes as papers: what they say, not how they are typeset."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup.document.paper import Bullets, Facts, Heading, Paper, Paragraph, Table


def agenda_paper(page, *, is_example=False):
    """The agenda of a meeting, with what its items rest on."""
    meeting = page.meeting
    blocks = [Paragraph(meeting.invitation)] if meeting.invitation else []
    blocks.append(Heading(_("Dagordning")))
    for number, item in enumerate(page.items, start=1):
        blocks.append(Heading(f"{number}. {item.title}", level=2))
        if item.background:
            blocks.append(Paragraph(item.background))
    if not page.items:
        blocks.append(Paragraph(_("Inga punkter är inlagda än.")))
    is_draft = meeting.invited_at is None and not meeting.is_locked
    return _paper(_("Dagordning"), page, blocks, is_draft=is_draft, is_example=is_example)


def minutes_paper(page, *, is_example=False):
    """What happened: who came, what was said and decided, and who has approved the minutes."""
    meeting = page.meeting
    blocks = [*_present(page)]
    if meeting.minutes:
        blocks += [Heading(_("Allmänt")), Paragraph(meeting.minutes)]
    if page.items:
        blocks.append(Heading(_("Punkter")))
    for number, item, decisions in page.items_with_decisions:
        blocks.append(Heading(f"{number}. {item.title}", level=2))
        if item.said:
            blocks.append(Paragraph(item.said))
        blocks += [block for row in decisions for block in _decision(row)]
        if not item.said and not decisions:
            blocks.append(Paragraph(_("Inget är antecknat."), is_small=True))
    if page.decisions_of_no_item:
        blocks.append(Heading(_("Övriga beslut")))
        blocks += [block for row in page.decisions_of_no_item for block in _decision(row)]
    blocks.append(Paragraph(_approved(page), is_small=True))
    return _paper(_("Minnesanteckningar"), page, blocks, is_draft=not meeting.is_locked, is_example=is_example)


def _paper(kind, page, blocks, **marks):
    meeting = page.meeting
    return Paper(
        kind=kind,
        title=meeting.name,
        council=page.council,
        day=meeting.held_on,
        blocks=tuple(blocks),
        facts=(
            (_("Dag"), date_format(meeting.held_on, "l j F Y")),
            (_("Tid"), time_in_words(meeting)),
            (_("Plats"), meeting.location),
        ),
        registry_number=meeting.registry_number,
        **marks,
    )


def time_in_words(meeting):
    """13.00–15.00, or only when it begins; empty where no time is known."""
    times = [date_format(at, "H.i") for at in (meeting.starts_at, meeting.ends_at) if at]
    return "\N{EN DASH}".join(times)


def _present(page):
    if not page.is_noted:
        return
    came = [(one, one.stand_in or one.holders, _came(one)) for one in page.seats]
    guests = [(one.who, "", _("gäst")) for one in page.guests]
    yield Heading(_("Närvaro"))
    if any(who for _one, who, _words in came):
        heads, shares = (_("Plats i rådet"), _("Namn"), _("Närvaro")), (4, 3, 2)
        rows = (*((one.function, who, words) for one, who, words in came), *guests)
    else:
        heads, shares = (_("Plats i rådet"), _("Närvaro")), (5, 2)
        rows = (*((one.function, words) for one, _who, words in came), *((who, how) for who, _name, how in guests))
    yield Table(_("Vilka som var med"), heads, rows, shares=shares)


def _came(one):
    if one.attendance is None:
        return _("vakant")
    words = one.attendance.get_presence_display()
    is_many = one.several and one.attendance.presence != "absent"
    return f"{words} ({one.attendance.persons})" if is_many else words


def _decision(row):
    due = date_format(row.due_on, "j F Y") if row.due_on else ""
    yield Bullets((_("Beslut § %(number)s: %(text)s") % {"number": row.number, "text": row.text},))
    if row.owned_by or due:
        yield Facts(((_("Ansvarig"), row.owned_by), (_("Klart senast"), due)))


def _approved(page):
    meeting = page.meeting
    if not meeting.is_locked:
        return _("Utkast. Anteckningarna är inte justerade.")
    words = {"by": page.approved_by, "day": date_format(meeting.approved_at, "Y-m-d")}
    return _("Justerat %(day)s av %(by)s.") % words
