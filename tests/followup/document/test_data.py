"""The summary as data: what its digest was taken of, with digest and code beside it."""

import hashlib
import json

from followup.document.data import summary_json
from followup.document.snapshot import digest
from tests.followup.document.factories import make_promise, make_snapshot


def frozen():
    snapshot = make_snapshot(status="approved")
    return snapshot, {**snapshot, "sha256": digest(snapshot), "code": "7K3Q-9F2M-XW01"}


def test_anybody_can_reckon_its_digest_from_the_file_alone():
    _snapshot, printed = frozen()
    said = json.loads(summary_json(printed))
    spelled = json.dumps(said["snapshot"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(spelled.encode()).hexdigest() == said["sha256"]
    assert said["code"] == "7K3Q-9F2M-XW01"


def test_it_holds_what_was_frozen_and_nothing_else():
    snapshot, printed = frozen()
    said = json.loads(summary_json(printed))
    assert said["snapshot"] == snapshot
    assert (said["format"], said["schema_version"]) == ("brapp.summary", 1)


def test_a_draft_has_neither_digest_nor_code():
    said = json.loads(summary_json(make_snapshot([make_promise(police_did="Så \ud800 här")])))
    assert (said["sha256"], said["code"], said["snapshot"]["status"]) == ("", "", "draft")
