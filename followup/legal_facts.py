"""Database → the facts that Lagkollen rests on, for each municipality of a council. Decided rows, never drafts."""

from collections import defaultdict

from django.db.models import BooleanField, ExpressionWrapper, Max, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from councils.codes import PlanKind, WorkStatus
from councils.models import ActionPlan, Agreement, Council, CouncilReport, Picture, Seat, SeatHolder
from councils.roles import Role
from followup.legal_terms import AgreementFact, CouncilFact, Facts, Holder, Led, PictureFact, PlanFact
from promises.models import Communication

DECIDED = (WorkStatus.DECIDED, WorkStatus.REPLACED)


def legal_facts(council, *, today):
    """[(municipality, its facts)] by name. Ten queries, however many rows and municipalities."""
    pictures, plans = tuple(_pictures(council)), tuple(_plans(council))
    agreements, coordinators = _agreements(council), _coordinated(council, today)
    seats = list(Seat.objects.filter(council=council, ended_on__isnull=True).select_related("organisation"))
    told_on = Communication.objects.filter(council=council).aggregate(last=Max("told_on"))["last"]
    municipalities = list(council.municipalities.all())
    reports = CouncilReport.objects.filter(council=council, to_assembly=True, reported_on__lte=today)
    reported = _reported(municipalities, reports.values_list("reported_on", "recipient"))
    return [
        (
            one,
            Facts(
                pictures=pictures,
                plans=plans,
                agreements=tuple(agreements[one.pk]),
                council=_council(council, one, municipalities, seats),
                coordinators=tuple(coordinators[one.pk]),
                told_on=told_on,
                reported_on=reported.get(one.pk),
            ),
        )
        for one in municipalities
    ]


def _is_written(field):
    return ExpressionWrapper(~Q(**{field: ""}), output_field=BooleanField())


def _pictures(council):
    rows = Picture.objects.filter(council=council, status__in=DECIDED, adopted_on__isnull=False)
    parts = [_is_written(name) for name in ("mapping", "other_information", "analysis")]
    # What is read in of an indicator later has not been behind a picture that was adopted before it.
    known = Q(indicators__indicator__values__year__lte=ExtractYear("adopted_on"))
    rows = rows.annotate(figures_of=Max("indicators__indicator__values__year", filter=known))
    for pk, day, mapping, other, analysis, year in rows.values_list("pk", "adopted_on", *parts, "figures_of"):
        yield PictureFact(pk, day, mapping, other, analysis, year)


def _plans(council):
    rows = ActionPlan.objects.filter(council=council, status__in=DECIDED, decided_on__isnull=False)
    fields = ("pk", "decided_on", "kind", "picture__status", "last_day")
    for pk, day, kind, picture, last_day, followed in rows.annotate(followed=Max("follow_ups__done_at")).values_list(
        *fields, "followed"
    ):
        followed_on = timezone.localdate(followed) if followed else None
        yield PlanFact(pk, day, kind == PlanKind.STATUTORY, picture in DECIDED, last_day, followed_on)


def _agreements(council):
    """Municipality → the agreements that it is a party to."""
    found = defaultdict(list)
    for row in Agreement.objects.of(council).prefetch_related("parties"):
        fact = AgreementFact(row.pk, row.from_day, row.to_day, bool(row.purpose.strip()), bool(row.area_list))
        for code in {party.municipality_id for party in row.parties.all() if party.kind == "municipality"}:
            found[code].append(fact)
    return found


def _coordinated(council, today):
    """Municipality → who has the coordination function for it: its coordinators, and who holds the convener's seat."""
    found = defaultdict(list)
    held = list(
        SeatHolder.objects.of(council)
        .on(today)
        .filter(seat__ended_on__isnull=True)
        .select_related("seat__organisation", "user")
    )
    seats = {holder.user_id: holder for holder in held if holder.user_id}
    rows = council.memberships.on(today).filter(role=Role.COORDINATOR, organisation__kind="municipality")
    for row in rows.select_related("user", "organisation").order_by("pk"):
        seat = seats.get(row.user_id)
        days = [day for day in (row.from_day, seat and seat.from_day) if day]
        told = Holder(row.user.name, seat.seat.function if seat else "", max(days, default=None))
        found[row.organisation.municipality_id].append(told)
    coordinating = {row.user_id for row in rows}
    for holder in held:
        if holder.seat.duty == Seat.Duty.CONVENER and (holder.user_id is None or holder.user_id not in coordinating):
            told = Holder(holder.display_name, holder.seat.function, holder.from_day)
            found[_municipality_of(holder.seat)].append(told)
    return found


def _municipality_of(seat):
    """The municipality whose seat it is, or none."""
    return seat.organisation.municipality_id if seat.organisation_id else None


def _council(council, municipality, municipalities, seats):
    """Whose the seats are. A council of several municipalities is led by one of them."""
    codes = {one.pk for one in municipalities}
    senior = [seat.organisation for seat in seats if seat.is_senior]
    return CouncilFact(
        is_working_group=council.kind == Council.Kind.WORKING_GROUP,
        led=_led(seats, codes),
        has_senior=any(one is None or one.municipality_id == municipality.pk for one in senior),
        has_senior_of_others=any(one is not None and one.kind != "municipality" for one in senior),
    )


def _led(seats, codes):
    chair = next((seat for seat in seats if seat.duty == Seat.Duty.CHAIR), None)
    if chair is None:
        return Led.WITHOUT_CHAIR
    if chair.organisation is None:
        return Led.BY_NOBODY_NAMED
    owns = chair.organisation.kind == "municipality" and chair.organisation.municipality_id in codes
    return Led.BY_MUNICIPALITY if owns else Led.BY_OTHERS


def _reported(municipalities, reports):
    """Municipality → the last report to its assembly. One that names a municipality is that one's, else everybody's."""
    found = {}
    for day, recipient in reports:
        named = [one for one in municipalities if one.name.casefold() in recipient.casefold()]
        for one in named or municipalities:
            found[one.pk] = max(day, found.get(one.pk, day))
    return found
