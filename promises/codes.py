"""The plain codes that targets and activities are stored with, and their Swedish names.

Meanings: rules.md of the design, restated in docs/glossary.md.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SetStatus(TextChoices):
    DRAFT = "draft", _("utkast")
    SHARED = "shared", _("delat")
    SIGNED = "signed", _("undertecknat")
    PUBLISHED = "published", _("publicerat")
    CLOSED = "closed", _("avslutat")
    SUPERSEDED = "superseded", _("ersatt")


class DueKind(TextChoices):
    """How it is said when the written summary is due. What the day is, the set knows."""

    DATE = "date", _("senast en viss dag")
    MONTH = "month", _("under en viss månad")
    MEETING = "meeting", _("vid ett visst möte")


class Language(TextChoices):
    """What published promises may be translated to, by people. The codes are those of HTML's lang."""

    ENGLISH = "en", _("engelska")
    FINNISH = "fi", _("finska")
    MEANKIELI = "fit", _("meänkieli")
    NORTH_SAMI = "se", _("nordsamiska")
    LULE_SAMI = "smj", _("lulesamiska")
    SOUTH_SAMI = "sma", _("sydsamiska")


# What each language calls itself: the word that those who read it look for.
OWN_NAMES = {
    "sv": "Svenska",
    Language.ENGLISH: "English",
    Language.FINNISH: "Suomi",
    Language.MEANKIELI: "Meänkieli",
    Language.NORTH_SAMI: "Davvisámegiella",
    Language.LULE_SAMI: "Julevsámegiella",
    Language.SOUTH_SAMI: "Åarjelsaemien gïele",
}


class Theme(TextChoices):
    """What a promise is about, in the same words in every council, so that they can be laid side by side."""

    PRESENCE = "presence", _("trygghet och närvaro")
    DRUGS = "drugs", _("narkotika, alkohol och tobak")
    TRAFFIC = "traffic", _("trafik")
    YOUTH = "youth", _("barn och unga")
    CLOSE_RELATIONS = "close_relations", _("våld i nära relationer")
    PROPERTY = "property", _("stöld och skadegörelse")
    INSPECTION = "inspection", _("tillsyn och serveringstillstånd")
    DIALOGUE = "dialogue", _("dialog och information")
    OTHER = "other", _("annat")


class TargetKind(TextChoices):
    COUNT = "count", _("antal")
    COVERAGE = "coverage", _("täckning")
    DELIVERABLE = "deliverable", _("leverans")
    ON_DEMAND = "on_demand", _("på begäran")
    EFFECT = "effect", _("effekt")
    QUALITATIVE = "qualitative", _("kvalitativt")
    VISION = "vision", _("vision")


class PerChoice(TextChoices):
    """The names of periods.Per with what they are called on screen."""

    PERIOD = "period", _("hela perioden")
    YEAR = "year", _("år")
    HALF_YEAR = "half_year", _("halvår")
    TERTIAL = "tertial", _("tertial")
    QUARTER = "quarter", _("kvartal")
    TERM = "term", _("termin")
    MONTH = "month", _("månad")
    FORTNIGHT = "fortnight", _("tvåveckorsperiod")
    WEEK = "week", _("vecka")
    DAY = "day", _("dag")
    OCCASION = "occasion", _("tillfälle i kalendern")


class CountingChoice(TextChoices):
    TOTAL = "total", _("sammanlagt")
    AVERAGE = "average", _("i snitt")
    EACH = "each", _("i varje")


class Jointly(TextChoices):
    ANY = "any", _("någon av de ansvariga")
    ALL = "all", _("alla ansvariga tillsammans")
    LEAD = "lead", _("en utpekad part")


class CountQuality(TextChoices):
    """How sure a count is, strongest first."""

    EXACT = "exact", _("exakt")
    AT_LEAST = "at_least", _("minst")
    ABOUT = "about", _("cirka")


class EffectDirection(TextChoices):
    UP = "up", _("ska öka")
    DOWN = "down", _("ska minska")
    AT_LEAST = "at_least", _("ska vara minst")
    AT_MOST = "at_most", _("ska vara högst")


class ActivityType(TextChoices):
    FOOT_PATROL = "foot_patrol", _("fotpatrullering")
    CITIZEN_CONTACT = "citizen_contact", _("medborgarkontakt")
    SAFETY_WALK = "safety_walk", _("trygghetsvandring")
    TARGETED_OPERATION = "targeted_operation", _("riktad insats")
    TRAFFIC_OPERATION = "traffic_operation", _("trafiksäkerhetsinsats")
    DRUGS_IN_TRAFFIC = "drugs_in_traffic", _("insats mot droger i trafiken")
    LICENSING_INSPECTION = "licensing_inspection", _("tillsyn på serveringsställe")
    TOBACCO_INSPECTION = "tobacco_inspection", _("tobakstillsyn")
    TRAINING = "training", _("utbildning")
    PARENT_MEETING = "parent_meeting", _("föräldramöte eller aktivitetsdag")
    CONCERN_TALK = "concern_talk", _("orossamtal")
    SCHOOL_VISIT = "school_visit", _("skolbesök")
    NIGHT_WALK = "night_walk", _("nattvandring")
    INFORMATION = "information", _("informationsinsats")
    MEETING = "meeting", _("samverkansmöte")
    OTHER = "other", _("annat")
