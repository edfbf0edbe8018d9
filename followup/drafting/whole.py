"""What is said of all promises together: where they stand in words and numbers, and what is carried over.

Plain values in, text out; of Django only what speaks.
"""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from followup.arithmetic import figure, number
from followup.assessment import Verdict
from followup.drafting.outcome import is_left
from promises.wording import both, month_name

# The order in which a reader wants to know, and how each is said after a number.
SAID = (
    (Verdict.FULFILLED, gettext_lazy("uppfyllt"), gettext_lazy("uppfyllda")),
    (Verdict.PARTLY_FULFILLED, gettext_lazy("delvis uppfyllt"), gettext_lazy("delvis uppfyllda")),
    (Verdict.NOT_FULFILLED, gettext_lazy("inte uppfyllt"), gettext_lazy("inte uppfyllda")),
    (Verdict.ON_TRACK, gettext_lazy("i fas"), gettext_lazy("i fas")),
    (Verdict.BEHIND, gettext_lazy("efter plan"), gettext_lazy("efter plan")),
    (Verdict.OUT_OF_REACH, gettext_lazy("omöjligt att nå"), gettext_lazy("omöjliga att nå")),
    (Verdict.NOT_STARTED, gettext_lazy("inte påbörjat"), gettext_lazy("inte påbörjade")),
)
FEWEST_FOR_MONTHS = 12  # of fewer activities no month says anything


def situation(progress, deeds):
    """How many targets stand where, what has no measure or was not asked for, and when most was done."""
    return " ".join(filter(None, [_standing(progress), _without(progress), _busiest(deeds)]))


def _standing(progress):
    all_of = len(progress.computable)
    if not all_of:
        return ""
    counts = progress.verdict_counts
    parts = [f"{number(counts[code])} {one if counts[code] == 1 else many}" for code, one, many in SAID if counts[code]]
    text = ngettext(
        "Av %(all)s mål som går att bedöma med siffror är %(parts)s.",
        "Av %(all)s mål som går att bedöma med siffror är %(parts)s.",
        all_of,
    )
    return text % {"all": number(all_of), "parts": both(parts)}


def _without(progress):
    said = []
    if progress.not_computed:
        text = ngettext("%(number)s mål har inget mått", "%(number)s mål har inget mått", progress.not_computed)
        said.append(text % {"number": number(progress.not_computed)})
    if nobody := progress.verdict_counts[Verdict.NO_DEMAND]:
        text = ngettext("%(number)s mål har ingen efterfrågat", "%(number)s mål har ingen efterfrågat", nobody)
        said.append(text % {"number": number(nobody)})
    return both(said) + "." if said else ""


def _busiest(deeds):
    """Of all counted activities, each once."""
    days = {deed.activity: deed.day for rows in deeds.values() for deed in rows}
    if not days:
        return ""
    text = ngettext("%(number)s aktivitet räknas in.", "%(number)s aktiviteter räknas in.", len(days))
    said = text % {"number": number(len(days))}
    months = Counter(day.month for day in days.values())
    if len(days) < FEWEST_FOR_MONTHS or len({day.year for day in days.values()}) > 1:
        return said
    [(month, most), *rest] = months.most_common()
    if rest and rest[0][1] == most:
        return said
    return f"{said} " + _("Mest gjordes i %(month)s: %(most)s.") % {"month": month_name(month), "most": number(most)}


def carried_over(progress):
    """The targets that were not reached when the period was over; before that nothing is carried anywhere."""
    if not progress.is_over:
        return ""
    rows = [
        _("Löfte %(number)s: %(label)s (%(figure)s)")
        % {"number": promise.number, "label": facts.target.label.rstrip("."), "figure": figure(facts)}
        for promise in progress.promises
        for facts in promise.targets
        if is_left(facts)
    ]
    return "\n".join([_("Mål som inte nåddes:"), *rows]) if rows else ""
