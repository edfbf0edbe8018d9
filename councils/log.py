"""The audit log as people read it: lines in words, pages, and a file for a spreadsheet."""

import csv
import io
import json
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.log_details import told
from councils.models import ROLE_NAMES, AuditEntry, Organisation
from councils.text import defused
from councils.verbs import deed, noun

PAGE_SIZE = 50
SHOWN_OF_A_ROW = 50
LONGEST_MARK = 18  # digits; as many as fit in 64 bits
HEADINGS = (
    "nr",
    "tid",
    "namn",
    "befattning",
    "roll",
    "organisation",
    "händelse",
    "kod",
    "gäller",
    "gäller nr",
    "detaljer",
    "begäran",
    "föregående kontrollsumma",
    "kontrollsumma",
)
# The page of a row of each kind, by the row's number. Rows of other kinds have no page of their own.
PAGES = {"activity": "promises:activity", "target": "followup:evidence"}
# The details that are ids, by what they are ids of. The parties that approve are codes, those that take part are ids.
PEOPLE = ("user", "person")
ORGANISATIONS = ("organisation", "readers", "parties")


@dataclass(frozen=True)
class Names:
    """What the ids in some lines are called: id as text → name, of the council's own people and organisations alone."""

    people: dict
    organisations: dict
    memberships: dict

    def of_row(self, kind, pk):
        """What a row is called, or nothing."""
        return {"user": self.people, "membership": self.memberships}.get(kind, {}).get(str(pk), "")

    @property
    def of_details(self):
        """What is in the details: detail → value as text → words."""
        return {
            "role": ROLE_NAMES,
            "roles": ROLE_NAMES,
            **dict.fromkeys(PEOPLE, self.people),
            **dict.fromkeys(ORGANISATIONS, self.organisations),
        }


@dataclass(frozen=True)
class Line:
    """One line of the log in words."""

    entry: AuditEntry
    slug: str
    names: Names

    @property
    def who(self):
        return str(self.entry.actor) if self.entry.actor else _("Någon som inte var inloggad")

    @property
    def office(self):
        """What the person was that day: role and organisation. A title is not kept in the line, so it is not told."""
        organisation = self.entry.organisation.short_name if self.entry.organisation else ""
        return ", ".join(part for part in (_roles(self.entry), organisation) if part)

    @property
    def deed(self):
        return str(deed(self.entry.verb))

    @property
    def about(self):
        """The row it is about, such as "aktivitet 12" or "medlemskap: Bo Ek"; not the council that one is in."""
        kind, pk = self.entry.object_type, self.entry.object_id
        if kind in ("", "council"):
            return ""
        name = self.names.of_row(kind, pk)
        return f"{noun(kind)}: {name}" if name else f"{noun(kind)} {pk}"

    @property
    def url(self):
        """The page of that row, or nothing."""
        kind, details = self.entry.object_type, self.entry.details
        if kind in PAGES:
            return reverse(PAGES[kind], args=[self.slug, self.entry.object_id])
        # Lines written before a summary had an address of its own name its promise set.
        address = details.get("summary") or details.get("promise_set")
        if kind in ("summary", "summarytext", "summarycomment") and address:
            return reverse("followup:summary", args=[self.slug, address])
        return reverse("councils:members", args=[self.slug]) if kind == "membership" else ""

    @property
    def details(self):
        said = self.entry.details
        if self.names.of_row(self.entry.object_type, self.entry.object_id):
            said = {name: value for name, value in said.items() if name != "user"}  # the row's name is the person's
        return told(said, self.names.of_details)


@dataclass(frozen=True)
class Page:
    """Lines of one page, newest first, and the number that the older ones lie below."""

    lines: list
    older: int | None
    is_first: bool


def entries_of(*rows, council):
    """The lines about these rows, newest first: who did what with them, and when."""
    entries = council.audit_entries.about(*rows).latest_first().with_people()
    return _lines(entries[:SHOWN_OF_A_ROW], council)


def page_of(entries, council, mark):
    """The page below the mark in `?fore=120`; an unreadable mark gives the first page."""
    below = int(mark) if mark.isascii() and mark.isdigit() and len(mark) <= LONGEST_MARK else None
    rows = entries if below is None else entries.filter(sequence__lt=below)
    found = list(rows.latest_first().with_people()[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    older = shown[-1].sequence if len(found) > PAGE_SIZE else None
    return Page(_lines(shown, council), older, is_first=below is None)


def _lines(entries, council):
    names = _names_in(entries, council)
    return [Line(entry, council.slug, names) for entry in entries]


def _names_in(entries, council):
    """The names of all that the lines speak of, in two queries. What is not of this council has no name here."""
    memberships = {entry.object_id for entry in entries if entry.object_type == "membership"}
    users = {entry.object_id for entry in entries if entry.object_type == "user"}
    users |= {pk for entry in entries for pk in _ids(entry.details, PEOPLE)}
    organisations = {pk for entry in entries for pk in _ids(entry.details, ORGANISATIONS)}
    rows = council.memberships.filter(Q(pk__in=memberships) | Q(user__in=users)).select_related("user")
    found = Organisation.objects.known_in(council, on=timezone.localdate()).filter(pk__in=organisations)
    return Names(
        people={str(row.user_id): str(row.user) for row in rows},
        organisations={str(pk): name for pk, name in found.values_list("pk", "name")},
        memberships={str(row.pk): str(row.user) for row in rows},
    )


def _ids(details, names):
    """The ids in the details of these names, also in a before and an after."""
    for name, value in details.items():
        if isinstance(value, dict):
            yield from _ids(value, names)
        elif name in names:
            texts = map(str, value if isinstance(value, list) else [value])
            yield from (int(one) for one in texts if one.isdecimal() and len(one) <= LONGEST_MARK)


def as_csv(entries):
    """The lines for a spreadsheet, oldest first: semicolons, UTF-8 with a mark, no cell that is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for entry in entries.order_by("sequence").with_people().iterator(chunk_size=2000):
        writer.writerow([defused(str(cell)) for cell in _cells(entry)])
    return out.getvalue().encode("utf-8-sig")


def _cells(entry):
    at = timezone.localtime(entry.at).isoformat(sep=" ", timespec="microseconds")
    name, title = (entry.actor, entry.actor.title) if entry.actor else ("", "")
    organisation = entry.organisation.name if entry.organisation else ""
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""
    about = (noun(entry.object_type), "" if entry.object_id is None else entry.object_id)
    trace = (details, entry.request_id, entry.previous_sha256, entry.sha256)
    return entry.sequence, at, name, title, _roles(entry), organisation, deed(entry.verb), entry.verb, *about, *trace


def _roles(entry):
    return ", ".join(str(ROLE_NAMES.get(code, code)) for code in entry.actor_role.split(",") if code)
