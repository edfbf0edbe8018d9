"""A word that no line breaks in."""

LONG = "Brottsförebyggandesamordningsfunktionsutvecklingsplanen"
