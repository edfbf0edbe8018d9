"""The rules of the engine read a second time, slowly, by walking every single day.

It exists so that the engine has something to disagree with. It therefore shares neither code nor approach
with it: no month arithmetic, no division where counting will do, and only plain values in and out (strings
for `per` and `counting`, (day, count) pairs for entries). Clearness matters here and speed does not.
"""

from datetime import timedelta
from fractions import Fraction

ONE_DAY = timedelta(days=1)

MONTHS_IN_A_STEP = {"month": 1, "quarter": 3, "tertial": 4, "half_year": 6, "year": 12}
DAYS_IN_A_LENGTH = {"day": 1, "week": 7, "fortnight": 14}


def walk(first, last):
    """Every day from first to last, both included; nothing when last comes before first."""
    days = []
    day = first
    while day <= last:
        days.append(day)
        day += ONE_DAY
    return days


def how_many_fit(length, number):
    """How many whole lengths go into the number, found by taking them away one at a time."""
    fitted = 0
    while number >= length:
        number -= length
        fitted += 1
    return fitted


# Natural buckets: as the calendar has them, before the period cuts them


def natural_buckets(first_day, horizon, per, terms, occasions):
    """Lists of days, one list a bucket, for all that touch the days from first_day to horizon."""
    if per == "occasion":
        wanted = set(occasions)
        return [[day] for day in walk(first_day, horizon) if day in wanted]
    if per == "term" and terms is not None:
        return sorted(walk(first, last) for first, last in terms)
    if per in ("week", "fortnight"):
        starts_here = week_starts(first_day, horizon, every=1 if per == "week" else 2)
    elif per == "day":
        starts_here = set(walk(first_day, horizon + ONE_DAY))
    elif per == "term":
        starts_here = default_term_starts(first_day, horizon)
    else:
        starts_here = month_step_starts(first_day, horizon, MONTHS_IN_A_STEP[per])
    # A bucket lasts until the day before the next one starts; the last start only closes the one before it.
    found = []
    day, end = min(starts_here), max(starts_here)
    while day < end:
        if day in starts_here:
            found.append([])
        found[-1].append(day)
        day += ONE_DAY
    return found


def week_starts(first_day, horizon, every):
    """Each `every`th Monday, such that the first Monday of the period is one of them."""
    monday = first_day
    while monday.isoweekday() != 1:
        monday += ONE_DAY
    starts = {monday}
    while min(starts) > first_day:
        starts.add(min(starts) - every * 7 * ONE_DAY)
    while max(starts) <= horizon:
        starts.add(max(starts) + every * 7 * ONE_DAY)
    return starts


def default_term_starts(first_day, horizon):
    """1 January and 1 July, from the one on or before the first day to the one after the horizon."""

    def starts_a_term(day):
        return (day.month, day.day) in ((1, 1), (7, 1))

    start = first_day
    while not starts_a_term(start):
        start -= ONE_DAY
    end = horizon + ONE_DAY
    while not starts_a_term(end):
        end += ONE_DAY
    return {day for day in walk(start, end) if starts_a_term(day)}


def month_step_starts(first_day, horizon, months):
    """The first day's day of the month in every `months`th month, or the month's last if it is shorter."""
    starts = set()
    months_passed = 0
    day = first_day
    while not starts or max(starts) <= horizon:
        is_last_of_month = (day + ONE_DAY).day == 1
        is_the_day = day.day == first_day.day or (is_last_of_month and day.day < first_day.day)
        if is_the_day and months_passed in range(0, 1200, months):
            starts.add(day)
        if is_last_of_month:
            months_passed += 1
        day += ONE_DAY
    return starts


# Buckets: cut by the period


def brute_buckets(first_day, last_day, per, *, until, terms=None, occasions=None):
    """[{first_day, last_day, whole, judged}] in order; last_day None means that the period is open-ended."""
    is_open_ended = last_day is None
    if per == "period":
        return [bucket(first_day, last_day, whole=True, judged=True)]
    horizon = until if is_open_ended else last_day
    if is_open_ended and first_day > until:
        return []
    found = []
    for days in natural_buckets(first_day, horizon, per, terms, occasions):
        inside = [day for day in days if day >= first_day and (is_open_ended or day <= last_day)]
        if not inside or inside[0] > horizon:
            continue
        whole = len(inside) == len(days)
        if per in ("week", "fortnight"):
            judged = whole
        else:
            judged = len(inside) + len(inside) >= len(days)
        found.append(bucket(inside[0], inside[-1], whole=whole, judged=judged))
    if not is_open_ended and not any(one["whole"] or one["judged"] for one in found):
        return [bucket(first_day, last_day, whole=True, judged=True)]
    return found


