"""Walks the chains of the audit log and says what does not hold. Reads line by line, so its memory stays small."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext_lazy as _

from councils import append_only
from councils.chain import COLUMNS, FORMAT, GENESIS, digest
from councils.models import AuditChain, AuditEntry, Council

BATCH = 2000
OWN = "AuditChain"  # the head that the chain's own row holds
SITE = "@site"  # in place of a slug, for the site's own chain; no slug holds an @

FAULTS = {
    "changed": _("raden är ändrad: den stämmer inte med sin egen kontrollsumma"),
    "unlinked": _("raden hänger inte ihop med raden före"),
    "missing": _("en eller flera rader före den här saknas"),
    "doubled": _("numret finns mer än en gång"),
    "disorder": _("raden är inlagd i efterhand"),
    "unreadable": _("raden går inte att läsa"),
    "cut": _("rader i slutet saknas"),
    "head": _("raden är en annan än den som kedjan slutar med"),
    "surplus": _("det finns fler rader än kedjan räknar till"),
    "no_chain": _("uppgiften om kedjans längd saknas"),
    "rewritten": _("raden är en annan än den som är känd från annat håll"),
    "trigger": _("skyddet i databasen saknas eller är ändrat"),
}


@dataclass(frozen=True)
class Fault:
    """What does not hold: its kind, the chain (a slug, or SITE), the line if it is one, and who knew better."""

    kind: str
    chain: str
    sequence: int | None = None
    source: str = ""

    @property
    def text(self):
        return str(FAULTS[self.kind])


@dataclass(frozen=True)
class Head:
    """A line's number and hash as somebody else has kept them: a printed summary, a safe, another system."""

    sequence: int
    sha256: str
    source: str = ""


@dataclass
class Report:
    """The chains that were walked, as (slug, length, head), and the first fault of each kind in each."""

    chains: list = field(default_factory=list)
    faults: list = field(default_factory=list)


def verify(*, slugs=None, heads=()):
    """Walk the chains of these councils, or all, against `heads`: pairs of a slug and a Head. One query a chain.

    Acts go on meanwhile: a chain must hold at least what it held when the walk began, and no more than at its end.
    """
    known = defaultdict(list)
    for slug, head in heads:
        known[slug].append(head)
    before, found, lasts = _chains(), [], {}
    for slug, council_id in _places(slugs):
        walk = _Walk(slug, [*known[slug], *_own_head(before.get(council_id))])
        found += walk.faults_in(AuditEntry.objects.filter(council=council_id))
        lasts[slug, council_id] = walk.last
    after, report = _chains(), Report()
    for (slug, council_id), last in lasts.items():
        length, head = after.get(council_id, (0, GENESIS))
        report.chains.append((slug, length, head))
        if last > length:
            found.append(Fault("surplus" if council_id in after else "no_chain", slug, length + 1))
    report.faults = found + [Fault("trigger", SITE, source=name) for name in append_only.missing(connection)]
    return report


def _chains():
    return {
        council: (length, head) for council, length, head in AuditChain.objects.values_list("council", "length", "head")
    }


def _places(slugs):
    """(slug, council's id) of the chains to walk, the site's own first."""
    every = [(SITE, None), *Council.objects.order_by("slug").values_list("slug", "pk")]
    return [place for place in every if slugs is None or place[0] in slugs]


def _own_head(chain):
    return [Head(*chain, source=OWN)] if chain and chain[0] else []


class _Walk:
    """One way through one chain: what the line before was, and the faults met."""

    def __init__(self, slug, heads):
        self.slug, self.heads = slug, defaultdict(list)
        for head in heads:
            self.heads[head.sequence].append(head)
        self.previous, self.last, self.last_pk = GENESIS, 0, 0

    def faults_in(self, entries):
        """The first fault of each kind, in the order they are met."""
        faults = {}
        try:
            for fault in self._all_faults_in(entries):
                faults.setdefault(fault.kind, fault)
        except (ValueError, TypeError):
            # A time or details that are none: the line cannot even be read, and those after it are not reached.
            faults["unreadable"] = Fault("unreadable", self.slug, self.last + 1)
        return list(faults.values())

    def _all_faults_in(self, entries):
        lines = entries.order_by("sequence", "pk").values("pk", "sha256", *COLUMNS[FORMAT])
        for line in lines.iterator(chunk_size=BATCH):
            for kind in self._kinds(line):
                yield Fault(kind, self.slug, line["sequence"])
            yield from self._against_heads(line["sequence"], line["sha256"])
            self.previous, self.last, self.last_pk = line["sha256"], line["sequence"], line["pk"]
        for sequence, heads in self.heads.items():
            if sequence > self.last:
                yield Fault("cut", self.slug, self.last + 1, heads[0].source)

    def _kinds(self, line):
        if line["sequence"] > self.last + 1:
            yield "missing"
        if line["sequence"] <= self.last:
            yield "doubled"
        if line["previous_sha256"] != self.previous:
            yield "unlinked"
        if line["format"] not in COLUMNS or digest(line) != line["sha256"]:
            yield "changed"
        if line["pk"] <= self.last_pk:
            yield "disorder"

    def _against_heads(self, sequence, sha256):
        for head in self.heads.get(sequence, ()):
            if head.sha256 != sha256:
                yield Fault("head" if head.source == OWN else "rewritten", self.slug, sequence, head.source)
