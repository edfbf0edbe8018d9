"""Where a promise set is in its life, and the one thing that a person may do next."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from promises.codes import SetStatus
from promises.contents import content_of, is_as_signed
from promises.models import PromiseSet

DONE, NOW, COMING = "done", "now", "coming"
RIGHTS = {"municipality": "approve_for_municipality", "police": "approve_for_police"}
ORDER = [SetStatus.DRAFT, SetStatus.SHARED, SetStatus.SIGNED, SetStatus.PUBLISHED, SetStatus.CLOSED]


@dataclass(frozen=True)
class Step:
    """One step: what it is called, where it stands, and lines of when and who."""

    name: str
    state: str
    lines: list = field(default_factory=list)


@dataclass(frozen=True)
class Life:
    """The steps of a set, the parties that sign, its next action as (address, words), what it waits for.

    `signatures_hold`: whether what was signed is still what stands; None when nobody has signed.
    """

    steps: list
    parties: list = field(default_factory=list)
    action: tuple | None = None
    waits: str = ""
    signatures_hold: bool | None = None
    replaced_by: PromiseSet | None = None
    next_edition: PromiseSet | None = None


def life_of(promise_set, gate):
    """The life of a set as somebody reads it through a gate: a constant number of queries."""
    signatures = list(promise_set.signatures.select_related("organisation"))
    signed = {row.organisation_id for row in signatures}
    parties = list(promise_set.parties.main_parties_first())
    waiting = [party for party in parties if party.pk not in signed]
    following = PromiseSet.objects.filter(replaces=promise_set).readable_by(gate).first()
    return Life(
        steps=_steps(promise_set, signatures, waiting),
        parties=parties,
        action=_action(promise_set, gate, waiting, following),
        waits=_waits(promise_set, waiting),
        signatures_hold=_hold(promise_set, signatures),
        replaced_by=following if promise_set.is_superseded else None,
        next_edition=None if promise_set.is_superseded else following,
    )


def may_sign(gate, organisation):
    """May the person sign for this party? Each side's own right for municipality and police; else that to edit."""
    return organisation.pk in gate.organisations and has_right_to_sign(gate, organisation)


def has_right_to_sign(gate, organisation):
    """Does the person's role here sign for parties of this kind, if it is one's own?"""
    return gate.allows(RIGHTS.get(organisation.kind, "edit_promises"))


def _hold(promise_set, signatures):
    """Is the content still the one that was signed? None when nobody has signed."""
    if not signatures:
        return None
    content = content_of(promise_set)
    return all(is_as_signed(promise_set, content, row.sha256) for row in signatures)


def _steps(promise_set, signatures, waiting):
    reached = ORDER.index(promise_set.status) if promise_set.status in ORDER else len(ORDER)
    shared = promise_set.shared_at or promise_set.is_decided or promise_set.organisation_id is None
    reached = max(reached, 1 if shared else 0)
    names = [_("Utkast"), _("Delat"), _("Undertecknat"), _("Publicerat"), _("Avslutat")]
    lines = [
        _drafted(promise_set),
        [_dated(promise_set.shared_at, promise_set.shared_by)] if promise_set.shared_at else [],
        _signed(promise_set, signatures, waiting),
        [_dated(promise_set.published_at, promise_set.published_by)] if promise_set.published_at else [],
        _ended(promise_set),
    ]
    states = [DONE if n < reached else NOW if n == reached else COMING for n in range(len(ORDER))]
    if promise_set.is_superseded:
        names[-1], states[-1] = _("Ersatt"), NOW
        states[3] = DONE if promise_set.published_at else COMING
    steps = [Step(*row) for row in zip(names, states, lines, strict=True)]
    # What was never published, and was replaced, has no such step.
    return [step for step in steps if not (promise_set.is_superseded and step.state == COMING)]


def _drafted(promise_set):
    if promise_set.organisation:
        return [promise_set.organisation.short_name]
    return [] if promise_set.is_decided else [_("Gruppen skriver tillsammans")]


def _signed(promise_set, signatures, waiting):
    lines = [
        _("%(day)s för %(party)s: %(name)s, %(title)s")
        % {
            "day": row.signed_on.isoformat(),
            "party": row.organisation.short_name,
            "name": row.name,
            "title": row.title,
        }
        for row in signatures
    ]
    if promise_set.is_decided:
        return lines or ([promise_set.signed_on.isoformat()] if promise_set.signed_on else [])
    return [*lines, *[_("Väntar på %(party)s") % {"party": party.short_name} for party in waiting]]


def _ended(promise_set):
    if promise_set.is_superseded:
        return [promise_set.superseded_on.isoformat()]
    return [_dated(promise_set.closed_at, promise_set.closed_by)] if promise_set.closed_at else []


def _dated(at, by):
    return _("%(day)s av %(name)s") % {"day": timezone.localdate(at).isoformat(), "name": by}


def _action(promise_set, gate, waiting, following):
    """(address, words) of the next thing this person may do, or None."""
    if not gate.can_edit_promises or following:
        return None
    name = _next_page(promise_set, gate, waiting)
    words = {
        "promises:share_promise_set": _("Dela utkastet"),
        "followup:sign_promise_set": _("Underteckna"),
        "promises:publish_promise_set": _("Publicera"),
        "promises:close_promise_set": _("Avsluta"),
        "followup:copy_promise_set": _("Skapa nästa periods löften"),
    }
    return (reverse(name, args=[gate.council.slug, promise_set.slug]), words[name]) if name else None


def _next_page(promise_set, gate, waiting):
    if promise_set.is_own_draft:
        return "promises:share_promise_set"
    if not promise_set.is_decided:
        return "followup:sign_promise_set" if any(may_sign(gate, party) for party in waiting) else None
    if promise_set.status == SetStatus.SIGNED:
        return "promises:publish_promise_set"
    if promise_set.status == SetStatus.PUBLISHED and promise_set.period.is_over(timezone.localdate()):
        return "promises:close_promise_set"
    return "followup:copy_promise_set" if promise_set.status == SetStatus.CLOSED else None


def _waits(promise_set, waiting):
    """What everybody waits for, in a sentence, where the next step is somebody else's."""
    if promise_set.is_decided or promise_set.is_own_draft:
        return ""
    if not waiting:
        return _("Ange vilka parter som ska underteckna, i löftenas uppgifter.")
    return _("Löftena gäller när alla parter har undertecknat.")
