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
