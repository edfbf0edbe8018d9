"""What is installed is what was chosen: every direct dependency with its reason, every file by its hash."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
CHOSEN = ["requirements.in", "tests/requirements.in"]
LOCKED = ["requirements.txt", "tests/requirements.txt"]
SHORTEST_REASON = 15  # letters; less is a word, not a reason


def chosen(text: str) -> list[tuple[Requirement, str]]:
    """Each direct dependency with the comment beside it."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(Requirement(part), reason.strip()) for part, _, reason in (line.partition("#") for line in lines)]


def locked(text: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Name → the pinned requirement and the hashes of the files that may be installed for it."""
    entries = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    pins = {}
    for entry in entries:
        if not entry.strip() or entry.lstrip().startswith("#"):
            continue
        requirement, *hashes = entry.split(" --hash=")
        pin = Requirement(requirement)
        pins[canonicalize_name(pin.name)] = (pin, [found.strip() for found in hashes])
    return pins


def read(path: str) -> str:
    return (ROOT / path).read_text()


def unlocked(chosen_text: str, *locks: str) -> list[str]:
    pins = {name: pin for lock in locks for name, pin in locked(lock).items()}
    faults = []
    for requirement, _ in chosen(chosen_text):
        pin, _ = pins.get(canonicalize_name(requirement.name), (None, []))
        if pin is None:
            faults.append(f"{requirement.name} is not locked")
        elif not requirement.specifier.contains(pinned_version(pin)):
            faults.append(f"{requirement} is locked at {pin}")
    return faults


def pinned_version(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    assert specifier.operator == "==", f"{pin} names no one version"
    return specifier.version


@pytest.mark.parametrize("path", CHOSEN)
def test_every_direct_dependency_has_a_reason_beside_it(path):
    found = chosen(read(path))
    assert found
    assert not [str(requirement) for requirement, reason in found if len(reason) < SHORTEST_REASON]


@pytest.mark.parametrize(("path", "lock"), list(zip(CHOSEN, LOCKED, strict=True)))
def test_every_direct_dependency_is_locked_within_its_bounds(path, lock):
    assert unlocked(read(path), read(lock)) == []


@pytest.mark.parametrize("lock", LOCKED)
def test_every_locked_line_is_one_version_with_hashes(lock):
    for pin, hashes in locked(read(lock)).values():
        assert pinned_version(pin)
        assert hashes, f"{pin} may be any file"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes), pin


def test_both_locks_install_together():
    main, tests = (locked(read(lock)) for lock in LOCKED)
    assert {name: main[name][0].specifier for name in main.keys() & tests.keys()} == {
        name: tests[name][0].specifier for name in main.keys() & tests.keys()
    }


@pytest.mark.parametrize("lock", LOCKED)
def test_the_locks_name_no_place_of_the_machine_that_made_them(lock):
    assert not re.findall(r"file:|--find-links|index-url|(?:^|\s)/\w+", read(lock))


def test_a_dependency_without_lock_reason_or_hash_is_seen():
    assert unlocked("polib~=1.2 # reads", "ruff==1.0 --hash=sha256:00") == ["polib is not locked"]
    assert unlocked("polib~=1.2 # reads", "polib==2.0") == ["polib~=1.2 is locked at polib==2.0"]
    assert chosen("polib~=1.2")[0][1] == ""
    assert locked("polib==1.2.0 \\\n    --hash=sha256:a \\\n    --hash=sha256:b\n    # via x")["polib"][1] == [
        "sha256:a",
        "sha256:b",
    ]
    assert locked("polib==1.2.0")["polib"][1] == []
