"""The kinds of file there are, by their endings."""

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from followup.exports import csv_file, json_file, xlsx
from followup.exports.table import Table


class FileType(NamedTuple):
    write: Callable[[Table], BinaryIO]
    content_type: str


FILE_TYPES = {
    "xlsx": FileType(xlsx.as_xlsx, xlsx.CONTENT_TYPE),
    "csv": FileType(csv_file.as_csv, csv_file.CONTENT_TYPE),
    "json": FileType(json_file.as_json, json_file.CONTENT_TYPE),
}
