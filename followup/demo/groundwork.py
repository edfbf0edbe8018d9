"""What a council's promises build on in the demo: its calendar, places with a common name, and problems agreed on."""

from datetime import date

from councils.models import Place, PlaceSet, ProblemArea
from followup.demo import proposed
from promises.models import Occasion, Promise, Term


def lay_groundwork(council, *, years):
    """The council's calendar of each year, a set of places and its problem areas."""
    for year in years:
        for month_day, name in proposed.OCCASIONS:
            Occasion.objects.create(council=council, day=date.fromisoformat(f"{year}-{month_day}"), name=name)
        for first, last in proposed.TERMS:
            days = {"first_day": f"{year}-{first}", "last_day": f"{year}-{last}"}
            Term.objects.create(council=council, **{name: date.fromisoformat(day) for name, day in days.items()})
    name, places = proposed.PLACE_SET
    group = PlaceSet.objects.create(council=council, name=name)
    group.places.set(Place.objects.filter(council=council, name__in=places))
    for name, background in proposed.PROBLEMS:
        ProblemArea.objects.create(council=council, name=name, background=background)


def tie_to_problems(council):
    """Each promise of the council to the problem its words speak of."""
    problems = {problem.name: problem for problem in ProblemArea.objects.filter(council=council)}
    for promise in Promise.objects.of(council):
        wording = promise.wording.casefold()
        promise.problem_areas.set({problems[name] for word, name in proposed.ANSWERS if word in wording})
