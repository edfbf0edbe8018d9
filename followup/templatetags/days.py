"""Days in running text."""

import re

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from followup.deadlines import Deadline, Nearness
from followup.things import nearness_in_words

register = template.Library()

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@register.filter
def whole_days(text):
    """The text with each day in one piece: a line may else be broken after a hyphen, 2026-11-/22."""
    escaped = conditional_escape(text)
    return mark_safe(DAY.sub(r'<span class="nowrap">\g<0></span>', escaped))  # noqa: S308  escaped on the line above


TONES = {Nearness.PASSED: "bad", Nearness.TODAY: "warn", Nearness.SOON: "info", Nearness.LATER: "calm"}


@register.filter
def near(day):
    """How near a day is today, in words."""
    return nearness_in_words(day, timezone.localdate())


@register.filter
def near_tone(day):
    """The tone of a tag that says how near a day is."""
    return TONES[Deadline(day).nearness(timezone.localdate())]
