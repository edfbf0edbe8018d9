"""One row of a table or a file, read by the rules and with the sentences of the form that logs an activity."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import EARLIEST_YEAR, LATEST_YEAR
from councils.personal_data import Finding, findings
from councils.screening import plainly
from promises.activity_rules import why_not_on, why_outside
from promises.codes import ActivityType, CountQuality
from promises.forms.activities import ActivityForm
from promises.forms.fields import TagsField
from promises.spreadsheets.columns import COLUMNS, MEANS_NO, MEANS_YES, codes_by_word, folded
from promises.spreadsheets.known import Known, Stored

__all__ = ["COLUMNS", "Known", "Row", "read_row"]

FIELDS = ActivityForm.base_fields
# Most texts. Without a digit, or a letter that may be read as one, nothing in them tells who somebody is.
HOLDS_NO_NUMBER = re.compile("[^0-9\u00b2\u00b3\u00b9\u00bc-\u00be\u0250-\U0010ffff]*")
# What a form's hidden fields say of themselves helps nobody with a file.
AS_IT_WAS = gettext_lazy("Lämna cellen som den var när filen hämtades, eller tom för en ny aktivitet.")
OUR_OWN = {"key": AS_IT_WAS, "version": AS_IT_WAS}


@dataclass
class Row:
    """What a row says. `faults`: column → why it cannot be saved; with any, the rest is not to be used."""

    key: UUID | None = None
    version: int | None = None
    facts: dict = field(default_factory=dict)
    targets: tuple = ()
    parties: tuple = ()
    faults: dict[str, str] = field(default_factory=dict)
    # Column → what looks like a phone number, a number plate or a bare personal number: a person has to look.
    warnings: dict[str, str] = field(default_factory=dict)
    marked: list[tuple[str, Finding]] = field(default_factory=list)  # what they are about, by column
    stored: Stored | None = field(default=None, repr=False)  # the activity that it may change


def read_row(cells: Mapping[str, str], known: Known) -> Row:
    """Read cells, given by the names in COLUMNS; those not given are empty. Asks the database nothing."""
    row = Row()
    row.key = _cleaned(row, cells, "key", UUID)
    row.version = _cleaned(row, cells, "version", _small_number)
    stored = row.stored = known.stored.get(row.key)
    row.targets = _targets(row, cells, known, stored)
    row.facts = _facts(row, cells, known)
    row.facts["activity_type"] = _type(row, cells, known)
    row.parties = _parties(row, cells, known, stored)
    if row.targets and "occurred_on" not in row.faults:
        _note(row, "occurred_on", why_outside(row.facts["occurred_on"], row.targets))
    return row


def _facts(row, cells, known):
    typed = _text(row, cells, "place_text")
    place = known.places.get(folded(typed)) if typed else None
    return {
        "occurred_on": _day(row, cells, known),
        "count": _cleaned(row, cells, "count", _small_number),
        "count_quality": _quality(row, cells),
        "reach": _cleaned(row, cells, "reach", _small_number),
        "tags": _tags(row, cells),
        "is_beyond_ordinary": _beyond(row, cells),
        "note": _text(row, cells, "note"),
        "place": place,
        "place_text": "" if place else typed,
    }


def _note(row, name, sentence):
    if sentence:
        row.faults.setdefault(name, sentence)


def _cleaned(row, cells, name, fast):
    """What the form's field makes of a cell. `fast` reads what most cells hold, and raises ValueError for the rest."""
    cell = cells.get(name, "")
    try:
        return fast(cell)
    except ValueError:
        return _by_field(row, name, cell)


def _by_field(row, name, cell):
    try:
        return FIELDS[name].clean(cell)
    except ValidationError as error:
        _note(row, name, str(OUR_OWN.get(name) or " ".join(error.messages)))
        return None


def _small_number(cell):
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 5):
        raise ValueError
    return int(cell)


def _text(row, cells, name):
    """A cell of free text, tidied as the form does. What may tell who somebody is stops the row or warns."""
    cell = cells.get(name, "")
    if not cell:
        return ""
    try:
        text = CharField.clean(FIELDS[name], cell)
    except ValidationError as error:
        _note(row, name, " ".join(error.messages))
        return ""
    if not HOLDS_NO_NUMBER.fullmatch(text):
        _screen(row, name, text)
    return text


def _screen(row, name, text):
    held = _held(row.stored, name)
    for found in findings(text):
        if (found.kind, found.number) in held:
            continue
        if found.stops:
            _note(row, name, plainly(text, found))
        else:
            row.warnings.setdefault(name, plainly(text, found))
            row.marked.append((name, found))


