"""Where a summary is on its way from draft to the public, and the one thing that a person may do next."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.actions.summaries import is_over
from followup.codes import Party
from promises.life import COMING, DONE, NOW, Step
from promises.wording import both

# What is done last need not be done in order: a summary may be published before anybody has been handed it.
IN_ORDER = 4


@dataclass(frozen=True)
class NextThing:
    """What one person may do now: an address, its words, and whether it is a form that is sent."""

    url: str
    words: str
    is_sent: bool = False


@dataclass(frozen=True)
class SummaryLife:
    """The steps, what everybody waits for in a sentence, and what this person may do next.

    `to_approve`: the parties that this person may approve for now; `not_yet`: why one who may approve cannot yet.
    `is_closed`: no text in it can be changed any more.
    """

    steps: list
    waits: str = ""
    action: NextThing | None = None
    to_approve: list = field(default_factory=list)
    not_yet: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Seen:
    """What the page has read of the summary.

    `approvals`: party → its row in the snapshot, of those who have approved. `parties`: those that the reader may
    approve for. `blocking`: what must be there first. `unshared`: some text is its organisation's own.
    `is_corrected`: both parties have approved a correction.
    """

    approvals: dict
    parties: list
    deliveries: list = field(default_factory=list)
    blocking: list = field(default_factory=list)
    unshared: bool = False
    is_corrected: bool = False


def life_of_summary(summary, gate, seen, *, today):
    """The life of a summary as somebody reads it through a gate. Asks the database nothing."""
    is_closed = summary.is_frozen or summary.promise_set.is_superseded
    asked = [] if is_closed else [party for party in seen.parties if party.value not in seen.approvals]
    not_yet = _not_yet(summary, seen, today) if asked else ""
    mine = [] if not_yet else asked
    waits, action = _next(summary, gate, seen, mine, today)
    return SummaryLife(_steps(summary, seen), waits, action, to_approve=mine, not_yet=not_yet, is_closed=is_closed)


def _not_yet(summary, seen, today):
    """Why nobody can approve it today, in a sentence; blank when they can."""
    if not is_over(summary, today):
        day = (summary.as_of or summary.promise_set.last_day).isoformat()
        return _("Sammanställningen kan godkännas när perioden är slut, efter %(day)s.") % {"day": day}
    if seen.unshared:
        return _(
            "Sammanställningen kan godkännas när all text är delad. Båda parter ska kunna läsa allt innan någon "
            "godkänner."
        )
    return "" if summary.is_ready else _("Sammanställningen kan godkännas när den är markerad som klar.")


def _steps(summary, seen):
    done = [True, summary.is_ready, summary.is_frozen, summary.is_frozen]
    done += [bool(seen.deliveries), summary.published_at is not None]
    if summary.is_frozen:
        done[:IN_ORDER] = [True] * IN_ORDER
    elif not summary.is_ready:
        done[0] = False
    now = next((n for n, is_done in enumerate(done) if not is_done), None)
    states = [DONE if is_done else NOW if n == now else COMING for n, is_done in enumerate(done)]
    names = [_("Utkast"), _("Klar"), _("Godkänd"), _("Fryst"), _("Överlämnad"), _("Publicerad")]
    lines = [[], _readied(summary), _approved(summary, seen), _frozen(summary), _delivered(seen), _published(summary)]
    return [Step(*row) for row in zip(names, states, lines, strict=True)]


def _readied(summary):
    return [_dated(summary.ready_at, summary.ready_by)] if summary.is_ready else []


def _approved(summary, seen):
    lines = []
    for party in Party:
        approval = seen.approvals.get(party.value)
        if approval:
            said = {"party": party.label, "day": approval["on"], "name": approval["name"]}
            lines.append(_("%(party)s %(day)s: %(name)s") % said)
        elif summary.is_ready and not summary.is_frozen:
            lines.append(_("%(party)s: inte än") % {"party": party.label})
    return lines


def _frozen(summary):
    return [timezone.localdate(summary.frozen_at).isoformat()] if summary.is_frozen else []


def _delivered(seen):
    if not seen.deliveries:
        return []
    first, offices = min(row.delivered_on for row in seen.deliveries), {row.office for row in seen.deliveries}
    text = ngettext("%(day)s till %(number)s mottagare", "%(day)s till %(number)s mottagare", len(offices))
    return [text % {"day": first.isoformat(), "number": len(offices)}]


def _published(summary):
    return [_dated(summary.published_at, summary.published_by)] if summary.published_at else []


def _dated(at, by):
    return _("%(day)s av %(name)s") % {"day": timezone.localdate(at).isoformat(), "name": by}


def _next(summary, gate, seen, mine, today):
    """(what is waited for, what this person may do)."""
    if summary.is_frozen:
        return _after(summary, gate, seen)
    if summary.promise_set.is_superseded:
        return "", None
    return _to_approve(summary, seen, mine, today) if summary.is_ready else _to_write(summary, gate, seen)


def _to_write(summary, gate, seen):
    if not gate.can_write_summary:
        return _("Sammanställningen skrivs. Båda parter godkänner den när texten är klar."), None
    if seen.blocking:
        url = next((one.url for one in seen.blocking if one.url), "")
        return "", NextThing(url, _("Fortsätt med det som återstår")) if url else None
    ready = NextThing(_page(summary, "mark_summary_ready"), _("Markera som klar"), is_sent=True)
    return _("Allt som behövs finns. Läs igenom, och markera sedan att sammanställningen är klar att godkänna."), ready


def _to_approve(summary, seen, mine, today):
    if not is_over(summary, today):
        return _not_yet(summary, seen, today), None
    if mine:
        words = _("Läs igenom allt. Godkänn sedan för %(party)s, längst ner på sidan.")
        names = {"party": both(party.label.lower() for party in mine)}
        return words % names, NextThing("#godkannande", _("Till godkännandet"))
    waiting = [party.label.lower() for party in Party if party.value not in seen.approvals]
    return _("Väntar på att %(parties)s godkänner.") % {"parties": both(waiting)}, None


def _after(summary, gate, seen):
    if seen.is_corrected or not gate.can_write_summary:
        return "", None
    if not seen.deliveries:
        return _("Siffror och text ligger fast. Nu ska den överlämnas till mottagarna."), None
    if summary.published_at is None and summary.promise_set.is_published:
        publish = NextThing(_page(summary, "publish_summary"), _("Publicera"))
        return _("Överlämnad. Publicera den, så kan alla läsa den på löftenas offentliga sida."), publish
    return "", None


def _page(summary, name):
    return reverse(f"followup:{name}", args=[summary.promise_set.council.slug, summary.address])
