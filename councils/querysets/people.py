"""Sentences over councils, the people in them, and their log."""

from functools import reduce
from operator import or_

from django.db.models import Case, Prefetch, Q, QuerySet, When

from councils.roles import PERMISSIONS_OF, Permission

# A promise set that is no longer somebody's own: every status but that of a draft.
OPENED = ("shared", "signed", "published", "closed", "superseded")


class OfCouncilQuerySet(QuerySet):
    """Rows that belong straight to a council."""

    def of(self, council):
        return self.filter(council=council)


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
