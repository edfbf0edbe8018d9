"""An outcome in words: the short figure ("41 av 52"), the arithmetic in one sentence, and what is still needed.

Plain values in, text out; of Django only the translations are used. `facts` is a progress.TargetProgress or anything
with the same names.
"""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.assessment import Counting, Verdict
from followup.measured import effect_sentence, shown_alone
from promises.codes import CountQuality, TargetKind
from promises.periods import DAYS_IN, Per, whole_lengths
from promises.wording import both, measure, per_name, units

DAYS_IN_WEEK = 7


def figure(facts):
    """The outcome at a glance: 41 av 52."""
    target, outcome = facts.target, facts.outcome
    if target.kind == TargetKind.COUNT:
        if outcome.rule.counting is Counting.EACH:
            return _("%(met)s av %(judged)s %(buckets)s") % {
                "met": outcome.met,
                "judged": outcome.judged,
                "buckets": per_name(target.per, outcome.judged),
            }
        if outcome.required is None:
            return counted(facts)
        return _("%(done)s av %(required)s") % {
            "done": f"{quality_word(facts.quality)}{number(outcome.total)}",
            "required": number(outcome.required),
        }
    if target.kind == TargetKind.DELIVERABLE:
        return _("Klart") if outcome.done else _("Inte klart")
    if target.kind == TargetKind.EFFECT:
        return measure(facts.measurement.value) if facts.measurement else _("Inte uppmätt")
    if target.kind in (TargetKind.COVERAGE, TargetKind.ON_DEMAND) and outcome.of:
        return _("%(done)s av %(required)s") % {"done": number(outcome.done), "required": number(outcome.of)}
    if outcome.verdict is Verdict.NO_DEMAND and not outcome.done:
        return _("Inte efterfrågat")
    if target.units and outcome.done:
        return f"{quality_word(facts.quality)}{number(outcome.done)} {units(target, outcome.done)}"
    return ngettext("%(number)s aktivitet", "%(number)s aktiviteter", facts.activities) % {
        "number": number(facts.activities)
    }


def sentence(facts):
    """The arithmetic behind the verdict in one sentence."""
    text = _SENTENCES[facts.target.kind](facts)
    return text[:1].upper() + text[1:]


def needed(facts):
    """What would still be needed, and how often for the rest of the period; empty when there is nothing to say."""
    target, outcome = facts.target, facts.outcome
    if target.kind != TargetKind.COUNT:
        return _needed_by_kind(facts)
    if outcome.verdict is Verdict.OUT_OF_REACH:
        return _best_possible(facts)
    if outcome.period.is_over(outcome.as_of) or not outcome.still_needed:
        return ""
    if outcome.verdict in (Verdict.NOT_STARTED, Verdict.FULFILLED):
        return ""
    text = _("Det behövs %(number)s %(units)s till") % {
        "number": number(outcome.still_needed),
        "units": units(target, outcome.still_needed),
    }
    days = outcome.period.days_left(outcome.as_of)
    if days is None or outcome.rule.counting is Counting.EACH:
        return text + "."
    if days <= DAYS_IN_WEEK:
        return text + " " + ngettext("på %(days)s dag.", "på %(days)s dagar.", days) % {"days": days}
    pace = Fraction(outcome.still_needed * DAYS_IN_WEEK, days)
    if pace >= 1:
        return text + ", " + _("%(pace)s per vecka resten av perioden.") % {"pace": decimal(pace)}
    return text + ", " + _("senast %(day)s.") % {"day": outcome.period.last_day.isoformat()}


def _best_possible(facts):
    """What full marks for the rest would still give, when some bucket is already lost."""
    outcome = facts.outcome
    return _("Som bäst kan det bli %(best)s av %(judged)s %(buckets)s.") % {
        "best": outcome.judged - outcome.missed,
        "judged": outcome.judged,
        "buckets": per_name(facts.target.per, outcome.judged),
    }


def _needed_by_kind(facts):
    target, outcome = facts.target, facts.outcome
    if outcome.verdict not in (Verdict.ON_TRACK, Verdict.BEHIND):
        return ""
    if target.kind == TargetKind.COVERAGE and outcome.lacking:
        names = [place.name for place in target.places.all() if place.pk in outcome.lacking]
        return _("Återstår: %(places)s.") % {"places": both(names)}
    if target.kind == TargetKind.ON_DEMAND and outcome.of and outcome.done < outcome.of:
        left = outcome.of - outcome.done
        return ngettext("%(number)s önskemål väntar.", "%(number)s önskemål väntar.", left) % {"number": left}
    return ""


def pace(facts):
    """Where one should be by now, said beside the outcome: "borde vara minst 46"; empty where no pace is owed."""
    outcome = facts.outcome
    if outcome.verdict not in (Verdict.BEHIND, Verdict.ON_TRACK) or not int(outcome.expected or 0):
        return ""
    return _("borde vara minst %(number)s") % {"number": number(int(outcome.expected))}


def counted(facts):
    """The total with its unit and its quality: "minst 43 kontakter"."""
    total = facts.outcome.total
    return f"{quality_word(facts.quality)}{number(total)} {units(facts.target, total)}"


def quality_word(quality):
    """The word before a sum that is not exact, with its space."""
    if quality == CountQuality.AT_LEAST:
        return _("minst") + " "
    return _("cirka") + " " if quality == CountQuality.ABOUT else ""


