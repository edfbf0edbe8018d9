"""Where a page below a draft leads when it is done: to the proposals that one came from, or to the hub."""

from dataclasses import dataclass

from django.urls import reverse

from councils.text import is_row_id
from promises.models import PromiseSet, Section, SourceText

FIELD = "granska"


@dataclass(frozen=True)
class WayBack:
    """The page that one came from. Of a set without `source` it is the hub."""

    promise_set: PromiseSet
    source: SourceText | None = None

    @property
    def page(self):
        names = [self.promise_set.council.slug, self.promise_set.slug]
        if self.source:
            return reverse("promises:review_text", args=[*names, self.source.pk])
        return reverse("promises:edit_promise_set", args=names)

    @property
    def query(self):
        """What an address to a page in between ends with, so that it leads back here too."""
        return f"?{FIELD}={self.source.pk}" if self.source else ""

    def to(self, promise, target=None):
        """The page, at the promise or at the target's card."""
        if not self.source:
            return place_in_hub(self.promise_set, promise)
        return f"{self.page}#{f'forslag-{target.pk}' if target else 'forslag'}"


def way_back(request, promise_set):
    """The way that a form or an address names: by a text's id, never by an address that a stranger could choose."""
    named = request.POST.get(FIELD) or request.GET.get(FIELD, "")
    if not is_row_id(named):
        return WayBack(promise_set)
    return WayBack(promise_set, promise_set.sources.defer("text").filter(pk=named).first())


def place_in_hub(promise_set, row):
    """The hub, at the row that was just changed."""
    return f"{WayBack(promise_set).page}#{'avsnitt' if isinstance(row, Section) else 'lofte'}-{row.pk}"
