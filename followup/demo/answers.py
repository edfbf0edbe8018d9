"""What the council in Överkalix answers when it looks at its own work. Invented."""

LAST_YEAR = {
    "purpose": (4, "Uppdraget är känt. Vi gick igenom det på vårmötet."),
    "seats": (3, "Rätt funktioner, men inte alla kan besluta på mötet."),
    "attendance": (2, "Primärvården har haft svårt att komma."),
    "picture": (3, "Polisens bild och skolans enkät ligger nu i samma underlag."),
    "plan": (3, ""),
    "decisions": (3, "Tre beslut, ett blev klart två veckor för sent."),
    "sharing": (4, ""),
    "beyond": (4, "Krögarutbildningen hade ingen av oss ordnat ensam."),
    "citizens": (2, "Vi har frågat på trygghetsvandringen, men inte i byarna."),
    "reporting": (3, "Polis- och kommunledningen får en redovisning varje vår."),
    "hindrance": (None, "Tiden. Alla har rådet vid sidan av sitt vanliga arbete."),
}
CONCLUSION = (
    "Rådet fungerar, men det hänger på några få personer.\n\nTill nästa år flyttar vi ett av mötena till "
    "hälsocentralen, och frågar invånarna även utanför centralorten."
)
THIS_YEAR = {
    "purpose": (4, ""),
    "attendance": (3, "Bättre sedan ett av mötena hålls på hälsocentralen."),
    "citizens": (3, "Två trygghetsvandringar, varav en i Jock."),
}
