"""The plain codes of the council's own work, and their Swedish names. The law is lag (2023:196) om kommuners ansvar
för brottsförebyggande arbete; the words are restated in docs/glossary.md.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgendaKind(TextChoices):
    """Why something stands on an agenda; all but the first propose themselves."""

    OWN = "own", _("egen punkt")
    STANDING = "standing", _("stående punkt")
    FOLLOW_UP = "follow_up", _("uppföljning av löften")
    AT_RISK = "at_risk", _("löfte att följa upp")
    DECISION = "decision", _("tidigare beslut")
    PLAN = "plan", _("handlingsplan")
    DEADLINE = "deadline", _("tidsgräns")


class Presence(TextChoices):
    PRESENT = "present", _("närvarande")
    ABSENT = "absent", _("frånvarande")
    SUBSTITUTE = "substitute", _("ersättare")


class WorkStatus(TextChoices):
    """How far a document of the council's has come. What is decided is never changed, only followed by a new one."""

    DRAFT = "draft", _("utkast")
    DECIDED = "decided", _("beslutad")
    REPLACED = "replaced", _("ersatt")


class ProblemTheme(TextChoices):
    """What a problem is about. The first five are ANDT-S, as agreements name them."""

    ALCOHOL = "alcohol", _("alkohol")
    NARCOTICS = "narcotics", _("narkotika")
    DOPING = "doping", _("doping")
    TOBACCO = "tobacco", _("tobak")
    GAMBLING = "gambling", _("spel om pengar")
    VIOLENCE = "violence", _("våld")
    CLOSE_RELATIONS = "close_relations", _("våld i nära relationer")
    PROPERTY = "property", _("stöld och skadegörelse")
    TRAFFIC = "traffic", _("trafik")
    SAFETY = "safety", _("otrygghet på allmän plats")
    YOUTH = "youth", _("barn och unga")
    HEALTH = "health", _("psykisk och fysisk hälsa")
    FRAUD = "fraud", _("bedrägeri")
    OTHER = "other", _("annat")


class PlanKind(TextChoices):
    STATUTORY = "statutory", _("åtgärdsplan enligt lagen")
    JOINT = "joint", _("gemensam handlingsplan")


class GoalKind(TextChoices):
    """An effect is what is to become different, an activity what is to be done, a vision where one wants to be."""

    EFFECT = "effect", _("effektmål")
    ACTIVITY = "activity", _("aktivitetsmål")
    VISION = "vision", _("vision")


class GoalOutcome(TextChoices):
    """How it went with a goal, where somebody has reported it."""

    REACHED = "reached", _("uppnått")
    PARTLY = "partly", _("delvis uppnått")
    NOT_REACHED = "not_reached", _("inte uppnått")


class MeasureStatus(TextChoices):
    PLANNED = "planned", _("inte påbörjad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("genomförd")
    STOPPED = "stopped", _("avbruten")


class GeographyLevel(TextChoices):
    """Which people or places a figure is about."""

    MUNICIPALITY = "municipality", _("kommun")
    POLICE_AREA = "police_area", _("lokalpolisområde")
    COUNTY = "county", _("län")
    COUNTRY = "country", _("riket")
    PLACE = "place", _("plats eller område")


class DialogueKind(TextChoices):
    CITIZENS = "citizens", _("medborgardialog")
    STAFF = "staff", _("medarbetardialog")
    SURVEY = "survey", _("enkät")
    SAFETY_WALK = "safety_walk", _("trygghetsvandring")


class ObservationStatus(TextChoices):
    OPEN = "open", _("inte åtgärdad")
    DONE = "done", _("åtgärdad")
    DECLINED = "declined", _("åtgärdas inte")


class Channel(TextChoices):
    """How residents were told."""

    WEEKLY_LETTER = "weekly_letter", _("veckobrev")
    MEETING = "meeting", _("möte")
    SOCIAL_MEDIA = "social_media", _("sociala medier")
    WEB = "web", _("webbplats")
    PRESS = "press", _("press")
    OTHER = "other", _("annat")
