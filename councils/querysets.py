"""The domain's sentences over councils and the people in them."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, When

from councils.codes import WorkStatus
from councils.roles import PERMISSIONS_OF, Permission

# A promise set that is no longer somebody's own: every status but that of a draft.
OPENED = ("shared", "signed", "published", "closed", "superseded")

# What was seen in a dialogue and still is not put right after this time has been left for too long.
OVERDUE_AFTER = timedelta(days=90)


class OfCouncilQuerySet(QuerySet):
    """Rows that belong straight to a council."""

    def of(self, council):
        return self.filter(council=council)


def open_to_the_council(way=""):
    """Of what is drafted (models/drafted.py), what the council writes together and what has been shared."""
    return Q(**{f"{way}organisation__isnull": True}) | Q(**{f"{way}shared_at__isnull": False})


def readable_documents(gate, way=""):
    """Which of the council's documents one reads through a gate. `way`: the lookup that leads to the document.

    What is decided, everybody. Of drafts, whoever sees drafts at all reads those the council writes together, those
    that have been shared, and those of an organisation one acts for.
    """
    decided = ~Q(**{f"{way}status": WorkStatus.DRAFT})
    if not gate.can_view_drafts:
        return decided
    return decided | open_to_the_council(way) | Q(**{f"{way}organisation__in": gate.organisations})


class PictureQuerySet(OfCouncilQuerySet):
    def readable_by(self, gate):
        return self.filter(readable_documents(gate))

    def adopted(self):
        """What has been adopted, also what a later one has replaced."""
        return self.exclude(status=WorkStatus.DRAFT)

    def in_force(self):
        return self.filter(status=WorkStatus.DECIDED)

    def to_build_on(self):
        """Those that others may refer to: adopted, or at least open to the whole council."""
        return self.filter(~Q(status=WorkStatus.DRAFT) | open_to_the_council())

    def latest_first(self):
        return self.order_by("-adopted_on", "-pk")


class OfPictureQuerySet(QuerySet):
    """Rows of a picture; who reads the picture reads them."""

    def of(self, council):
        return self.filter(picture__council=council)

    def readable_by(self, gate):
        return self.filter(readable_documents(gate, "picture__"))


class ContributionQuerySet(OfPictureQuerySet):
    def readable_by(self, gate):
        """What has been shared, and one's own organisation's drafts; never a draft by whoever sees none."""
        shared = Q(shared_at__isnull=False)
        own = Q(organisation__in=gate.organisations) if gate.can_view_drafts else Q(pk__in=[])
        return super().readable_by(gate).filter(shared | own)


class WorkQuerySet(OfCouncilQuerySet):
    """Documents of the council's own work, which somebody's organisation may be drafting for itself."""

    def readable_by(self, gate):
        return self.filter(readable_documents(gate))


class PlanPartQuerySet(QuerySet):
    """Rows of an action plan: they are read by whoever reads the plan."""

    plan = "plan__"

    def of(self, council):
        return self.filter(**{f"{self.plan}council": council})

    def readable_by(self, gate):
        return self.filter(readable_documents(gate, self.plan))

    def followed(self):
        """Those of plans that hold now, and are to be followed up."""
        return self.filter(**{f"{self.plan}status": "decided"})


class PlanGoalQuerySet(PlanPartQuerySet):
    plan = "problem__plan__"


class MeasureQuerySet(PlanGoalQuerySet):
    def left(self):
        """Neither done nor given up."""
        return self.filter(status__in=["planned", "ongoing"])


class PlanFollowUpQuerySet(PlanPartQuerySet):
    def left(self):
        return self.filter(done_at__isnull=True)


class PeriodQuerySet(QuerySet):
    """Rows that hold from a day to a day, both included; no last day means until further notice."""

    def on(self, day):
        return self.filter(Q(from_day__isnull=True) | Q(from_day__lte=day), Q(to_day__isnull=True) | Q(to_day__gte=day))


class CouncilQuerySet(QuerySet):
    def in_area(self, area, *, on):
        """Councils of the municipalities that belong to a local police area on a day."""
        return self.filter(municipalities__in=area.municipalities_on(on)).distinct()

    def in_region(self, region):
        """Councils of a police region's municipalities; of the whole country without a region."""
        return self.filter(municipalities__police_region=region).distinct() if region else self.all()


class SeatQuerySet(OfCouncilQuerySet):
    def current(self):
        """Those that have not been ended."""
        return self.filter(ended_on__isnull=True)

    def with_holders(self, holders):
        """Each seat's organisation, and of the holders those given: who sat there before is another question."""
        return self.select_related("organisation").prefetch_related(
            Prefetch("holders", queryset=holders.select_related("user"))
        )


class SeatHolderQuerySet(PeriodQuerySet):
    def of(self, council):
        return self.filter(seat__council=council)


class ReviewQuerySet(OfCouncilQuerySet):
    def readable_by(self, gate):
        """Until it is done, a review is the council's own working paper: officials read what is done."""
        return self if gate.can_view_drafts else self.filter(done_at__isnull=False)


