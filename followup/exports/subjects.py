"""What a file is about: what it is called, which page it comes from, and what its filter kept, in Swedish words."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify

from followup.exports.table import About


class Subject(NamedTuple):
    """What the page is about. `slug`: for the name of the file, which every system must be able to keep."""

    level: str
    slug: str
    title: str
    page: str


def of_set(promise_set):
    council = promise_set.council
    with translation.override("sv"):
        title = f"{promise_set.heading}, {council.short_name}"
    page = reverse("followup:overview", args=[council.slug, promise_set.slug])
    return Subject("promise_set", f"{council.slug}-{promise_set.slug}", title, page)


def of_council(council):
    page = reverse("followup:council_overview", args=[council.slug])
    return Subject("council", council.slug, council.name, page)


def of_area(area):
    page = reverse("followup:area", args=[area.pk])
    return Subject("police_area", slugify(area.name), f"Lokalpolisområde {area.name}", page)


def of_region(region):
    """A police region; None is the whole country."""
    if region is None:
        return Subject("nation", "landet", "Hela landet", reverse("followup:nation"))
    page = reverse("followup:region", args=[region.pk])
    return Subject("region", slugify(region.name), f"Polisregion {region.name}", page)


def about(subject, *, as_of, site, chosen):
    """What the file says of itself. `chosen`: the page's filter, as it was sent and with nothing wrong in it."""
    query = f"?{chosen.query}" if chosen.query else ""
    return About(
        level=subject.level,
        name=f"uppfoljning-{subject.slug}-{as_of.isoformat()}",
        title=subject.title,
        as_of=as_of,
        site=site,
        source=subject.page + query,
        chosen=_in_words(chosen),
        chosen_codes=_codes(chosen),
    )


def _in_words(form):
    """Each field and what is chosen in it, also where that is everything."""
    with translation.override("sv"):
        return tuple((str(field.label), _word(field)) for field in form)


def _word(field):
    words = {str(value): str(word) for value, word in field.field.choices}
    return words.get(str(field.value() or ""), "")


def _codes(form):
    return {field.name: str(field.value()) for field in form if field.value()}
