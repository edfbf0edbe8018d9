"""What rows about targets share: where a target's page is, its verdict, its last day and what is logged in vain."""

from functools import cache

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES
from followup.markup.days import day_with_week

TONES = {
    Verdict.OUT_OF_REACH: "bad",
    Verdict.NOT_FULFILLED: "bad",
    Verdict.BEHIND: "warn",
    Verdict.PARTLY_FULFILLED: "warn",
    Verdict.ON_TRACK: "info",
    Verdict.FULFILLED: "good",
}
VERDICT = '<span class="verdict verdict-{}" data-tone="{}">{}</span>'
SECOND = '<span class="second">{}</span>'
TAG = ' <span class="ds-tag" data-tone="warn">{}</span>'
UNCOUNTED = '<a class="nowrap" href="{}#nastan">{}<span class="visually-hidden"> {}</span></a>'
NO_DAY = '<span class="visually-hidden">{}</span><span aria-hidden="true">\N{EN DASH}</span>'


class Cells:
    """The same few pieces hundreds of times, each made once. For one page alone, since they follow its language."""

    def __init__(self):
        self._evidence = cache(_evidence_of)
        self.verdict = cache(verdict_tag)
        self._day = cache(day_with_week)

    def address(self, facts):
        """Where the target's evidence is shown."""
        return f"{self._evidence(facts.target.promise_set.council.slug)}{facts.target.pk}/"

    def latest(self, facts):
        """When something last counted, in a cell."""
        if facts.latest_on:
            return self._day(facts.latest_on)
        return format_html(NO_DAY, _("Inget räknat") if facts.uncounted else _("Inget loggat"))

    def uncounted(self, facts):
        """How many activities are tied to the target in vain, leading to why; empty when there are none."""
        number = facts.uncounted
        if not number:
            return ""
        words = ngettext("%(number)s loggad räknas inte", "%(number)s loggade räknas inte", number)
        against = _("mot %(label)s") % {"label": facts.target.label}
        return format_html(UNCOUNTED, self.address(facts), words % {"number": number}, against)


def joined(parts):
    """Pieces of HTML after each other; what is not HTML is escaped."""
    return mark_safe("".join(map(conditional_escape, parts)))  # noqa: S308  escaped on this line


def second(piece):
    """A line under what is said; nothing when there is nothing to say."""
    return format_html(SECOND, piece) if piece else ""


def verdict_tag(verdict, words=""):
    """A verdict, or its code: word, colour and shape, as in _components/verdict.html. `words`: instead of its own."""
    verdict = Verdict(verdict)
    return format_html(VERDICT, verdict.value, TONES.get(verdict, "calm"), words or VERDICT_NAMES[verdict])


def judged(facts):
    """What people have concluded; empty when they have not."""
    if not facts.judgement:
        return ""
    return second(_("Bedömt: %(name)s") % {"name": str(facts.judgement_name).lower()})


def why_listed(why):
    """What the verdict does not say of why a target needs attention: "pressing", "silent" or nothing."""
    if why == "pressing":
        return format_html(TAG, _("Bråttom"))
    return format_html(TAG, _("Tyst länge")) if why == "silent" else ""


def pressing(facts):
    """That nothing counts yet and little time is left."""
    days = facts.days_left
    words = (
        ngettext("Inget räknat, %(days)s dag kvar", "Inget räknat, %(days)s dagar kvar", days)
        if facts.uncounted
        else ngettext("Inget rapporterat, %(days)s dag kvar", "Inget rapporterat, %(days)s dagar kvar", days)
    )
    return words % {"days": days}


def parties(promise):
    """Who answers for a promise."""
    return ", ".join(one.short_name for one in promise.responsible)


def _evidence_of(council_slug):
    """What the addresses of all evidence in a council begin with: to reverse each takes longer than its row."""
    return reverse("followup:evidence", args=[council_slug, 1]).removesuffix("1/")
