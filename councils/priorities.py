"""The order of problem areas, and what each still lacks before one can plan for it."""

from django.utils.translation import gettext as _

from councils.text import swedish_key


def by_priority(areas):
    """Problem areas in order of priority; those without one last, by name."""
    return sorted(areas, key=lambda area: (area.priority is None, area.priority or 0, swedish_key(area.name)))


def lacks(area):
    """What is not said of a problem area yet, as words that stand after "saknar"."""
    causes = (
        (area.cause_offender, _("orsak hos gärningspersonen")),
        (area.cause_target, _("orsak hos objektet eller den utsatta")),
        (area.cause_place, _("orsak i platsen")),
    )
    missing = [words for text, words in causes if not text]
    if len(missing) == len(causes):
        missing = [_("orsaksanalys")]
    if not area.picture_id:
        missing.append(_("lägesbild"))
    if area.priority is None:
        missing.append(_("prioritet"))
    return missing
