"""What an archive takes over of an approved summary, as files: its documents, its data, and what identifies them.

Made of what is kept and of nothing else, so that it is the same bytes again as long as nothing more has been noted.
"""

import json
import re
from xml.etree import ElementTree

from django.utils import timezone, translation

from followup.actions.corrections import correction_of
from followup.codes import DocumentKind
from followup.document.snapshot import check_url, sha256_of
from followup.document.spelling import spelled
from followup.zipping import Part

FORMAT = 1
LANGUAGE = "sv"
DATA, SUMS = "sammanstallning.json", "sha256sums.txt"
PAPERS = {
    DocumentKind.FULL: "sammanstallning.pdf",
    DocumentKind.SHORT: "kortversion.pdf",
    DocumentKind.ENGLISH: "sammanstallning-engelsk-ram.pdf",
}
PDF, JSON = "application/pdf", "application/json"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def package_of(summary):
    """The files of the package, with a list of their SHA-256 last; in Swedish, whoever fetches it.

    The data is spelled as it was when its digest was taken, so that the sum in the list is the one on the paper.
    """
    at = timezone.localtime(summary.frozen_at)
    with translation.override(LANGUAGE):
        files = [(PAPERS[DocumentKind(row.kind)], PDF, bytes(row.content)) for row in summary.documents.all()]
        files.append((DATA, JSON, spelled(summary.snapshot)))
        said = metadata_of(summary, files)
    contents = {name: content for name, _type, content in files}
    contents["metadata.json"] = json.dumps(said, ensure_ascii=False, indent=2).encode()
    contents["metadata.xml"] = as_dublin_core(said)
    sums = "".join(f"{sha256_of(content)}  {name}\n" for name, content in contents.items())
    return [Part(name, content, at) for name, content in {**contents, SUMS: sums.encode()}.items()]


def metadata_of(summary, files):
    """What identifies the summary and its files, as plain data."""
    snapshot = summary.snapshot
    told = ("title", "municipality", "council_name", "parties", "period", "as_of", "approvals", "recipients")
    return {
        "format": FORMAT,
        **{name: snapshot.get(name) for name in told},
        "kind": {"code": summary.kind, "text": str(summary.get_kind_display())},
        "name": summary.name,
        "language": LANGUAGE,
        "version": summary.edition,
        "approved_on": _day(summary.frozen_at),
        "published_on": _day(summary.published_at),
        "registry_number": summary.registry_number,
        "police_registry_number": summary.police_registry_number,
        "retention": {"code": summary.retention, "text": str(summary.get_retention_display())},
        "code": summary.code,
        "sha256": summary.sha256,
        "check_url": snapshot.get("check_url") or check_url(),
        "corrects": snapshot.get("corrects"),
        "corrected_by": _correction(summary),
        "log_head": snapshot.get("log_head"),
        "files": [
            {"name": name, "type": file_type, "bytes": len(content), "sha256": sha256_of(content)}
            for name, file_type, content in files
        ],
    }


def _day(moment):
    return timezone.localdate(moment).isoformat() if moment else None


def _correction(summary):
    row = correction_of(summary)
    return {"code": row.code, "sha256": row.sha256} if row and row.is_frozen else None


def as_dublin_core(said):
    """The same as XML in the elements of Dublin Core, which archives read; how long it is kept has none there."""
    ElementTree.register_namespace("dc", DUBLIN_CORE)
    root = ElementTree.Element("metadata")
    for name, value in _elements(said):
        element = ElementTree.SubElement(root, f"{{{DUBLIN_CORE}}}{name}")
        element.text = NOT_IN_XML.sub("", value)
        if name in ("title", "description", "coverage"):
            element.set(XML_LANGUAGE, LANGUAGE)
    retention = ElementTree.SubElement(root, "retention", code=said["retention"]["code"])
    retention.text = said["retention"]["text"]
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _elements(said):
    """(element, value) in the order of the standard; those that are blank left out."""
    period = said["period"] or {}
    rows = [
        ("title", said["title"]),
        *[("creator", party) for party in said["parties"] or ()],
        ("publisher", said["council_name"]),
        ("date", said["approved_on"]),
        ("type", "Text"),
        ("description", ", ".join(filter(None, [said["kind"]["text"], said["name"]]))),
        *[("format", file_type) for file_type in dict.fromkeys(one["type"] for one in said["files"])],
        ("language", said["language"]),
        ("coverage", said["municipality"]),
        ("coverage", "/".join(filter(None, [period.get("first_day"), period.get("last_day")]))),
        *[("identifier", value) for value in _identifiers(said)],
        ("relation", said["corrects"] and f"replaces {said['corrects']['code']}"),
        ("relation", said["corrected_by"] and f"isReplacedBy {said['corrected_by']['code']}"),
    ]
    return [(name, value) for name, value in rows if value]


def _identifiers(said):
    return [said["code"], f"sha256:{said['sha256']}", said["registry_number"], said["police_registry_number"]]
