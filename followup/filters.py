"""What to see of how promises go: by section, party, verdict and theme, in some order. It stands in the address."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy

from councils.text import swedish_key
from followup.codes import VERDICT_NAMES
from followup.markup.plain_select import PlainSelect
from followup.worst_first import worst_first
from promises.codes import Theme

ATTENTION = "uppmarksamhet"
BY_SECTION, BY_VERDICT, BY_LATEST, BY_NAME = "avsnitt", "lage", "senast", "namn"
ORDERS = (
    (BY_SECTION, gettext_lazy("Avsnitt")),
    (BY_VERDICT, gettext_lazy("Läge, sämst först")),
    (BY_LATEST, gettext_lazy("Senaste aktivitet, nyast först")),
    (BY_NAME, gettext_lazy("Namn")),
)


def _choice(label, wrong):
    return forms.ChoiceField(label=label, required=False, widget=PlainSelect, error_messages={"invalid_choice": wrong})


class FollowUpFilter(forms.Form):
    """Which targets to show, and in what order. Everything may be left out; what is wrong is told and not used."""

    avsnitt = _choice(gettext_lazy("Avsnitt"), gettext_lazy("Avsnittet finns inte här. Välj i listan."))
    ansvarig = _choice(
        gettext_lazy("Ansvarig"), gettext_lazy("Parten ansvarar inte för något löfte här. Välj i listan.")
    )
    lage = _choice(gettext_lazy("Läge"), gettext_lazy("Ett sådant läge finns inte. Välj i listan."))
    tema = _choice(gettext_lazy("Tema"), gettext_lazy("Ett sådant tema finns inte. Välj i listan."))
    ordning = _choice(gettext_lazy("Ordning"), gettext_lazy("Så går det inte att sortera. Välj i listan."))

    def __init__(self, data, progress, *, gate=None, **kwargs):
        """`progress`: a SetProgress, or a list of them: what can be chosen is what is there to be read."""
        super().__init__(data, **kwargs)
        sets = progress if isinstance(progress, list) else [progress]
        sections = [section for one in sets for section, _ in one.sections]
        found = (party for one in sets for promise in one.promises for party in promise.responsible)
        parties = sorted({one.pk: one for one in found}.values(), key=lambda one: swedish_key(one.short_name))
        verdicts = [(verdict.value, name) for verdict, name in VERDICT_NAMES.items()]
        self._offer(
            "avsnitt", gettext_lazy("Alla avsnitt"), [(str(one.pk), one.title) for one in sections if one.title]
        )
        self._offer("ansvarig", gettext_lazy("Alla parter"), [(str(one.pk), one.short_name) for one in parties])
        asks = (ATTENTION, gettext_lazy("Kräver uppmärksamhet"))
        self._offer("lage", gettext_lazy("Alla lägen"), [asks, *verdicts])
        self._offer(
            "tema", gettext_lazy("Alla teman"), [(code, name[:1].upper() + name[1:]) for code, name in Theme.choices]
        )
        self.fields["ordning"].choices = [("", ORDERS[0][1]), *ORDERS]
        self.fields["ordning"].widget.choices = [("", ORDERS[0][1]), *ORDERS[1:]]

    def _offer(self, name, empty, choices):
        self.fields[name].choices = [("", empty), *choices]

    @property
    def chosen(self):
        """Name → value of what is valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self):
        """What is chosen, as it stands in an address; empty when nothing is."""
        return urlencode(self.chosen)

    @property
    def narrows(self):
        """Whether something is left out, and not only put in another order."""
        return bool(self.chosen.keys() - {"ordning"})

    @property
    def order(self):
        return self.chosen.get("ordning", BY_SECTION)

    @property
    def orders(self):
        """Code → the query that shows the same in that order."""
        return {code: urlencode({**self.chosen, "ordning": code}) for code, _ in ORDERS}

    def kept(self, progress):
        """[(section, [PromiseProgress])] of what was asked for; the section is None where its order is not kept.

        A promise comes with those of its targets that were asked for.
        """
        chosen = self.chosen
        sections = [(section, _narrowed(section, promises, chosen)) for section, promises in progress.sections]
        sections = [(section, promises) for section, promises in sections if promises]
        if self.order == BY_SECTION or not sections:
            return sections
        return [(None, _in_order([promise for _, promises in sections for promise in promises], self.order))]


def _narrowed(section, promises, chosen):
    if chosen.get("avsnitt", str(section.pk)) != str(section.pk):
        return []
    return [kept for promise in promises if (kept := _of_promise(promise, chosen))]


def _of_promise(promise, chosen):
    """The promise with the targets asked for; None when it or all of them are left out."""
    if chosen.get("tema", promise.promise.theme) != promise.promise.theme:
        return None
    if "ansvarig" in chosen and chosen["ansvarig"] not in {str(one.pk) for one in promise.responsible}:
        return None
    if "lage" not in chosen:
        return promise
    targets = [facts for facts in promise.targets if _is_there(facts, chosen["lage"])]
    return replace(promise, targets=targets) if targets else None


def _is_there(facts, verdict):
    return facts.needs_attention if verdict == ATTENTION else facts.verdict == verdict


def _in_order(promises, order):
    """Each target on its own, in order; promises without targets come last, or by name."""
    alone = [replace(promise, targets=[facts]) for promise in promises for facts in promise.targets]
    return sorted([*alone, *(promise for promise in promises if not promise.targets)], key=_KEYS[order])


def _latest(promise):
    """Newest first, and last what nothing is logged for."""
    latest = promise.targets[0].latest_on if promise.targets else None
    return -(latest or date.min).toordinal()


_KEYS = {
    BY_VERDICT: lambda promise: (not promise.targets, *(worst_first(facts) for facts in promise.targets)),
    BY_LATEST: _latest,
    BY_NAME: lambda promise: swedish_key(promise.promise.wording),
}