def _held(stored, name):
    """What is stored in the cell already, which somebody has answered for then."""
    if stored is None:
        return ()
    activity = stored.activity
    text = {"note": activity.note, "place_text": activity.where, "tags": ", ".join(activity.tags)}[name]
    return {(found.kind, found.number) for found in findings(text)}


def _tags(row, cells):
    try:
        return TagsField.listed(_text(row, cells, "tags"))
    except ValidationError as error:
        _note(row, "tags", " ".join(error.messages))
        return []


def _day(row, cells, known):
    day = _cleaned(row, cells, "occurred_on", _iso_day)
    if day:
        _note(row, "occurred_on", why_not_on(day, known.today))
    return day


def _iso_day(cell):
    if len(cell) != len("2019-11-20") or cell[7] != "-":  # a week, 2019-W47-3, is as long
        raise ValueError
    day = date.fromisoformat(cell)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError
    return day


def _quality(row, cells):
    word = cells.get("count_quality", "").strip().casefold()
    code = codes_by_word(CountQuality).get(word) if word else CountQuality.EXACT.value
    if code is None:
        _note(row, "count_quality", str(FIELDS["count_quality"].error_messages["invalid_choice"]))
    return code


def _type(row, cells, known):
    word = cells.get("activity_type", "").strip()
    if not word:
        return known.implied(row.targets, known.own)[1]
    code = codes_by_word(ActivityType).get(word.casefold())
    if code is None:
        text = _("”%(word)s” är inget slag av aktivitet. Skriv till exempel fotpatrullering, eller lämna tomt.")
        _note(row, "activity_type", text % {"word": word[:60]})
    return code


def _beyond(row, cells):
    word = cells.get("is_beyond_ordinary", "").strip().casefold()
    if word not in MEANS_YES and word not in MEANS_NO:
        _note(row, "is_beyond_ordinary", _("Skriv ja, eller lämna tomt."))
    return word in MEANS_YES


def _names_in(cell):
    return [name for name in (part.strip() for part in cell.replace("\n", ";").split(";")) if name]


def _targets(row, cells, known, stored):
    names = _names_in(cells.get("targets", ""))
    tied = {target.pk for target in stored.targets} if stored else set()
    # What a new edition has left out is tied to nothing that a file shows, and need not be.
    if not names and (stored is None or tied):
        _note(row, "targets", str(FIELDS["targets"].error_messages["required"]))
    found = {}
    for name in names:
        target, sentence = _target_called(name, known, tied, cells.get("occurred_on", ""))
        _note(row, "targets", sentence)
        if target:
            found[target.pk] = target
    return tuple(found.values())


def _target_called(name, known, tied, day):
    """(the target that is meant, "") or (None, why none can be)."""
    called = known.targets_called(name)
    shown = {"name": name[:120]}
    if not called:
        return None, _("Målet ”%(name)s” finns inte i rådet. Skriv målets korta namn.") % shown
    possible = [target for target in called if target.pk in tied or known.is_open(target)]
    if not possible:
        return None, _("Målet ”%(name)s” tar inte emot aktiviteter. Välj ett mål vars löften gäller.") % shown
    if len(possible) > 1:
        # The day decides: the others cannot count it, so nothing is guessed.
        possible = _on_day(possible, day) or possible
    if len(possible) == 1:
        return possible[0], ""
    text = _("Flera mål heter ”%(name)s”. Skriv vilket som menas: %(full)s.")
    return None, text % {**shown, "full": known.target_names[possible[0].pk]}


def _on_day(targets, cell):
    try:
        day = _iso_day(cell)
    except ValueError:
        return []
    return [target for target in targets if day in target.promise_set.period]


def _parties(row, cells, known, stored):
    names = _names_in(cells.get("parties", ""))
    if not names:
        return _implied(row, known, stored)
    took_part = {folded(known.party_name(party)): party for party in stored.parties} if stored else {}
    found = {}
    for name in names:
        called = known.parties_called(name)
        party = took_part.get(folded(name)) or (called[0] if len(called) == 1 else None)
        if party:
            found[party.pk] = party
        else:
            _note(row, "parties", _why_no_party(name, called))
    return tuple(found.values())


def _implied(row, known, stored):
    if not row.targets:
        return ()
    party, _type_of_it = known.implied(row.targets, stored.activity.organisation if stored else known.own)
    if party is None:
        _note(row, "parties", _("Skriv vilka som deltog: målen har olika ansvariga."))
    return (party,) if party else ()


def _why_no_party(name, called):
    shown = {"name": name[:120]}
    if called:
        return _("Flera parter heter ”%(name)s”. Skriv hela namnet.") % shown
    return _("”%(name)s” hör inte till rådets parter. Skriv partens korta namn.") % shown
