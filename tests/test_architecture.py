"""The rules of the house, as tests.

Each rule is a function from text to the faults found in it, and each has a control, a few lines that break it,
so that no rule can pass because it has gone blind.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from councils.wall import UNWALLED

ROOT = Path(__file__).resolve().parent.parent
APPS = ("brapp", "followup", "promises", "councils")  # one column, top to bottom: an import points down

# Floor 1: plain values in, plain values out. These know neither Django nor the database.
PURE = (
    "councils/chain.py",
    "councils/clocks.py",
    "councils/differences.py",
    "councils/duty_days.py",
    "councils/oidc_providers.py",
    "councils/pdf_child.py",
    "councils/personal_data.py",
    "councils/personal_data_patterns.py",
    "councils/report_duties.py",
    "councils/roles.py",
    "councils/sheets/formulas.py",
    "councils/statistics/",
    "councils/svg.py",
    "councils/text.py",
    "promises/addresses.py",
    "promises/marked_text.py",
    "promises/matching.py",
    "promises/periods.py",
    "promises/published_promises.py",
    "promises/reachability.py",
    "promises/reader/",
    "promises/windows.py",
    "followup/assessment.py",
    "followup/attention.py",
    "followup/deadlines.py",
    "followup/demands.py",
    "followup/document/characters.py",
    "followup/document/cleaning.py",
    "followup/document/codes.py",
    "followup/document/row_headers.py",
    "followup/document/spelling.py",
    "followup/kinds.py",
    "followup/legal_duties.py",
    "followup/legal_terms.py",
    "followup/pace.py",
    "followup/needs.py",
    "followup/since.py",
)
# Floor 1 as well: words, and codes with their names. Of Django they use what speaks, nothing that stores.
WORDING = (
    "councils/codes.py",
    "councils/development.py",
    "councils/let_through.py",
    "councils/log_details.py",
    "councils/review_questions.py",
    "councils/statistics_words.py",
    "councils/verbs.py",
    "councils/work_pages.py",
    "promises/codes.py",
    "promises/due.py",
    "promises/consequences.py",
    "promises/measurability.py",
    "promises/proposals/",
    "promises/sharpening.py",
    "promises/target_remarks.py",
    "promises/themes.py",
    "promises/wording.py",
    "followup/arithmetic.py",
    "followup/charts/",
    "followup/bucket_names.py",
    "followup/legal_words.py",
    "followup/codes.py",
    "followup/drafting/done.py",
    "followup/drafting/told.py",
    "followup/drafting/weekly.py",
    "followup/document/words.py",
    "followup/matrix.py",
    "followup/measured.py",
    "followup/reminders.py",
    "followup/things.py",
    "followup/need_words.py",
)
WORDS_OF_DJANGO = ("django.utils.translation", "django.utils.formats", "django.db.models.TextChoices")
DJANGO_AND_COMPANY = ("django", "guardian", "allauth", "simple_history", "csp", "environ", "psycopg")

FLOORS = {"wall": 2, "querysets": 2, "constraints": 2, "models": 3, "views": 5, "management": 5, "urls": 6}
EVERYTHING_ELSE = 4  # access, actions, forms, progress, documents, admin, audit …

GUARDIAN_IS_AT_HOME_IN = ("councils/access.py", "councils/models/object_permissions.py")
SCOPES_ARE_AT_HOME_IN = ("councils/wall.py",)
# Managers and rows that no scope narrows; plain SQL is another way round.
ROUND_THE_WALL = {"unwalled", "through", "_base_manager", "raw"}
DRAWERS = {"core", "utils", "common", "helpers", "services", "selectors"}
LONGEST_FILE = 300
NOT_WRITTEN_BY_HAND = {"migrations", "vendor", "data", "locale"}


# What is there


def python_files(*apps: str) -> dict[str, str]:
    """Path from the project's folder → text. Empty where nothing is written yet."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for app in apps or APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    }


