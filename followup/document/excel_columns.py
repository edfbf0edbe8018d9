"""The sheets of a summary in Excel: which columns they have, what stands in them, and how it is read off a snapshot.

They are a file format, and therefore Swedish in every language. Figures that can be reckoned with stand as numbers
beside the words that the page and the PDF have.
"""

import re
from datetime import date
from typing import NamedTuple

from django.utils import translation

from followup.codes import OF_A_PROMISE, TextPart

AMOUNT = re.compile(r"(?:(?P<quality>\D+) )?(?P<number>[\d\N{NO-BREAK SPACE}]+)")
CERTAIN = "exakt"
with translation.override("sv"):
    PARTS = {part: str(TextPart(part).label) for part in TextPart.values}


class Column(NamedTuple):
    heading: str
    explained: str
    width: int = 14


class Sheet(NamedTuple):
    """A sheet with its columns and rows; a cell is a text, a number, a day, or None."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple]


NUMBER = Column("Löfte nr", "Löftets nummer i ordning.", 9)
PROMISES = (
    NUMBER,
    Column("Avsnitt", "Rubriken som löftet står under.", 22),
    Column("Löfte", "Löftets ordalydelse.", 60),
    Column("Ansvariga", "Parterna som svarar för löftet, med semikolon mellan.", 26),
    *(Column(PARTS[part], "Det som är skrivet i sammanställningen.", 50) for part in OF_A_PROMISE),
    Column("Noterade avvikelser", "Det som inte blev gjort som det var tänkt, med dag och orsak.", 50),
)
TARGETS = (
    NUMBER,
    Column("Mål", "Målets korta namn.", 30),
    Column("Regel", "Vad målet kräver, i ord.", 44),
    Column("Utfall", "Så som det står på sidan och i PDF:en.", 22),
    Column("Andel", "Utfall delat med krav. Tomt när inget tal är lovat.", 9),
    Column("Bedömning", "Det som står i sammanställningen: parternas bedömning, annars det uträknade läget.", 24),
    Column("Uträknat läge", "Det som Brapp räknade ut.", 24),
    Column("Uträkning", "Hur utfallet är räknat, i ord.", 60),
    Column("Aktiviteter", "Antal aktiviteter som räknas.", 12),
    Column("Motivering", "Motiveringen till bedömningen.", 50),
    Column("Avvikelse", "Vad som avvek, och vad som gjordes i stället.", 50),
)
EVIDENCE = (
    NUMBER,
    Column("Mål", "Målet som aktiviteten räknas på.", 30),
    Column("Datum", "Dagen då det gjordes.", 12),
    Column("Vad", "Slag av aktivitet.", 28),
    Column("Plats", "Var det gjordes.", 28),
    Column("Deltog", "Parterna som deltog.", 28),
    Column("Antal", "Så mycket räknas aktiviteten.", 9),
    Column("Hur säkert", "exakt, minst eller cirka.", 11),
    Column("Nr", "Aktivitetens nummer i Brapp.", 9),
)
STATISTICS = (
    NUMBER,
    Column("Mål", "Målet som följs upp med en uppmätt siffra.", 30),
    Column("Mått", "Vad som mäts.", 40),
    Column("Före", "Utgångsläget.", 16),
    Column("Källa till utgångsläget", "Varifrån utgångsläget kommer.", 28),
    Column("Målet", "Siffran som ska nås.", 16),
    Column("Uppmätt", "Den senaste uppmätta siffran. Tomt: inget är uppmätt.", 16),
    Column("Uppmätt den", "Dagen för mätningen.", 12),
    Column("Källa", "Varifrån siffran kommer.", 28),
    Column("Bedömning", "Det som står i sammanställningen.", 24),
)


def sheets_of(snapshot: dict) -> list[Sheet]:
    """The sheets with what the snapshot says."""
    return [
        Sheet("Löften", PROMISES, _promises(snapshot)),
        Sheet("Mål", TARGETS, _targets(snapshot)),
        Sheet("Underlag", EVIDENCE, _evidence(snapshot)),
        Sheet("Statistik", STATISTICS, _statistics(snapshot)),
    ]


def _promises(snapshot):
    return [
        (
            _number(promise["number"]),
            section["title"],
            promise["wording"],
            "; ".join(promise["responsible"]),
            *(promise.get(part) or promise.get("not_shared", {}).get(part, "") for part in OF_A_PROMISE),
            "\n".join(_deviation(row) for row in promise.get("deviations", [])),
        )
        for section in snapshot["sections"]
        for promise in section["promises"]
    ]


def _deviation(row):
    instead = f"I stället: {row['substitute']}." if row["substitute"] else ""
    said = ": ".join(filter(None, (f"{row['day']}, {row['reason']} ({row['target']})", row["text"])))
    return " ".join(filter(None, (said, instead)))


def _targets(snapshot):
    promises = [promise for section in snapshot["sections"] for promise in section["promises"]]
    return [
        (
            _number(promise["number"]),
            *(target[name] for name in ("label", "rule", "outcome", "share", "verdict_text")),
            *(target[name] for name in ("computed_verdict_text", "arithmetic", "activities")),
            *(target[name] for name in ("motivation", "deviation")),
        )
        for promise in promises
        for target in promise["targets"]
    ]


def _evidence(snapshot):
    return [
        (
            _number(found["promise"]),
            found["target"],
            _day(row["day"]),
            row["what"],
            row["place"],
            row.get("parties", ""),
            *_amount(row["count"]),
            row["id"],
        )
        for found in snapshot["evidence"]
        for row in found["rows"]
    ]


def _statistics(snapshot):
    before, after = ("target", "indicator", "baseline", "baseline_source", "goal", "value"), ("source", "verdict_text")
    return [
        (
            _number(row["promise"]),
            *(row.get(name, "") for name in before),
            _day(row.get("on", "")),
            *(row.get(name, "") for name in after),
        )
        for row in snapshot.get("statistics", [])
    ]


def _number(said):
    return int(said) if said.isdecimal() else said


def _day(said):
    """A day as one, also where a frozen snapshot should have something else there."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return said


def _amount(said):
    """A count and how sure it is: "minst 3" is 3 and "minst"."""
    found = AMOUNT.fullmatch(said)
    if not found:
        return said, ""
    return int(found["number"].replace("\N{NO-BREAK SPACE}", "")), found["quality"] or CERTAIN