class MembershipQuerySet(PeriodQuerySet):
    def of(self, council):
        return self.filter(council=council)

    def for_user(self, user):
        return self.filter(user=user, user__is_active=True)

    def on(self, day):
        """Those that hold on a day. One that has been ended holds no more, not even for the rest of its last day."""
        return super().on(day).filter(ended_at__isnull=True)

    def not_over(self, day):
        """Those that hold on a day, and those to come."""
        return self.filter(Q(to_day__isnull=True) | Q(to_day__gte=day), ended_at__isnull=True)


class MeetingQuerySet(OfCouncilQuerySet):
    def planned(self):
        """Those that have not been cancelled, held or to come."""
        return self.filter(cancelled_at__isnull=True)


class OfMeetingQuerySet(QuerySet):
    """Rows of a council's meetings."""

    def of(self, council):
        return self.filter(meeting__council=council).select_related("meeting")


class DecisionQuerySet(OfMeetingQuerySet):
    def open(self):
        """Not done yet, of meetings that have not been called off."""
        return self.filter(done_at__isnull=True, meeting__cancelled_at__isnull=True)

    def in_order(self):
        """What is to be done first, first; what has no day last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "meeting__held_on", "number")

    def with_owners(self):
        return self.select_related("meeting", "owner__organisation", "organisation")


class DialogueQuerySet(OfCouncilQuerySet):
    def with_tally(self):
        """How many observations each has, how many of them are still open, and who held it."""
        still = Count("observations", filter=Q(observations__status="open"))
        rows = self.annotate(observed=Count("observations"), still_open=still)
        return rows.prefetch_related("organisers")

    def latest_first(self):
        return self.order_by("-held_on", "-pk")


class ObservationQuerySet(QuerySet):
    def of(self, council):
        return self.filter(dialogue__council=council)

    def open(self):
        return self.filter(status="open")

    def overdue(self, *, on):
        """Still open long after the day they were seen."""
        return self.open().filter(dialogue__held_on__lt=on - OVERDUE_AFTER)

    def with_details(self):
        return self.select_related("dialogue__council", "place", "fixed_by", "measure__problem__plan")

    def oldest_first(self):
        return self.order_by("dialogue__held_on", "dialogue", "pk")


class InvitationQuerySet(QuerySet):
    def of(self, council):
        return self.filter(council=council)

    def open(self):
        """Neither accepted nor withdrawn; the time may have run out, and then it can be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def answerable(self, *, at):
        """Open, and its link still works."""
        return self.open().filter(expires_at__gt=at)


class OrganisationQuerySet(QuerySet):
    def reading_drafts_in(self, council, *, on):
        """Organisations for which somebody in the council may read drafts on a day."""
        roles = [role for role, allowed in PERMISSIONS_OF.items() if Permission.VIEW_DRAFTS in allowed]
        rows = council.memberships.on(on).filter(role__in=roles, user__is_active=True)
        return self.filter(pk__in=rows.values("organisation"))

    def choosable_in(self, council, *, on):
        """What a member can act for: who has members, seats or promises in the council, takes part in it, and its
        municipalities and police.

        Not those that only a draft names: it may be another organisation's own. Nor does a draft take anybody away.
        """
        areas = council.areas_on(on)
        promising = self.model.objects.filter(
            responsibilities__promise__section__promise_set__council=council,
            responsibilities__promise__section__promise_set__status__in=OPENED,
        )
        return self.filter(
            Q(pk__in=promising.values("pk"))
            | Q(pk__in=council.memberships.values("organisation"))
            | Q(pk__in=council.seats.current().filter(organisation__isnull=False).values("organisation"))
            | Q(pk__in=council.partners.values("pk"))
            | Q(municipality__in=council.municipalities.values("pk"))
            | Q(police_area__in=areas.values("pk"))
        )

    def known_in(self, council, *, on):
        """Those that can be chosen in the council, and those that have taken part in something there."""
        here = self.model.objects.filter(Q(activities__council=council) | Q(logged_activities__council=council))
        return self.choosable_in(council, on=on) | self.filter(pk__in=here.values("pk"))

    def main_parties_first(self):
        """Municipality, police, then everybody else by name."""
        order = Case(When(kind="municipality", then=0), When(kind="police", then=1), default=2)
        return self.annotate(place_in_list=order).order_by("place_in_list", "name")


class AuditEntryQuerySet(QuerySet):
    def about(self, *rows):
        """Lines about any of these rows."""
        those = (Q(object_type=row._meta.model_name, object_id=row.pk) for row in rows if row.pk is not None)
        return self.filter(reduce(or_, those, Q(pk__in=[])))

    def latest_first(self):
        return self.order_by("-sequence")

    def with_people(self):
        return self.select_related("actor", "organisation")


class AgreementQuerySet(QuerySet):
    """Agreements, each of one council or several."""

    def of(self, council):
        return self.filter(councils=council)


class OfAgreementQuerySet(QuerySet):
    """What belongs to an agreement, and so to every council of it."""

    def of(self, council):
        return self.filter(agreement__councils=council)
