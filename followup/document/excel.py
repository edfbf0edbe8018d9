"""The written summary as an Excel workbook. Nothing in it is a formula, whatever somebody has written."""

import io
from datetime import date, datetime, time

import xlsxwriter

from followup.codes import OF_THE_WHOLE
from followup.document.excel_columns import PARTS, sheets_of
from promises.spreadsheets.cells import storable
from promises.spreadsheets.files import AS_TEXT, add_read_me

LONGEST_CELL = 32_767  # what Excel can hold; XlsxWriter leaves out a longer text altogether
CUT_MARK = " [texten är avkortad]"
MOST_ROWS = 1_048_575  # beside the headings
WIDE = 40  # columns from this width on are wrapped
NUMBERS = "Alla tal är uträknade i Brapp, desamma som på sidan och i PDF:en. Filen räknar inget själv."
COPY = "En kopia att arbeta vidare med. Den godkända sammanställningen är PDF:en med samma kontrollkod."
EXAMPLE = "Uppgifterna är exempeldata. De visar hur sammanställningen ser ut och beskriver inget som har hänt."


def summary_xlsx(snapshot: dict) -> bytes:
    """The workbook of a snapshot; the same snapshot gives the same bytes."""
    out = io.BytesIO()
    sheets = sheets_of(snapshot)
    with xlsxwriter.Workbook(out, {"in_memory": True, **AS_TEXT}) as book:
        made = datetime.combine(date.fromisoformat(snapshot["as_of"]), time())
        book.set_properties({"title": snapshot["title"], "author": ", ".join(snapshot["parties"]), "created": made})
        add_read_me(book, [(storable(name), storable(_fitting(said))) for name, said in _read_me(snapshot, sheets)])
        for sheet in sheets:
            _write(book, sheet)
    return out.getvalue()


def _read_me(snapshot, sheets):
    rows = [("Om filen", f"{snapshot['title']}, {snapshot['municipality']}"), *_facts(snapshot)]
    rows += [("Siffrorna", NUMBERS)]
    rows += [("", "")] + [(row["label"], row["value"]) for row in snapshot["counts"]]
    rows += [("", ""), ("Godkänd av", "")] + [_approval(row) for row in snapshot["approvals"]]
    rows += [("", ""), *_texts(snapshot)]
    rows += [("Mottagare", "; ".join(snapshot["recipients"]))] if snapshot["recipients"] else []
    for sheet in sheets:
        rows += [("", ""), (f"Bladet {sheet.name}", f"Antal rader: {len(sheet.rows)}")]
        rows += [(column.heading, column.explained) for column in sheet.columns]
    return rows


def _texts(snapshot):
    """What is written of the whole, or who has not shared it."""
    closed = snapshot.get("not_shared", {})
    said = [(PARTS[part], snapshot.get(part) or closed.get(part, "")) for part in OF_THE_WHOLE]
    return [pair for pair in said if pair[1]]


def _facts(snapshot):
    corrected = snapshot.get("corrects") or {}
    kind = ": ".join(filter(None, (snapshot.get("kind_text"), snapshot.get("name"))))
    facts = (
        ("Slag", kind),
        ("Parter", "; ".join(snapshot["parties"])),
        ("Period", snapshot["period"]["text"]),
        ("Läget den", snapshot["as_of"]),
        ("Status", f"{snapshot['status_text']}, version {snapshot['version']}"),
        ("Ersätter", f"kontrollkod {corrected['code']}. Anledning: {corrected['reason']}" if corrected else ""),
        ("Kontrollkod", snapshot["code"]),
        ("Kontrollsumma (SHA-256)", snapshot["sha256"]),
        ("Kopia", COPY if snapshot["code"] else ""),
        ("Exempeldata", EXAMPLE if snapshot["example_data"] else ""),
    )
    return [fact for fact in facts if fact[1]]


def _approval(row):
    who = ", ".join(filter(None, (row["name"], row["title"], row["on"])))
    return row["party"], who or "Inte godkänd ännu"


def _write(book, sheet):
    page = book.add_worksheet(sheet.name)
    top, heading = {"valign": "top"}, book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain, wrapped = book.add_format(top), book.add_format({**top, "text_wrap": True})
    looks = {
        date: book.add_format({**top, "num_format": "yyyy-mm-dd"}),
        float: book.add_format({"num_format": "0.00%"}),
    }
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.heading, heading)
    for number, row in enumerate(sheet.rows[:MOST_ROWS], start=1):
        for place, value in enumerate(row):
            text = wrapped if sheet.columns[place].width >= WIDE else plain
            _write_cell(page, number, place, value, looks.get(type(value), text))
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_cell(page, row, place, value, look):
    if value is None or value == "":
        return
    if isinstance(value, date):
        page.write_datetime(row, place, datetime.combine(value, time()), look)
    elif isinstance(value, (int, float)):
        page.write_number(row, place, value, look)
    else:
        page.write_string(row, place, storable(_fitting(value)), look)


def _fitting(text):
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - len(CUT_MARK)]}{CUT_MARK}"