def templates() -> dict[str, str]:
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for folder in folders
        for path in sorted(folder.rglob("*.html"))
    }


class Import(NamedTuple):
    line: int
    name: str  # dotted, with the imported name last: councils.models.Council
    inside_function: bool


def imports_in(text: str, path: str) -> list[Import]:
    return list(_imports(ast.parse(text), PurePosixPath(path), inside_function=False))


def _imports(node: ast.AST, path: PurePosixPath, inside_function: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(node.lineno, alias.name, inside_function)
    elif isinstance(node, ast.ImportFrom):
        package = ".".join(path.parts[: -node.level]) if node.level else ""
        module = ".".join(filter(None, [package, node.module]))
        for alias in node.names:
            yield Import(node.lineno, f"{module}.{alias.name}", inside_function)
    inside_function = inside_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, path, inside_function)


def path_of(name: str) -> str:
    """A dotted name as the file it comes from, near enough to be looked up in the lists above."""
    return name.replace(".", "/")


def listed(path: str, places: tuple[str, ...]) -> bool:
    """Is the file, or the name imported from it, one of these files or in one of these folders?"""
    return any(
        path == place or path.startswith(place.removesuffix(".py").rstrip("/") + "/")
        or path == place.removesuffix(".py").rstrip("/")
        for place in places
    )  # fmt: skip


def floor(path: str) -> int:
    if listed(path, PURE + WORDING):
        return 1
    parts = PurePosixPath(path).with_suffix("").parts
    return FLOORS.get(parts[1], EVERYTHING_ELSE) if len(parts) > 1 else 1


# The rules


def points_up(text: str, path: str) -> list[str]:
    """An app imports only itself and the apps below it."""
    own = path.split("/")[0]
    above = APPS[: APPS.index(own)]
    return [
        f"{path}:{line}: {own} imports {name}, which stands above it"
        for line, name, _ in imports_in(text, path)
        if name.split(".")[0] in above
    ]


def climbs(text: str, path: str) -> list[str]:
    """Within an app a file imports only its own floor and those below."""
    own = path.split("/")[0]
    return [
        f"{path}:{line}: floor {floor(path)} imports {name} on floor {floor(path_of(name))}"
        for line, name, _ in imports_in(text, path)
        if name.split(".")[0] == own and floor(path_of(name)) > floor(path)
    ]


def hides_an_import(text: str, path: str) -> list[str]:
    """An import inside a function hides a circle. Untangle the circle instead."""
    return [
        f"{path}:{line}: imports {name} inside a function"
        for line, name, inside_function in imports_in(text, path)
        if inside_function
    ]


def uses_signals(text: str, path: str) -> list[str]:
    """A signal is a call that the reader cannot see. Call the action instead."""
    return [
        f"{path}:{line}: imports {name}"
        for line, name, _ in imports_in(text, path)
        if name.startswith("django.dispatch") or "signals" in name.split(".")
    ]


def asks_guardian(text: str, path: str) -> list[str]:
    """Rights are asked at one gate, councils/access.py; who asks elsewhere may forget half the question."""
    if path in GUARDIAN_IS_AT_HOME_IN:
        return []
    return [
        f"{path}:{line}: imports {name}" for line, name, _ in imports_in(text, path) if name.split(".")[0] == "guardian"
    ]


def opens_scopes(text: str, path: str) -> list[str]:
    """What is open, and why, is said in councils/wall.py; a scope opened elsewhere is in none of its tables."""
    if path in SCOPES_ARE_AT_HOME_IN:
        return []
    return [
        f"{path}:{line}: imports {name}"
        for line, name, _ in imports_in(text, path)
        if name.split(".")[0] == "django_scopes"
    ]


def passes_the_wall(text: str, path: str) -> list[str]:
    """Rows are read through walled managers, but for the files that UNWALLED in councils/wall.py gives a reason."""
    if path in SCOPES_ARE_AT_HOME_IN or path in UNWALLED:
        return []
    return [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and (node.attr in ROUND_THE_WALL or ast.unparse(node) == "connection.cursor")
    ]


