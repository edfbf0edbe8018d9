"""How personal identity numbers, phone numbers and number plates are written in Sweden, as patterns. Pure.

They are for folded text (`councils.personal_data.fold`): one kind of space, one kind of dash, the digits 0–9.
"""

from __future__ import annotations

import re

_MARK = r"[-+/.:~_·•‧∙⋅∼]"  # one of these, or a dash twice, between the day and the last four
# The day whole or in parts, 811218, 81 12 18 or 1981-12-18; up to three blanks or ends of lines and one mark, or
# brackets; the last four whole or in pairs. What follows is no other day, 2019-12-31, and pairs do not go on.
NUMBER = re.compile(
    rf"""(?<!\d)
    (?P<day>(?:18|19|20)?\d\d(?P<first>[-/. ]?)\d\d(?P<second>[-/. ]?)\d\d)
    (?P<between>\s{{0,3}}(?:(?P<bracket>\(\s?)|{_MARK}{{1,2}}\s{{0,3}})?)
    (?!\d{{4}}([-/. ])\d\d\6\d\d(?!\d))
    (?P<last>\d\d(?:\d\d|[ ]\d\d(?![ ]\d\d(?!\d))))(?!\d)
    (?(bracket)\s?\)?)
    """,
    re.VERBOSE,
)
TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")

# Area codes with two and three digits; all others have four. Not 020 and 077, which nobody has for themselves.
_AREA = (
    r"(?:08|0(?:10|11|13|16|18|19|21|23|26|31|33|35|36|40|42|44|46|54|60|63|7[0-689]|90)"
    r"|0(?!20|77|8)[1-9]\d\d)"
)
_NATIONAL = r"(?:\d{2,3}(?:[ ]\d{2,3}){1,3}|\d{3}(?:-\d\d){1,2}|\d\d(?:-\d\d){2}|\d{3}[ -]\d{4}|\d{4}[ -]\d{3}|\d{5,8})"
PHONE = re.compile(
    rf"""(?<![\dA-ZÅÄÖ_+])(?<!\d[-/.,:])(?:
        (?:\+|00)[ ]?46[ -]?(?:\(0\)[ ]?)?[1-9](?:[ -]?\d){{6,8}}
      | \+[1-9](?:[ -]?\d){{8,13}}
      | {_AREA}[ ]?[-/][ ]?{_NATIONAL}
      | \({_AREA}\)[ ]?{_NATIONAL}
      | {_AREA}[ ]{_NATIONAL}
      | {_AREA}\.\d{{3}}(?:\.\d\d){{2}}
      | 0(?!20|77)[1-9]\d{{7,8}}
    )(?!\d|[-/:]\d|[.,]\d)""",
    re.VERBOSE,
)

_LETTER, _LAST = "A-HJ-PR-UW-Z", "A-HJ-NPR-UW-Z"  # never I, Q, V, Å, Ä or Ö; last of all no O either
# In small letters only without a space, or after a capital: "och 120" is no car.
PLATE = re.compile(
    rf"""(?<![\w/=-])(?:
        [{_LETTER}]{{3}}(?:[ \t]{{0,2}}|-)\d\d[\d{_LAST}]
      | [{_LETTER}][{_LETTER.lower()}]{{2}}[ \t]{{1,2}}\d\d[\d{_LAST}{_LAST.lower()}]
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
# Words and short forms that a sentence or a line may begin with, a capital first, before a number: "Kom 120 personer".
_FIRST_WORDS = """
All Alt App Apr Arr Art Aug Bad Ban Ber Bok Bot Box Bra Bro Bud Bus Byt Dag Dec Den Det Dem Dom Ena Enl
Era Ext Feb Fel Fem Ger Fot Fyr Gar Get God Han Hel Hem Hon Hos Hot Hur Hus Jag Jan Jul Jun Kan Kap Kod Kom
Kol Kor Kul Kur Lag Las Led Leg Les Lgh Lot Lov Lok Maj Man Mar Max Med Men Mer Mor Mot Ner Nog Nov Nya Och Okt
Ons Ord Oss Par Pat Per Pga Pos Rad Ref Reg Rek Res Rot Rum Sal Sam Sen Sep Ser Ses Sex Sju Ska Som Son Stn Sto Tag Tar
Tel Tex Tfn Tog Tom Tor Tot Tre Tur Ung Upp Ute Utg Utl Yta
"""
NO_PLATES_IN_TEXT = NO_PLATES | {word.upper() for word in _FIRST_WORDS.split()}
