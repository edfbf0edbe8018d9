"""The matrix as a document, for whoever answers for security in a municipality: a table to sort, and a page to read."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.template import Context, Engine
from django.utils import timezone, translation

from councils.models import ROLE_NAMES
from councils.roles import Role
from tests.access.addresses import PLACEMENTS, SITE
from tests.access.layers import LAYERS
from tests.access.leaks import LEAKS
from tests.access.pages import METHODS
from tests.access.rules import ROUTES

VISITORS = {
    **{f"{role} of A": ROLE_NAMES[role] for role in Role},
    "a user of B only": "samordnare i det andra rådet",
    "a user in no council": "utan råd",
    "an overseer": "följer alla råd",
    "a superuser": "förvaltare",
    "a deactivated user": "avstängd",
    "anonymous": "inte inloggad",
}
LOGGED_OUT = {"a deactivated user", "anonymous"}
PLACEMENT_NAMES = {
    "own": "eget",
    "foreign": "annat råd",
    "missing": "råd som inte finns",
    "own row in foreign council": "egen rad i annat råd",
    "foreign row in own council": "annat råds rad i eget",
    "missing row in own council": "rad som inte finns",
    "draft of the other, in own council": "annat råds utkast i eget",
    "own draft": "eget utkast",
}
LAYER_NAMES = {
    "rule": "Regel",
    "status": "Svar",
    "alike": "Lika svar",
    "canary": "Märkta ord",
    "count": "Märkta tal",
    "draft": "Utkast",
    "public": "Utan inloggning",
    "safe": "Läsning",
    "refusal": "Nekande",
    "fingerprint": "Fingeravtryck",
    "crossing": "Kopplingar",
    "body": "Formulär",
    "parameter": "Tillägg",
    "interference": "Påverkan",
    "revoked": "Avslut",
}
ANSWERS = {403: "nej", 404: "finns inte", 422: "nekas", 400: "nekas"}


# Whether the checks see is the same on every database, so the leaks are planted on one.
PLANTED_ON = "sqlite"


@dataclass
class Findings:
    """What a run has asked and found."""

    requests: int = 0
    records: dict = field(default_factory=dict)
    titles: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    leaks: dict = field(default_factory=dict)

    @property
    def is_complete(self):
        planted = len(self.leaks) == len(LEAKS) or connection.vendor != PLANTED_ON
        return {route for route, _, _ in self.records} == SITE.keys() and planted


def write_report(findings, folder):
    """access-matrix.csv and access-matrix.html in the folder; with the database in the name when it is PostgreSQL."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "" if connection.vendor == "sqlite" else f"-{connection.vendor}"
    with (folder / f"access-matrix{suffix}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table(findings))
    with translation.override("sv"):
        page = Engine().from_string((Path(__file__).parent / "report.html").read_text(encoding="utf-8"))
        (folder / f"access-matrix{suffix}.html").write_text(page.render(Context(facts(findings))), encoding="utf-8")


def table(findings):
    """Every address × visitor × method as a row, with the status of each placement."""
    yield ["sida", "adress", "namn", "besökare", "metod", *(PLACEMENT_NAMES[name] for name in PLACEMENTS)]
    for (route, visitor, method), statuses in sorted(findings.records.items(), key=lambda one: _order(*one[0])):
        names = [findings.titles.get(route, ""), SITE[route].pattern, route]
        yield [*names, VISITORS[visitor], method, *(statuses.get(name, "") for name in PLACEMENTS)]


def _order(route, visitor, method):
    return SITE[route].pattern, route, list(VISITORS).index(visitor), METHODS.index(method)


def facts(findings):
    found = [name for name in LAYERS for problem in findings.problems if problem.startswith(f"[{name}]")]
    columns = [name for name in VISITORS if name != "a user of B only"]
    killed = [leak for leak, seen in findings.leaks.items() if seen]
    return {
        "findings": findings,
        "day": timezone.localdate(),
        "database": {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor],
        "routes": len({route for route, _, _ in findings.records}),
        "methods": METHODS,
        "visitors": len(VISITORS),
        "columns": [VISITORS[name] for name in columns],
        "layers": [(LAYER_NAMES[name], text, found.count(name)) for name, text in LAYERS.items()],
        "killed": len(killed),
        "is_planted": connection.vendor == PLANTED_ON,
        "leaks": [(leak.title, LAYER_NAMES[leak.layer], seen) for leak, seen in findings.leaks.items()],
        "in_council": [_page(findings, route, columns) for route in _of(findings, above=False)],
        "above_council": [_page(findings, route, columns) for route in _of(findings, above=True)],
    }


def _of(findings, *, above):
    routes = {route for route, _, _ in findings.records if route in ROUTES}
    wanted = [one for one in routes if ("council" not in SITE[one].parameters) == above]
    return sorted(wanted, key=lambda one: SITE[one].pattern)


def _page(findings, route, columns):
    """An address with a row for each group of methods that are answered alike."""
    rows = {}
    for method in METHODS:
        statuses = {name: findings.records[route, name, method] for name in columns}
        rows.setdefault(_said(statuses, method), []).append(method)
    return {
        "title": findings.titles.get(route, ""),
        "pattern": SITE[route].pattern,
        "rows": [(", ".join(methods) if len(methods) < 3 else "övriga", *said) for said, methods in rows.items()],
    }


def _said(statuses, method):
    """What each visitor gets in the own council, and all that those who are logged in get in the other."""
    own = tuple(_in_words(one["own"], method, name) for name, one in statuses.items())
    # Those outside are sent to log in, whatever they ask for.
    inside = {name: one["foreign"] for name, one in statuses.items() if "foreign" in one and name not in LOGGED_OUT}
    return own, tuple(sorted({_in_words(status, method, name) for name, status in inside.items()}))


def _in_words(status, method, visitor):
    """(word, status): what the visitor gets."""
    if status == 302 and visitor in LOGGED_OUT:
        return "logga in", status
    if status == 405:
        return "–", ""
    return ANSWERS.get(status, "ja" if status < 400 else "fel"), status