def knows_django(text: str, path: str) -> list[str]:
    """A pure file imports no Django, and of this project only what is pure. Words may be translated."""
    words = listed(path, WORDING)
    allowed, below = (WORDS_OF_DJANGO, PURE + WORDING) if words else ((), PURE)
    faults = []
    for line, name, _ in imports_in(text, path):
        package = name.split(".")[0]
        of_django = package in DJANGO_AND_COMPANY and not name.startswith(allowed)
        of_ours = package in APPS and not listed(path_of(name), below)
        if of_django or of_ours:
            faults.append(f"{path}:{line}: a pure file imports {name}")
    return faults


def is_a_drawer(path: str) -> list[str]:
    """Things are named for what they are; a drawer for everything ends up holding everything."""
    found = DRAWERS.intersection(PurePosixPath(path).with_suffix("").parts)
    return [f"{path}: '{name}' says nothing about what is in it" for name in found]


def is_too_long(text: str, path: str) -> list[str]:
    lines = text.count("\n")
    return [f"{path}: {lines} lines, at most {LONGEST_FILE}"] if lines > LONGEST_FILE else []


COMMENT = r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}"
TEMPLATE_CODE = re.compile(COMMENT + r"|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "an on… handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
}


def is_inline(text: str, path: str) -> list[str]:
    """The Content-Security-Policy blocks everything inline: the page would break without a word."""
    # What Django works out is blanked, but for line ends: else "a > b" in a condition would end an element.
    html = TEMPLATE_CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
    return [
        f"{path}:{html.count(chr(10), 0, match.start()) + 1}: {fault}"
        for fault, pattern in INLINE.items()
        for match in pattern.finditer(html)
    ]


def is_named_otherwise(text: str, path: str) -> list[str]:
    """One name for URL and view: whoever has read one finds the other."""
    faults = []
    for call in ast.walk(ast.parse(text)):
        if not (isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in ("path", "re_path")):
            continue
        names = [ast.literal_eval(word.value) for word in call.keywords if word.arg == "name"]
        if len(call.args) < 2 or not names:
            continue
        name, view = names[0], call.args[1]
        view_name = ast.unparse(view).split(".")[-1]
        if not isinstance(view, ast.Name | ast.Attribute):
            faults.append(f"{path}:{call.lineno}: '{name}' leads to {ast.unparse(view)}, not to a function")
        elif view_name != name:
            faults.append(f"{path}:{call.lineno}: the URL '{name}' leads to a view called '{view_name}'")
    return faults


