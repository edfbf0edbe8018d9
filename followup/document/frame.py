"""What stands around the texts of a summary: its cover, its head and foot, who approves it, and how it is checked."""

import re

from django.utils.translation import gettext as _

from followup.document.codes import code_in
from followup.document.qr import qr_svg
from followup.document.words import SOURCE, day_in_words, said_of_correction

ONE_LINE = 70
NO_TITLE = "Sammanställning"
ADDRESS = re.compile("https?://[ -~]{1,200}")
HEXADECIMAL = re.compile("[0-9a-f]{64}")


def in_frame(data, snapshot, say):
    """The frame of a cleaned snapshot, in the language that is active; `say` looks up one of its frozen words."""
    title = data["title"] or NO_TITLE  # the standards refuse a document without one
    data = {**data, "status_text": say(data["status_text"]), "kind_text": say(data.get("kind_text", ""))}
    return {
        "title": title,
        "head": _short(data["council_name"]),
        "foot": _short(f"{data['title']}, {data['municipality']}"),
        "status_text": data["status_text"],
        "kind_text": data["kind_text"],
        "cover": _cover(data),
        "facts": _facts(data),
        "correction": said_of_correction(data.get("corrects")),
        "counts": [{"label": say(row["label"]), "value": _value(row["value"], data)} for row in data["counts"]],
        "approvals": [_approval(row, say) for row in data["approvals"]],
        "not_shared": data.get("not_shared", {}),
        "check": _check(data, snapshot),
    }


def _cover(data):
    kind = data["kind_text"]
    return {
        "place": data["municipality"],
        "period": _period(data),
        "kind": ": ".join(filter(None, (kind, data.get("name", "")))),
        "status": _status(data),
    }


def _period(data):
    """As it was frozen; in another language from its days."""
    period = data["period"]
    if data["language"] == SOURCE:
        return period["text"]
    last = day_in_words(period["last_day"]) if period["last_day"] else _("tills vidare")
    return f"{day_in_words(period['first_day'])}\N{EN DASH}{last}"


def _facts(data):
    rows = [
        (_("Parter"), "\n".join(data["parties"])),
        (_("Status"), _status(data)),
        (_("Läget den"), day_in_words(data["as_of"])),
        (_("Ska vara klar"), _due(data)),
        (_("Kommunens diarienummer"), data["registry_number"]),
        (_("Polisens diarienummer"), data.get("police_registry_number", "")),
    ]
    return [[name, value] for name, value in rows if value]


def _status(data):
    return _("%(status)s, version %(number)s") % {"status": data["status_text"], "number": data["version"]}


def _due(data):
    due = data["due"]
    is_translated = data["language"] != SOURCE and due["date"]
    return day_in_words(due["date"]) if is_translated else due["text"]


def _value(value, data):
    """A key figure; "7 av 9" has a word in it."""
    if data["language"] == SOURCE:
        return value
    found = re.fullmatch(r"(\d+) av (\d+)", value)
    return _("%(done)s av %(all)s") % {"done": found[1], "all": found[2]} if found else value


def _approval(row, say):
    return {**row, "party": say(row["party"]), "on": day_in_words(row["on"]) if row["on"] else None}


def _check(data, snapshot):
    """The code, the address where it is looked up, and both as a QR code. What is copied from here has no breaks."""
    digest = snapshot["sha256"]
    url = snapshot.get("check_url", "")
    code = code_in(snapshot["code"]) if ADDRESS.fullmatch(url) else ""
    return {
        "code": data["code"],
        "url": url if code else "",
        "qr": qr_svg(f"{url}{code}/") if code else "",
        "qr_text": _("QR-kod som leder till %(address)s") % {"address": f"{url}{code}/"},
        "sha256": digest if HEXADECIMAL.fullmatch(digest) else data["sha256"],
        "log_head": data.get("log_head"),
    }


def _short(line):
    """What fits on one line at the head or foot of a page."""
    return line if len(line) <= ONE_LINE else f"{line[: ONE_LINE - 1]}…"
