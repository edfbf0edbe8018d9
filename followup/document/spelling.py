"""The one canonical spelling of a snapshot: what its digest is taken of, and what is attached to its PDF."""

import json

ONLY_PRINTED = {"code": "", "sha256": ""}  # known when the snapshot is there, so blank in what the digest is of


def spelled(snapshot: dict[str, object]) -> bytes:
    """Sorted keys, no spaces, UTF-8."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode(errors="replace")


def frozen_bytes(printed: dict[str, object]) -> bytes:
    """The frozen data of a summary that is printed: the bytes whose SHA-256 stands on its paper.

    >>> frozen_bytes({"title": "A", "code": "7K3Q", "sha256": "ab"})
    b'{"code":"","sha256":"","title":"A"}'
    """
    return spelled({**printed, **ONLY_PRINTED})
