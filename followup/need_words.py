"""What a target still needs in words: the short form for lists, and the sentences for its own page.

Plain values in, text out; of Django only the translations are used. `facts` is a standing.TargetProgress or anything
with the same names. Nothing here is a forecast, and where the arithmetic looks like one the sentence says so.
"""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.arithmetic import decimal, needed, number, quality_word
from followup.assessment import Counting, Outcome, Verdict
from followup.bucket_names import bucket_name, day_name, week_numbers
from followup.needs import A_MONTH, A_WEEK, CAN_BE_MET
from promises.codes import TargetKind
from promises.periods import Per, whole_lengths
from promises.wording import both, per_name, units

DAYS_IN_WEEK, LONGEST_YEAR = 7, 366
MOST_NAMED = 12  # lost buckets by name; the rest by number
WEEKS_BEFORE_A_PACE, FEWEST_FOR_A_PACE = 4, 4
FEWEST_MONTHS = 2  # with fewer left, so many a month says less than the last day


def needed_short(facts):
    """For lists: "6 till, 1 per vecka"; empty where nothing can or need be done."""
    if facts.verdict is Verdict.OUT_OF_REACH:
        return _best(facts)
    if facts.verdict not in CAN_BE_MET or facts.verdict is Verdict.NOT_STARTED:
        return ""
    if facts.target.kind == TargetKind.COUNT:
        return _each_short(facts) if facts.outcome.rule.counting is Counting.EACH else _pace_short(facts)
    return _short_by_kind(facts)


def _pace_short(facts):
    need = facts.need
    if need.still_needed is None:
        return _("%(number)s till för att vara i fas") % {"number": number(need.behind_by)} if need.behind_by else ""
    more = number(need.still_needed)
    if need.days_left <= DAYS_IN_WEEK:
        return ngettext("%(number)s till på %(days)s dag", "%(number)s till på %(days)s dagar", need.days_left) % {
            "number": more,
            "days": need.days_left,
        }
    if need.per_week >= 1:
        return _("%(number)s till, %(pace)s per vecka") % {"number": more, "pace": pace_number(need.per_week)}
    if need.per_month >= 1 and need.days_left >= FEWEST_MONTHS * A_MONTH:
        return _("%(number)s till, %(pace)s per månad") % {"number": more, "pace": pace_number(need.per_month)}
    return _("%(number)s till senast %(day)s") % {"number": more, "day": need.latest.isoformat()}


def _each_short(facts):
    need, minimum = facts.need, facts.outcome.rule.minimum
    if need.next_by:
        day = day_name(need.next_by, as_of=facts.as_of)
        return _("minst %(number)s senast %(day)s") % {"number": number(need.next_lacks), "day": day}
    if not need.still_needed:
        return ""
    left = need.still_needed // minimum
    values = {"left": left, "buckets": per_name(facts.target.per, left), "minimum": number(minimum)}
    if left == 1:
        return _("%(left)s %(buckets)s kvar, minst %(minimum)s") % values
    return _("%(left)s %(buckets)s kvar, minst %(minimum)s i varje") % values


def _short_by_kind(facts):
    need, kind = facts.need, facts.target.kind
    if kind == TargetKind.DELIVERABLE and need.latest:
        return _("klart senast %(day)s") % {"day": day_name(need.latest, as_of=facts.as_of)}
    if kind == TargetKind.COVERAGE and need.next_by:
        left = ngettext("%(number)s plats till", "%(number)s platser till", need.next_lacks) % {
            "number": number(need.next_lacks)
        }
        return _("%(left)s senast %(day)s") % {"left": left, "day": day_name(need.next_by, as_of=facts.as_of)}
    if kind == TargetKind.COVERAGE and need.still_needed:
        return ngettext("%(number)s plats till", "%(number)s platser till", need.still_needed) % {
            "number": number(need.still_needed)
        }
    if kind == TargetKind.ON_DEMAND and need.still_needed:
        return ngettext("%(number)s önskemål väntar", "%(number)s önskemål väntar", need.still_needed) % {
            "number": number(need.still_needed)
        }
    return ""


def _best(facts):
    """What full marks for the rest would still give."""
    if facts.need.best is None:
        return ""
    if facts.target.kind == TargetKind.COVERAGE:
        return _("som bäst %(best)s av %(all)s") % {"best": number(facts.need.best), "all": number(facts.outcome.of)}
    judged = facts.outcome.judged
    return _("som bäst %(best)s av %(judged)s %(buckets)s") % {
        "best": number(facts.need.best),
        "judged": number(judged),
        "buckets": per_name(facts.target.per, judged),
    }


def next_up(facts):
    """What the bucket that is open asks for, and by when; empty where there is none or it is met."""
    need = facts.need
    if not need.next_by or not need.next_lacks:
        return ""
    day = day_name(need.next_by, as_of=facts.as_of)
    if facts.target.kind == TargetKind.COVERAGE:
        return ngettext(
            "Minst %(number)s plats till senast %(day)s.", "Minst %(number)s platser till senast %(day)s.",
            need.next_lacks,
        ) % {"number": number(need.next_lacks), "day": day}  # fmt: skip
    values = {"number": number(need.next_lacks), "units": units(facts.target, need.next_lacks), "day": day}
    return _("Minst %(number)s %(units)s till senast %(day)s.") % values


