"""The navigation of the council's own work."""

from django import template

from councils.work_pages import GROUPS, name_of

register = template.Library()


@register.simple_tag
def work_groups():
    """[(what the pages have in common, [(key, name of the URL, what the page is called)])]"""
    return GROUPS


register.filter("work_page_name", name_of)
