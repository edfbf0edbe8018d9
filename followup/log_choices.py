"""What the log page offers: one's own targets to tap, every target to tick, and what one has logged today."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.models import Organisation, Place
from councils.text import is_row_id
from followup.log_preview import approved_sets
from followup.progress import targets_progress
from followup.standing import TargetProgress
from promises.codes import TargetKind
from promises.matching import Reason, reasons_against
from promises.models import Activity, Credit
from promises.parts import parties_by_name, waiting_parts
from promises.quick import NEVER_TAPPED, needs, tap
from promises.wording import filter_phrases, reason_sentence

LATEST_LOOKED_AT = 50
FIRST_SHOWN = 4
TILES_SHOWN = 6
MOST_PLACES = 8
LOGGED_SHOWN = 5
MOST_KEYS = 16  # bits of a key that tell those of one page apart; the other 106 are chance
JUST_LOGGED = "loggat"  # in the address: what one is shown a receipt of


@dataclass(frozen=True)
class Tile:
    """One of one's own targets on the log page: how it stands, and what one tap would do."""

    facts: TargetProgress
    key: uuid.UUID | None = None
    places: list[tuple[Place, uuid.UUID]] | None = None
    needs: tuple[str, ...] = ()
    lacking: str = ""

    @property
    def call(self):
        """The words of its button."""
        return _("Klart i dag") if self.facts.target.kind == TargetKind.DELIVERABLE else _("+1 i dag")


@dataclass
class Receipt:
    """Something one logged today, with what became of each target it is tied to.

    `halves`: targets that wait for other parties alone, each with their names. `refused`: why it does not count
    towards the rest. `is_late`: some target's summary is approved already, so that it is told in the addendum.
    """

    activity: Activity
    counted: list[TargetProgress]
    halves: list[tuple[TargetProgress, str]]
    refused: list[str]
    is_late: bool = False

    @property
    def targets(self):
        return ", ".join(credit.target.label for credit in self.activity.credits.all())


def log_choices(gate, form, today, query):
    """Everything the log page shows beside the form's own fields, as its template reads it."""
    rows = list(form.offered)
    facts = {one.target.pk: one for one in targets_progress(_with_judgement(rows), as_of=today)}
    place = _places_in_line(gate.user, today)
    chosen = {str(pk) for pk in form["targets"].value() or []}
    rows.sort(key=lambda row: place.get(row.pk, len(place)))
    # Who has asked for the form, with a target ticked or something to put right, is shown the form alone.
    is_asked_for = form.is_bound or any(str(pk) in chosen for pk in facts)
    tiles = [] if is_asked_for else _tiles([facts[row.pk] for row in rows], gate.organisation, today)
    rows.sort(key=lambda row: str(row.pk) not in chosen)
    boxes = [{"facts": facts[row.pk], "asks": filter_phrases(row), "is_chosen": str(row.pk) in chosen} for row in rows]
    shown = max(FIRST_SHOWN, len(chosen))
    receipts = _receipts(gate, facts, today)
    return {
        "first": boxes[:shown],
        "rest": boxes[shown:],
        "tiles": tiles[:TILES_SHOWN],
        "folded_tiles": tiles[TILES_SHOWN:],
        "receipts": receipts,
        "just_logged": _just_logged(receipts, query.get(JUST_LOGGED, "")),
        "parts_waiting": waiting_parts(gate, today).count(),
    }


def address_after(activity, council):
    """The log page that shows a receipt of an activity just saved: it need not wait for the figures to be saved."""
    return f"{reverse('followup:log', args=[council.slug])}?{JUST_LOGGED}={activity.pk}"


def _places_in_line(user, today):
    """What one used last comes first, as it was this morning: what one taps stays where it is through the day."""
    before = Credit.objects.latest_by(user).filter(activity__logged_at__lt=_midnight(today))
    latest = before.values_list("target_id", flat=True)[:LATEST_LOOKED_AT]
    return {pk: index for index, pk in enumerate(dict.fromkeys(latest))}


