"""What the demo's councils have heard and told: dialogues, a safety walk with what was seen, letters to residents.

That citizens are involved when promises are made, and that residents are told in weekly letters, at meetings and in
social media, is said in the municipalities' own pages; each dialogue and each letter is invented.
"""

import uuid
from datetime import date, timedelta

from councils.actions.dialogues import add_dialogue, add_observation, settle_observation
from councils.actions.observed_measures import make_measure
from councils.codes import Channel, WorkStatus
from councils.models import PlanProblem
from followup.demo.plans import MUNICIPALITY, POLICE
from followup.weekly import last_week, weekly_draft
from promises.actions.communication import add_communication
from promises.models import Communication, Promise

NAMESPACE = uuid.UUID("2f8d0a44-93a5-4d27-8d0c-6f5b0a2a7c11")
# Month and day, channel, title, text and how many were reached, about.
TOLD = (
    (
        (1, 21),
        Channel.MEETING,
        "Möte med föräldrar på Gränsskolan",
        "Vi berättade om löftena och hur de följs upp.",
        60,
    ),
    ((3, 18), Channel.SOCIAL_MEDIA, "Inlägg om insatser mot droger", "Kommunen och polisen om vårens insatser.", 900),
    ((5, 27), Channel.WEEKLY_LETTER, "Veckobrev om torget", "Polisen finns på torget varje vecka. Kom och prata.", 400),
    ((9, 16), Channel.MEETING, "Samling för pensionärsföreningar", "Kommunen och polisen var med och svarade.", 45),
    ((10, 21), Channel.SOCIAL_MEDIA, "Inlägg om nollvisionen", "Om var den som utsätts för våld får hjälp.", 1200),
    ((11, 18), Channel.WEEKLY_LETTER, "Veckobrev om hösten", "Det här har vi gjort sedan sommaren.", 400),
)
# Place, what was seen, who puts it right, and how it went: days until it was done, and what was done.
SEEN = (
    ("Överkalix skola", "Lampan över cykelstället är trasig.", MUNICIPALITY, (9, "Ny armatur är uppsatt.")),
    ("Överkalix skola", "Buskarna vid gången skymmer sikten.", MUNICIPALITY, (16, "Buskarna är nedklippta.")),
    ("Folkets hus", "Ungdomar samlas bakom huset sena kvällar, där det är mörkt.", POLICE, None),
    ("Folkets hus", "Klotter på baksidan av huset.", MUNICIPALITY, (4, "Klottret är borttaget.")),
    ("", "Bilarna kör fort förbi övergångsstället vid livsmedelsbutiken.", POLICE, None),
    ("", "Övergången till badplatsen saknar belysning.", None, None),
)


def listen(town, *, today):
    """Överkalix: a citizen and a staff dialogue before the promises, and a walk with what was seen on it."""
    year = today.year
    _dialogue(
        town,
        "citizens",
        "Medborgardialog inför löftena",
        date(year - 1, 10, 8),
        "Folkets hus",
        34,
        "Invånarna tycker att det körs för fort genom byn och vill se polisen oftare på kvällarna. Flera är oroliga "
        "för narkotika bland unga. Det togs med när löftena skrevs.",
    )
    _dialogue(
        town,
        "staff",
        "Medarbetardialog med skola, socialtjänst och hälsocentral",
        date(year - 1, 10, 22),
        "Kommunhuset",
        18,
        "Personalen ser att nätköp av droger har blivit vanligare och vill att postombuden får utbildning.",
    )
    logged = town.council.activities.filter(activity_type="safety_walk", occurred_on__year=year).first()
    # Where the walk is logged as an activity already, it is that one.
    walked_on = logged.occurred_on if logged else min(date(year, 5, 14), today - timedelta(days=7))
    walk = _dialogue(
        town,
        "safety_walk",
        "Trygghetsvandring i centrum",
        walked_on,
        "Från skolan till Folkets hus",
        21,
        "De flesta är trygga. Det är mörka ställen och höga hastigheter som oroar.",
    )
    for place, text, fixed_by, done in SEEN:
        _observe(town, walk, place, text, fixed_by, done, today)
    _into_the_plan(town, walk)


def tell_year(town, promise_set):
    """Haparanda's method: weekly letters, meetings and social media. A year of them, about its promises."""
    promises = list(Promise.objects.filter(section__promise_set=promise_set).order_by("section__order", "order"))
    for number, ((month, day), channel, title, text, reach) in enumerate(TOLD):
        told_on = date(promise_set.first_day.year, month, day)
        # The last promise but one is told of by nobody, so that the page has something to say.
        about = [promise for place, promise in enumerate(promises) if place % 3 == number % 3 and place != 3]
        _tell(town, channel=channel, title=title, text=text, reach=reach, told_on=told_on, promises=about)


def tell_so_far(town, promise_set, *, today):
    """The same for a year that runs, up to today, with last week's letter as it is drafted."""
    tell_year(town, promise_set)
    Communication.objects.of(town.council).filter(told_on__gt=today).delete()
    draft = weekly_draft(town.council, last_week(today))
    if draft.text:
        week = draft.monday.isocalendar().week
        said = {"title": f"Veckobrev vecka {week}", "text": draft.text, "reach": 400, "told_on": today}
        promises = Promise.objects.filter(pk__in=draft.promises)
        _tell(town, channel=Channel.WEEKLY_LETTER, promises=list(promises), **said)


def _dialogue(town, kind, title, held_on, location, participants, findings):
    return add_dialogue(
        council=town.council,
        by=town.people[MUNICIPALITY],
        kind=kind,
        title=title,
        held_on=held_on,
        location=location,
        participants=participants,
        findings=findings,
        picture=None,
        organisers=[town.organisations[MUNICIPALITY], town.organisations[POLICE]],
    ).row


def _observe(town, walk, place, text, fixed_by, done, today):
    by, party = town.people[MUNICIPALITY], town.organisations.get(fixed_by)
    row = add_observation(dialogue=walk, by=by, place=None, new_place=place, text=text, fixed_by=party).row
    if done:
        days, answer = done
        settled_on = min(walk.held_on + timedelta(days=days), today)
        settle_observation(observation=row, by=by, version=1, status="done", settled_on=settled_on, answer=answer)


def _into_the_plan(town, walk):
    """One of what was seen becomes a measure, where the council has begun on a plan."""
    plans = {"plan__council": town.council, "plan__status": WorkStatus.DRAFT}
    problem = PlanProblem.objects.filter(**plans).order_by("-plan__first_day", "order").first()
    seen = walk.observations.open().order_by("pk").last()
    if problem and seen:
        text, owner = "Sätt upp belysning vid övergången till badplatsen.", town.organisations[MUNICIPALITY]
        by = town.people[MUNICIPALITY]
        make_measure(observation=seen, problem=problem, text=text, owner=owner, by=by)


def _tell(town, *, told_on, title, promises, **said):
    key = uuid.uuid5(NAMESPACE, f"{town.council.slug} {told_on} {title}")
    sender = town.organisations[MUNICIPALITY]
    values = {"told_on": told_on, "title": title, "link": "", "organisation": sender, **said}
    add_communication(council=town.council, by=town.people[MUNICIPALITY], key=key, promises=promises, **values)
