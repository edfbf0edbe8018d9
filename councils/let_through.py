"""What somebody let through a question about personal data, in words for the log: what it looked like, and where."""

from django.utils.translation import gettext_lazy as _

# What was found (councils/personal_data.py) → what somebody did, after the person's name
KINDS_IN_WORDS = {
    "personal_number": _("godkände text som liknar ett personnummer i fältet %(field)s"),
    "day_or_number": _("godkände siffror som kan vara ett personnummer i fältet %(field)s"),
    "ten_digits": _("godkände tio siffror som liknar ett personnummer i fältet %(field)s"),
    "phone": _("godkände text som liknar ett telefonnummer i fältet %(field)s"),
    "plate": _("godkände text som liknar ett registreringsnummer i fältet %(field)s"),
}
SOMETHING = _("godkände text som liknar en personuppgift i fältet %(field)s")
# Field in a form → what it is called. The log keeps the field's name, which outlives the words on a page.
FIELD_NAMES = {
    "aim": _("Målsättning"),
    "area_name": _("Problemområde"),
    "background": _("Bakgrund"),
    "carried_over": _("Det här tar vi med till nästa period"),
    "comment_text": _("Kommentar"),
    "communicated": _("Det här har vi berättat för invånarna"),
    "communication": _("Kommunikation"),
    "condition": _("Villkor"),
    "correction_reason": _("Varför rättas den?"),
    "deadline_title": _("Vad ska göras?"),
    "delivery_note": _("Anteckning om överlämnandet"),
    "denial": _("Varför är det inte er del?"),
    "deviation_text": _("Vad hände?"),
    "due_meeting": _("Möte"),
    "edition_reason": _("Varför ändras löftena?"),
    "effect": _("Effekt"),
    "figure_source": _("Varifrån kommer värdet?"),
    "finish_note": _("Vad ledde det till?"),
    "follow_up": _("Uppföljning"),
    "heading": _("Rubrik"),
    "implementation": _("Genomförande"),
    "indicator": _("Mått"),
    "introduction": _("Inledning"),
    "label": _("Kort namn"),
    "lines": _("Flera dagar, en per rad"),
    "method": _("Så har vi arbetat och följt upp"),
    "mending_reason": _("Varför rättas sammanställningen?"),
    "meeting_title": _("Vad mötet kallas"),
    "motivation": _("Motivering"),
    "municipality_did": _("Vad kommunen gjorde"),
    "name": _("Namn"),
    "next_step": _("Nästa steg"),
    "note": _("Anteckning"),
    "occasion_name": _("Vad dagen heter"),
    "other_office": _("Andra mottagare"),
    "own_days": _("Egna dagar, en per rad"),
    "pasted_text": _("Texten med löftena"),
    "place_name": _("Platsens namn"),
    "place_text": _("Plats"),
    "police_registry_number": _("Polisens diarienummer"),
    "police_did": _("Vad polisen gjorde"),
    "reason": _("Orsak"),
    "recipients": _("Sammanställningen går till"),
    "registry_number": _("Kommunens diarienummer"),
    "restore_reason": _("Varför ska aktiviteten räknas igen?"),
    "send_back_reason": _("Varför skickas den tillbaka?"),
    "set_name": _("Gruppens namn"),
    "short_name": _("Kort namn"),
    "situation": _("Läget under perioden"),
    "signatory": _("Vem har undertecknat?"),
    "signatory_title": _("Befattning"),
    "source": _("Källa"),
    "substitute": _("Vad gjordes i stället?"),
    "summary_name": _("Vad sammanställningen omfattar"),
    "tags": _("Märkning"),
    "text": _("Text"),
    "title": _("Befattning"),
    "translated_introduction": _("Inledning"),
    "translated_title": _("Rubrik"),
    "translation": _("Översättning av ett löfte"),
    "translator": _("Vem har översatt?"),
    "unit": _("Vad räknas, en"),
    "units": _("Vad räknas, flera"),
    "why_not": _("Vad som inte gjordes, och varför"),
    "withdrawal_reason": _("Varför ska noteringen inte räknas?"),
    "wording": _("Löftets ordalydelse"),
}


def let_through_in_words(one):
    """One line of a log entry's `screened`. What has no words here stands by its name."""
    name = one.get("field", "")
    return str(KINDS_IN_WORDS.get(one.get("kind"), SOMETHING)) % {"field": FIELD_NAMES.get(name, name)}
