"""The summary as data for other programs: the snapshot with its digest and its code."""

import json

from followup.document.spelling import ONLY_PRINTED

FORMAT = "brapp.summary"
# Raised when a name changes its meaning or goes away; a name that is added does not raise it.
SCHEMA_VERSION = 1


def summary_json(snapshot: dict) -> bytes:
    """The snapshot as its digest is taken of it, and beside it the digest and the code; both are blank in a draft.

    The digest is the SHA-256 of `snapshot` with sorted keys, no spaces, in UTF-8.
    """
    content = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "sha256": snapshot["sha256"],
        "code": snapshot["code"],
        "snapshot": {**snapshot, **ONLY_PRINTED},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode(errors="replace")
