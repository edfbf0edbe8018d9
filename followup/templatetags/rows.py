"""Rows that repeat, drawn without a template for each."""

from django import template

from followup.markup.area_rows import area_rows
from followup.markup.cells import Cells, verdict_tag
from followup.markup.effect_rows import effect_rows
from followup.markup.key_figures import council_figures, national_figures, set_figures
from followup.markup.target_rows import target_groups
from followup.markup.urgent_lines import urgent_lines

register = template.Library()

register.filter(target_groups)
register.filter(area_rows)
register.filter(effect_rows)
register.filter(national_figures)
register.simple_tag(council_figures)
register.simple_tag(set_figures)
register.simple_tag(urgent_lines)
register.simple_tag(verdict_tag, name="verdict")


@register.filter
def uncounted(facts):
    """How many activities are tied to one target in vain, leading to why."""
    return Cells().uncounted(facts)
