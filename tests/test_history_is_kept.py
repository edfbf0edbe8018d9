"""History is written when a row is saved: nothing may change tracked rows past it.

`QuerySet.update`, `bulk_create` and `bulk_update` write straight to the table. Used on a model that keeps its history,
the change would be nowhere to be read.
"""

import ast

import pytest

from tests.test_architecture import python_files

PAST_HISTORY = ("update", "bulk_create", "bulk_update")
# The managers' own words for it: whoever uses them is seen where it is done.
OFFERS_THEM = {"councils/wall.py"}
# Writes the history itself, many rows at once: tests/promises/test_many_activities.py compares it with single saves.
WRITES_HISTORY = {"promises/actions/many_activities.py"}
# Millions of invented rows, in a database of their own that nobody reads the history of.
HAS_NO_HISTORY = {"followup/benchmark/making.py"}


def tracked_models(files: dict[str, str]) -> set[str]:
    """Names of the classes that keep their history."""
    return {
        node.name
        for text in files.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and any(_is_history(line) for line in node.body)
    }


def _is_history(line: ast.stmt) -> bool:
    return isinstance(line, ast.Assign) and ast.unparse(line.value).startswith("WalledHistory(")


def writes_past_history(text: str, path: str, tracked: set[str]) -> list[str]:
    """A call that writes rows without saving them, of a tracked model or of rows whose model the line does not name."""
    return [
        f"{path}:{call.lineno}: {ast.unparse(call.func)}"
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in PAST_HISTORY
        and _writes_rows(call)
        and _may_be_tracked(_root(call.func.value), tracked)
    ]


def _writes_rows(call: ast.Call) -> bool:
    """A dict's or a hash's `update` takes what it is given by place, a queryset's by name."""
    return call.func.attr != "update" or not call.args


def _root(node: ast.expr) -> str:
    """The name a chain of attributes and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _may_be_tracked(root: str, tracked: set[str]) -> bool:
    is_a_class = root[:1].isupper()
    return root in tracked or not is_a_class


def test_nothing_is_written_past_the_history():
    files = python_files()
    tracked = tracked_models(files)
    found = {path: writes_past_history(text, path, tracked) for path, text in files.items()}
    faults = [
        fault
        for path, those in found.items()
        for fault in those
        if path not in OFFERS_THEM | WRITES_HISTORY | HAS_NO_HISTORY
    ]
    assert not faults, "\n".join(faults)
    assert all(found[path] for path in OFFERS_THEM | WRITES_HISTORY | HAS_NO_HISTORY)


def test_the_tracked_models_are_found():
    assert tracked_models(python_files()) == {
        "Activity",
        "Promise",
        "PromiseSet",
        "Summary",
        "SummaryText",
        "Target",
        "Translation",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Target.objects.filter(pk=1).update(minimum=2)",
        "Target.objects.bulk_create(rows)",
        "Target.objects.bulk_update(rows, ['minimum'])",
        "promise.targets.all().update(minimum=2)",
        "rows.update(minimum=2)",
        "rows.bulk_create([])",
        "self.rows().update(**values)",
    ],
)
def test_a_write_past_the_history_is_seen(line):
    assert writes_past_history(line, "a.py", {"Target"})


@pytest.mark.parametrize(
    "line",
    [
        "Credit.objects.bulk_create(rows)",
        "Place.objects.filter(pk=1).update(name='a')",
        "found.update({1: 2})",
        "digest.update(text.encode())",
        "target.save()",
    ],
)
def test_what_passes_no_history_is_not_complained_of(line):
    assert not writes_past_history(line, "a.py", {"Target"})
