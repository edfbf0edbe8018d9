"""What we took from others is listed, unchanged since, and fetches nothing by itself."""

import hashlib
import json
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
ROWS = json.loads((VENDOR / "VENDORED.json").read_text(encoding="utf-8"))
OUR_OWN = {"VENDORED.json", "README.md"}


def test_every_file_is_listed_once_and_every_row_has_its_file():
    listed = [row["file"] for row in ROWS]
    present = {str(path.relative_to(VENDOR).as_posix()) for path in VENDOR.rglob("*") if path.is_file()}
    assert len(listed) == len(set(listed))
    assert set(listed) == present - OUR_OWN


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_is_what_the_list_says(row):
    assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert row["package"] and row["version"] and row["licence"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_has_its_licence_text_beside_it(row):
    assert (VENDOR / row["file"].split("/")[0] / "LICENSE.txt").is_file()


@pytest.mark.parametrize("path", sorted(VENDOR.rglob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_loads_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    for forbidden in ("sourceMappingURL", "@import", "data:image", "url(http", "url(//"):
        assert forbidden not in text
