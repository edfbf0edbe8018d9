"""Reckon a frozen summary again: what the engine says now of the facts in it, against what stands printed there.

The snapshot alone is read and the database is asked nothing: a summary can be reckoned again by whoever has its data.
Numbers are compared and not words, so that a better wording in a later version is no fault in an old paper.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django.utils import translation
from django.utils.translation import gettext as _

from followup.assessment import Entry
from followup.counted import MEASURED, NOTHING_LOGGED, WEAKEST_FIRST, Counted
from followup.document.facts import OF_THE_TARGET
from followup.document.snapshot import LANGUAGE, counted_in, counts_of
from followup.progress import judged
from followup.standing import PromiseProgress, SetProgress
from promises.codes import CountQuality
from promises.periods import Period
from promises.wording import measure

NUMBER = re.compile(r"\d+(?:[\u00a0 ]\d{3})*(?:,\d+)?")
WITH_FACTS = 2  # the format of snapshots from which on they are there
CLOSE = 1e-9  # shares are fractions that stand as decimals
IN_STATISTICS = ("promise", "target", "baseline", "value", "on")
COUNCIL = 0  # whose calendar: a snapshot has one council


class NoFacts(Exception):
    """The summary was frozen before it kept what it was reckoned from. That is no fault in it."""


class Unreadable(Exception):
    """What stands in the snapshot is not what a summary says."""


@dataclass(frozen=True)
class Difference:
    """One thing that does not stand as it would be reckoned now."""

    where: str
    what: str
    stands: str
    reckoned: str

    def __str__(self):
        told = {"where": self.where, "what": self.what, "stands": self.stands, "reckoned": self.reckoned}
        return _("%(where)s, %(what)s: där står %(stands)s, men det räknas till %(reckoned)s") % told


@translation.override(LANGUAGE)
def differences(snapshot):
    """[Difference] between what a frozen snapshot says and what its own facts come to.

    Raises NoFacts, or Unreadable when it does not even have the shape of a summary.
    """
    try:
        return _differences(snapshot)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(repr(error)) from error


def _differences(snapshot):
    if snapshot["format"] < WITH_FACTS:
        raise NoFacts
    promises = [promise for section in snapshot["sections"] for promise in section["promises"]]
    pairs = [(promise, target) for promise in promises for target in promise["targets"]]
    as_of = date.fromisoformat(snapshot["as_of"])
    rows = [counted for _pk, _label, counted in counted_in(snapshot)]
    reckoned = [_reckoned(target, counted, as_of) for (_promise, target), counted in zip(pairs, rows, strict=True)]
    found = []
    for (promise, target), progress in zip(pairs, reckoned, strict=True):
        where = _("löfte %(number)s, %(label)s") % {"number": promise["number"], "label": target["label"]}
        found += [Difference(where, *told) for told in _of_target(target, progress)]
    return [*found, *_of_counts(snapshot, as_of, reckoned), *_of_statistics(snapshot, pairs, reckoned)]


def _reckoned(target, rows, as_of):
    """The target judged anew, by the one function that judges targets everywhere."""
    asked = _target(target)
    entries = [(date.fromisoformat(row["day"]), row["amount"]) for row in rows]
    done = [day for day, amount in entries if amount]
    facts = {
        **NOTHING_LOGGED,
        "activities": len(rows),
        "first_on": min(done, default=None),
        "latest_on": max((day for day, _amount in entries), default=None),
        "quality": min((row["quality"] for row in rows), key=WEAKEST_FIRST.index, default=CountQuality.EXACT),
    }
    placed = [(row["place_id"], day, amount) for row, (day, amount) in zip(rows, entries, strict=True)]
    counted = Counted(
        entries={asked.pk: [Entry(day, amount) for day, amount in entries]},
        facts={asked.pk: facts},
        placed={asked.pk: (frozenset(target["facts"]["places"] or ()), placed)},
        asked={asked.pk: target["facts"]["asked"] or 0},
        measured=_measured(target),
        calendars={COUNCIL: _calendar(target["facts"]["calendar"])},
    )
    return judged(asked, counted, as_of=as_of)


def _target(target):
    """What the engine and the sentences ask of a target, out of the snapshot instead of its row."""
    facts = target["facts"]
    first, last = facts["period"]
    period = Period(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    return SimpleNamespace(
        pk=target["id"],
        kind=target["kind"],
        label=target["label"],
        judgement="",
        promise_set=SimpleNamespace(period=period, council_id=COUNCIL),
        due_on=date.fromisoformat(facts["due_on"]) if facts["due_on"] else None,
        baseline=_decimal(facts["baseline"]),
        threshold=_decimal(facts["threshold"]),
        **{name: facts[name] for name in OF_THE_TARGET},
    )


def _measured(target):
    said = target.get("measured")
    if target["facts"]["measured"] is None:
        return {}
    figure = {"value": Decimal(target["facts"]["measured"]), "measured_on": date.fromisoformat(said["on"])}
    return {target["id"]: SimpleNamespace(**figure, source=said["source"])}


def _calendar(calendar):
    terms = calendar.get("terms")
    return {
        "terms": None if terms is None else [tuple(map(date.fromisoformat, span)) for span in terms],
        "occasions": [date.fromisoformat(day) for day in calendar.get("occasions", ())],
    }


def _decimal(text):
    return None if text is None else Decimal(text)


def _of_target(target, progress):
    """(what, what stands, what is reckoned) of everything that differs in one target."""
    verdict = progress.verdict.value
    yield from _unlike(_("utfall"), target["computed_verdict"], verdict)
    if not target["judged"]:
        yield from _unlike(_("status"), target["verdict"], verdict)
    yield from _unlike_numbers(_("siffra"), target["outcome"], progress.figure)
    yield from _unlike_numbers(_("uträkning"), target["arithmetic"], progress.sentence)
    yield from _unlike(_("antal aktiviteter"), target["activities"], progress.activities)
    share = float(progress.share) if progress.has_bar else None
    expected = float(progress.expected_share) if progress.has_bar and progress.expected_share is not None else None
    yield from _unlike_share(_("andel"), target["share"], share)
    yield from _unlike_share(_("jämn takt"), target["expected"], expected)
    yield from _unlike(_("delperioder"), _parts_told(target["strip"]), _parts(progress.strip))
    if progress.measurement:
        value = target["measured"]["value"]
        yield from _unlike(_("uppmätt värde"), value, measure(progress.measurement.value))


def _parts_told(strip):
    return [(part["first_day"], part["last_day"], part["count"], part["state"]) for part in strip]


def _parts(strip):
    return [
        (part.first_day.isoformat(), part.last_day and part.last_day.isoformat(), part.count, part.state.value)
        for part in strip
    ]


def _of_counts(snapshot, as_of, reckoned):
    """How many targets stand where: the numbers of each line, in order."""
    progress = SetProgress(None, as_of, [(None, [PromiseProgress(None, reckoned)])])
    stands = [row["value"] for row in snapshot["counts"]]
    counted = [row["value"] for row in counts_of(progress)]
    if [NUMBER.findall(value) for value in stands] != [NUMBER.findall(value) for value in counted]:
        yield Difference(_("sammanfattningen"), _("antal mål"), ", ".join(stands), ", ".join(counted))


def _of_statistics(snapshot, pairs, reckoned):
    """The measured figures, where the snapshot has them in a table of their own: a line for each that is followed."""
    lines = snapshot.get("statistics")
    if lines is None:
        return
    stands = [tuple(str(line[name]) for name in IN_STATISTICS) for line in lines]
    followed = [
        (promise["number"], target["label"], *_figures(progress))
        for (promise, target), progress in zip(pairs, reckoned, strict=True)
        if target["kind"] in MEASURED
    ]
    if stands != followed:
        yield Difference(_("statistiken"), _("uppmätta värden"), _told(stands), _told(followed))


def _figures(progress):
    """What it was before, the figure and its day, as the table has them."""
    measurement, baseline = progress.measurement, progress.target.baseline
    before = "" if baseline is None else measure(baseline)
    return (before, *((measure(measurement.value), measurement.measured_on.isoformat()) if measurement else ("", "")))


def _unlike(what, stands, reckoned):
    if stands != reckoned:
        yield what, _told(stands), _told(reckoned)


def _unlike_numbers(what, stands, reckoned):
    if Counter(NUMBER.findall(stands)) != Counter(NUMBER.findall(reckoned)):
        yield what, _told(stands), _told(reckoned)


def _unlike_share(what, stands, reckoned):
    if None in (stands, reckoned):
        yield from _unlike(what, stands, reckoned)
    elif abs(stands - reckoned) > CLOSE:
        yield what, _told(stands), _told(reckoned)


def _told(value):
    return f"”{value}”"