def number(value):
    """A whole number with a no-break space between thousands."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def decimal(value, places=2):
    """A fraction with so many decimals, rounded half up in exact arithmetic: no float decides what is printed."""
    one = 10**places
    parts = (abs(value) * one + Fraction(1, 2)).__floor__()
    sign, mark = "-" if value < 0 and parts else "", _(",")
    return f"{sign}{number(parts // one)}{mark}{parts % one:0{places}d}"


def percent(share):
    """A share in whole percent, rounded down: 99.6 % is not 100."""
    return f"{int(share * 100)}\N{NO-BREAK SPACE}%"


def _count_sentence(facts):
    outcome = facts.outcome
    if outcome.verdict is Verdict.NOT_STARTED:
        return _("Perioden börjar %(day)s.") % {"day": outcome.period.first_day.isoformat()}
    return {Counting.TOTAL: _total, Counting.AVERAGE: _average, Counting.EACH: _each}[outcome.rule.counting](facts)


def _total(facts):
    return _("%(counted)s; målet är minst %(required)s.") % {
        "counted": counted(facts),
        "required": number(facts.outcome.rule.minimum),
    }


def _average(facts):
    target, outcome = facts.target, facts.outcome
    lengths = _lengths_gone(outcome)
    return _("%(counted)s ÷ %(lengths)s %(buckets)s = %(average)s per %(per)s (mål minst %(minimum)s).") % {
        "counted": counted(facts),
        "lengths": lengths,
        "buckets": per_name(target.per, lengths),
        "average": decimal(outcome.average),
        "per": per_name(target.per),
        "minimum": outcome.rule.minimum,
    }


def _lengths_gone(outcome):
    return max(1, whole_lengths(outcome.period, outcome.rule.per, before=outcome.as_of))


def _each(facts):
    target, outcome = facts.target, facts.outcome
    if not outcome.judged:
        return _("Ingen hel delperiod har börjat ännu.")
    text = _("Minst %(minimum)s i %(met)s av %(judged)s %(buckets)s (%(percent)s), sammanlagt %(counted)s.") % {
        "minimum": outcome.rule.minimum,
        "met": outcome.met,
        "judged": outcome.judged,
        "buckets": per_name(target.per, outcome.judged),
        "percent": percent(outcome.share),
        "counted": counted(facts),
    }
    if outcome.missed:
        text += " " + ngettext("%(number)s har missats.", "%(number)s har missats.", outcome.missed) % {
            "number": number(outcome.missed)
        }
    if any(not bucket_is_whole(part, outcome) for part in outcome.parts):
        text += " " + _("Ofullständiga delperioder i början eller slutet prövas inte men räknas i summan.")
    return text


def bucket_is_whole(part, outcome):
    """Whether a week or fortnight is uncut; other buckets are judged or not by the engine and need no note."""
    if outcome.rule.per not in (Per.WEEK, Per.FORTNIGHT) or part.last_day is None:
        return True
    return (part.last_day - part.first_day).days + 1 == DAYS_IN[outcome.rule.per]


def _coverage_sentence(facts):
    outcome = facts.outcome
    if outcome.of is None:
        return _("Inga platser är angivna, så målet kan inte mätas.")
    target = facts.target
    values = {
        "done": number(outcome.done),
        "of": number(outcome.of),
        "minimum": number(target.minimum),
        "units": units(target, target.minimum),
    }
    if target.per in ("", Per.PERIOD):
        return _("%(done)s av %(of)s platser har fått minst %(minimum)s %(units)s.") % values
    return _(
        "Varje plats räknas en gång per %(per)s: i %(done)s fall av %(of)s har den fått minst %(minimum)s %(units)s."
    ) % {**values, "per": per_name(target.per)}


def _deliverable_sentence(facts):
    due = facts.target.due_on
    if not facts.outcome.done:
        return _("Inte klart; ska vara klart senast %(due)s.") % {"due": due.isoformat()}
    done = facts.first_on
    if done <= due:
        return _("Klart %(done)s, i tid (senast %(due)s).") % {"done": done.isoformat(), "due": due.isoformat()}
    days = (done - due).days
    return ngettext(
        "Klart %(done)s, %(days)s dag för sent (senast %(due)s).",
        "Klart %(done)s, %(days)s dagar för sent (senast %(due)s).",
        days,
    ) % {"done": done.isoformat(), "due": due.isoformat(), "days": days}


def _on_demand_sentence(facts):
    if facts.outcome.of is None and facts.outcome.verdict is Verdict.NOT_STARTED:
        return _("Perioden börjar %(day)s.") % {"day": facts.target.promise_set.period.first_day.isoformat()}
    if facts.outcome.of is None:
        return _("Ingen har efterfrågat detta.")
    return _("%(done)s av %(asked)s önskemål är uppfyllda.") % {"done": facts.outcome.done, "asked": facts.outcome.of}


def _never_computed_sentence(facts):
    if not facts.activities:
        return _("Ingen aktivitet är loggad. Löftet har inget tal att räkna mot; polis och kommun bedömer.")
    return ngettext(
        "%(number)s aktivitet är loggad. Löftet har inget tal att räkna mot; polis och kommun bedömer.",
        "%(number)s aktiviteter är loggade. Löftet har inget tal att räkna mot; polis och kommun bedömer.",
        facts.activities,
    ) % {"number": number(facts.activities)}


def _vision_sentence(facts):
    """Figures are shown beside what is done, and prove nothing."""
    text = _never_computed_sentence(facts)
    return f"{shown_alone(facts)} {text}" if facts.measurement else text


_SENTENCES = {
    TargetKind.COUNT: _count_sentence,
    TargetKind.COVERAGE: _coverage_sentence,
    TargetKind.DELIVERABLE: _deliverable_sentence,
    TargetKind.ON_DEMAND: _on_demand_sentence,
    TargetKind.EFFECT: effect_sentence,
    TargetKind.QUALITATIVE: _never_computed_sentence,
    TargetKind.VISION: _vision_sentence,
}
