"""Examples of promises that can be followed, near to what somebody has written. Of Django only the translations."""

from __future__ import annotations

from django.utils.translation import gettext as _

from promises.codes import ActivityType
from promises.proposals.guesses import type_in


def example_for(wording: str) -> str:
    """A promise of the same sort that can be counted, without a full stop.

    >>> example_for("Polisen ska öka närvaron i centrum")
    'minst två fotpatrulleringar i veckan i centrum'
    """
    return {
        ActivityType.FOOT_PATROL: _("minst två fotpatrulleringar i veckan i centrum"),
        ActivityType.CITIZEN_CONTACT: _("minst en öppen träff med invånarna varje månad på torget"),
        ActivityType.SAFETY_WALK: _("minst en trygghetsvandring per halvår i varje stadsdel"),
        ActivityType.TRAFFIC_OPERATION: _("minst en hastighetskontroll i månaden vid skolorna"),
        ActivityType.DRUGS_IN_TRAFFIC: _("minst två kontroller av droger i trafiken per halvår"),
        ActivityType.LICENSING_INSPECTION: _("minst två gemensamma krogtillsyner per halvår"),
        ActivityType.TOBACCO_INSPECTION: _("minst ett tillsynsbesök per år hos varje butik som säljer tobak"),
        ActivityType.TRAINING: _("minst en utbildning per år för personalen på krogarna"),
        ActivityType.PARENT_MEETING: _("minst en föräldraträff per termin i årskurs 7"),
        ActivityType.CONCERN_TALK: _("orossamtal inom en vecka efter varje anmälan"),
        ActivityType.SCHOOL_VISIT: _("minst ett besök per termin på varje högstadieskola"),
        ActivityType.NIGHT_WALK: _("vuxna nattvandrar minst två fredagar i månaden"),
        ActivityType.INFORMATION: _("minst två informationskampanjer per år"),
        ActivityType.MEETING: _("minst ett samverkansmöte i kvartalet"),
    }.get(ActivityType(type_in(wording) or ActivityType.TARGETED_OPERATION), _("minst två riktade insatser per halvår"))
