"""What a password may not be here: the product's, the trade's or the place's own words with a few digits on."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 1000  # characters; more is no password but a way to keep the server busy
FEWEST_OF_ONES_OWN = 5  # letters beside such words that make a password one's own
_OWN = """
    brapp bra brottsforebyggande rad radet samordnare samordning medborgarlofte medborgarloften medborgarloftet
    lofte loften lova lovar trygg trygga trygghet polis polisen poliser polismyndigheten lokalpolis
    lokalpolisomrade kommun kommunen kommunpolis kommunhuset lan region norrbotten sverige svensk exempel
    losenord losenordet hemlig hemligt password passord admin administrator valkommen welcome hej hejsan
    inloggning logga login test sommar sommaren vinter vintern host hosten var varen jul julen pask midsommar
    januari februari mars april maj juni juli augusti september oktober november december mandag tisdag onsdag
    torsdag fredag lordag sondag qwerty qwertyuiop asdf asdfgh zxcvbn abc abcdef och av
"""
_LOOKS_LIKE = str.maketrans("013457@$!€", "oieastasie")


class OwnWordsValidator:
    """Refuses "Överkalix2019!" and "P0lisen-Sommar26", but not a sentence in which such a word happens to stand."""

    def validate(self, password, user=None):
        if is_made_of(password, own_words()):
            raise ValidationError(self.get_help_text(), code="password_of_own_words")

    def get_help_text(self):
        return _(
            "Lösenordet får inte bara vara ett ortsnamn, en årstid eller ord som polis, brå och medborgarlöfte "
            "med siffror eller tecken till. Skriv hellre en mening som bara du kommer på."
        )


class MaximumLengthValidator:
    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self):
        return _("Lösenordet får vara högst 1 000 tecken.")


def is_made_of(password, words):
    """Is the password mostly such words, once digits, signs, case and the dots over å, ä and ö are off?

    >>> is_made_of("P0lisen-2026!!", {"polisen"}), is_made_of("polisen såg en uv på isen", {"polisen"})
    (True, False)
    """
    password = password[:LONGEST].casefold()
    spellings = {_letters(password), _letters(password.translate(_LOOKS_LIKE))}
    return any(_left_over(letters, words) < min(FEWEST_OF_ONES_OWN, len(letters)) for letters in spellings if letters)


def _letters(text):
    bare = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z]", "", bare)


def _left_over(letters, words):
    """The fewest letters that are in none of the words, however the words are laid out over them."""
    longest = max(map(len, words))
    fewest = [0]
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - longest), end)
        fewest.append(min([fewest[-1] + 1, *(fewest[start] for start in starts if letters[start:end] in words)]))
    return fewest[-1]


@cache
def own_words():
    """The list above and the names of all municipalities, in bare letters."""
    path = Path(__file__).resolve().parent / "data" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = [row["namn_kort"] for row in csv.DictReader(file)]
    return frozenset(_letters(name.casefold()) for name in [*_OWN.split(), *names])