def bucket(first_day, last_day, *, whole, judged):
    return {"first_day": first_day, "last_day": last_day, "whole": whole, "judged": judged}


# Judging


def brute_assess(per, counting, minimum, *, first_day, last_day, entries, as_of, terms=None, occasions=None):
    """The outcome as a dict; entries are (day, count), parts are (first_day, last_day, count, state)."""
    is_open_ended = last_day is None
    found = brute_buckets(first_day, last_day, per, until=as_of, terms=terms, occasions=occasions)

    def counts_so_far(day):
        return day >= first_day and (is_open_ended or day <= last_day) and day <= as_of

    tally = {}
    for day, count in entries:
        if counts_so_far(day):
            tally[day] = tally.get(day, 0) + count
    total = sum(tally.values())

    elapsed_days = 0
    for day in walk(first_day, as_of - ONE_DAY):
        if is_open_ended or day <= last_day:
            elapsed_days += 1

    def is_closed(one):
        return one["last_day"] is not None and one["last_day"] < as_of

    whole_closed = len([one for one in found if one["whole"] and is_closed(one)])
    if per in DAYS_IN_A_LENGTH:
        lengths_elapsed = how_many_fit(DAYS_IN_A_LENGTH[per], elapsed_days)
    else:
        lengths_elapsed = whole_closed

    parts = []
    for one in found:
        count = 0
        for day, done in tally.items():
            if day >= one["first_day"] and (one["last_day"] is None or day <= one["last_day"]):
                count += done
        if counting != "each" or not one["judged"]:
            state = "unjudged"
        elif count >= minimum:
            state = "met"
        elif is_closed(one):
            state = "missed"
        elif one["first_day"] > as_of:
            state = "future"
        else:
            state = "open"
        parts.append((one["first_day"], one["last_day"], count, state))
    judged_parts = [part for part in parts if part[3] != "unjudged"]
    met = len([part for part in parts if part[3] == "met"])

    required = None
    if not is_open_ended:
        if counting == "total":
            required = minimum
        elif counting == "each":
            required = minimum * len(judged_parts)
        elif per in DAYS_IN_A_LENGTH:
            days_in_period = len(walk(first_day, last_day))
            required = minimum * max(1, how_many_fit(DAYS_IN_A_LENGTH[per], days_in_period))
        else:
            required = minimum * max(1, len([one for one in found if one["whole"]]))

    if counting == "each":
        # A closed bucket lacks nothing any more: no work can be put into it.
        still_needed = sum(minimum - part[2] for part in judged_parts if part[3] in ("open", "future"))
    elif is_open_ended:
        still_needed = None
    else:
        still_needed = max(0, required - total)

    average = None
    if per not in ("period", "occasion"):
        average = Fraction(total, max(1, lengths_elapsed))

    return {
        "verdict": verdict(
            counting,
            minimum,
            first_day=first_day,
            last_day=last_day,
            as_of=as_of,
            total=total,
            required=required,
            states=[part[3] for part in judged_parts],
            closed_states=[part[3] for part in judged_parts if part[1] is not None and part[1] < as_of],
            elapsed_days=elapsed_days,
            lengths_elapsed=lengths_elapsed,
        ),
        "total": total,
        "required": required,
        "parts": parts,
        "met": met,
        "judged": len(judged_parts),
        "average": average,
        "still_needed": still_needed,
    }


def verdict(
    counting,
    minimum,
    *,
    first_day,
    last_day,
    as_of,
    total,
    required,
    states,
    closed_states,
    elapsed_days,
    lengths_elapsed,
):
    """One of the words of the rules, asked in their order of precedence."""
    if as_of < first_day:
        return "not_started"

    if last_day is None:
        if counting == "total":
            return "on_track" if total >= minimum else "behind"
        if counting == "average":
            return "on_track" if total >= minimum * lengths_elapsed else "behind"
        return "on_track" if not closed_states or closed_states[-1] == "met" else "behind"

    if counting == "each":
        fulfilled = all(state == "met" for state in states)
    else:
        fulfilled = total >= required
    if fulfilled:
        return "fulfilled"

    if as_of > last_day:
        something = "met" in states if counting == "each" else total >= 1
        return "partly_fulfilled" if something else "not_fulfilled"

    if counting == "each":
        return "out_of_reach" if "missed" in states else "on_track"
    if counting == "average":
        return "on_track" if total >= min(required, minimum * lengths_elapsed) else "behind"
    expected = 0
    days_in_period = len(walk(first_day, last_day))
    while (expected + 1) * days_in_period <= minimum * elapsed_days:
        expected += 1
    return "on_track" if total >= expected else "behind"