def _midnight(today):
    return timezone.make_aware(datetime.combine(today, time.min))


def _tiles(facts, own, today):
    keys = _keys()
    return [_tile(one, own, today, keys) for one in facts if _is_tapped(one, own, today)]


def _keys():
    """Keys for one page: one that nobody else has, and those that follow upon it. Alike, they weigh little."""
    first = uuid.uuid4().int >> MOST_KEYS << MOST_KEYS
    return (uuid.UUID(int=first + number) for number in range(1 << MOST_KEYS))


def _is_tapped(facts, own, today):
    """Own targets of promises that run today, where something can be done once more."""
    target = facts.target
    if target.kind in NEVER_TAPPED or today not in target.promise_set.period:
        return False
    is_done = target.kind == TargetKind.DELIVERABLE and facts.outcome.done
    return not is_done and any(row.organisation_id == own.pk for row in target.promise.responsibilities.all())


def _tile(facts, own, today, keys):
    target = facts.target
    found = tap(target, organisation=own, day=today)
    lacking = parties_by_name(target, found.lacking)
    places = _places(facts) if found.needs_only_a_place else []
    if places:
        return Tile(facts, places=[(place, next(keys)) for place in places], lacking=lacking)
    if found.counts:
        return Tile(facts, key=next(keys), lacking=lacking)
    return Tile(facts, needs=tuple(needs(target, found.reasons)))


def _places(facts):
    """Those that lack a visit. Where the period is divided, any place lacks one again soon."""
    named, lacking = list(facts.target.places.all()), getattr(facts.outcome, "lacking", frozenset())
    found = [place for place in named if place.pk in lacking or facts.target.per not in ("", "period")]
    return found if len(found) <= MOST_PLACES else []


def _receipts(gate, facts, today):
    """The latest that one has logged today, newest first, as the targets stand now."""
    rows = (
        Activity.objects.of(gate.council)
        .filter(logged_by=gate.user, logged_at__gte=_midnight(today), withdrawn_at__isnull=True)
        .select_related("place")
        .prefetch_related(
            Prefetch("parties", queryset=Organisation.objects.only("pk", "short_name")),
            Prefetch("credits", queryset=Credit.objects.select_related("target")),
        )
        .order_by("-logged_at", "-pk")[:LOGGED_SHOWN]
    )
    receipts = [_receipt(row, facts) for row in rows]
    approved = approved_sets([one.target for receipt in receipts for one in receipt.counted], today=today)
    for receipt in receipts:
        receipt.is_late = any(one.target.promise_set.pk in approved for one in receipt.counted)
    return receipts


def _receipt(activity, facts):
    # Only what stands: ties to editions that have been replaced are not told.
    tied = [facts[credit.target_id] for credit in activity.credits.all() if credit.target_id in facts]
    receipt, deed = Receipt(activity, [], [], []), activity.deed
    for one in tied:
        filters = one.target.filters
        reasons, lacking = reasons_against(filters, deed), filters.all_parties - deed.parties
        if not reasons:
            receipt.counted.append(one)
        elif lacking and reasons == [Reason.PARTY_MISSING]:
            receipt.halves.append((one, parties_by_name(one.target, lacking)))
        else:
            said = [reason_sentence(reason, one.target, deed) for reason in reasons]
            receipt.refused.append(" ".join([f"{one.target.label}:", *said]))
    return receipt


def _just_logged(receipts, pk):
    """The one that the address names, if it is one's own of today; anything else is as nothing."""
    if not is_row_id(pk):
        return None
    return next((one for one in receipts if one.activity.pk == int(pk)), None)


def _with_judgement(targets):
    """The log page shows no judgements; progress asks for the columns all the same."""
    for target in targets:
        target.judgement = target.deviation_reason = ""
    return targets
