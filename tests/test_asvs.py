"""docs/asvs.md keeps its word: every requirement of levels 1 and 2 once, and every test it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "asvs.md"
ROW = re.compile(r"\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| (met|partly|not applicable|not met) \| ([^|]+) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
# Section → how many of its requirements are of level 1 or 2; they come first in each. ASVS 5.0.0: 253 in all.
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3
11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3
15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
REQUIRED = [
    f"{section}.{number}"
    for section, last in (entry.split(":") for entry in SECTIONS.split())
    for number in range(1, int(last) + 1)
]


@cache
def names_in(path):
    return {node.name for node in ast.parse((ROOT / path).read_text()).body if isinstance(node, ast.FunctionDef)}


def rows_of(page):
    """The cells of each row; a line that looks like one and is not raises."""
    lines = [line for line in page.splitlines() if re.match(r"\|\s*\**\d", line)]
    broken = [line for line in lines if not ROW.fullmatch(line)]
    assert not broken, "\n".join(["not a row with number, level, words, status and what shows it:", *broken])
    return [ROW.fullmatch(line).groups() for line in lines]


def faults_in(page):
    rows = rows_of(page)
    numbers = [number for number, *_ in rows]
    in_order = sorted(set(numbers), key=lambda number: [int(part) for part in number.split(".")])
    if numbers != in_order:
        yield "the numbers are not in order, each once"
    yield from (f"{number} is missing" for number in REQUIRED if number not in numbers)
    for number, _level, _words, status, shown in rows:
        for path, name in TEST.findall(shown):
            if not (ROOT / path).exists() or name not in names_in(path):
                yield f"{number} names a test that does not exist: {path}::{name}"
        if shown.count("tests/") != len(TEST.findall(shown)):
            yield f"{number} names a test in another form than `tests/file.py::test_name`"
        if status != "met" and len(shown.split()) < 3:
            yield f"{number} is {status} and does not say why"
        if "TODO" in shown:
            yield f"{number} still says TODO"


def test_there_are_253_requirements_of_levels_1_and_2():
    assert len(REQUIRED) == len(set(REQUIRED)) == 253


def test_the_page_has_every_requirement_and_names_only_what_is_there():
    found = list(faults_in(PAGE.read_text()))
    assert not found, "\n".join(found)


def test_the_places_the_page_leads_to_are_there():
    anchors = set(re.findall(r"\]\((\w+\.md)(?:#(\w+))?\)", PAGE.read_text()))
    assert anchors
    for page, heading in anchors:
        text = (PAGE.parent / page).read_text()
        assert not heading or re.search(rf"^##+ {heading}$", text, re.IGNORECASE | re.MULTILINE), (page, heading)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda page: re.sub(r"\n\| 8\.2\.2 .*", "", page), "8.2.2 is missing"),
        (lambda page: page.replace("::test_every_route_has_a_declared_rule", "::test_gone"), "does not exist"),
        (lambda page: page + page[page.index("| 1.1.1") :].split("\n")[0] + "\n", "not in order"),
        (lambda page: page.replace("There is no LDAP.", "No."), "does not say why"),
        (lambda page: page.replace("There is no LDAP.", "Shown by TODO-LDAP."), "still says TODO"),
    ],
)
def test_a_fault_in_the_page_is_seen(change, fault):
    assert [one for one in faults_in(change(PAGE.read_text())) if fault in one]


def test_a_row_without_a_status_is_seen():
    with pytest.raises(AssertionError):
        rows_of("| 1.1.1 | 2 | Words. |  | shown |")
