"""Drawings where a template has only the figures."""

from django import template

from followup import pictures

register = template.Library()


@register.filter
def mix(progress):
    """The verdicts of a SetProgress as a bar."""
    return pictures.mix_of_set(progress)


@register.filter
def mix_words(counts):
    """(code, word, number) of the verdicts that some targets have."""
    return pictures.mix_in_words(counts)


@register.filter
def years(rows, label):
    """Rows of (title, counts, whether approved) under each other."""
    return pictures.years(rows, label=label)


@register.filter
def multiples(rows):
    """Rows of (title, address, values), each with its drawing and what it says."""
    rows = list(rows)
    drawn = pictures.multiples([(title, values) for title, _url, values in rows])
    return [(*row, *picture) for row, picture in zip(rows, drawn, strict=True)]
