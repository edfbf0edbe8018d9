"""The demo's meetings: how often Vaggeryd meets and what at is the municipality's; what was said there is invented."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from councils import wall
from councils.actions import decisions, meeting_agenda, meetings, minutes
from councils.attendance import seats_at
from councils.codes import AgendaKind, Presence
from councils.models import Council, Meeting, User
from followup.agenda_proposals import AgendaProposal, agenda_proposals
from followup.demo import people
from followup.demo.world import at_noon

# (what it was about, what was said), (§, decided, the seat that does it, days until it is to be done, what was done)
PLAN = "Uppföljning av handlingsplanen"
PLACE = {"starts_at": time(13), "ends_at": time(15), "location": "Sessionssalen, kommunhuset"}
WELCOME = "Välkomna. Läs underlagen i förväg, så att vi hinner tala om vad som ska göras."


@dataclass(frozen=True)
class Held:
    """What is told of a meeting that has been held."""

    items: tuple
    decisions: tuple
    minutes: str
    absent: tuple = ()


FIRST_OF_2016 = Held(
    items=(
        (
            f"{PLAN} 2016\N{EN DASH}2017",
            "Rådet gick igenom problemområdena och målen. Planen följs upp fortlöpande under perioden.",
        ),
        ("Nästa plan", "Planen revideras inför 2018\N{EN DASH}2019. Nya problemområden kan lyftas in då."),
    ),
    decisions=((1, "Planen följs upp på varje möte under perioden.", 2, 300, "Uppföljningen blev en stående punkt."),),
    minutes="Ordföranden öppnade mötet.",
)
LAST_YEARS_LAST = Held(
    items=(
        (PLAN, "Två av åtgärderna är klara. Samarbetet med skolorna fungerar bra."),
        ("Lägesbild", "Polisen och kommunen visade sina delar. De stämmer i stort sett överens."),
    ),
    decisions=(
        (4, "Fältassistenterna tar fram ett schema för vårens kvällar.", 4, 45, "Schemat gäller från februari."),
    ),
    minutes="Ordföranden öppnade mötet. Föregående anteckningar lades till handlingarna.",
    absent=(5,),
)
LATEST = Held(
    items=(
        (PLAN, "Åtgärderna mot skadegörelse går som planerat. Trafiken runt skolorna behöver mer tid."),
        ("Kvällar med risk för oro", "Fältassistenterna och polisen möts före varje kväll. Det fungerar."),
        ("Information till invånarna", "Webbplatsen är uppdaterad. Planen ligger där."),
    ),
    decisions=(
        (5, "Samordnaren bjuder in skolorna till nästa möte.", 2, 30, "Två rektorer kommer till nästa möte."),
        (6, "Polisen tar med en sammanställning av trafikkontrollerna vid skolorna.", 3, 60, ""),
    ),
    minutes="Ordföranden öppnade mötet. Nästa möte är det som står i kalendern.",
    absent=(0,),
)
ROUTINE = Held(
    items=((PLAN, "Åtgärderna går som planerat."), ("Läget i kommunen", "Lugnt sedan förra mötet.")),
    decisions=(),
    minutes="Ordföranden öppnade mötet.",
)
OVERKALIX = Held(
    items=(
        ("Läget i löftena", "Det mesta går som tänkt. Medborgarkontakterna behöver fler pass under hösten."),
        ("Riskkvällar", "Gruppen gick igenom vilka kvällar som är kvar i år och vem som är ute."),
    ),
    decisions=(
        (1, "Drogförebyggaren och polisen bjuder in föräldrarna i årskurs 7 till en aktivitetsdag.", 3, 50, ""),
        (2, "Samordnaren lägger ut löftena på kommunens webbplats.", 4, 14, "Löftena ligger på webbplatsen."),
    ),
    minutes="Säkerhetssamordnaren hälsade välkommen.",
    absent=(5,),
)


def hold(*, today):
    """Hold the meetings that have been, and write the agenda of the next."""
    _vaggeryd(_council("vaggeryd"), _person(people.VAGGERYD_COORDINATOR), today)
    _overkalix(_council("overkalix"), _person(people.COORDINATOR), today)


def _vaggeryd(council, by, today):
    """Four a year. At the spring's first the plan is followed up."""
    with wall.inside(council):
        next_year = [((2, 10), "Vårens första möte"), ((5, 19), "Möte före sommaren")]
        days = [(date(today.year + 1, *day), title) for day, title in next_year]
        earlier = (date(2016, 2, 16), "Vårens första möte"), (date(today.year - 1, 12, 3), "Årets sista möte")
        meetings.plan_meetings(council=council, by=by, meetings=[*earlier, *days])
        Meeting.objects.of(council).update(**PLACE)
        held = list(council.meetings.filter(held_on__lt=today).order_by("held_on"))
        told = [FIRST_OF_2016, LAST_YEARS_LAST, *[ROUTINE] * (len(held) - 3), *[LATEST] * (len(held) > 2)]
        for meeting, text in zip(held, told, strict=True):
            _hold(meeting, by, text, is_last=meeting == held[-1])
        for meeting in council.meetings.filter(held_on__gte=today, title="Vårens första möte"):
            _follow_up_the_plan(meeting, by)
        _plan_next(council, by, today)


