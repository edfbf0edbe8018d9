"""The second wall: a query for a council's rows outside that council's scope raises, even if a view forgets to filter.

The first wall is the gate (access.py), which opens the scope of the one council it lets through. Inside a scope no
walled manager gives rows of other councils; outside it gives none at all, but an error. Only this file knows
django_scopes. The wall stands at managers: a query that starts from what councils share (Council, Organisation, User)
and joins its way in is not stopped, nor is a foreign key followed from a row one already has.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import copy_context

from django.db.models import Manager, Model
from django_scopes import ScopedManager, ScopeError, get_scope, scope, scopes_disabled
from django_scopes.state import state
from simple_history.manager import HistoricalQuerySet, HistoryDescriptor, HistoryManager
from simple_history.models import HistoricalRecords

# Every use of `outside`, with why no council's scope will do.
UNSCOPED = {
    "administration": "Acts on the site as a whole are in no council; the list shows those alone.",
    "audit log": "An act of somebody in no council is told in the site's own log, from wherever it happens.",
    "benchmark": "What is measured is all of Sweden, in a database that holds nothing but invented rows.",
    "demo": "The demo is loaded for all its councils in one transaction, before anybody can ask for a page.",
    "erasure": "Who is erased leaves every council at once, and nothing of the person may be forgotten in one.",
    "first run": "The first council is opened from the command line, when there is nobody to let through a gate.",
    "invitation": "Who follows a link is in no council yet: the link alone says which invitation, and which council.",
    "own data": "What is kept about a person is shown to that person whole, also of councils since left.",
    "log check": "Whether anybody has changed the log is asked of every council's chain and of the site's.",
    "signature check": "Whether signed promises still say what was signed is asked of every council's.",
    "verification": "Who has a paper knows its code alone, and asks whether any council has approved it.",
    "old files": "Files that were sent and left lying are emptied in every council.",
    "police areas": "A police manager answers for every council of an area, also those that come and go with it.",
}

# Every file that goes past the managers of the wall: `unwalled`, the rows of a many-to-many table, `_base_manager`.
UNWALLED = {
    "brapp/durability.py": "Asks the database how it writes, and for no rows.",
    "councils/access.py": "Which councils a user belongs to is what the scope is made of.",
    "councils/ways_in.py": "Which councils a user belongs to is what the scope is made of.",
    "councils/prepared.py": "Asks what querysets behind the wall were made into, with the scope that is open.",
    "councils/asked_together.py": "The same for several of them at once.",
    "councils/append_only.py": "Puts up the log's triggers and asks which stand; no rows.",
    "councils/triggers.py": "Puts up the triggers of what is approved and asks which stand; no rows.",
    "promises/parts.py": "Parties and ties of activities that came through the wall, beside them in one statement.",
    "promises/actions/many_activities.py": "Writes who took part in activities that came through the wall.",
    "followup/counted.py": "Credits and places of targets that came through the wall: sums straight from the index.",
    "followup/progress.py": "Judgements and parties of targets and promises that came through the wall, beside them.",
    "followup/public_mark.py": "What changed last of a set that came through the wall: hashes, versions, days.",
    "followup/verdicts.py": "The same for the targets of many councils at once, each of them from behind the wall.",
    "followup/benchmark/database.py": "Fills and asks a database of its own, in which no row is anybody's.",
    "followup/benchmark/done.py": "The same.",
    "followup/benchmark/making.py": "The same.",
}


@contextmanager
def inside(councils):
    """Look into one council or several, given as rows or ids, and nowhere else. The innermost scope holds."""
    several = councils if isinstance(councils, Iterable) else [councils]
    ids = [one.pk if isinstance(one, Model) else one for one in several]
    if not all(isinstance(one, int) for one in ids):
        # To django_scopes None means every council.
        raise ScopeError(f"not the id of a council: {councils!r}")
    with scope(council=ids[0] if len(ids) == 1 else ids):
        yield


@contextmanager
def inside_some(councils):
    """For a statement that is made before its councils are known: an expression stands where their ids will."""
    with scope(council=councils):
        yield


def councils_inside():
    """Ids of the councils that one may look into now. ScopeError where no scope is open."""
    if "council" not in (opened := get_scope()):
        raise ScopeError("a prepared statement is asked outside the scope of a council")
    councils = opened["council"]
    return councils if isinstance(councils, list) else [councils]


def is_taken_down():
    """Whether one looks into every council, and no manager narrows anything."""
    return not get_scope().get("_enabled", True)


@contextmanager
def outside(reason):
    """Look into every council, for a reason that is a line in UNSCOPED."""
    if reason not in UNSCOPED:
        raise ScopeError(f"{reason!r} is not a line in UNSCOPED")
    with scopes_disabled():
        yield


@contextmanager
def closed():
    """Look into no council, whatever was open: a request begins here, so that a forgotten scope raises."""
    before = state.set({})
    try:
        yield
    finally:
        state.reset(before)


def kept(parts):
    """The parts of a streamed answer, each made in the scope that is open now: it is sent after the view is done."""
    context = copy_context()
    return _run_in(context, iter(parts))


def kept_answer(response):
    """The parts of a streamed answer are made when the view is done, and must be made in its scope."""
    if response.streaming:
        response.streaming_content = kept(response.streaming_content)
    return response


def _run_in(context, parts: Iterator) -> Iterator:
    # The scope is open only while a part is made; between the parts somebody else's code runs.
    end = object()
    while (part := context.run(next, parts, end)) is not end:
        yield part


def walled(queryset_class, path, *, several=False):
    """A manager for rows whose council is found by the lookup `path`; `several` when a row has many councils.

    Outside a scope it makes rows, and raises ScopeError for anything else.
    """
    scoped = type(ScopedManager(_manager_class=Manager.from_queryset(queryset_class), council=path))

    class Walled(scoped):
        # django_scopes' own ways round; ours are the two tables above.
        with_scope = with_scopes_disabled = None

        def get_queryset(self):
            opened = get_scope()
            if opened.get("_enabled", True) and "council" not in opened:
                raise ScopeError(f"{self.model.__name__} is asked for outside the scope of a council")
            if hasattr(opened.get("council"), "resolve_expression"):
                found = self._any().filter(**{f"{path}__among": opened["council"]})
            else:
                found = super().get_queryset()
            # Joined, a row of two councils in the scope would come twice.
            return self._any().filter(pk__in=found.order_by().values("pk")) if several else found

        def none(self):
            return self._any().none()

        def create(self, **values):
            return self._any().create(**values)

        def bulk_create(self, *rows, **options):
            return self._any().bulk_create(*rows, **options)

        def _any(self):
            return Manager.get_queryset(self)

    return Walled()


class WalledHistory(HistoricalRecords):
    """Field history behind the wall of what it is the history of.

    A history row keeps the foreign keys of its row and is walled by the same path. When what the path goes through has
    been deleted, the row belongs to no council any more and is seen only from outside.
    """

    def __init__(self, path, **options):
        super().__init__(
            bases=[_rows_behind(path)],
            m2m_bases=[_rows_behind(f"history__{path}")],
            history_manager=_WalledHistoryManager,
            **options,
        )

    def finalize(self, sender, **kwargs):
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            history = getattr(sender, self.manager_name).model
            for field in self.get_m2m_fields_from_model(sender):
                rows = getattr(history, field.name).model
                setattr(history, field.name, HistoryDescriptor(rows, manager=_WalledHistoryManager))

    def add_extra_methods(self, cls):
        super().add_extra_methods(cls)

        def save_new(instance, **held):
            """Insert a row with what its many-to-many fields hold: one statement for each table, and one version."""
            instance.save_without_historical_record(force_insert=True)
            instance._ties = {name: _tied(cls._meta.get_field(name), instance, rows) for name, rows in held.items()}
            self.create_historical_record(instance, "+")
            del instance._ties

        cls.save_new = save_new

    def create_historical_record_m2ms(self, history_instance, instance):
        """The ties that were made with the row need not be asked for."""
        if not hasattr(instance, "_ties"):
            return super().create_historical_record_m2ms(history_instance, instance)
        for field in history_instance._history_m2m_fields:
            model, ties = self.m2m_models[field], instance._ties[field.name]
            columns = [column.attname for column in field.remote_field.through._meta.fields]
            rows = [{column: getattr(tie, column) for column in columns} for tie in ties]
            model.objects.bulk_create([model(history=history_instance, **row) for row in rows])
        return None


def _tied(field, instance, rows):
    """Rows of the many-to-many table between an instance and these rows."""
    table = field.remote_field.through
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    return table._base_manager.bulk_create([table(**{own: instance, other: row}) for row in rows])


class _WalledHistoryManager(HistoryManager):
    def get_super_queryset(self):
        return self.model.objects.using(self._db)


def _rows_behind(path):
    class Behind(Model):
        objects = walled(HistoricalQuerySet, path)

        class Meta:
            abstract = True

    return Behind
