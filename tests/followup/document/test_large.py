"""Large summaries: all of it, or what was left out is told; within the time and memory of one document."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from followup.document.kept import documents_of
from followup.document.pdf import summary_pdf
from tests.followup.document.factories import (
    make_approved,
    make_promise,
    make_row,
    make_snapshot,
    make_target,
)
from tests.followup.document.reading import pages

ROOT = Path(__file__).resolve().parents[3]
ACTIVITIES = 5_000
ELSEWHERE = """
import hashlib, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "brapp.settings"
django.setup()
from followup.document.kept import documents_of
from tests.followup.document.factories import make_approved
for kind, content in documents_of(make_approved()):
    print(kind.value, hashlib.sha256(content).hexdigest())
"""


def many_activities(targets):
    rows = [make_row(id=10_000 + place, what="Fotpatrullering") for place in range(ACTIVITIES // targets)]
    named = [f"Mål {place}" for place in range(targets)]
    evidence = [{"target": name, "promise": "1", "rows": rows} for name in named]
    promise = make_promise(targets=[make_target(name, activities=len(rows)) for name in named])
    return make_snapshot([promise], evidence=evidence)


def test_five_thousand_activities_are_all_in_the_appendix():
    printed = pages(summary_pdf(make_approved(many_activities(targets=10))))
    assert sum(len(re.findall("Fotpatrullering", page)) for page in printed) == ACTIVITIES


def test_of_more_than_a_thousand_on_one_target_the_rest_is_counted_and_told():
    printed = " ".join(pages(summary_pdf(many_activities(targets=1))))
    assert printed.count("Fotpatrullering") == 1_000
    assert "Ytterligare 4000 aktiviteter räknas men visas inte här." in printed


def test_two_hundred_promises_each_have_their_place_and_line_in_the_contents():
    promises = [make_promise(str(number), [make_target()]) for number in range(1, 201)]
    printed = pages(summary_pdf(make_snapshot(promises, evidence=[])))
    assert len([page for page in printed if "sida" in page]) == len(printed) > 50
    assert "Löfte 200" in printed[-4] + printed[-3] + printed[-2] + printed[-1]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_makes_the_same_bytes(seed, here):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:3] == here


@pytest.fixture(scope="module")
def here():
    return [f"{kind.value} {hashlib.sha256(content).hexdigest()}" for kind, content in documents_of(make_approved())]
