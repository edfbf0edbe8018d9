"""When both parties have approved, three documents are kept, byte for byte, and they are made of what is frozen."""

import hashlib
import io
from datetime import UTC, datetime

import pikepdf
import pytest

from councils.roles import Role
from followup.codes import DocumentKind
from followup.document.kept import documents_of
from followup.document.snapshot import printed
from promises.models import Activity, Target
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = datetime(2020, 1, 20, 12, tzinfo=UTC)


@pytest.fixture
def approved():
    council = make.council(short_name="Överkalix")
    promise_set = make.promise_set(council=council)
    make.activity(targets=[make.target(promise=make.promise(promise_set=promise_set))])
    coordinator = make.person(Role.COORDINATOR, council=council)
    chief = make.person(Role.POLICE_MANAGER, council=council)
    return make.approved(promise_set, municipality=coordinator, police=chief, at=AT)


def test_approval_by_both_keeps_the_whole_the_short_version_and_the_english_edition(approved):
    rows = {row.kind: row for row in approved.documents.all()}
    assert set(rows) == set(DocumentKind)
    for kind, content in documents_of(printed(approved)):
        assert bytes(rows[kind].content) == content
        assert rows[kind].sha256 == hashlib.sha256(content).hexdigest()


def test_what_is_attached_to_the_kept_document_has_the_digest_of_the_row(approved):
    content = bytes(approved.documents.get(kind=DocumentKind.FULL).content)
    with pikepdf.open(io.BytesIO(content)) as document:
        attached = document.attachments["sammanstallning.json"].get_file().read_bytes()
    assert hashlib.sha256(attached).hexdigest() == approved.sha256


def test_what_happens_afterwards_changes_no_document(approved):
    before = documents_of(printed(approved))
    Activity.objects.update(occurred_on=AT.date(), count=99)
    Target.objects.update(label="Något annat", minimum=99)
    approved.refresh_from_db()
    assert documents_of(printed(approved)) == before
