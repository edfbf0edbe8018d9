"""Who sits in the demo's councils, who takes part, what was reported, and how the councils have looked at themselves.

Seats, partners and to whom work is reported are restated from the municipalities' pages. Names, answers and days are
invented.
"""

from datetime import date

from councils.actions.organisations import add_organisation
from councils.actions.reports import add_report
from councils.actions.reviews import finish_review, start_review, write_review
from councils.actions.seat_holders import fill_seat
from councils.models import Attendance, Council, Decision, Meeting, Organisation, Seat, SeatHolder, User
from followup.demo import people
from followup.demo.answers import CONCLUSION, LAST_YEAR, THIS_YEAR
from followup.demo.world import at_noon

SINCE = date(2019, 1, 1)
MUNICIPAL, POLICE = "municipality", "police"
# Council → function → (whose seat, who sits there by name alone). Those with an account have their seats already.
SEATS = {
    "overkalix": {
        "Skola": (MUNICIPAL, ()),
        "Elevhälsa": (MUNICIPAL, ("Ingrid Stålnacke",)),
        "Socialtjänst": (MUNICIPAL, ("Bengt Muotka",)),
        "Drogförebyggare": (MUNICIPAL, ()),
        "Säkerhetssamordnare": (MUNICIPAL, ()),
        "Primärvård": ("Överkalix hälsocentral", ("Siv Larsson",)),
        "Polis": (POLICE, ()),
    },
    "haparanda": {
        "Kommunstyrelsen": (MUNICIPAL, ("Monica Pekkari",)),
        "Säkerhetssamordnare": (MUNICIPAL, (people.HAPARANDA_COORDINATOR,)),
        "Skola och elevhälsa": (MUNICIPAL, ("Tommy Ek",)),
        "Socialtjänst": (MUNICIPAL, ("Anneli Hietala",)),
        "Polis": (POLICE, (people.POLICE_MANAGER,)),
    },
    "arjeplog": {
        "Säkerhetssamordnare": (MUNICIPAL, (people.ARJEPLOG_COORDINATOR,)),
        "Skola": (MUNICIPAL, ("Mats Renberg",)),
        "Socialtjänst": (MUNICIPAL, ()),
        "Polis": (POLICE, (people.PITEA_POLICE_MANAGER,)),
    },
    "arvidsjaur": {
        "Säkerhetssamordnare": (MUNICIPAL, (people.ARJEPLOG_COORDINATOR,)),
        "Skola": (MUNICIPAL, ()),
        "Socialtjänst": (MUNICIPAL, ("Eva Stenman",)),
        "Polis": (POLICE, (people.PITEA_POLICE_MANAGER,)),
    },
    "vaggeryd": {
        "Kommunstyrelsens ordförande": (MUNICIPAL, ("Göran Lind",)),
        "Kommunstyrelsens vice ordförande": (MUNICIPAL, ("Ulla Sandberg",)),
        "Säkerhets- och beredskapssamordnaren": (MUNICIPAL, (people.VAGGERYD_COORDINATOR,)),
        "Ansvarig och representanter för lokalpolisområde Värnamo/Vaggeryd": (POLICE, ("Stefan Berg", "Sofia Alm")),
        "Kommunens fältassistenter": (MUNICIPAL, ("Jonas Frid", "Amina Noor")),
        "Samordnare sociala verksamheter": (MUNICIPAL, ("Kerstin Dahl",)),
        "Förvaltningschef för barn- och utbildningsförvaltningen": (MUNICIPAL, ()),
    },
}
PARTNERS = {
    "overkalix": (
        ("Överkalix hälsocentral", "region"),
        ("Tullverket", "state"),
        ("Länsstyrelsen i Norrbottens län", "state"),
        ("Postombuden i Överkalix", "business"),
    ),
    "haparanda": (("Hälsocentralen i Haparanda", "region"), ("Grannsamverkan i Haparanda", "association")),
}
# (month and day of the year after, to whom, is it the assembly, about what)
EAST_POLICE = "Chefen för lokalpolisområde Östra Norrbotten"
REPORTS = {
    "overkalix": (
        ((1, 31), f"{EAST_POLICE} och kommunpolisen", False, "Medborgarlöftena och samarbetet under året."),
        ((2, 4), "Kommunledningen", False, "Medborgarlöftena, den gemensamma planen och hur rådet har fungerat."),
        ((4, 8), "Kommunfullmäktige", True, "Det brottsförebyggande arbetet under året."),
    ),
    "haparanda": (
        ((2, 20), EAST_POLICE, False, "Sammanställningen av medborgarlöftena."),
        ((2, 22), "Kommunalrådet och kommundirektören i Haparanda", False, "Sammanställningen av medborgarlöftena."),
    ),
}
MEETINGS = (((2, 13), "Vårmöte"), ((9, 11), "Höstmöte"), ((12, 4), "Årets sista möte"))


