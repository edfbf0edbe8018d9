"""Days in running text."""

from django import template
from django.utils import timezone

from followup.deadlines import Deadline, Nearness
from followup.markup.days import whole_days
from followup.things import nearness_in_words

register = template.Library()

register.filter(whole_days)

TONES = {Nearness.PASSED: "bad", Nearness.TODAY: "warn", Nearness.SOON: "info", Nearness.LATER: "calm"}


@register.filter
def near(day):
    """How near a day is today, in words."""
    return nearness_in_words(day, timezone.localdate())


@register.filter
def near_tone(day):
    """The tone of a tag that says how near a day is."""
    return TONES[Deadline(day).nearness(timezone.localdate())]
