"""Days in running text and in tables."""

import re

from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def whole_days(text):
    """The text with each day in one piece: a line may else be broken after a hyphen, 2026-11-/22."""
    escaped = conditional_escape(text)
    return mark_safe(DAY.sub(r'<span class="nowrap">\g<0></span>', escaped))  # noqa: S308  escaped on the line above


def short_day(day):
    """2026-11-22."""
    return date_format(day, "SHORT_DATE_FORMAT")


def day_with_week(day):
    """A day in a cell of a table, with its week under it."""
    return format_html(
        '<time datetime="{}">{}</time><span class="second">{} {}</span>',
        day.isoformat(),
        short_day(day),
        _("v."),
        day.isocalendar().week,
    )
