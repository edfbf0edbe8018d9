"""Days in running text."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@register.filter
def whole_days(text):
    """The text with each day in one piece: a line may else be broken after a hyphen, 2026-11-/22."""
    escaped = conditional_escape(text)
    return mark_safe(DAY.sub(r'<span class="nowrap">\g<0></span>', escaped))  # noqa: S308  escaped on the line above
