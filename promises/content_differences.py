"""What differs between two contents of promise sets: editions of the same promises, or two periods."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from promises.contents import AMOUNTS, OF_TARGET, TEXTS, bare
from promises.history import Difference
from promises.models import PromiseSet, Target
from promises.periods import Period
from promises.wording import both, measure, period_text

# Told in words of their own beside the rule; the rest of a target is told by its rule.
TOLD_OF_TARGET = ("label", "source", *AMOUNTS, "usual_type")

# From here on a promise is the old one in other words.
ALIKE = 0.6
# Beyond this nobody reads what differs, and likening each to each would take too long.
MOST_COMPARISONS = 1000


@dataclass(frozen=True)
class Changed:
    """What differs. `kind`: "added", "removed" or "changed"; `what`: "set", "promise", "target" or "order"."""

    kind: str
    what: str
    name: str
    differences: list


def content_differences(old, new):
    """What differs between two contents: first the set, then promises and targets in the new order, then those gone.

    A promise or target is the same when both come from the same first one, through any number of copies, or where
    they say the same; a promise also where it says nearly the same.
    """
    found = [Changed("changed", "set", "", fields)] if (fields := _of_set(old, new)) else []
    both_promises = [[row for section in one["sections"] for row in section["promises"]] for one in (old, new)]
    pairs = _alike(_paired(*both_promises, by="wording"))
    for before, after in pairs:
        found += _of_promise(before, after)
    if _has_moved(pairs, both_promises[0]):
        found.append(Changed("changed", "order", "", []))
    return found


def _has_moved(pairs, old):
    kept = [before for before, after in pairs if before and after]
    return kept != [row for row in old if row in kept]


def _paired(old, new, *, by):
    """(old row, new row) of two lists: in the new order, and at the end those that are gone, each with None.

    The same are those of one root; what comes from no common root is known by the words in its field `by`.
    """
    left, partner = list(old), {}
    for is_same in (_same("root"), _same(by)):
        for place, row in enumerate(new):
            found = next((one for one in left if is_same(one, row)), None) if place not in partner else None
            if found:
                partner[place] = found
                left.remove(found)
    return [*((partner.get(place), row) for place, row in enumerate(new)), *((row, None) for row in left)]


def _alike(pairs):
    """The pairs with promises brought together that have been reworded and come from no common root: the most alike
    first, and of those equally alike the first in the old order."""
    gone = [before for before, after in pairs if after is None]
    come = [after for before, after in pairs if before is None]
    if len(gone) * len(come) > MOST_COMPARISONS:
        return pairs
    likeness = [(_likeness(one, other), n, m) for n, one in enumerate(gone) for m, other in enumerate(come)]
    origin, taken = {}, set()
    for _ratio, n, m in sorted((row for row in likeness if row[0] >= ALIKE), key=lambda row: (-row[0], *row[1:])):
        if n not in taken and come[m]["id"] not in origin:
            origin[come[m]["id"]] = gone[n]
            taken.add(n)
    found = {gone[n]["id"] for n in taken}
    kept = [(before, after) for before, after in pairs if after or before["id"] not in found]
    return [(before or origin.get(after["id"]), after) if after else (before, None) for before, after in kept]


def _likeness(one, other):
    matcher = SequenceMatcher(None, one["wording"].casefold(), other["wording"].casefold(), autojunk=False)
    is_possible = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    return matcher.ratio() if is_possible else 0


def _same(name):
    return lambda one, other: one[name] == other[name]


def _of_set(old, new):
    pairs = [(PromiseSet._meta.get_field(name).verbose_name, old["texts"][name], new["texts"][name]) for name in TEXTS]
    rows = [
        (_("rubrik"), old["title"], new["title"], False),
        (_("period"), _period(old), _period(new), False),
        (_("räkna det som gjorts före undertecknandet"), _yes(old), _yes(new), False),
        (_("parter"), _names(old["parties"]), _names(new["parties"]), False),
        (_("lägesbild"), _picture(old), _picture(new), False),
        *[(label, before, after, True) for label, before, after in pairs],
        (_("sammanställning senast"), _deadline(old), _deadline(new), False),
        (_("mottagare"), both(old["recipients"]), both(new["recipients"]), False),
    ]
    return _differing(rows)


def _picture(content):
    return content.get("picture", {}).get("name", "")


def _of_promise(old, new):
    """The promise and its targets; one of the two may be missing."""
    kind = "added" if old is None else "removed" if new is None else "changed"
    shown = new or old
    targets = [one["targets"] if one else [] for one in (old, new)]
    rows = _promise_rows(old, new)
    if rows or kind != "changed":
        yield Changed(kind, "promise", shown["wording"], rows)
    for before, after in _paired(*targets, by="label"):
        yield from _of_target(before, after)


def _promise_rows(old, new):
    if old is None or new is None:
        return []
    return _differing(
        [
            (_("avsnitt"), old["heading"], new["heading"], False),
            (_("ordalydelse"), old["wording"], new["wording"], True),
            (_("ansvariga"), _names(old["responsible"]), _names(new["responsible"]), False),
            (_("samverkanspartner"), _names(old["partners"]), _names(new["partners"]), False),
        ]
    )


def _of_target(old, new):
    if old is None or new is None:
        shown = new or old
        rule = Difference(_("regel"), "" if old is None else old["rule"], "" if new is None else new["rule"], True)
        yield Changed("added" if old is None else "removed", "target", shown["label"], [rule])
    elif bare(old) != bare(new):
        yield Changed("changed", "target", new["label"], _target_rows(old, new))


def _target_rows(old, new):
    rows = [
        (_("regel"), old["rule"], new["rule"], True),
        (_("platser"), both(old["places"]), both(new["places"]), True),
    ]
    rows += [(_label(name), _told(name, old), _told(name, new), False) for name in TOLD_OF_TARGET]
    found = _differing(rows)
    # Nothing that differs goes untold, also where the rule has no word for it.
    return found or _differing([(_label(name), _text(old[name]), _text(new[name]), False) for name in OF_TARGET])


def _differing(rows):
    return [Difference(str(label), before, after, is_long) for label, before, after, is_long in rows if before != after]


def _label(name):
    known = {field.name: field.verbose_name for field in Target._meta.fields}
    return known.get(name, name)


def _told(name, target):
    value = target[name]
    return measure(Decimal(value)) if name in AMOUNTS and value is not None else _text(value)


def _text(value):
    return "" if value in (None, "") else both(value) if isinstance(value, list) else str(value)


def _names(organisations):
    return both([one["name"] for one in organisations])


def _yes(content):
    return _("ja") if content["counts_before_signing"] else _("nej")


def _deadline(content):
    deadline = content["deadline"]
    return " ".join(filter(None, [deadline["day"], f"({deadline['wording']})" if deadline["wording"] else ""]))


def _period(content):
    first, last = (content[name] and date.fromisoformat(content[name]) for name in ("first_day", "last_day"))
    return period_text(Period(first, last))
