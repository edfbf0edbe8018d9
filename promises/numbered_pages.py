"""A list that is worked out, some rows at a time."""

from django.core.paginator import Paginator


def numbered_page(rows, asked, *, size):
    """The page that `sida` names; anything that is no page shows the first or the last."""
    number = asked.get("sida", "1")
    return Paginator(rows, size).get_page(number if number.isascii() else "1")
