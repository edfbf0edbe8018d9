"""How targets, promises and sets stand on a day: what the engine says, and the facts that a page prints beside it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from followup import arithmetic, charts, kinds, need_words
from followup.assessment import Counting, Outcome, State, Verdict
from followup.attention import is_pressing, needs_attention, silent_days
from followup.codes import VERDICT_NAMES, DeviationReason, Judgement
from followup.measured import measured
from followup.needs import Need, need_of, need_of_delivery, need_of_places
from promises.codes import CountQuality, TargetKind
from promises.models import Measurement, Promise, Responsibility, Target
from promises.periods import Per, buckets
from promises.wording import per_name

STRIP_WIDTH = 640
MOST_PARTS = 400  # on a page; more than a year of days


@dataclass
class TargetProgress:
    """One target on one day: what the engine says, and the facts a page prints beside it."""

    target: Target
    as_of: date
    outcome: Outcome | kinds.Finding
    activities: int = 0
    uncounted: int = 0  # activities that are tied to the target and do not count
    first_on: date | None = None
    latest_on: date | None = None
    quality: str = CountQuality.EXACT
    measurement: Measurement | None = None
    calendar: dict = field(default_factory=dict)  # the council's terms and occasions, as `buckets` takes them

    @property
    def verdict(self):
        return self.outcome.verdict

    @property
    def verdict_name(self):
        return VERDICT_NAMES[self.verdict]

    @property
    def judgement(self):
        """What people have concluded, or an empty string; read beside the computed verdict, never instead of it."""
        return self.target.judgement or ""

    @property
    def judgement_name(self):
        return Judgement(self.judgement).label if self.judgement else ""

    @property
    def deviation_name(self):
        return DeviationReason(self.target.deviation_reason).label if self.target.deviation_reason else ""

    @property
    def is_reported(self):
        """Whether anything counts towards the target, or is measured: nothing reported is not the same as zero.

        Of what is done on demand, that nobody has asked says all there is to say.
        """
        return self.activities > 0 or self.measurement is not None or self.verdict is Verdict.NO_DEMAND

    @property
    def is_pressing(self):
        """On track by arithmetic, but nothing is done and less than a quarter of the period is left."""
        period = self.target.promise_set.period
        return is_pressing(self.verdict, is_reported=self.is_reported, period=period, as_of=self.as_of)

    @property
    def needs_attention(self):
        """Behind, lost, after the end not wholly fulfilled, about to become so in silence, or silent for long."""
        return needs_attention(
            self.verdict,
            self.target.kind,
            is_reported=self.is_reported,
            latest_on=self.latest_on,
            period=self.target.promise_set.period,
            as_of=self.as_of,
        )

    @property
    def silent_days(self):
        """Days since something was reported, when they are many and something is still to be done; else 0."""
        period, kind = self.target.promise_set.period, self.target.kind
        return silent_days(self.verdict, kind, latest_on=self.latest_on, period=period, as_of=self.as_of)

    @property
    def latest_figure(self):
        """What was measured last, with its day and source; empty where nothing is."""
        return measured(self.measurement) if self.measurement else ""

    @property
    def days_left(self):
        return self.target.promise_set.period.days_left(self.as_of)

    @property
    def strip_title(self):
        """What the buckets are: "Vecka för vecka"."""
        per = per_name(self.target.per)
        return _("%(per)s för %(per_again)s") % {"per": per[:1].upper() + per[1:], "per_again": per}

    @property
    def is_each(self):
        return isinstance(self.outcome, Outcome) and self.outcome.rule.counting is Counting.EACH

    @property
    def has_bar(self):
        return self.outcome.share is not None and self.target.kind != TargetKind.DELIVERABLE

    @property
    def share(self):
        return self.outcome.share

    @property
    def expected_share(self):
        """Where the bar's tick stands; None where there is no pace to keep."""
        if self.is_each:
            judged = [part for part in self.outcome.parts if part.state is not State.UNJUDGED]
            closed = sum(part.last_day is not None and part.last_day < self.as_of for part in judged)
            return closed / len(judged) if judged else None
        required = self.outcome.required if isinstance(self.outcome, Outcome) else self.outcome.of
        if not required or self.outcome.expected is None:
            return None
        # Only whole ones are owed, as in the verdict: 1 of 2 on track must not stand behind its tick.
        return Fraction(int(self.outcome.expected), required)

    @cached_property
    def figure(self):
        return arithmetic.figure(self)

    @cached_property
    def sentence(self):
        return arithmetic.sentence(self)

    @cached_property
    def needed(self):
        return arithmetic.needed(self)

    @cached_property
    def pace(self):
        return arithmetic.pace(self)

    @cached_property
    def need(self):
        """How much is left to do, how often, and by which days."""
        period, outcome = self.target.promise_set.period, self.outcome
        if isinstance(outcome, Outcome):
            return need_of(outcome)
        if self.target.kind == TargetKind.COVERAGE:
            found = buckets(period, Per(self.target.per or Per.PERIOD), until=self.as_of, **self.calendar)
            tried = [bucket for bucket in found if bucket.judged]
            return need_of_places(outcome, buckets=tried, period=period, as_of=self.as_of)
        if self.target.kind == TargetKind.DELIVERABLE:
            return need_of_delivery(outcome, due_on=self.target.due_on, period=period, as_of=self.as_of)
        waiting = self.target.kind == TargetKind.ON_DEMAND and outcome.of
        return Need(still_needed=max(0, outcome.of - outcome.done)) if waiting else Need()

    @cached_property
    def needed_short(self):
        """For lists: "6 till, 1 per vecka"; empty where nothing can or need be done."""
        return need_words.needed_short(self)

    @cached_property
    def needs_told(self):
        """Every sentence of what is needed and what can no longer be had; for the target's own page."""
        all_by_then = self.need.next_by and self.need.next_lacks == self.need.still_needed
        said = ("" if all_by_then else self.needed, *(say(self) for say in need_words.SENTENCES))
        return [sentence for sentence in said if sentence]

    @property
    def needs_heading(self):
        """While something can be done, what is needed; after the end, how it went."""
        return _("Så gick det") if self.target.promise_set.period.is_over(self.as_of) else _("Det som behövs")

    @cached_property
    def extrapolated(self):
        """Where the pace so far would lead; a sum and no forecast."""
        return need_words.extrapolated(self)

    @cached_property
    def bar_svg(self):
        return mark_safe(  # noqa: S308  made of numbers and escaped text only
            charts.target_bar(
                share=self.share, expected=self.expected_share, label=self.target.label, ident=f"bar-{self.target.pk}"
            )
        )

    @cached_property
    def strip_svg(self):
        return self._strip(f"strip-{self.target.pk}", STRIP_WIDTH)

    @cached_property
    def narrow_strip_svg(self):
        return self._strip(f"strip-{self.target.pk}-narrow", charts.NARROW)

    def _strip(self, ident, width):
        drawn = charts.part_strip(self.strip_shown, label=self.target.label, ident=ident, width=width)
        return mark_safe(drawn)  # noqa: S308  made of numbers and escaped text only

    @property
    def strip(self):
        """The buckets when there is more than one to show."""
        parts = self.outcome.parts if isinstance(self.outcome, Outcome) else []
        return parts if len(parts) > 1 else []

    @property
    def strip_shown(self):
        """Of them those that a page can draw and list: of years of days the ones nearest today."""
        begun = sum(part.first_day <= self.as_of for part in self.strip)
        last = max(begun, MOST_PARTS) if len(self.strip) > MOST_PARTS else len(self.strip)
        return self.strip[max(0, last - MOST_PARTS) : last]

    @property
    def is_strip_cut(self):
        return len(self.strip) > MOST_PARTS


