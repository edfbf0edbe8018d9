"""A mark of what somebody has read, part by part: it tells later whether something has changed, and what. Pure."""

import hashlib
import json


def mark_of_parts(parts: dict[str, object]) -> str:
    """One mark of named parts, each given as plain data: `goals:0f3a…,texts:77c1…`."""
    return ",".join(f"{name}:{digest(parts[name])}" for name in sorted(parts))


def changed_since(read: str, now: str) -> list[str]:
    """Names of the parts that are otherwise now than in the mark that was read; all of them if that is no mark."""
    then = set(read.split(","))
    return [part.partition(":")[0] for part in now.split(",") if part not in then]


def digest(value: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of plain data; days and times as they are written."""
    return hashlib.sha256(json.dumps(value, default=str, ensure_ascii=False).encode()).hexdigest()[:16]
