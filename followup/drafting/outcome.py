"""What was not reached, what was measured and what is left, in sentences of the arithmetic that is printed beside them.

They are made anew here: what a page keeps of its targets is in its reader's language. Nothing is explained: why
something was not done is known to people only. Plain values in, text out; of Django only what speaks.
"""

from django.utils.translation import gettext as _

from followup.arithmetic import sentence
from followup.assessment import Verdict
from followup.effects import MEASURED, EffectLine
from followup.measured import measured
from followup.need_words import lost, needed_short
from promises.codes import TargetKind
from promises.wording import both

SHORT = (Verdict.PARTLY_FULFILLED, Verdict.NOT_FULFILLED, Verdict.OUT_OF_REACH, Verdict.BEHIND)


def is_short(facts):
    """Not reached, or not as far as it should be; people's own conclusion goes before the computed one."""
    if facts.judgement in ("fulfilled", "largely_fulfilled", "replaced", "condition_not_met"):
        return False
    return facts.verdict in SHORT


def is_left(facts):
    """Short, and still to be done or given up: what was delivered too late is done all the same."""
    return is_short(facts) and not (facts.target.kind == TargetKind.DELIVERABLE and facts.outcome.done)


def not_done(targets):
    """Of each target for what is done that was not reached, what is lacking; a paragraph each."""
    short = [facts for facts in targets if is_short(facts) and facts.target.kind not in MEASURED]
    return "\n\n".join(_lacking(facts) for facts in short)


def _lacking(facts):
    return " ".join(filter(None, [f"{facts.target.label.rstrip('.')}:", _lower_first(sentence(facts)), lost(facts)]))


def effect(promise):
    """What has been measured for the promise's targets, with source, day and the figure before."""
    rows = [EffectLine(promise, facts) for facts in promise.targets if facts.target.kind in MEASURED]
    return "\n\n".join(_measured(row) for row in rows if row.facts.measurement)


def _measured(row):
    said = _("%(indicator)s: %(figure)s.") % {
        "indicator": row.indicator.rstrip("."),
        "figure": measured(row.facts.measurement).rstrip("."),
    }
    if row.baseline:
        said += " " + _("Utgångsläget var %(baseline)s.") % {"baseline": row.baseline}
    return said


def next_step(targets, *, is_over):
    """What each target that was not reached leaves to the parties: while the period runs, what is still needed."""
    short = [facts for facts in targets if is_left(facts)]
    if is_over:
        names = both(f"”{facts.target.label.rstrip('.')}”" for facts in short)
        text = _("Parterna tar ställning till hur %(targets)s följs upp under nästa period.")
        return text % {"targets": names} if short else ""
    left = [(facts.target.label.rstrip("."), needed_short(facts)) for facts in targets]
    return "\n".join(_("%(label)s: %(left)s.") % {"label": label, "left": words} for label, words in left if words)


def _lower_first(text):
    return text[:1].lower() + text[1:]
