"""What each kind of target is, which facts it is made of, and what must hold between them. Words and plain values."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promises.codes import CountingChoice, EffectDirection, Jointly, PerChoice, TargetKind

# What each kind is called where one chooses, and its explanation in one line.
KINDS = {
    TargetKind.COUNT: (
        gettext_lazy("Antal"),
        gettext_lazy("Något görs ett visst antal gånger, till exempel två insatser per halvår."),
    ),
    TargetKind.COVERAGE: (
        gettext_lazy("Täckning"),
        gettext_lazy("Varje plats på en lista får sitt, till exempel besök på alla skolor."),
    ),
    TargetKind.DELIVERABLE: (
        gettext_lazy("Leverans"),
        gettext_lazy("Något är klart senast en viss dag, till exempel en e-tjänst."),
    ),
    TargetKind.ON_DEMAND: (
        gettext_lazy("På begäran"),
        gettext_lazy("Görs när någon ber om det, till exempel utbildning för handlare."),
    ),
    TargetKind.EFFECT: (
        gettext_lazy("Effekt"),
        gettext_lazy("Ett mått ska förändras, till exempel andelen som känner sig trygga."),
    ),
    TargetKind.QUALITATIVE: (
        gettext_lazy("Kvalitativt"),
        gettext_lazy("Inget tal att räkna mot, till exempel arbeta kontinuerligt. Polis och kommun bedömer."),
    ),
    TargetKind.VISION: (
        gettext_lazy("Vision"),
        gettext_lazy("En riktning som aldrig blir klar, till exempel att ingen ska dö i trafiken."),
    ),
}

_ALWAYS = ("kind", "label", "condition", "usual_type")
LIMITS = ("activity_types", "tags", "weekdays", "months", "only_beyond_ordinary", "jointly", "lead")
_UNITS = ("unit", "units")
_HOW_OFTEN = ("minimum", *_UNITS, "per")
FIELDS_OF = {
    kind: (*_ALWAYS, *LIMITS, *own)
    for kind, own in {
        TargetKind.COUNT: (*_HOW_OFTEN, "maximum", "counting"),
        TargetKind.COVERAGE: (*_HOW_OFTEN, "places", "place_sets"),
        TargetKind.DELIVERABLE: ("due_on",),
        TargetKind.ON_DEMAND: _UNITS,
        TargetKind.EFFECT: ("indicator", "direction", "baseline", "threshold", "source"),
        TargetKind.QUALITATIVE: _UNITS,
        TargetKind.VISION: _UNITS,
    }.items()
}
WITH_THRESHOLD = (EffectDirection.AT_LEAST, EffectDirection.AT_MOST)
WITHOUT_LENGTH = (PerChoice.OCCASION, PerChoice.TERM)


def faults(kind, values, *, first_day):
    """(field, sentence) of everything between the values that keeps them from being a target of this kind.

    The database holds the same rules; here each has the words that say what to do. That a field must be filled in, the
    form says itself.
    """
    checks = {
        TargetKind.COUNT: (_how_many, _how_counted, _units_agree),
        TargetKind.COVERAGE: (_how_many, _somewhere, _units_agree),
        TargetKind.DELIVERABLE: (_by_when,),
        TargetKind.EFFECT: (_which_way,),
    }.get(kind, (_units_agree,))
    for check in (*checks, _who):
        yield from check({"first_day": first_day, **values})


def _how_many(values):
    minimum, maximum = values.get("minimum"), values.get("maximum")
    if minimum is not None and maximum is not None and maximum < minimum:
        yield "maximum", _("Högst kan inte vara mindre än minst. Ändra talet eller lämna det tomt.")


def _how_counted(values):
    per, counting = values.get("per"), values.get("counting")
    if not per or not counting:
        return
    if per == PerChoice.PERIOD and counting != CountingChoice.TOTAL:
        yield "counting", _("Över hela perioden räknas allt sammanlagt. Välj det, eller en kortare tid vid Per.")
    elif per != PerChoice.PERIOD and counting == CountingChoice.TOTAL:
        yield "counting", _("Sammanlagt gäller hela perioden. Välj i snitt eller i varje, eller hela perioden vid Per.")
    elif per in WITHOUT_LENGTH and counting == CountingChoice.AVERAGE:
        yield "counting", _("Terminer och tillfällen i kalendern är olika långa och har inget snitt. Välj i varje.")


def _units_agree(values):
    unit, units = values.get("unit"), values.get("units")
    if unit and not units:
        yield "units", _("Skriv vad som räknas när det är flera, till exempel medborgarkontakter.")
    if units and not unit:
        yield "unit", _("Skriv vad som räknas när det är en, till exempel medborgarkontakt.")


def _somewhere(values):
    if not values.get("places") and not values.get("place_sets"):
        yield "places", _("Välj minst en plats eller en platsgrupp.")


def _by_when(values):
    due_on, first_day = values.get("due_on"), values["first_day"]
    if due_on is not None and due_on < first_day:
        yield (
            "due_on",
            _("%(day)s ligger före löftenas första dag, %(first)s. Ange en senare dag.")
            % {"day": due_on.isoformat(), "first": first_day.isoformat()},
        )


def _which_way(values):
    if values.get("direction") in WITH_THRESHOLD and values.get("threshold") is None:
        yield "threshold", _("Ange gränsvärdet som måttet ska jämföras med, till exempel 75.")


def _who(values):
    if values.get("jointly") == Jointly.LEAD and values.get("lead") is None:
        yield "lead", _("Välj vilken part som ska delta.")