def _overkalix(council, by, today):
    with wall.inside(council):
        days = [(_weekday(today - timedelta(days=40)), "")]
        days.append((_weekday(today + timedelta(days=17)), ""))
        made = meetings.plan_meetings(council=council, by=by, meetings=days, **PLACE)
        _hold(made[0], by, OVERKALIX, is_last=False)
        _plan_next(council, by, today)


def _hold(meeting, by, told, *, is_last):
    """Who came, what was said and decided; approved, but for the last one: somebody is still to read it."""
    day, now = meeting.held_on, meeting.held_on + timedelta(days=6)
    invited = {"at": at_noon(day - timedelta(days=14)), "version": meeting.version, "mails": 1}
    items = [meeting_agenda.add_agenda_item(meeting=meeting, by=by, title=title) for title, _said in told.items]
    meetings.invite_to_meeting(meeting=meeting, by=by, **invited)
    at = seats_at(meeting)
    seats = [one.seat for one in at]
    # A seat that nobody holds is neither present nor absent.
    present = {one.seat: _came(one.seat, place in told.absent) for place, one in enumerate(at) if not one.is_vacant}
    minutes.save_attendance(meeting=meeting, by=by, mark=minutes.attendance_mark(meeting), present=present)
    said = {item.pk: text for item, (_title, text) in zip(items, told.items, strict=True)}
    texts = {"minutes": told.minutes, "registry_number": "", "said": said, "mark": minutes.minutes_mark(meeting)}
    minutes.save_minutes(meeting=meeting, by=by, **texts)
    for number, text, seat, days, done in told.decisions:
        _decide(meeting, by, number, text, seats[seat], items[0], day + timedelta(days=days), done)
    if not is_last:
        row = Meeting.objects.get(pk=meeting.pk)
        minutes.approve_minutes(meeting=row, by=by, at=at_noon(now), read=minutes.digest_of(row))


def _decide(meeting, by, number, text, seat, item, due_on, done):
    values = {"text": text, "item": item, "owner": seat, "organisation": None, "due_on": due_on}
    row = decisions.add_decision(meeting=meeting, by=by, number=number, **values)
    if done:
        decisions.finish_decision(decision=row, by=by, at=at_noon(due_on - timedelta(days=2)), version=1, note=done)


def _came(seat, is_absent):
    if is_absent:
        return Presence.ABSENT, 1
    return Presence.PRESENT, 3 if seat.several_persons else 1


def _plan_next(council, by, today):
    """The next meeting takes all that proposes itself, and asks about the invitation last."""
    meeting = council.meetings.filter(held_on__gte=today).order_by("held_on").first()
    if meeting is None:
        return
    Meeting.objects.filter(pk=meeting.pk).update(invitation=WELCOME)
    meeting_agenda.take_proposals(meeting=meeting, by=by, proposals=agenda_proposals(meeting, today=today)[:-1])
    meeting_agenda.add_agenda_item(meeting=meeting, by=by, title="Övriga frågor")


def _follow_up_the_plan(meeting, by):
    """The plan says so: it is followed up at the first meeting of the spring."""
    if not meeting.plan_follow_ups.exists():
        told = "Planen ska följas upp vid vårens första möte och därefter fortlöpande."
        plan = AgendaProposal("plan", AgendaKind.PLAN, PLAN, told)
        meeting_agenda.take_proposals(meeting=meeting, by=by, proposals=[plan])


def _weekday(day):
    """The day itself, or the Monday after a weekend."""
    return day if day.weekday() < 5 else day + timedelta(days=7 - day.weekday())


def _council(slug):
    return Council.objects.get(slug=slug)


def _person(login):
    return User.objects.get(email=login[0])
