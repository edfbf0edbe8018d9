"""What is said of a table of figures that was read: what it is, and what in it could not be used. In Swedish."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHAPES = {
    "bra": gettext_lazy("Anmälda brott från Brå"),
    "kolada": gettext_lazy("Nyckeltal från Kolada"),
    "scb": gettext_lazy("Tabell från SCB:s statistikdatabas"),
    "table": gettext_lazy("Tabell med områden och år"),
    "own": gettext_lazy("Egen tabell"),
}
NOT_READ = {
    "words": gettext_lazy("Det är inget tal."),
    "two_ways": gettext_lazy(
        "Punkten kan stå mellan tusental eller före decimaler. Skriv 3200 eller 3,2 i filen och skicka den igen."
    ),
    "too_large": gettext_lazy("Talet är för stort."),
    "negative": gettext_lazy("Ett antal kan inte vara mindre än noll."),
    "not_whole": gettext_lazy("Ett antal anmälda brott är ett helt tal."),
    "twice": gettext_lazy("Samma uppgift finns på en annan rad med ett annat tal."),
}
NO_PLACE = {
    "unknown": gettext_lazy("Det är inget namn på en kommun, ett län eller riket."),
    "several": gettext_lazy("Namnet kan betyda mer än ett område. Kommunens kod i filen avgör vilket."),
    "disagrees": gettext_lazy("Koden och namnet hör till olika områden."),
    "police_region": gettext_lazy("Polisregioner tas inte in, bara kommun, län och riket."),
}


def number_in_words(value):
    """A figure with a no-break space between thousands and a comma before its decimals.

    >>> number_in_words(Decimal("3200.5"))
    '3 200,5'
    """
    if value is None:
        return ""
    whole, _point, decimals = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", "\N{NO-BREAK SPACE}")
    decimals = decimals.rstrip("0")
    return f"{sign}{grouped}" + (_(",") + decimals if decimals else "")
