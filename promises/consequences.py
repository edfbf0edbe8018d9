"""What a counting rule will ask for in a period, said before anybody signs it.

Plain values in, text out; of Django only the translations are used. The figures are those of the engine that judges:
the same buckets, the same whole lengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from promises.codes import CountingChoice
from promises.periods import (
    DAYS_IN,
    LATEST,
    MONTHS_IN,
    ONE_DAY,
    Bucket,
    Per,
    Period,
    Span,
    add_months,
    buckets,
    whole_lengths,
)
from promises.wording import every, per_name

# With no last day the buckets are shown for as long as anybody looks ahead.
_YEARS_AHEAD = 10
# Swedish nouns that say "ofullständigt" and not "ofullständig".
_NEUTER = frozenset({Per.YEAR, Per.HALF_YEAR, Per.TERTIAL, Per.QUARTER, Per.OCCASION})


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule asks for in all. `required` is None when the period has no last day.

    `judged` buckets are tried one by one; `cut` of them are not whole; `unjudged` are not tried. `lengths` are the
    whole lengths an average is reckoned over. `as_one`: nothing fits, so the period itself is the one bucket.
    """

    required: int | None
    judged: int = 0
    cut: int = 0
    unjudged: int = 0
    lengths: int = 0
    as_one: bool = False


