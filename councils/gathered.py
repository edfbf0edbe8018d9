"""Many rows in the answer of one query: as a JSON list in a column, and held by the row they belong to."""

from django.db.models import Aggregate, JSONField
from django.db.models.functions import JSONObject


class Gathered(Aggregate):
    """The values of a group as one JSON list, in no particular order; None where there are none."""

    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)

    def as_postgresql(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, function="JSONB_AGG", **context)


def whole(model, path=""):
    """A row of the model, found by the lookup `path`, as a JSON object. For models of numbers and texts alone."""
    way = f"{path}__" if path else ""
    return JSONObject(**{field.attname: f"{way}{field.attname}" for field in model._meta.concrete_fields})


def row_of(model, values):
    """The row that `whole` put into JSON. PostgreSQL keeps no order of the keys."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db("default", names, [values[name] for name in names])


def hold(row, name, rows, base=None):
    """Let a row know what its relation `name` holds, so that nobody asks the database for it.

    `base`: the queryset that the relation begins from, made once where many rows are held: to make it, behind its wall,
    takes longer than the rest.
    """
    manager = getattr(row, name)
    held = manager.get_queryset() if base is None else manager._apply_rel_filters(base.all())
    held._result_cache, held._prefetch_done = list(rows), True
    if not hasattr(row, "_prefetched_objects_cache"):
        row._prefetched_objects_cache = {}
    row._prefetched_objects_cache[name] = held


def is_held(row, name):
    """Does the row know what its relation holds?"""
    return name in getattr(row, "_prefetched_objects_cache", {})


def rows_of(row, name, *related):
    """The rows of a relation: those that are held, else asked for together with what they point to."""
    manager = getattr(row, name)
    return manager.all() if is_held(row, name) else manager.select_related(*related)


def let_go(row, name):
    """Forget it again: from now on the relation is asked for."""
    del row._prefetched_objects_cache[name]
