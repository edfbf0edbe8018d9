"""How the duties of lag (2023:196) are said: what the law asks, how it stands, and what to do next."""

from django.utils.translation import gettext_lazy as _

from followup.legal_terms import Duty, Gap, State

LAW = _("Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete")

# duty → (paragraph, heading, what the municipality has to do)
DUTIES = {
    Duty.PICTURE: (
        "4 §",
        _("Lägesbild"),
        _("Kommunen ska kartlägga brottsligheten, ta in annan information och analysera den: en lägesbild."),
    ),
    Duty.PLAN: (
        "5 §",
        _("Åtgärdsplan"),
        _("Kommunen ska besluta om en åtgärdsplan som utgår från lägesbilden."),
    ),
    Duty.PICTURE_RENEWED: (
        "6 §",
        _("Lägesbilden är aktuell"),
        _("Lägesbilden ska uppdateras minst vartannat år."),
    ),
    Duty.PLAN_FOLLOWED: (
        "6 §",
        _("Åtgärdsplanen följs upp"),
        _("Åtgärdsplanen ska följas upp minst vartannat år."),
    ),
    Duty.AGREEMENT: (
        "9 §",
        _("Överenskommelse om samverkan"),
        _("Överenskommelser med polisen och andra ska vara skriftliga och ange syften och områden."),
    ),
    Duty.COUNCIL: (
        "10 §",
        _("Råd för strategisk samverkan"),
        _("Det ska finnas ett råd som kommunen leder, med företrädare i ledande ställning."),
    ),
    Duty.COORDINATION: (
        "11\N{EN DASH}12 §§",
        _("Samordningsfunktion"),
        _("Det ska finnas en funktion som samordnar arbetet och ser till att invånarna får information."),
    ),
    Duty.REPORTING: (
        "13 §",
        _("Rapport till kommunfullmäktige"),
        _("Kommunstyrelsen ska fortlöpande rapportera arbetet till kommunfullmäktige."),
    ),
}
STATES = {
    State.MET: _("Uppfyllt"),
    State.MET_UNTIL: _("Uppfyllt"),
    State.OLD: _("Behöver uppdateras"),
    State.SOON: _("Dags att förnya"),
    State.NOT_MET: _("Inte uppfyllt"),
    State.UNKNOWN: _("Går inte att säga här"),
    State.WAITS: _("Inget att bedöma ännu"),
}
TONES = {
    State.MET: "good",
    State.MET_UNTIL: "good",
    State.OLD: "warn",
    State.SOON: "warn",
    State.NOT_MET: "bad",
    State.UNKNOWN: "calm",
    State.WAITS: "calm",
}
# What is missing, and in the same breath what to do about it.
GAPS = {
    Gap.NO_PICTURE: _("Ingen lägesbild är fastställd. Skriv den tillsammans och fastställ den."),
    Gap.NO_MAPPING: _("Kartläggningen av brottsligheten saknas. Ta med den i nästa lägesbild."),
    Gap.NO_OTHER_INFORMATION: _("Annan relevant information saknas. Ta med den i nästa lägesbild."),
    Gap.NO_ANALYSIS: _("Analysen saknas. Ta med den i nästa lägesbild."),
    Gap.PICTURE_OLD: _(
        "Lägesbilden är äldre än två år. Lagen kräver att den uppdateras minst vartannat år: se 6 §. "
        "Ta fram och fastställ en ny."
    ),
    Gap.PICTURE_AWAITED: _("Bedöms när en lägesbild är fastställd: se 4 §."),
    Gap.PLAN_AWAITED: _("Bedöms när det finns en beslutad åtgärdsplan som gäller: se 5 §."),
    Gap.NO_PLAN: _("Ingen plan är beslutad. Gör en åtgärdsplan som utgår från lägesbilden och besluta om den."),
    Gap.NO_PICTURE_UNDER_PLAN: _(
        "Planen utgår inte från någon lägesbild som var fastställd när den beslutades. Ange i nästa plan vilken den "
        "bygger på."
    ),
    Gap.PLAN_OVER: _("Planens tid har gått ut. Besluta om nästa."),
    Gap.PLAN_COMING: _("Planen är beslutad men gäller inte ännu."),
    Gap.ONLY_JOINT_PLAN: _(
        "Det finns en gemensam handlingsplan, men ingen är märkt som kommunens åtgärdsplan enligt lagen. "
        "Är den beslutad som åtgärdsplan också, så ange det i nästa plan."
    ),
    Gap.TOO_LONG_AGO: _("Det har gått för lång tid sedan sist. Gör det nu och skriv in det här."),
    Gap.NO_AGREEMENT: _(
        "Ingen överenskommelse med kommunen som part är inlagd. Lägg in den som finns eller ta fram en."
    ),
    Gap.AGREEMENT_OVER: _("Överenskommelsen har upphört. Ta fram en ny."),
    Gap.AGREEMENT_COMING: _("Överenskommelsen gäller inte ännu."),
    Gap.TOO_FEW_PARTIES: _("Överenskommelsen har bara en part. Ange vilka fler som har ingått den."),
    Gap.NO_PURPOSE: _("Överenskommelsens syften är inte angivna. Skriv in dem."),
    Gap.NO_AREAS: _("Överenskommelsens områden är inte angivna. Skriv in dem, ett per rad."),
    Gap.WORKING_GROUP: _(
        "Det här är en arbetsgrupp. Om det finns ett råd där kommunen och andra företräds av sin ledning syns inte här."
    ),
    Gap.NO_CHAIR: _("Ingen plats i rådet är ordförandens. Ange vem som leder rådet."),
    Gap.CHAIR_OF_NOBODY: _("Det står inte vilken organisation ordförandens plats hör till. Ange det på platsen."),
    Gap.CHAIR_OF_OTHERS: _("Rådet leds inte av kommunen. Lagen ger kommunen den uppgiften."),
    Gap.CHAIR_EMPTY: _("Ingen har ordförandens plats i rådet. Ange vem som leder rådet."),
    Gap.SENIOR_EMPTY: _("Kommunens plats för någon i ledande befattning är tom. Ange vem som har den."),
    Gap.SENIOR_OF_OTHERS_EMPTY: _(
        "Övriga parters platser för någon i ledande befattning är tomma. Ange vem som har dem."
    ),
    Gap.NO_SENIOR: _("Ingen plats för kommunen är märkt som ledande befattning. Ange vilka som är det."),
    Gap.ONLY_OWN_SENIORS: _("Ingen annan part har en plats märkt som ledande befattning. Ange vilka som är det."),
    Gap.NO_COORDINATOR: _(
        "Ingen har samordningsfunktionen för kommunen här. Bestäm vem som ska ha den, och lägg till personen som "
        "samordnare bland medlemmarna eller på sammankallandes plats i rådet."
    ),
    Gap.NOTHING_TOLD: _("Ingen information till invånarna är noterad. Notera det som har gått ut."),
    Gap.NO_REPORT: _("Ingen rapport till kommunfullmäktige är noterad. Notera när det görs."),
}
# What a date in an answer is of.
SINCE = {
    Duty.PICTURE: _("fastställd"),
    Duty.PLAN: _("beslutad"),
    Duty.PICTURE_RENEWED: _("fastställd"),
    Duty.PLAN_FOLLOWED: _("senast beslutad eller uppföljd"),
    Duty.AGREEMENT: _("gäller från"),
    Duty.COUNCIL: "",
    Duty.COORDINATION: _("senast informerat"),
    Duty.REPORTING: _("senast rapporterat"),
}
# What has not begun is told of by the day on which it does.
FROM = _("gäller från")
COMING = frozenset({Gap.PLAN_COMING, Gap.AGREEMENT_COMING})
# How the last day is told of: what has run out by its own day has held until then.
UNTIL = {
    State.NOT_MET: _("tiden gick ut %(day)s"),
    State.SOON: _("senast %(day)s"),
    State.MET_UNTIL: _("till och med %(day)s"),
}
HELD_UNTIL = _("gällde till och med %(day)s")
OVER = frozenset({Gap.PLAN_OVER, Gap.AGREEMENT_OVER})
# What is to be done before the last day.
BEFORE = {
    Duty.PLAN: _("Besluta om nästa plan innan dess."),
    Duty.PICTURE_RENEWED: _("Fastställ nästa lägesbild innan dess."),
    Duty.PLAN_FOLLOWED: _("Följ upp planen innan dess."),
    Duty.AGREEMENT: _("Ta fram nästa överenskommelse innan dess."),
    Duty.COORDINATION: _("Lagen säger inte hur ofta. Här räknas ett år."),
    Duty.REPORTING: _("Lagen säger fortlöpande. Här räknas ett år."),
}
LIMITS = (
    _("Lagkollen ser bara det som är inlagt här. Den är ett stöd för kommunen, inte en juridisk bedömning."),
    _("Medborgarlöften bygger på överenskommelsen mellan kommun och polis. Lagen kräver dem inte."),
)
# In the year wheel: what has to be done by the day on which a clock of the law runs out.
RUNS_OUT = {
    Duty.PICTURE_RENEWED: _("Lägesbilden ska vara uppdaterad"),
    Duty.PLAN_FOLLOWED: _("Åtgärdsplanen ska vara uppföljd"),
}
