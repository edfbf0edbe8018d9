"""The demo's situational pictures: what each party knew, what it came to, and the problems that followed from it."""

from datetime import date, timedelta

from councils.actions.contributions import add_contribution, share_contribution
from councils.actions.pictures import add_picture_observation, adopt_picture, change_picture, make_picture
from councils.models import Council, Municipality, Organisation, Picture, Place, PoliceArea, ProblemArea
from councils.picture_reading import mark_of_picture
from councils.roles import Role
from followup.demo import pictured
from followup.demo.world import at_noon
from promises.models import Promise


def draw_pictures(*, today):
    """Every council's pictures. Överkalix draws one a year, as its agreement says, and has begun on the next."""
    _overkalix(Council.objects.get(slug="overkalix"), today)
    for slug in ("arjeplog", "arvidsjaur"):
        council, day = Council.objects.get(slug=slug), date(today.year - 1, 10, 15)
        title = f"Gemensam lägesbild för Arjeplog och Arvidsjaur {day.year}"
        _adopted(council, title, day, pictured.JOINT, pictured.JOINT_CONTRIBUTIONS)
    vaggeryd = Council.objects.get(slug="vaggeryd")
    _adopted(
        vaggeryd, "Gemensam lägesbild 2015", date(2015, 10, 20), pictured.VAGGERYD, pictured.VAGGERYD_CONTRIBUTIONS
    )


def describe_problems():
    """The problem areas with their places, and tied to the promises that answer to them."""
    for slug, areas in pictured.PROBLEMS.items():
        council = Council.objects.get(slug=slug)
        if not Picture.objects.of(council).adopted().exists():
            _describe(council, None)
        for row in ProblemArea.objects.filter(council=council, name__in=[values["name"] for values in areas]):
            said = f"{row.times} {row.cause_place} {row.background}".casefold()
            row.places.set([one for one in Place.objects.filter(council=council) if one.name.casefold() in said])
    _tie_haparanda(Council.objects.get(slug="haparanda"))


def _describe(council, picture):
    """The council's problem areas with their causes, as the picture that is to be adopted shows them."""
    for values in pictured.PROBLEMS.get(council.slug, ()):
        ProblemArea.objects.update_or_create(
            council=council, name=values["name"], defaults={**values, "picture": picture}
        )


def _overkalix(council, today):
    year = today.year if today >= date(today.year, 2, 9) else today.year - 1
    for number, texts in ((year - 1, pictured.OVERKALIX_BEFORE), (year, pictured.OVERKALIX)):
        given = pictured.OVERKALIX_CONTRIBUTIONS
        title = f"Gemensam lägesbild {number}"
        _adopted(council, title, date(number, 2, 9), texts, given, seen=pictured.OVERKALIX_SEEN)
    by, values = _coordinator(council), {"from_day": date(year, 1, 1), "to_day": date(year, 12, 31)}
    title = f"Gemensam lägesbild {year + 1}"
    draft = make_picture(council=council, by=by, organisation=None, title=title, copies=True, **values)
    # The municipality has shared what it knows; what the police has begun on is its own still.
    _contribute(draft, pictured.OVERKALIX_CONTRIBUTIONS[0], by, shared_on=today)
    _contribute(draft, pictured.OVERKALIX_CONTRIBUTIONS[1], by, shared_on=None)


def _adopted(council, title, day, texts, contributions, seen=()):
    by, year = _coordinator(council), day.year - 1
    picture = make_picture(
        council=council,
        by=by,
        organisation=None,
        title=title,
        from_day=date(year, 1, 1),
        to_day=date(year, 12, 31),
    )
    for given in contributions:
        _contribute(picture, given, by, shared_on=day - timedelta(days=21))
    for text, who, level, where in seen:
        values = {"text": text, "organisation": _organisation(council, who), "level": level, "geography": where}
        add_picture_observation(picture=picture, by=by, **values)
    picture = change_picture(picture=picture, by=by, version=picture.version, **texts)
    _describe(council, picture)
    decided = {"mark": mark_of_picture(picture), "on": day, "at": at_noon(day)}
    return adopt_picture(picture=picture, by=by, body=council.name, paragraph="§ 4", **decided)


def _contribute(picture, given, by, *, shared_on):
    who, municipality, crime, other, analysis = given
    made = add_contribution(
        picture=picture,
        organisation=_organisation(picture.council, who),
        municipality=Municipality.objects.get(name=municipality) if len(_of_picture(picture)) > 1 else None,
        by=by,
        crime=crime,
        other_information=other,
        analysis=analysis,
    )
    if shared_on:
        share_contribution(contribution=made, by=by, at=at_noon(shared_on))


def _of_picture(picture):
    """The municipalities that a picture is about: all of those whose councils share an agreement."""
    agreements = picture.council.agreements.values("pk")
    return Municipality.objects.filter(councils__agreements__in=agreements).distinct()


def _organisation(council, who):
    municipality = council.municipalities.get()
    if who == pictured.POLICE:
        area = PoliceArea.objects.get(municipalities=municipality)
        return Organisation.objects.get(kind="police", police_area=area)
    if who == pictured.MUNICIPAL:
        return Organisation.objects.get(kind="municipality", municipality=municipality)
    return Organisation.objects.get(kind="municipality", name=who)


def _coordinator(council):
    return council.memberships.filter(role=Role.COORDINATOR).order_by("pk").first().user


def _tie_haparanda(council):
    problems = {problem.name: problem for problem in ProblemArea.objects.filter(council=council)}
    for promise in Promise.objects.of(council):
        wording = promise.wording.casefold()
        promise.problem_areas.set({problems[name] for word, name in pictured.HAPARANDA_ANSWERS if word in wording})
