"""Database → the facts that Lagkollen rests on, for each municipality of a council. Decided rows, never drafts."""

from collections import defaultdict

from django.db.models import BooleanField, ExpressionWrapper, Max, Prefetch, Q
from django.db.models.functions import ExtractYear

from councils.codes import PlanKind, WorkStatus
from councils.models import ActionPlan, Agreement, Council, CouncilReport, Picture, PlanFollowUp, Seat, SeatHolder
from councils.picture_reading import latest_year
from councils.plan_standing import last_day_held
from councils.roles import Role
from followup.legal_terms import AgreementFact, CouncilFact, Facts, Holder, Led, PictureFact, PlanFact
from promises.models import Communication

DECIDED = (WorkStatus.DECIDED, WorkStatus.REPLACED)


def legal_facts(council, *, today):
    """[(municipality, its facts)] by name. A constant number of queries, however many rows and municipalities."""
    pictures, plans = tuple(_pictures(council)), tuple(_plans(council, today))
    held = list(SeatHolder.objects.of(council).on(today).select_related("seat__organisation", "user"))
    agreements, coordinators = _agreements(council), _coordinated(council, today, held)
    sat = {holder.seat_id for holder in held}
    seats = list(Seat.objects.filter(council=council, ended_on__isnull=True).select_related("organisation"))
    told_on = Communication.objects.filter(council=council, told_on__lte=today).aggregate(last=Max("told_on"))["last"]
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
                council=_council(council, one, municipalities, seats, sat),
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
    figures = Max("indicators__indicator__values__year", filter=known)
    # The copy that was made when it was adopted is what it shows; only a picture without one is read as it is now.
    shown = dict(rows.filter(as_adopted__isnull=False).values_list("pk", "as_adopted__indicators"))
    for pk, day, mapping, other, analysis, year in rows.annotate(figures_of=figures).values_list(
        "pk", "adopted_on", *parts, "figures_of"
    ):
        yield PictureFact(pk, day, mapping, other, analysis, latest_year(shown[pk]) if pk in shown else year)


def _plans(council, today):
    rows = ActionPlan.objects.filter(council=council, status__in=DECIDED, decided_on__isnull=False)
    rows = rows.select_related("picture", "successor").prefetch_related(
        Prefetch("follow_ups", queryset=PlanFollowUp.objects.filter(done_at__isnull=False).select_related("meeting"))
    )
    fields = ("decided_on", "kind", "status", "first_day", "last_day", "as_decided", "picture__status")
    for row in rows.only(*fields, "successor__first_day"):
        last_day, following = row.last_day, getattr(row, "successor", None)
        if row.is_replaced:
            if following is None:
                continue  # replaced, and nothing tells when: it holds on no day
            last_day = last_day_held(row.last_day, following.first_day)
        yield PlanFact(
            key=row.pk,
            decided_on=row.decided_on,
            is_statutory=row.kind == PlanKind.STATUTORY,
            rests_on_picture=_rests_on_picture(row),
            last_day=last_day,
            followed_up_on=max((day for day in _followed_up(row) if day <= today), default=None),
            first_day=row.first_day,
        )


def _rests_on_picture(plan):
    """Was the picture that it builds on adopted when the plan was decided? Told by the copy that was made then."""
    if plan.as_decided is None:
        return plan.picture is not None and plan.picture.status in DECIDED
    return bool(plan.as_decided["picture"] and plan.as_decided["picture"]["adopted_on"])


def _followed_up(plan):
    """The days on which it was followed up, which is not when somebody wrote of it."""
    for row in plan.follow_ups.all():
        if row.meeting is None or row.meeting.cancelled_at is None:
            yield row.day


def _agreements(council):
    """Municipality → the agreements that it is a party to."""
    found = defaultdict(list)
    for row in Agreement.objects.of(council).prefetch_related("parties"):
        parties = list(row.parties.all())
        fact = AgreementFact(
            key=row.pk,
            from_day=row.from_day,
            to_day=row.to_day,
            has_purpose=bool(row.purpose.strip()),
            has_areas=bool(row.area_list),
            has_two_parties=len(parties) > 1,
            is_signed=row.signed_on is not None,
        )
        for code in {party.municipality_id for party in parties if party.kind == "municipality"}:
            found[code].append(fact)
    return found


def _coordinated(council, today, held):
    """Municipality → who has the coordination function for it: its coordinators, and who holds the convener's seat.

    Nobody whose account is closed: whoever coordinates works here, or has no account at all.
    """
    found = defaultdict(list)
    held = [one for one in held if one.seat.ended_on is None and (one.user is None or one.user.is_active)]
    seats = {holder.user_id: holder for holder in held if holder.user_id}
    rows = council.memberships.on(today).filter(role=Role.COORDINATOR, organisation__kind="municipality")
    rows = rows.filter(user__is_active=True)
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


def _council(council, municipality, municipalities, seats, sat):
    """Whose the seats are. A council of several municipalities is led by one of them."""
    codes = {one.pk for one in municipalities}
    senior = [seat for seat in seats if seat.is_senior]
    own = [one for one in senior if one.organisation is None or one.organisation.municipality_id == municipality.pk]
    others = [one for one in senior if one.organisation is not None and one.organisation.kind != "municipality"]
    return CouncilFact(
        is_working_group=council.kind == Council.Kind.WORKING_GROUP,
        led=_led(seats, codes),
        has_senior=bool(own),
        has_senior_of_others=bool(others),
        chair_sits=any(seat.pk in sat for seat in seats if seat.duty == Seat.Duty.CHAIR),
        senior_sits=any(seat.pk in sat for seat in own),
        senior_of_others_sits=any(seat.pk in sat for seat in others),
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
