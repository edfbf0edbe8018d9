"""Words that cannot be a council's address, since the site itself answers there."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Every first part of an address in the site map, and those that a proxy or a later page may need.
RESERVED_SLUGS = frozenset(
    {
        "admin",
        "api",
        "att-gora",
        "favicon",
        "files",
        "forvaltning",
        "healthz",
        "inbaddat",
        "kalender",
        "konto",
        "kontrollera",
        "landet",
        "login",
        "logout",
        "media",
        "offentligt",
        "om",
        "omraden",
        "readyz",
        "regioner",
        "robots",
        "sammanstallningar",
        "sprak",
        "static",
        "sw",
        "tillganglighet",
    }
)


def not_reserved(slug):
    """Refuse an address that is not the council's to have."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("Adressen ”%(slug)s” används av webbplatsen själv. Välj en annan."), "reserved", {"slug": slug}
        )
