"""The domain's sentences over councils and the people in them."""

from django.db.models import Case, Q, QuerySet, When

from councils.roles import PERMISSIONS_OF, Permission


class PeriodQuerySet(QuerySet):
    """Rows that hold from a day to a day, both included; no last day means until further notice."""

    def on(self, day):
        return self.filter(Q(from_day__isnull=True) | Q(from_day__lte=day), Q(to_day__isnull=True) | Q(to_day__gte=day))


class CouncilQuerySet(QuerySet):
    def in_area(self, area, *, on):
        """Councils of the municipalities that belong to a local police area on a day."""
        return self.filter(municipalities__in=area.municipalities_on(on)).distinct()


class SeatQuerySet(QuerySet):
    def with_holders(self):
        return self.select_related("organisation").prefetch_related("holders__user")


class MembershipQuerySet(PeriodQuerySet):
    def of(self, user):
        return self.filter(user=user, user__is_active=True)


class OrganisationQuerySet(QuerySet):
    def reading_drafts_in(self, council, *, on):
        """Organisations for which somebody in the council may read drafts on a day."""
        roles = [role for role, allowed in PERMISSIONS_OF.items() if Permission.VIEW_DRAFTS in allowed]
        rows = council.memberships.on(on).filter(role__in=roles, user__is_active=True)
        return self.filter(pk__in=rows.values("organisation"))

    def main_parties_first(self):
        """Municipality, police, then everybody else by name."""
        order = Case(When(kind="municipality", then=0), When(kind="police", then=1), default=2)
        return self.annotate(place_in_list=order).order_by("place_in_list", "name")
