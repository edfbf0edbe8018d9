"""What a council's promises build on in the demo: its calendar, places with a common name, and problems agreed on."""

from datetime import date, timedelta

from councils.models import Place, PlaceSet, ProblemArea
from followup.demo import proposed
from promises.models import Occasion, Promise, Term


def lay_groundwork(council, *, years):
    """The council's calendar of each year, a set of places and its problem areas."""
    for year in years:
        for month_day, weekday, name in proposed.OCCASIONS:
            Occasion.objects.create(council=council, day=_day(year, month_day, weekday), name=name)
        for first, last in proposed.TERMS:
            Term.objects.create(council=council, first_day=_day(year, *first), last_day=_day(year, *last))
    name, places = proposed.PLACE_SET
    group = PlaceSet.objects.create(council=council, name=name)
    group.places.set(Place.objects.filter(council=council, name__in=places))
    for name, background in proposed.PROBLEMS:
        ProblemArea.objects.get_or_create(council=council, name=name, defaults={"background": background})


def _day(year, month_day, weekday):
    """A day of the year, or the first such weekday from it on."""
    day = date.fromisoformat(f"{year}-{month_day}")
    return day if weekday is None else day + timedelta(days=(weekday - day.isoweekday()) % 7)


def tie_to_problems(council):
    """Each promise of the council to the problem its words speak of."""
    problems = {problem.name: problem for problem in ProblemArea.objects.filter(council=council)}
    for promise in Promise.objects.of(council):
        wording = promise.wording.casefold()
        promise.problem_areas.set({problems[name] for word, name in proposed.ANSWERS if word in wording})
