"""The plain codes of judgements and summaries, and what verdicts are called on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from followup.assessment import Verdict
from promises.codes import TargetKind

VERDICT_NAMES = {
    Verdict.NOT_STARTED: _("Inte börjat"),
    Verdict.FULFILLED: _("Uppfyllt"),
    Verdict.ON_TRACK: _("I fas"),
    Verdict.BEHIND: _("Efter plan"),
    Verdict.OUT_OF_REACH: _("Går inte längre att nå"),
    Verdict.PARTLY_FULFILLED: _("Delvis uppfyllt"),
    Verdict.NOT_FULFILLED: _("Inte uppfyllt"),
    Verdict.NO_MEASURE: _("Inget mått"),
    Verdict.NO_DEMAND: _("Inget önskemål"),
}


class Judgement(TextChoices):
    """What people may conclude; wider than what can be computed."""

    FULFILLED = "fulfilled", _("Uppfyllt")
    LARGELY_FULFILLED = "largely_fulfilled", _("I stort sett uppfyllt")
    PARTLY_FULFILLED = "partly_fulfilled", _("Delvis uppfyllt")
    NOT_FULFILLED = "not_fulfilled", _("Inte uppfyllt")
    REPLACED = "replaced", _("Ersatt av annat")
    CONDITION_NOT_MET = "condition_not_met", _("Villkoret uppfylldes inte")
    CANNOT_BE_JUDGED = "cannot_be_judged", _("Kan inte bedömas")


class DeviationReason(TextChoices):
    SPECIAL_EVENT = "special_event", _("särskild händelse")
    REPRIORITISED = "reprioritised", _("omprioritering")
    LACK_OF_RESOURCES = "lack_of_resources", _("resursbrist")
    TECHNICAL_OR_PERMIT = "technical_or_permit", _("teknik eller tillstånd")
    PANDEMIC = "pandemic", _("pandemi")
    WEATHER = "weather", _("väder")
    OTHER_PARTY = "other_party", _("annan part")
    NO_REQUEST = "no_request", _("inget önskemål")
    OTHER = "other", _("annat")


def reasons_for(kind):
    """(code, name) of the reasons that a target of a kind can have: only what is done on demand waits to be asked."""
    on_demand = kind == TargetKind.ON_DEMAND
    return [pair for pair in DeviationReason.choices if on_demand or pair[0] != DeviationReason.NO_REQUEST]


class DeadlineKind(TextChoices):
    """What a day in the council's calendar asks for."""

    CHECKPOINT = "checkpoint", _("avstämning")
    TASK = "task", _("annat att göra")


class Party(TextChoices):
    """The two that approve a summary."""

    MUNICIPALITY = "municipality", _("Kommunen")
    POLICE = "police", _("Polisen")


class SummaryKind(TextChoices):
    """Which summary of a promise set it is: what is due when the period is over, or how it stands on the way there."""

    PART = "part", _("Delsammanställning")
    YEAR = "year", _("Årssammanställning")
    FINAL = "final", _("Slutlig sammanställning")


class TextPart(TextChoices):
    """What is written in a summary: first what is said of the whole, then what is said of each promise."""

    INTRODUCTION = "introduction", _("Inledning")
    METHOD = "method", _("Så har vi arbetat och följt upp")
    SITUATION = "situation", _("Läget under perioden")
    COMMUNICATED = "communicated", _("Det här har vi berättat för invånarna")
    CARRIED_OVER = "carried_over", _("Det här tar vi med till nästa period")
    POLICE_DID = "police_did", _("Vad polisen gjorde")
    MUNICIPALITY_DID = "municipality_did", _("Vad kommunen gjorde")
    WHY_NOT = "why_not", _("Vad som inte gjordes, och varför")
    EFFECT = "effect", _("Effekt")
    NEXT_STEP = "next_step", _("Nästa steg")


# In the order they are read.
OF_THE_WHOLE = ("introduction", "method", "situation", "communicated", "carried_over")
OF_A_PROMISE = ("police_did", "municipality_did", "why_not", "effect", "next_step")


class Retention(TextChoices):
    """How long the archive keeps the summary (gallringsfrist)."""

    PRESERVE = "preserve", _("Bevaras")
    FIVE_YEARS = "5", _("Gallras efter 5 år")
    TEN_YEARS = "10", _("Gallras efter 10 år")


class DeliveryWay(TextChoices):
    EMAIL = "email", _("e-post")
    MEETING = "meeting", _("på ett möte")
    PAPER = "paper", _("på papper")
    REGISTRY = "registry", _("till registrator")


class DocumentKind(TextChoices):
    """The PDFs that are kept with a frozen summary, byte for byte."""

    FULL = "full", _("Hela sammanställningen")
    SHORT = "short", _("Kortversion")
    ENGLISH = "english", _("Hela sammanställningen, engelsk ram")


class YearKind(TextChoices):
    """What a day in the council's year is about."""

    MEETING = "meeting", _("Möte")
    CHECKPOINT = "checkpoint", _("Avstämning")
    SUMMARY = "summary", _("Sammanställning")
    DELIVERY = "delivery", _("Leverans")
    TASK = "task", _("Att göra")
    DUTY = "duty", _("Årligt åtagande")
    PLAN = "plan", _("Handlingsplan")
    AGREEMENT = "agreement", _("Överenskommelse")
    LAW = "law", _("Lagen")
    REVIEW = "review", _("Rådets eget arbete")
    PROMISES = "promises", _("Medborgarlöften")
