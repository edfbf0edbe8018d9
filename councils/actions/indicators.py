"""Writes the council's indicators and their figures, by hand or from a file that somebody has looked through."""

from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from councils import audit
from councils.actions.versions import locked
from councils.models import Council, Indicator, IndicatorValue

AT_A_TIME = 1_000
ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


class NameTaken(Exception):
    """The council has an indicator with that name from that source."""


class InUse(Exception):
    """A picture or a plan shows the indicator, so it stays."""


class SomebodyWasFirst(Exception):
    """The figure is another than the one that was changed; `value` is what stands there now, or None."""

    def __init__(self, value):
        super().__init__()
        self.value = value


@dataclass(frozen=True)
class Effect:
    """What saving one proposed indicator would do: how many figures of each kind, and those that change."""

    is_new: bool
    counts: Counter
    changes: tuple[tuple, ...] = ()  # (level, code, year, before, after)


def effects_of(*, council, source, proposed):
    """[Effect] of each proposed indicator, in two queries however many there are."""
    indicators, values = _stored(council, source, proposed)
    return [_effect(one, indicators.get(one.name), values) for one in proposed]


@transaction.atomic
def import_indicators(*, council, by, source, proposed):
    """Save proposed indicators, all of them or none. Sent again they change nothing.

    Returns a Counter of figures by what became of them.
    """
    # Two who send the same file at once: the second waits, and then finds it all there.
    Council.objects.select_for_update().get(pk=council.pk)
    indicators, values = _stored(council, source, proposed)
    effects = [_effect(one, indicators.get(one.name), values) for one in proposed]
    made = Indicator.objects.bulk_create(
        Indicator(council=council, name=one.name, unit=one.unit, source=source, is_per_100_000=one.is_per_100_000)
        for one in proposed
        if one.name not in indicators
    )
    indicators |= {indicator.name: indicator for indicator in made}
    new, changed = _rows(proposed, indicators, values)
    IndicatorValue.objects.bulk_create(new, batch_size=AT_A_TIME)
    IndicatorValue.objects.bulk_update(changed, ["value", "is_preliminary"], batch_size=AT_A_TIME)
    done = sum((effect.counts for effect in effects), Counter())
    if new or changed or made:
        audit.record(
            council=council,
            by=by,
            verb="import_statistics",
            of=council,
            indicators=len(made),
            added=len(new),
            corrected=len(changed),
        )
    return done


@transaction.atomic
def save_indicator(*, council, by, indicator=None, **values):
    """A new indicator, or what is said of one. Raises NameTaken."""
    act = "change" if indicator else "add"
    row = locked(indicator) if indicator else Indicator(council=council)
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken from None
    audit.record(council=council, by=by, verb="change_indicators", of=row, act=act)
    return row


@transaction.atomic
def set_value(*, indicator, by, level, geography, year, value, is_preliminary, seen):
    """Write a figure, correct it, or take it away with None. `seen` is what stood there when it was changed.

    Raises SomebodyWasFirst when something else stands there now, unless that is what is to be written.
    """
    indicator = locked(indicator)
    spot = {"level": level, "geography": geography, "year": year}
    stored = IndicatorValue.objects.select_for_update().filter(indicator=indicator, **spot).first()
    now = stored.value if stored else None
    if now == value and (stored is None or stored.is_preliminary == is_preliminary):
        return
    if now != seen:
        raise SomebodyWasFirst(now)
    if value is None:
        stored.delete()
    else:
        row = stored or IndicatorValue(indicator=indicator, **spot)
        row.value, row.is_preliminary = value, is_preliminary
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise SomebodyWasFirst(None) from None
    act = "remove" if value is None else "change" if stored else "add"
    audit.record(council=indicator.council, by=by, verb="change_indicator_value", of=indicator, act=act)


@transaction.atomic
def remove_indicator(*, indicator, by):
    """Take away an indicator that neither picture nor plan shows, with its figures. Raises InUse."""
    row = locked(indicator)
    audit.record(council=row.council, by=by, verb="change_indicators", of=row, act="remove")
    try:
        row.delete()
    except ProtectedError:
        raise InUse from None


def _stored(council, source, proposed):
    """The council's indicators of that source by name, and their figures by indicator, level, code and year."""
    named = {one.name for one in proposed}
    indicators = {row.name: row for row in Indicator.objects.of(council).filter(source=source) if row.name in named}
    rows = IndicatorValue.objects.filter(indicator__in=[row.pk for row in indicators.values()])
    return indicators, {(row.indicator_id, row.level, row.geography, row.year): row for row in rows}


def _effect(one, indicator, values):
    counts, changes = Counter(), []
    for level, code, year, value, is_preliminary in one.points:
        before = values.get((indicator.pk, level, code, year)) if indicator else None
        kind = _kind(before, value, is_preliminary)
        counts[kind] += 1
        if kind == CHANGED:
            changes.append((level, code, year, before.value, value))
    return Effect(indicator is None, counts, tuple(changes))


def _kind(before, value, is_preliminary):
    if before is None:
        return ADDED
    same = before.value == value and before.is_preliminary == is_preliminary
    return UNCHANGED if same else CHANGED


def _rows(proposed, indicators, values):
    new, changed = [], []
    for one in proposed:
        indicator = indicators[one.name]
        for level, code, year, value, is_preliminary in one.points:
            before = values.get((indicator.pk, level, code, year))
            kind = _kind(before, value, is_preliminary)
            figures = {"value": value, "is_preliminary": is_preliminary}
            if kind == ADDED:
                spot = {"level": level, "geography": code, "year": year}
                new.append(IndicatorValue(indicator=indicator, **spot, **figures))
            elif kind == CHANGED:
                before.value, before.is_preliminary = value, is_preliminary
                changed.append(before)
    return new, changed
