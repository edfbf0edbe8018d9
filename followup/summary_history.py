"""How the texts of a summary have been changed. A version that was never shared stays with those who wrote it.

Texts are saved while they are written, so what one person saves in one sitting is told as one change.
"""

from django.utils.translation import gettext as _

from followup.actions.summary_texts import ONE_SITTING
from followup.models import Summary, SummaryText
from followup.sharing import sharing_of
from promises.history import changes, newest_first, told
from promises.set_history import opening


def summary_changes(summary, gate):
    """Every change of the summary and its texts that one may read, newest first."""
    if not summary.pk:
        return []
    sharing = sharing_of(summary, gate.organisations)
    rows = told(Summary.history.filter(id=summary.pk))
    found = changes(rows, what=lambda row: _("Sammanställningen"), tells_first=True)
    for owner, rows in _by_owner(told(SummaryText.history.filter(summary=summary))).items():
        if is_readable(sharing, owner):
            since = readable_since(sharing, owner)
            found += changes(sittings(rows, since), what=_of_text, tells_first=True, since=since)
    return newest_first(found)


def is_readable(sharing, owner):
    return owner is None or owner in sharing.readers or owner in sharing.shares


def readable_since(sharing, owner):
    """When an organisation's texts were opened to the reader; None for one's own, which are read from the first."""
    is_own = owner is None or owner in sharing.readers
    return None if is_own else sharing.shares[owner].shared_at


def sittings(rows, since):
    """The last version of each sitting; and what stood there at the moment `since`, from when it may be read."""
    by_text = {}
    for row in rows:
        by_text.setdefault(row.id, []).append(row)
    kept = []
    for versions in by_text.values():
        followers = [*versions[1:], None]
        kept += [older for older, newer in zip(versions, followers, strict=True) if not _go_on(older, newer, since)]
    return kept


def _go_on(older, newer, since):
    """Does the same person go on writing in the newer version, with no moment between them that tells them apart?"""
    if newer is None or newer.history_user_id != older.history_user_id:
        return False
    is_apart = since is not None and older.history_date <= since < newer.history_date
    return not is_apart and newer.history_date - older.history_date <= ONE_SITTING


def _by_owner(rows):
    """Organisation id → the versions of its texts, whole texts at a time."""
    owners = {row.id: row.organisation_id for row in rows}
    found = {}
    for row in rows:
        found.setdefault(owners[row.id], []).append(row)
    return found


def _of_text(row):
    part = row.get_part_display()
    if row.promise is None:
        return part
    return _("%(part)s, löftet ”%(wording)s”") % {"part": part, "wording": opening(row.promise.wording)}
