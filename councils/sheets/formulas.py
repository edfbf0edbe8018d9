"""How a cell of a CSV file is kept from being taken for a formula, and what it said before. Pure."""

from councils.text import defused

_TAKEN_FOR_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def armed(cell):
    r"""A cell of a CSV file: what would be taken for a formula, or for one of these, gets an apostrophe before it.

    >>> armed("=1+1"), armed("'=1+1"), armed("'t Hooft"), armed("Överkalix")
    ("'=1+1", "''=1+1", "'t Hooft", 'Överkalix')
    """
    return f"'{cell}" if cell.startswith("'") and cell[1:].startswith(_TAKEN_FOR_FORMULAS) else defused(cell)


def disarmed(cell):
    """The cell without that apostrophe.

    >>> disarmed("'=1+1"), disarmed("''=1+1"), disarmed("'t Hooft")
    ('=1+1', "'=1+1", "'t Hooft")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_TAKEN_FOR_FORMULAS) else cell
