"""What the matrix's tests share: its findings, kept for the report, and documents as text."""

import json
import os
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from followup.summary_documents import DOCUMENTS
from tests.access.asking import Matrix
from tests.access.report import Findings, write_report

FINDINGS = pytest.StashKey[Findings]()


def pytest_addoption(parser):
    parser.addoption("--access-report", metavar="FOLDER", help="write the access matrix there, as CSV and HTML")


def pytest_configure(config):
    config.stash[FINDINGS] = Findings()


def pytest_sessionfinish(session):
    folder = session.config.getoption("--access-report", None) or os.environ.get("BRAPP_ACCESS_REPORT")
    findings = session.config.stash.get(FINDINGS, None)
    if folder and findings and findings.records:
        write_report(findings, Path(folder))


@pytest.fixture(scope="session")
def findings(pytestconfig):
    return pytestconfig.stash[FINDINGS]


@pytest.fixture(scope="module")
def matrix(world):
    """The clock stands, so that a long walk is not one of somebody whose sign-in has grown old."""
    with plain_documents(), time_machine.travel(timezone.now(), tick=False):
        yield Matrix(world)


@contextmanager
def plain_documents():
    """The PDF as plain text, so that its words can be searched quickly; one test reads the real one."""
    plain = DOCUMENTS["pdf"]._replace(make=lambda snapshot: json.dumps(snapshot, ensure_ascii=False).encode())
    with patch.dict(DOCUMENTS, pdf=plain):
        yield
