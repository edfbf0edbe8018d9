"""The fixed words of a printed summary, in one language: the templates hold none of their own.

What people have written, and every figure and verdict, comes from the snapshot. An edition in another language has
these words in that language; the texts in it stay as they were approved.
"""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.codes import TextPart

SOURCE = "sv"


def words_in(language: str) -> dict[str, str]:
    """Every word of the templates by the name they use for it."""
    with translation.override(language):
        return {**_frame(), **_overview(), **_of_a_promise(), **_closing(), **_appendix(), **_short_version()}


def _frame() -> dict[str, str]:
    return {
        "example": _("Exempeldata"),
        "example_note": _(
            "Uppgifterna är exempeldata: de visar hur sammanställningen ser ut och beskriver inget som har hänt."
        ),
        "quoted_note": _("Texter och uppgifter återges på svenska, så som de är godkända. Ramen är översatt."),
        "page": _("sida {page} av {pages}"),
        "not_archival": _("ej arkivkvalitet"),
        "contents": _("Innehåll"),
        "check": _("Kontrollera äktheten"),
        "check_how": _("Skriv in kontrollkoden på webbsidan, eller läs av rutan med en telefon."),
        "attached": _("De frysta uppgifterna som kontrollsumman gäller"),
        "check_code": _("Kontrollkod"),
        "no_code": _("Utkastet har ingen kontrollkod. Den får sammanställningen när båda parter har godkänt."),
        "proposed": _("Förslag ur underlaget"),
        "whole_chart": _("hittills under perioden."),
        "chart_of_parts": _("del för del."),
    }


def _overview() -> dict[str, str]:
    return {
        "targets_in_short": _("Målen i korthet"),
        "no_targets": _("Sammanställningen innehåller inga mål som kan räknas. Löftena redovisas i text."),
        "promise": _("Löfte"),
        "target": _("Mål"),
        "outcome": _("Utfall"),
        "judgement": _("Bedömning"),
        **{part: str(TextPart(part).label) for part in TextPart.values if part != TextPart.WHY_NOT},
        "followup": _("Uppföljning"),
    }


def _of_a_promise() -> dict[str, str]:
    return {
        "no_target": _("Löftet har inget mål som kan räknas. Det följs upp i text."),
        "computed": _("Beräknat utfall"),
        "motivation": _("Motivering."),
        "deviation": _("Avvikelse."),
        "nothing_said": _("Ingen uppgift lämnad."),
        "why_not": _("Avvikelser och orsaker"),
        "instead": _("I stället"),
    }


def _closing() -> dict[str, str]:
    return {
        "statistics": _("Statistik och effekt"),
        "statistics_note": _(
            "Uppmätta siffror. De visar läget, inte hur mycket som har gjorts, och räknas inte ihop med aktiviteterna."
        ),
        "indicator": _("Mått"),
        "before": _("Före"),
        "measured": _("Uppmätt"),
        "not_measured": _("inte uppmätt"),
        "goal": _("Målet"),
        "source": _("Källa"),
        "recipients": _("Mottagare"),
        "approval": _("Godkännande"),
        "approved_by": _("Godkänd av"),
        "date": _("Datum"),
        "digest": _("Kontrollsumma för de frysta uppgifterna (SHA-256)"),
        "log_line": _("Rådets logg vid godkännandet, rad"),
        "log_digest": _("kontrollsumma (SHA-256)"),
    }


def _appendix() -> dict[str, str]:
    return {
        "evidence": _("Bilaga: underlag"),
        "evidence_note": _(
            "De aktiviteter som utfallet bygger på, mål för mål. Numret sist på raden är aktivitetens eget."
        ),
        "no_activity": _("Ingen aktivitet är registrerad."),
        "day": _("Datum"),
        "what": _("Vad"),
        "place": _("Plats"),
        "took_part": _("Deltog"),
        "amount": _("Antal"),
        "number": _("Nr"),
    }


def _short_version() -> dict[str, str]:
    return {
        "short_version": _("Kortversion"),
        "promises_in_short": _("Löftena i korthet"),
        "more_promises": _("Fler löften finns i den fullständiga sammanställningen:"),
        "more_figures": _("Fler siffror finns i den fullständiga sammanställningen."),
        "in_full": _("Hela sammanställningen med underlag finns hos kommunen och polisen."),
    }


def said_of_activities(number: int) -> str:
    """What a target's outcome rests on, in the language that is active; blank where it rests on nothing dated."""
    if not number:
        return ""
    return ngettext("Underlag: %(number)s aktivitet.", "Underlag: %(number)s aktiviteter.", number) % {"number": number}


def said_of_left_out(number: int) -> str:
    """How many dated activities are counted but not printed."""
    if not number:
        return ""
    return ngettext(
        "Ytterligare %(number)s aktivitet räknas men visas inte här.",
        "Ytterligare %(number)s aktiviteter räknas men visas inte här.",
        number,
    ) % {"number": number}


def said_of_replaced(number: int) -> str:
    """How many characters no font of ours could show."""
    if not number:
        return ""
    return ngettext(
        "%(number)s tecken i texterna kunde inte visas och har ersatts med □.",
        "%(number)s tecken i texterna kunde inte visas och har ersatts med □.",
        number,
    ) % {"number": number}


def said_of_parties(names: list[str]) -> str:
    """Who answers for a promise: "Ansvariga: Polisen och kommunen"; blank where nobody does."""
    if not names:
        return ""
    last = _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    return _("Ansvariga: %(parties)s") % {"parties": last if names[1:] else names[0]}


def said_of_correction(corrects: dict[str, str] | None) -> str:
    """Which approved summary this one replaces, and why; blank where it replaces none."""
    if not corrects:
        return ""
    return _(
        "Rättelse. Ersätter sammanställningen som godkändes den %(day)s (kontrollkod %(code)s). Anledning: %(reason)s"
    ) % {"day": day_in_words(corrects["approved_on"]), "code": corrects["code"], "reason": corrects["reason"]}


def day_in_words(day: str) -> str:
    """A day as running text has it, "20 november 2019"; something that is no day is left as it stands."""
    try:
        return str(date_format(date.fromisoformat(day), "j F Y"))
    except ValueError:
        return day
