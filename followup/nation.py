"""How the councils of a police region, or of the whole country, stand: sums and nothing behind them.

Who follows many councils has no role in them. Nothing that anybody has typed in a council is read here but what the
council is called: no wordings, notes or names of people. What is counted is decided and holds today.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db.models import Exists, F, IntegerField, OuterRef

from councils.asked_together import Question, ask_together
from councils.models import Council, Municipality, PoliceRegion
from councils.prepared import Told, prepared
from councils.text import swedish_key
from followup.attention import days_of_silence
from followup.matrix import Tally, ThemeMatrix, merged
from followup.models import Summary
from followup.verdicts import verdicts_of
from promises.models import PromiseSet

# What says from which day a set counts.
COUNTED_DAYS = ("first_day", "last_day", "signed_on", "counts_before_signing")
# What says whether it is decided, holds and can be read by anybody.
STATES = ("status", "published_at")


@dataclass
class CouncilFigures:
    """One council in figures. `cells`: theme → how the targets about it stand."""

    council: Council
    as_of: date
    municipalities: list[Municipality] = field(default_factory=list)
    cells: dict[str, Tally] = field(default_factory=dict)
    first_day: date | None = None
    overdue_since: date | None = None
    is_published: bool = False

    @property
    def name(self):
        return self.council.short_name

    @property
    def places(self):
        """Its municipalities where the name does not say them, and the counties they lie in."""
        names = [one.name for one in self.municipalities]
        counties = list(dict.fromkeys(one.county.name for one in self.municipalities))
        return ", ".join([*(names if names != [self.name] else []), *counties])

    @property
    def tally(self):
        return merged(self.cells.values())

    @property
    def silent_days(self):
        """Days since anything was counted of what is still to be done, when they are many; else 0."""
        if not self.tally.is_under_way or self.first_day is None:
            return 0
        return days_of_silence(self.tally.latest_on, self.first_day, self.as_of)

    @property
    def needs_attention(self):
        return bool(self.tally.attention or self.overdue_since or self.silent_days)

    def about(self, form):
        """The same council with only what is about the theme that was asked for."""
        return replace(self, cells={theme: tally for theme, tally in self.cells.items() if form.has_theme(theme)})


@dataclass
class NationStanding:
    """Everything that the page of a region or the country shows: councils, and municipalities without one.

    `regions`: (id, name) of those that the country can be narrowed to; a region itself has none.
    """

    figures: list[CouncilFigures]
    without: list[Municipality]
    regions: list[tuple[int, str]] = field(default_factory=list)

    @property
    def municipalities(self):
        """How many municipalities there are, each once."""
        return len({one.pk for figures in self.figures for one in figures.municipalities}) + len(self.without)

    @property
    def promising(self):
        """How many of them have promises that hold."""
        return len({one.pk for figures in self.figures if figures.cells for one in figures.municipalities})

    @property
    def counties(self):
        """(code, name) of the counties they lie in, by name."""
        own = [one for figures in self.figures for one in figures.municipalities]
        found = {one.county_id: one.county.name for one in [*own, *self.without]}
        return sorted(found.items(), key=lambda pair: swedish_key(pair[1]))

    @cached_property
    def tally(self):
        return merged(one.tally for one in self.figures)

    @property
    def overdue(self):
        return sum(one.overdue_since is not None for one in self.figures)

    @property
    def silent(self):
        return sum(one.silent_days > 0 for one in self.figures)

    @cached_property
    def matrix(self):
        return ThemeMatrix([(one, one.cells) for one in self.figures if one.cells])

    def narrowed(self, form):
        """What the form asks for, in its order. Of a theme or a state, a municipality without a council has none."""
        chosen = form.chosen
        figures = [one.about(form) for one in self.figures if form.covers(one.municipalities)]
        if "lage" in chosen:
            figures = [one for one in figures if one.needs_attention]
        without = [] if {"lage", "tema"} & chosen.keys() else [one for one in self.without if form.covers([one])]
        return NationStanding(sorted(figures, key=ORDERS[chosen.get("ordning", "")]), without)


def _by_name(figures):
    return swedish_key(figures.name)


def _most_attention(figures):
    tally = figures.tally
    return -tally.out_of_reach, -tally.attention, figures.overdue_since is None, _by_name(figures)


def _longest_silence(figures):
    latest_on = figures.tally.latest_on
    return not figures.cells, latest_on is not None, latest_on or figures.as_of, _by_name(figures)


ORDERS = {"": _by_name, "lage": _most_attention, "senast": _longest_silence}


def national_standing(councils, region, *, as_of):
    """Every council of a region, or of the country when it is None, as it stands on a day.

    A constant number of queries, however many councils. Asked inside the scope of exactly these councils.
    """
    found = {council.pk: CouncilFigures(council, as_of) for council in councils}
    without = []
    of_municipalities = Question(_municipalities, bool(region), region=region and region.pk)
    of_regions = None if region else Question(_regions)
    ask_together(of_municipalities, of_regions)
    for row in of_municipalities.rows:
        if row.council_id in found:
            found[row.council_id].municipalities.append(row)
        elif row.council_id is None:
            without.append(row)
    _add_verdicts(found, as_of)
    _add_days(found, as_of)
    without = sorted(without, key=lambda one: swedish_key(one.name))
    return NationStanding(list(found.values()), without, of_regions.rows if of_regions else [])


@prepared
def _regions():
    return PoliceRegion.objects.values_list("pk", "name")


@prepared
def _municipalities(of_region):
    """Each municipality with its county, once for each of its councils."""
    told = Told("region", IntegerField())
    rows = Municipality.objects.filter(police_region=told) if of_region else Municipality.objects.all()
    return rows.select_related("county").annotate(council_id=F("councils")).order_by("code", "council_id")


def _add_verdicts(found, as_of):
    for row in verdicts_of([figures.council for figures in found.values()], as_of=as_of, with_latest=True):
        tally = found[row.council_id].cells.setdefault(row.theme, Tally())
        tally.add(row.verdict, needs_attention=row.needs_attention, latest_on=row.latest_on)


def _add_days(found, as_of):
    """When what holds began, since when a summary is overdue, and whether anybody can read what is promised."""
    frozen = Summary.objects.final().decided().filter(promise_set=OuterRef("pk"))
    sets = PromiseSet.objects.filter(council__in=found).annotate(is_summed_up=Exists(frozen))
    for one in sets.only(*COUNTED_DAYS, *STATES, "council_id", "summary_due_on"):
        figures, first_day, due_on = found[one.council_id], one.period.first_day, one.summary_due_on
        figures.is_published |= one.is_published
        if not one.is_decided or one.is_superseded:
            continue
        if as_of in one.promised_period:
            figures.first_day = min(first_day, figures.first_day or first_day)
        if due_on and due_on < as_of and not one.is_summed_up:
            figures.overdue_since = min(due_on, figures.overdue_since or due_on)