def demand(
    minimum: int,
    per: Per | str,
    counting: str,
    period: Period,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Demand:
    """Reckon what a rule asks for.

    >>> year = Period(date(2019, 1, 1), date(2019, 12, 31))
    >>> demand(2, Per.WEEK, "average", year).required
    104
    """
    per = Per(per)
    if per is Per.PERIOD or counting == CountingChoice.TOTAL:
        return Demand(minimum if period.last_day else None)
    if period.last_day is None:
        return Demand(None)
    if counting == CountingChoice.AVERAGE:
        lengths = whole_lengths(period, per, before=period.last_day + ONE_DAY, terms=terms)
        return Demand(minimum * max(1, lengths), lengths=lengths)
    return _demand_of_each(minimum, per, period, terms, list(occasions or ()))


def _demand_of_each(minimum: int, per: Per, period: Period, terms: Sequence[Span] | None, days: list[date]) -> Demand:
    found = buckets(period, per, until=None, terms=terms, occasions=days)
    judged = [bucket for bucket in found if bucket.judged]
    return Demand(
        minimum * len(judged),
        judged=len(judged),
        cut=sum(not bucket.whole for bucket in judged),
        unjudged=len(found) - len(judged),
        as_one=_stands_in(found, period, per, terms, days),
    )


def _stands_in(
    found: list[Bucket], period: Period, per: Per, terms: Sequence[Span] | None, occasions: list[date]
) -> bool:
    """Whether the one bucket there is stands for the whole period, for want of one that fits."""
    if period.last_day is None or len(found) != 1 or not found[0].whole:
        return False
    until_further_notice = Period(period.first_day, None)
    natural = buckets(until_further_notice, per, until=period.last_day, terms=terms, occasions=occasions)
    return found[0] not in natural


def consequence(
    minimum: int,
    per: Per | str,
    counting: str,
    period: Period,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> str:
    """Say what will be tried and how much is required in all.

    >>> year = Period(date(2019, 1, 1), date(2019, 12, 31))
    >>> consequence(1, "week", "average", year)
    'i snitt: 52 krävs sammanlagt (365 dagar ÷ 7 = 52 hela veckor)'
    """
    per = Per(per)
    asked = demand(minimum, per, counting, period, terms, occasions)
    if per is Per.PERIOD or counting == CountingChoice.TOTAL:
        return _total(minimum, asked, period)
    if counting == CountingChoice.AVERAGE:
        return _average(minimum, per, asked, period)
    return _each(minimum, per, asked)


def _total(minimum: int, asked: Demand, period: Period) -> str:
    if asked.required is None:
        return _(
            "sammanlagt: minst %(minimum)s. Perioden har ingen sista dag, så målet följs men får inget slutligt besked"
        ) % {"minimum": minimum}
    return _("sammanlagt: minst %(required)s krävs under hela perioden (%(days)s dagar)") % {
        "required": asked.required,
        "days": period.days,
    }


def _average(minimum: int, per: Per, asked: Demand, period: Period) -> str:
    values = {"minimum": minimum, "required": asked.required, "per": per_name(per), "days": period.days}
    if asked.required is None:
        return (
            _(
                "i snitt: minst %(minimum)s för varje hel %(per)s som har gått. Perioden har ingen sista dag, så "
                "målet följs men får inget slutligt besked"
            )
            % values
            if per not in _NEUTER
            else _(
                "i snitt: minst %(minimum)s för varje helt %(per)s som har gått. Perioden har ingen sista dag, så "
                "målet följs men får inget slutligt besked"
            )
            % values
        )
    return _("i snitt: %(required)s krävs sammanlagt (%(how)s)") % {
        **values,
        "how": _division(minimum, per, asked, period),
    }


def _division(minimum: int, per: Per, asked: Demand, period: Period) -> str:
    """How the whole lengths were found, so that anybody can reckon it over."""
    if not asked.lengths:
        return _("perioden är kortare än en hel delperiod och räknas som en")
    values = {"lengths": asked.lengths, "per": per_name(per, asked.lengths), "days": period.days}
    whole = _whole(per, asked.lengths)
    if per in (Per.WEEK, Per.FORTNIGHT):
        whole = _("%(days)s dagar ÷ %(length)s = %(whole)s") % {**values, "length": DAYS_IN[per], "whole": whole}
    return whole if minimum == 1 else _("%(whole)s, %(minimum)s för varje") % {"whole": whole, "minimum": minimum}


def _whole(per: Per, number: int) -> str:
    values = {"number": number, "per": per_name(per, number)}
    if number > 1:
        return _("%(number)s hela %(per)s") % values
    return _("%(number)s helt %(per)s") % values if per in _NEUTER else _("%(number)s hel %(per)s") % values


def _each(minimum: int, per: Per, asked: Demand) -> str:
    values = {"every": every(per), "minimum": minimum, "required": asked.required}
    if asked.required is None or asked.as_one:
        return _each_without_buckets(per, asked, values)
    text = _("%(every)s: %(what)s prövas") % {**values, "what": _judged(per, asked)}
    if asked.cut:
        text += " (" + _("varav %(cut)s") % {"cut": _incomplete(per, asked.cut)} + ")"
    if minimum == 1:
        return text + _("; minst %(required)s krävs") % values
    return text + _("; minst %(minimum)s i varje, %(required)s sammanlagt") % values


def _each_without_buckets(per: Per, asked: Demand, values: dict[str, object]) -> str:
    """Where the period has no last day, or no room for a single bucket."""
    if asked.required is None:
        return (
            _(
                "%(every)s: minst %(minimum)s, så länge löftet gäller. Perioden har ingen sista dag, så målet följs "
                "men får inget slutligt besked"
            )
            % values
        )
    if per is Per.OCCASION:
        return (
            _(
                "%(every)s: inga dagar är inlagda i perioden än; tills dess prövas hela perioden som en, minst "
                "%(required)s krävs"
            )
            % values
        )
    return _("%(every)s: ingen ryms i perioden, så hela perioden prövas som en; minst %(required)s krävs") % values


def _judged(per: Per, asked: Demand) -> str:
    """Those that are tried: "hela" where there are others that are not."""
    if asked.unjudged and not asked.cut:
        return _whole(per, asked.judged)
    return f"{asked.judged} {per_name(per, asked.judged)}"


def _incomplete(per: Per, number: int) -> str:
    values = {"number": number, "per": per_name(per, number)}
    if number > 1:
        return _("%(number)s ofullständiga %(per)s") % values
    if per in _NEUTER:
        return _("%(number)s ofullständigt %(per)s") % values
    return _("%(number)s ofullständig %(per)s") % values


def bucket_rows(
    per: Per | str,
    period: Period,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
    limit: int = 60,
) -> list[tuple[date, date | None, str]]:
    """List the first buckets of a period: first day, last day and whether it is tried or incomplete.

    >>> bucket_rows("half_year", Period(date(2019, 1, 1), date(2019, 12, 31)))[1][0]
    datetime.date(2019, 7, 1)
    """
    per = Per(per)
    until = period.last_day or _until(per, period.first_day, limit)
    found = buckets(period, per, until=until, terms=terms, occasions=list(occasions or ()))
    return [(bucket.first_day, bucket.last_day, state_word(bucket)) for bucket in found[:limit]]


def state_word(bucket: Bucket) -> str:
    """How a bucket is treated, in a word or three."""
    if not bucket.judged:
        return pgettext("delperiod", "ofullständig")
    return pgettext("delperiod", "prövas") if bucket.whole else pgettext("delperiod", "ofullständig, prövas")


def _until(per: Per, first_day: date, limit: int) -> date:
    """A day late enough for `limit` buckets of a period without a last day."""
    if per in DAYS_IN:
        return min(LATEST, first_day + timedelta(days=DAYS_IN[per] * limit))
    return min(
        LATEST, add_months(first_day, MONTHS_IN.get(per, 12 * _YEARS_AHEAD) * (limit if per in MONTHS_IN else 1))
    )