def chance(facts):
    """The days on which the target can first and last be met; empty where there are none."""
    need = facts.need
    is_said = need.latest == need.next_by and need.earliest == facts.as_of
    if not need.latest or is_said or need.latest.isoformat() in needed(facts):
        return ""
    values = {"earliest": need.earliest.isoformat(), "latest": need.latest.isoformat()}
    if need.earliest == need.latest:
        return _("Målet kan bara nås %(latest)s.") % values
    if need.earliest > facts.as_of:
        return _("Målet kan nås tidigast %(earliest)s och senast %(latest)s.") % values
    period = facts.outcome.period if isinstance(facts.outcome, Outcome) else facts.target.promise_set.period
    if need.latest == period.last_day:
        return ""  # that a period can be used to its end goes without saying
    return _("Målet kan nås till och med %(latest)s.") % values


def best_of_places(facts):
    """How many places can be reached at most, when some of them can no longer be."""
    if facts.target.kind != TargetKind.COVERAGE or facts.verdict is not Verdict.OUT_OF_REACH:
        return ""
    return _("Som bäst kan det bli %(best)s av %(all)s.") % {
        "best": number(facts.need.best),
        "all": number(facts.outcome.of),
    }


def lost(facts):
    """Which buckets closed too low: "Vecka 12 och 31 är förlorade."; empty where none did.

    Lost is what makes the target impossible; afterwards, and of what never ends, they were missed.
    """
    parts = facts.need.lost
    if not parts:
        return ""
    per = Per(facts.target.per)
    names = [_name_in_a_row(per, part, facts) for part in parts[:MOST_NAMED]]
    if len(parts) > MOST_NAMED:
        names.append(_("%(number)s till") % {"number": number(len(parts) - MOST_NAMED)})
    return _lost_weeks(names, facts, len(parts)) if per is Per.WEEK else _lost_buckets(names, facts, len(parts))


def _lost_weeks(names, facts, number_of):
    if facts.verdict is Verdict.OUT_OF_REACH:
        text = ngettext("Vecka %(weeks)s är förlorad.", "Vecka %(weeks)s är förlorade.", number_of)
    else:
        text = _("Vecka %(weeks)s missades.")
    return text % {"weeks": both(names)}


def _lost_buckets(names, facts, number_of):
    if facts.verdict is Verdict.OUT_OF_REACH:
        text = ngettext("Förlorad delperiod: %(names)s.", "Förlorade delperioder: %(names)s.", number_of)
    else:
        text = ngettext("Missad delperiod: %(names)s.", "Missade delperioder: %(names)s.", number_of)
    return text % {"names": both(names)}


def _name_in_a_row(per, part, facts):
    if per is not Per.WEEK:
        return bucket_name(per, part)
    period = facts.outcome.period
    week = week_numbers(part.first_day, part.last_day)
    period = facts.outcome.period
    runs_for_years = ((period.last_day or facts.as_of) - period.first_day).days > LONGEST_YEAR
    return f"{week} {part.first_day.isocalendar().year}" if runs_for_years else week


def longest_run(facts):
    """How many buckets in a row have been met at most; empty where that says nothing."""
    outcome = facts.outcome
    if not isinstance(outcome, Outcome) or outcome.rule.counting is not Counting.EACH or outcome.longest_run < 2:
        return ""
    run = outcome.longest_run
    return _("Som längst har målet nåtts %(number)s %(buckets)s i rad.") % {
        "number": number(run),
        "buckets": per_name(facts.target.per, run),
    }


def extrapolated(facts):
    """Where the pace so far would lead, called what it is; empty before four whole weeks have gone.

    Months that alone count make a pace meaningless, and two or three times are no pace.
    """
    outcome, target = facts.outcome, facts.target
    if target.kind != TargetKind.COUNT or outcome.rule.counting is Counting.EACH or target.months:
        return ""
    if (
        facts.verdict not in (Verdict.ON_TRACK, Verdict.BEHIND)
        or outcome.required is None
        or outcome.total < FEWEST_FOR_A_PACE
    ):
        return ""
    gone = (outcome.as_of - outcome.period.first_day).days + 1  # today is counted, since what is done today is
    if gone <= WEEKS_BEFORE_A_PACE * DAYS_IN_WEEK:
        return ""
    so_far, done = _in_whole_lengths(facts) or _in_days(outcome, gone)
    text = _("I samma takt blir det %(done)s av %(required)s – det är en uträkning, inte en prognos.") % {
        "done": quality_word(facts.quality) + number(done),
        "required": number(outcome.required),
    }
    return f"{so_far} {text}" if so_far else text


def _in_days(outcome, gone):
    """The pace day by day, and where it leads."""
    return _so_far(Fraction(outcome.total, gone)), outcome.total * outcome.period.days // gone


def _in_whole_lengths(facts):
    """The pace of an average, and where it leads, in the lengths that the sum above it is made of; None when few."""
    outcome, rule = facts.outcome, facts.outcome.rule
    lengths = whole_lengths(outcome.period, rule.per, before=outcome.as_of)
    if rule.counting is not Counting.AVERAGE or lengths < FEWEST_FOR_A_PACE:
        return None
    values = {"pace": decimal(outcome.average), "per": per_name(facts.target.per)}
    return _("Hittills %(pace)s per %(per)s.") % values, int(outcome.average * outcome.required / rule.minimum)


def _so_far(per_day):
    if per_day * A_WEEK >= Fraction(1, 2):
        return _("Hittills %(pace)s per vecka.") % {"pace": decimal(per_day * A_WEEK)}
    if per_day * A_MONTH >= Fraction(1, 10):
        return _("Hittills %(pace)s per månad.") % {"pace": decimal(per_day * A_MONTH)}
    return ""


def pace_number(pace):
    """A pace without decimals where it has none: 1 or 1,83."""
    return number(int(pace)) if pace.denominator == 1 else decimal(pace)


SENTENCES = (best_of_places, next_up, chance, lost, longest_run)
