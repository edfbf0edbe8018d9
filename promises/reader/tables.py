"""Rows of a pasted table: which line is its head, and which cell only tells how far the work has come."""

from promises.reader.tokens import Token

_HEADS = frozenset(
    "aktivitet aktiviteter åtgärd åtgärder insats insatser ansvar ansvarig ansvariga part parter när tid "
    "tidplan "
    "tidsplan klart status mål uppföljning frekvens omfattning antal löfte vad vem hur kommentar utfall "
    "resultat".split()
)
_OUTCOMES = frozenset("utfall resultat kommentar status".split())
_STATUS = frozenset(
    "genomförd genomfört genomförda klar klart pågår pågående påbörjad påbörjat påbörjas ej inte "
    "försenad försenat "
    "avslutad avslutat uppfyllt uppfylld delvis ja nej planerad planerat startad".split()
)


def is_table_head(line: str) -> bool:
    """Tell whether the line names the columns of a table of activities.

    >>> is_table_head("Aktivitet\\tAnsvarig\\tTid"), is_table_head("Drogsök\\tPolisen\\tMaj")
    (True, False)
    """
    cells = [cell.strip().lower() for cell in line.replace("|", "\t").split("\t") if cell.strip()]
    return len(cells) > 1 and sum(cell in _HEADS for cell in cells) * 2 > len(cells)


def is_table_row(line: str) -> bool:
    """Tell whether the line has cells.

    >>> is_table_row("Drogsök\\tPolisen"), is_table_row("Polisen")
    (True, False)
    """
    return "\t" in line or " | " in line


def outcome_column(line: str) -> int | None:
    """Return the column that tells how it went, if the head of a table has one.

    >>> outcome_column("Löfte\\tAnsvarig\\tUtfall"), outcome_column("Polisen lovar:")
    (2, None)
    """
    if not is_table_head(line):
        return None
    cells = [cell.strip().lower() for cell in line.replace("|", "\t").split("\t")]
    return next((place for place, cell in enumerate(cells) if cell in _OUTCOMES and place), None)


def up_to_column(line: str, column: int) -> int:
    """Return how many characters of the row stand before the column.

    >>> up_to_column("20 kontroller\\tPolisen\\t14 gjorda", 2)
    21
    """
    position = -1
    for _ in range(column):
        position = line.replace("|", "\t").find("\t", position + 1)
        if position == -1:
            return len(line)
    return position


def without_status(tokens: list[Token]) -> list[Token]:
    """Leave out the last cell when it says only "genomförd" or "pågår".

    >>> from promises.reader.tokens import tokenize
    >>> [token.low for token in without_status(tokenize("Två sök\\tPolisen\\tEj påbörjad"))]
    ['två', 'sök', '|', 'polisen']
    """
    last = len(tokens)
    while last and tokens[last - 1].low in _STATUS:
        last -= 1
    cut = 0 < last < len(tokens) and tokens[last - 1].low == "|"
    return tokens[: last - 1] if cut else tokens
