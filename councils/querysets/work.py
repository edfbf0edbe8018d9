"""Sentences over the council's own work: what it meets about, agrees on, knows, plans and hears."""

from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from councils.codes import WorkStatus
from councils.querysets.people import OfCouncilQuerySet

# What was seen in a dialogue and still is not put right after this time has been left for too long.
OVERDUE_AFTER = timedelta(days=90)


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


def holding(day, way=""):
    """Plans that hold on a day: those that are decided, and those whose successor has not begun (plan_standing.py).

    `way`: the lookup that leads to the plan.
    """
    awaited = Q(**{f"{way}status": WorkStatus.REPLACED, f"{way}successor__first_day__gt": day})
    return Q(**{f"{way}status": WorkStatus.DECIDED}) | awaited


class PictureQuerySet(OfCouncilQuerySet):
    def readable_by(self, gate):
        return self.filter(readable_documents(gate))

    def adopted(self):
        """What has been adopted, also what a later one has replaced."""
        return self.exclude(status=WorkStatus.DRAFT)

    def in_force(self):
        return self.filter(status=WorkStatus.DECIDED)

    def drafts(self):
        """Those that something may be tied to: what is adopted takes nothing more."""
        return self.filter(status=WorkStatus.DRAFT)

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

    def followed(self, day):
        """Those of plans that hold on a day, and are to be followed up."""
        return self.filter(holding(day, self.plan))


class PlanGoalQuerySet(PlanPartQuerySet):
    plan = "problem__plan__"


class MeasureQuerySet(PlanGoalQuerySet):
    def left(self):
        """Neither done nor given up."""
        return self.filter(status__in=["planned", "ongoing"])


class PlanFollowUpQuerySet(PlanPartQuerySet):
    def left(self):
        return self.filter(done_at__isnull=True)


class ReviewQuerySet(OfCouncilQuerySet):
    def readable_by(self, gate):
        """Until it is done, a review is the council's own working paper: officials read what is done."""
        return self if gate.can_view_drafts else self.filter(done_at__isnull=False)


class MeetingQuerySet(OfCouncilQuerySet):
    def planned(self):
        """Those that have not been cancelled, held or to come."""
        return self.filter(cancelled_at__isnull=True)

    def begun(self, *, at):
        """Those whose time had come at a moment, as `Meeting.has_begun` says of one."""
        return self.filter(_begun(at))

    def coming(self, *, at):
        """Those whose time had not come at a moment."""
        return self.exclude(_begun(at))


def _begun(at):
    now = timezone.localtime(at)
    return Q(held_on__lt=now.date()) | Q(held_on=now.date(), starts_at__isnull=False, starts_at__lte=now.time())


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


class AgreementQuerySet(QuerySet):
    """Agreements, each of one council or several."""

    def of(self, council):
        return self.filter(councils=council)


class OfAgreementQuerySet(QuerySet):
    """What belongs to an agreement, and so to every council of it."""

    def of(self, council):
        return self.filter(agreement__councils=council)
