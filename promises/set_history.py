"""How a promise set, its promises and their targets have been changed, in one timeline."""

from django.utils.translation import gettext as _

from promises.access import readable_since
from promises.history import changes, newest_first, told
from promises.models import Promise, PromiseSet, Target, Translation

SHOWN_OF_WORDING = 80


def set_changes(promise_set, gate):
    """Every change of the set, its promises, their targets and its translations that one may read, newest first."""
    since = readable_since(gate, promise_set)
    promises = Promise.history.filter(section__promise_set=promise_set)
    targets = Target.history.filter(promise_id__in=promises.order_by().values("id"))
    found = [
        *changes(told(PromiseSet.history.filter(id=promise_set.pk)), what=lambda row: row.title, since=since),
        *changes(told(promises), what=_of_promise, since=since),
        *changes(told(targets), what=_of_target, since=since),
        *changes(told(Translation.history.filter(promise_set=promise_set)), what=_of_translation, since=since),
    ]
    return newest_first(found)


def target_changes(target, gate):
    """Every change of one target that one may read, newest first."""
    since = readable_since(gate, target.promise_set)
    return newest_first(changes(told(Target.history.filter(id=target.pk)), what=_of_target, since=since))


def opening(wording):
    """The first words of a promise, to know it by."""
    words = " ".join(wording.split())
    return words if len(words) <= SHOWN_OF_WORDING else f"{words[:SHOWN_OF_WORDING].rsplit(' ', 1)[0]} …"


def _of_promise(row):
    return _("Löftet ”%(wording)s”") % {"wording": opening(row.wording)}


def _of_target(row):
    return _("Målet %(label)s") % {"label": row.label}


def _of_translation(row):
    return _("Översättningen till %(language)s") % {"language": row.get_language_display()}