def sit(*, today):
    """Seats, partners and reports in each of the demo's councils, and the self-review in Överkalix."""
    for slug, seats in SEATS.items():
        council = Council.objects.get(slug=slug)
        by = council.memberships.get(role="coordinator").user
        for name, kind in PARTNERS.get(slug, ()):
            add_organisation(council=council, by=by, name=name, short_name="", kind=kind, is_partner=True)
        for function, (whose, holders) in seats.items():
            _fill(council.seats.get(function=function), whose, holders, by)
        for (month, day), recipient, to_assembly, about in REPORTS.get(slug, ()):
            _report(council, by, date(today.year, month, day), today, recipient, to_assembly, about)
    _look_back(Council.objects.get(slug="overkalix"), _person(people.COORDINATOR), today)


def _fill(seat, whose, holders, by):
    seat.organisation = _organisation(seat.council, whose)
    seat.save(update_fields=["organisation"])
    for one in holders:
        who = {"name": one} if isinstance(one, str) else {"user": _person(one)}
        fill_seat(seat=seat, by=by, from_day=SINCE, **who)


def _organisation(council, whose):
    if whose == MUNICIPAL:
        return Organisation.objects.get(kind=whose, municipality__in=council.municipalities.all())
    if whose == POLICE:
        covers = {"police_area__coverage__municipality__in": council.municipalities.all()}
        return Organisation.objects.filter(kind=whose, **covers).distinct().get()
    return Organisation.objects.get(name=whose)


def _report(council, by, day, today, recipient, to_assembly, about):
    """This year's if the day has been, else last year's."""
    day = day if day <= today else day.replace(year=day.year - 1)
    number = f"KS {day.year}/{day.month}{day.day}" if to_assembly else ""
    said = {"recipient": recipient, "to_assembly": to_assembly, "about": about, "registry_number": number}
    add_report(council=council, by=by, reported_on=day, **said)


def _look_back(council, by, today):
    """Last year's is done, at the year's last meeting; this year's has begun."""
    last = today.year - 1
    meeting = _met(council, by, last)
    review = start_review(council=council, by=by, year=last)
    review = write_review(review=review, by=by, version=1, conclusion=CONCLUSION, answers=LAST_YEAR)
    finish_review(review=review, by=by, version=review.version, meeting=meeting)
    review = start_review(council=council, by=by, year=today.year)
    write_review(review=review, by=by, version=1, conclusion="", answers=THIS_YEAR)


def _met(council, by, year):
    """The year's last meeting. Where none are laid up: three, with who came and what was decided."""
    rows = Meeting.objects.of(council).planned().filter(held_on__year=year).order_by("held_on")
    if not rows.exists():
        made = [
            Meeting.objects.create(council=council, held_on=date(year, month, day), title=title)
            for (month, day), title in MEETINGS
        ]
        _attend(council, made)
        _decide(council, made[0], by)
    return rows.last()


def _attend(council, meetings):
    """All came, but the school once and primary care twice; a substitute came once for social services."""
    away = {("Skola", 0): "absent", ("Primärvård", 0): "absent", ("Primärvård", 1): "absent"}
    other = away | {("Socialtjänst", 2): "substitute"}
    for number, meeting in enumerate(meetings):
        held = Seat.objects.of(council).current().filter(holders__in=SeatHolder.objects.on(meeting.held_on))
        for seat in held.distinct():
            presence = other.get((seat.function, number), "present")
            Attendance.objects.create(meeting=meeting, seat=seat, presence=presence)


def _decide(council, meeting, by):
    year, seats = meeting.held_on.year, {seat.function: seat for seat in council.seats.all()}
    decided = (
        (
            "Säkerhetssamordnaren bjuder in hälsocentralen till höstens planering.",
            "Säkerhetssamordnare",
            (4, 30),
            (4, 12),
        ),
        ("Drogförebyggaren tar fram ett gemensamt material till föräldramötena.", "Drogförebyggare", (5, 31), (6, 14)),
        ("Polisen och skolan bestämmer tider för besök i årskurs 7.", "Polis", (6, 7), (6, 5)),
    )
    for number, (text, owner, due, done) in enumerate(decided, start=1):
        about = {"due_on": date(year, *due), "done_at": at_noon(date(year, *done)), "done_by": by}
        Decision.objects.create(meeting=meeting, number=number, text=text, owner=seats[owner], **about)


def _person(login):
    return User.objects.get(email=login[0])
