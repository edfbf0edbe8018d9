"""A list to choose from without templates: Django draws one for each of a hundred choices."""

from django import forms
from django.utils.html import format_html, format_html_join

from followup.markup.cells import joined

SELECT = '<select name="{}"{}>{}</select>'
OPTION = '<option value="{}"{}>{}</option>'
GROUP = '<optgroup label="{}">{}</optgroup>'


class PlainSelect(forms.Select):
    """Django's own select, with the same attributes and choices."""

    def _render(self, template_name, context, renderer=None):
        widget = context["widget"]
        groups = joined(_group(name, options) for name, options, _number in widget["optgroups"])
        return format_html(SELECT, widget["name"], _attributes(widget["attrs"]), groups)


def _group(name, options):
    drawn = format_html_join("", OPTION, ((one["value"], _attributes(one["attrs"]), one["label"]) for one in options))
    return format_html(GROUP, name, drawn) if name else drawn


def _attributes(attrs):
    return joined(
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
        for name, value in attrs.items()
        if value is not False
    )
