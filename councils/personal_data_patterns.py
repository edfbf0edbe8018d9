"""How personal identity numbers, phone numbers and number plates are written in Sweden, as patterns. Pure.

They are for folded text (`councils.personal_data.fold`): one kind of space, one kind of dash, the digits 0–9.
"""

from __future__ import annotations

import re

# A dash or a plus with or without blanks, also at the end of a line; or blanks alone.
_BETWEEN = r"(?:[ \t]{0,2}[-+]{1,2}\s{0,2}|[ \t]{1,2})"
_DASH = r"(?:[ \t]{0,2}[-+]{1,2}\s{0,2})"
_CENTURY = r"(?:18|19|20)"
NUMBER = re.compile(
    rf"""(?<!\d)(?:
        {_CENTURY}\d{{6}}{_BETWEEN}?\d{{4}}
      | \d{{6}}{_BETWEEN}\d{{4}}
      # The day in parts, 81 12 18-1234 or 1981-12-18-1234, unless what follows is the last day of a range.
      | {_CENTURY}?\d\d[ ]\d\d[ ]\d\d{_BETWEEN}(?!\d{{4}}[ ]\d\d[ ]\d\d(?!\d))\d{{4}}
      | {_CENTURY}?\d\d-\d\d-\d\d{_DASH}(?!\d{{4}}-\d\d-\d\d(?!\d))\d{{4}}
    )(?!\d)""",
    re.VERBOSE,
)
TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")

# Area codes with two and three digits; all others have four. Not 020 and 077, which nobody has for themselves.
_AREA = (
    r"(?:08|0(?:10|11|13|16|18|19|21|23|26|31|33|35|36|40|42|44|46|54|60|63|7[0-689]|90)"
    r"|0(?!20|77|8)[1-9]\d\d)"
)
_NATIONAL = r"(?:\d{2,3}(?:[ ]\d{2,3}){1,3}|\d{3}[ -]\d{4}|\d{5,8})"
PHONE = re.compile(
    rf"""(?<![\dA-ZÅÄÖ_+])(?<!\d[-/.,:])(?:
        (?:\+|00)[ ]?46[ -]?(?:\(0\)[ ]?)?[1-9](?:[ -]?\d){{6,8}}
      | \+[1-9](?:[ -]?\d){{8,13}}
      | {_AREA}[ ]?[-/][ ]?{_NATIONAL}
      | \({_AREA}\)[ ]?{_NATIONAL}
      | {_AREA}[ ]{_NATIONAL}
      | 0(?!20|77)[1-9]\d{{7,8}}
    )(?!\d|[-/:]\d|[.,]\d)""",
    re.VERBOSE,
)

_LETTER, _LAST = "A-HJ-PR-UW-Z", "A-HJ-NPR-UW-Z"  # never I, Q, V, Å, Ä or Ö; last of all no O either
# In small letters only without a space: "och 120" is no car.
PLATE = re.compile(
    rf"""(?<![\w/=-])(?:
        [{_LETTER}]{{3}}[ -]?\d\d[\d{_LAST}]
      | [{_LETTER}{_LETTER.lower()}]{{3}}\d\d[\d{_LAST}{_LAST.lower()}]
    )(?![\w]|[-/:.,]\d)""",
    re.VERBOSE,
)
# Three capitals before a number that are words, laws, currencies and the like.
_WORDS = """
AES AFS ALL ATT BBR BNP BRA BUN CET DEN DET DKK DNR EAN ETT EUR FAP FAX FEM GBP GPS HSL HUS KAP KBM KFM KLO KPM KPS
KSN LAN LED LPO LSO LSS LUP MAX MBL MED MER MKR MSB MSN NJA NOK NOA NTF NTU OCH OSL PBF PBL PDF PER PET PMT POL PST
RAL REG ROT RPS RUM RUT SAM SCB SEK SEN SEX SFS SHA SKL SKR SMS SOL SOM SOU SSP SUM TEL TFN TOT TRE UNG USB USD UTC
WGS WHO
"""
NO_PLATES = frozenset(_WORDS.split())
