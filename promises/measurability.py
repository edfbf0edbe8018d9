"""Mätbarhetskoll: what in a promise set cannot be followed as it stands, and how it could be said instead.

Plain values in, remarks out; of Django only the translations are used. Promises and targets may be rows, with what
hangs on them fetched beforehand, or anything with the same names. Nothing here stops anybody by itself: a page does,
for remarks that weigh "stop".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from promises.codes import TargetKind
from promises.periods import Period, Span
from promises.proposals.left_out import days_left_out, places_left_out
from promises.proposals.patterns import COMMON, NO_PROMISE
from promises.sharpening import example_for
from promises.target_remarks import HINT, STOP, WARN, Calendar, of_target, quoted, responsible
from promises.wording import both


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong, and how to mend it. Without a promise it is said of the whole set.

    `weight`: "stop" makes signing meaningless, "warn" will be missed when the promise is followed up, "hint" is advice.
    """

    code: str
    promise_id: int | None
    target_id: int | None
    text: str
    hint: str
    weight: str


def remarks(
    promises: Sequence[tuple[Any, Iterable[Any]]],
    *,
    today: date | None = None,
    period: Period | None = None,
    terms: Sequence[Span] | None = None,
) -> list[Remark]:
    """Every remark on promises with their targets, in the order of the promises; those on the whole set last.

    Without `period` it is asked of the first promise's set. Remarks that need `today` are left out without it.
    """
    pairs = [(promise, list(targets)) for promise, targets in promises]
    if not pairs:
        return [_no_promises()]
    if period is None:
        period = getattr(getattr(pairs[0][0], "promise_set", None), "period", None)
    found: list[Remark] = []
    for promise, targets in pairs:
        found += _of_promise(promise, targets)
        for target in targets:
            noticed = of_target(promise, target, Calendar(period, terms, today))
            found += [Remark(code, _id(promise), _id(target), *words) for code, *words in noticed]
    return found + list(_duplicates(pairs)) + list(_counted_twice(pairs)) + list(_no_effect(pairs))


def _no_promises() -> Remark:
    return Remark(
        "no_promises",
        None,
        None,
        _("Det finns inga löften än."),
        _("Skriv minst ett löfte, eller läs in en text."),
        STOP,
    )


def _of_promise(promise: Any, targets: list[Any]) -> Iterator[Remark]:
    def remark(code: str, text: str, hint: str, weight: str) -> Remark:
        return Remark(code, _id(promise), None, text, hint, weight)

    if not responsible(promise):
        yield remark(
            "no_responsible",
            _("Ingen är ansvarig för ”%(promise)s”.") % {"promise": quoted(promise.wording)},
            _("Välj vem som lovar: polisen, kommunen eller båda."),
            STOP,
        )
    if not targets:
        yield remark(
            "no_target",
            _("”%(promise)s” har inget mål, så ingen kan se om det hålls.") % {"promise": quoted(promise.wording)},
            _("Lägg till ett mål. Till exempel: %(example)s.") % {"example": example_for(promise.wording)},
            WARN,
        )
    yield from _left_out(promise, targets)
    striving = NO_PROMISE.search(promise.wording)
    if striving:
        yield _striving(promise, striving.group(0))


def _left_out(promise: Any, targets: list[Any]) -> Iterator[Remark]:
    days = days_left_out(promise.wording, targets)
    if days:
        yield Remark(
            "days_left_out",
            _id(promise),
            None,
            _("”%(words)s” kom inte med i något mål.") % {"words": both(days)},
            _("Lägg till ett eget mål för de dagarna, eller märkningen på aktiviteterna som ska räknas."),
            WARN,
        )
    place = next(places_left_out(promise.wording, targets), None)
    if place is not None:
        yield Remark(
            "place_left_out",
            _id(promise),
            None,
            _("”%(place)s” står i löftet, men målet räknar var som helst.") % {"place": place},
            _("Skriv platsen i målets enhet, eller gör ett mål som prövas plats för plats."),
            HINT,
        )


def _striving(promise: Any, words: str) -> Remark:
    return Remark(
        "striving",
        _id(promise),
        None,
        _("”%(words)s” lovar inget bestämt.") % {"words": words},
        _("Skriv vad ni gör i stället, till exempel: %(example)s.") % {"example": example_for(promise.wording)},
        HINT,
    )


def _duplicates(pairs: list[tuple[Any, list[Any]]]) -> Iterator[Remark]:
    seen: set[str] = set()
    for promise, _targets in pairs:
        wording = " ".join(re.findall(r"\w+", promise.wording.casefold()))
        if wording in seen:
            yield Remark(
                "duplicate",
                _id(promise),
                None,
                _("”%(promise)s” står två gånger.") % {"promise": quoted(promise.wording)},
                _("Ta bort det ena löftet, eller skriv hur de skiljer sig åt."),
                WARN,
            )
        seen.add(wording)


def _counted_twice(pairs: list[tuple[Any, list[Any]]]) -> Iterator[Remark]:
    """Two targets that one and the same activity would always count towards."""
    first: dict[tuple[Any, ...], Any] = {}
    for promise, targets in pairs:
        for target in targets:
            if target.kind != TargetKind.COUNT or not target.unit:
                continue
            same = first.setdefault(_what_counts(promise, target), target)
            if same is not target:
                yield Remark(
                    "same_count",
                    _id(promise),
                    _id(target),
                    _("”%(one)s” och ”%(other)s” räknar samma sak.") % {"one": same.label, "other": target.label},
                    _("Slå ihop dem, eller skriv i enheten hur de skiljer sig åt: var, när eller för vem."),
                    HINT,
                )


def _what_counts(promise: Any, target: Any) -> tuple[Any, ...]:
    """What must be the same for two targets to count the same, down to what their promises are about."""
    lists = (target.activity_types, target.tags, target.weekdays, target.months)
    return (
        target.unit.casefold(),
        target.usual_type,
        *(tuple(sorted(values)) for values in lists),
        target.only_beyond_ordinary,
        target.jointly,
        responsible(promise),
        frozenset(place.pk for place in target.places.all()),
        _gist(target.label),
        _gist(promise.wording),
    )


def _gist(text: str) -> frozenset[str]:
    """The words that say what is done and where; not who does it, how many or how often."""
    return frozenset(COMMON.sub(" ", text.casefold()).split())


def _no_effect(pairs: list[tuple[Any, list[Any]]]) -> Iterator[Remark]:
    kinds = {target.kind for _promise, targets in pairs for target in targets}
    if kinds and TargetKind.EFFECT not in kinds:
        yield Remark(
            "no_effect",
            None,
            None,
            _("Målen visar vad ni gör, men inget av dem visar om det blir tryggare."),
            _(
                "Lägg gärna till ett effektmål, till exempel: andelen som känner sig trygga utomhus på kvällen "
                "ska öka, enligt trygghetsmätningen."
            ),
            HINT,
        )


def _id(row: Any) -> int | None:
    return getattr(row, "pk", None)
