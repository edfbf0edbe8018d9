"""How the texts of a summary have been changed. A version that was never shared stays with those who wrote it."""

from django.utils.translation import gettext as _

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
            found += changes(rows, what=_of_text, tells_first=True, since=readable_since(sharing, owner))
    return newest_first(found)


def is_readable(sharing, owner):
    return owner is None or owner in sharing.readers or owner in sharing.shares


def readable_since(sharing, owner):
    """When an organisation's texts were opened to the reader; None for one's own, which are read from the first."""
    is_own = owner is None or owner in sharing.readers
    return None if is_own else sharing.shares[owner].shared_at


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