def functions_in(text: str) -> set[str]:
    return {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def has_no_view(path: str, views: set[str]) -> list[str]:
    """A page's template has its view's name; `_part.html` belongs to another template."""
    name = PurePosixPath(path).stem
    return [] if name.startswith("_") or name in views else [f"{path}: no view is called '{name}'"]


# The rules, kept


def faults(rule, files: dict[str, str]) -> list[str]:
    return [fault for path, text in files.items() for fault in rule(text, path)]


def report(found: list[str], rule) -> str:
    return "\n".join([" ".join(rule.__doc__.split()) if rule.__doc__ else rule.__name__, *found])


@pytest.mark.parametrize(
    "rule",
    [points_up, climbs, hides_an_import, uses_signals, asks_guardian, opens_scopes, passes_the_wall],
    ids=lambda rule: rule.__name__,
)
def test_no_file(rule):
    apps = [app for app in APPS if app != "brapp"] if rule is climbs else APPS
    found = faults(rule, python_files(*apps))
    assert not found, report(found, rule)


def test_pure_files_know_no_django():
    files = {path: text for path, text in python_files().items() if listed(path, PURE + WORDING)}
    found = faults(knows_django, files)
    assert not found, report(found, knows_django)


def test_nothing_is_kept_in_drawers():
    found = [fault for path in python_files() for fault in is_a_drawer(path)]
    assert not found, report(found, is_a_drawer)


def test_no_file_is_too_long():
    assets = {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for pattern in ("*.js", "*.css")
        for path in sorted((ROOT / "static").rglob(pattern))
    }
    files = {
        path: text
        for path, text in (python_files() | templates() | assets).items()
        if not NOT_WRITTEN_BY_HAND.intersection(PurePosixPath(path).parts)
    }
    found = faults(is_too_long, files)
    assert not found, report(found, is_too_long)


def test_templates_hold_nothing_inline():
    found = faults(is_inline, templates())
    assert not found, report(found, is_inline)


def test_url_and_view_have_one_name():
    site_maps = {path: text for path, text in python_files().items() if path.endswith("/urls.py")}
    found = faults(is_named_otherwise, site_maps)
    assert not found, report(found, is_named_otherwise)


@pytest.mark.parametrize("app", ["followup", "promises", "councils"])
def test_every_page_template_has_the_name_of_a_view(app):
    views = {
        name
        for path, text in python_files(app).items()
        if path.startswith((f"{app}/views/", f"{app}/views.py"))
        for name in functions_in(text)
    }
    pages = [path for path in templates() if PurePosixPath(path).parent.parts[-2:] == ("templates", app)]
    found = [fault for path in pages for fault in has_no_view(path, views)]
    assert not found, report(found, has_no_view)


# The rules, broken: each control is a fault that its rule must see, and a near miss that it must not


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (points_up, "councils/access.py", "from promises.models import Promise"),
        (points_up, "councils/access.py", "import followup.assessment"),
        (points_up, "promises/views/log.py", "from followup import progress"),
        (points_up, "followup/views/overview.py", "from brapp.settings import DEBUG"),
        (points_up, "councils/views/a.py", "def f():\n    from promises import periods"),
        (climbs, "councils/models/councils.py", "from councils.access import may"),
        (climbs, "councils/models/councils.py", "from ..access import may"),
        (climbs, "councils/models/councils.py", "from councils import access"),
        (climbs, "councils/querysets.py", "from councils.models import Council"),
        (climbs, "councils/access.py", "from councils.views.council import council"),
        (climbs, "followup/assessment.py", "from followup import progress"),
        (climbs, "followup/views/a.py", "from followup.urls import urlpatterns"),
        (hides_an_import, "councils/access.py", "def f():\n    import json"),
        (hides_an_import, "councils/access.py", "class A:\n    def f(self):\n        from json import loads"),
        (uses_signals, "councils/models/a.py", "from django.dispatch import receiver"),
        (uses_signals, "councils/models/a.py", "from django.db.models.signals import post_save"),
        (uses_signals, "councils/models/a.py", "from django.db.models import signals"),
        (asks_guardian, "councils/views/a.py", "from guardian.shortcuts import assign_perm"),
        (asks_guardian, "councils/admin.py", "import guardian"),
        (climbs, "councils/wall.py", "from councils.models import Council"),
        (opens_scopes, "councils/access.py", "from django_scopes import scope"),
        (opens_scopes, "followup/progress.py", "import django_scopes.state"),
        (passes_the_wall, "followup/views/a.py", "Credit.unwalled.counting()"),
        (passes_the_wall, "promises/views/a.py", "Target.places.through.objects.all()"),
        (passes_the_wall, "councils/audit.py", "AuditEntry._base_manager.all()"),
        (passes_the_wall, "councils/audit.py", "with connection.cursor() as cursor: pass"),
        (passes_the_wall, "councils/audit.py", "AuditEntry.objects.raw('SELECT 1')"),
        (knows_django, "promises/periods.py", "from django.utils import timezone"),
        (knows_django, "promises/reader/lines.py", "import django"),
        (knows_django, "followup/assessment.py", "from promises.models import Target"),
        (knows_django, "followup/document/cleaning.py", "from followup.document import pdf"),
        (knows_django, "followup/assessment.py", "from promises.wording import units"),
        (knows_django, "promises/wording.py", "from django.utils import timezone"),
        (knows_django, "promises/codes.py", "from django.db.models import Model"),
        (is_too_long, "councils/access.py", "a = 1\n" * 301),
        (is_inline, "templates/a.html", '<p style="color:red">'),
        (is_inline, "templates/a.html", "<style>p {}</style>"),
        (is_inline, "templates/a.html", "<script>alert(1)</script>"),
        (is_inline, "templates/a.html", '<script type="module">alert(1)</script>'),
        (is_inline, "templates/a.html", "<button\n  onclick='go()'>"),
        (is_inline, "templates/a.html", '<option {% if a > b %}selected{% endif %} onclick="go()">'),
        (is_inline, "templates/a.html", '<a href="javascript:go()">'),
        (is_named_otherwise, "councils/urls.py", 'path("logga/", views.log_activity, name="log")'),
        (is_named_otherwise, "councils/urls.py", 'path("logga/", Log.as_view(), name="log")'),
    ],
)
def test_a_broken_rule_is_seen(rule, path, text):
    assert rule(text, path)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (points_up, "promises/views/log.py", "from councils.models import Council"),
        (points_up, "followup/views/a.py", "import promises.periods, councils.access"),
        (points_up, "brapp/urls.py", "from followup import urls"),
        (climbs, "councils/views/a.py", "from councils.access import may"),
        (climbs, "councils/models/a.py", "from councils.models.b import B"),
        (climbs, "councils/models/a.py", "from councils.roles import Role"),
        (climbs, "followup/assessment.py", "from promises.periods import Period"),
        (hides_an_import, "councils/access.py", "import json\nfrom json import loads"),
        (uses_signals, "councils/models/a.py", "from django.db import models"),
        (asks_guardian, "councils/access.py", "from guardian.core import ObjectPermissionChecker"),
        (climbs, "councils/models/a.py", "from councils.wall import walled"),
        (opens_scopes, "councils/wall.py", "from django_scopes import scope"),
        (opens_scopes, "councils/access.py", "from councils import wall"),
        (passes_the_wall, "followup/progress.py", "Credit.unwalled.counting()"),
        (passes_the_wall, "promises/views/a.py", "Credit.objects.counting()"),
        (
            knows_django,
            "followup/assessment.py",
            "from datetime import date\nfrom promises.periods import Period",
        ),
        (knows_django, "promises/wording.py", "from django.utils.translation import gettext"),
        (knows_django, "promises/codes.py", "from django.db.models import TextChoices"),
        (is_too_long, "councils/access.py", "a = 1\n" * 300),
        (is_inline, "templates/a.html", '<script src="{% static "js/log.js" %}" defer></script>'),
        (is_inline, "templates/a.html", '<p class="style" data-onset="1">on = style</p>'),
        (is_inline, "templates/a.html", '<p {% include "x" with style=1 onclick=2 only %}>'),
        (is_inline, "templates/a.html", '{# <p style="x"> #}{% comment %}<style>{% endcomment %}'),
        (is_named_otherwise, "councils/urls.py", 'path("logga/", views.activities.log, name="log")'),
        (is_named_otherwise, "councils/urls.py", 'path("", include("promises.urls"))'),
    ],
)
def test_a_kept_rule_is_not_complained_of(rule, path, text):
    assert not rule(text, path)


def test_a_drawer_and_a_template_without_view_are_seen():
    assert is_a_drawer("councils/utils.py")
    assert is_a_drawer("promises/services/log.py")
    assert not is_a_drawer("promises/actions/log.py")
    assert has_no_view("templates/councils/meeting.html", {"meetings"})
    assert not has_no_view("templates/councils/_row.html", {"meetings"})
    assert functions_in("@gate('x')\ndef meetings(request): ...\nclass A:\n    def b(self): ...") == {"meetings"}


def test_the_rules_read_files_that_exist():
    """With the folders moved or renamed, every rule above would pass for want of anything to read."""
    for app in APPS:
        assert python_files(app), f"no Python files found in {app}/"