@dataclass
class PromiseProgress:
    """A promise with its targets' progress; a promise without targets is a normal case."""

    promise: Promise
    targets: list[TargetProgress]
    number: int = 0

    @property
    def responsible(self):
        return [
            row.organisation
            for row in self.promise.responsibilities.all()
            if row.part == Responsibility.Part.RESPONSIBLE
        ]

    @property
    def partners(self):
        return [
            row.organisation for row in self.promise.responsibilities.all() if row.part == Responsibility.Part.PARTNER
        ]


@dataclass
class SetProgress:
    """A promise set on a day: its sections in reading order, each with its promises."""

    promise_set: object
    as_of: date
    sections: list[tuple[object, list[PromiseProgress]]] = field(default_factory=list)

    @property
    def promises(self):
        return [promise for _, promises in self.sections for promise in promises]

    @property
    def targets(self):
        return [target for promise in self.promises for target in promise.targets]

    @cached_property
    def verdict_counts(self):
        """How many targets have each verdict, by its plain code."""
        return Counter(target.verdict.value for target in self.targets)

    @property
    def computable(self):
        """Targets that have something to be judged by: a measure, and somebody who asked."""
        nothing = (Verdict.NO_MEASURE, Verdict.NO_DEMAND)
        return [target for target in self.targets if target.verdict not in nothing]

    @property
    def fulfilled(self):
        return self.verdict_counts[Verdict.FULFILLED]

    @property
    def needs_attention(self):
        """How many targets need somebody's attention."""
        return sum(target.needs_attention for target in self.targets)

    @property
    def not_computed(self):
        return self.verdict_counts[Verdict.NO_MEASURE]

    @property
    def is_over(self):
        return self.promise_set.period.is_over(self.as_of)
