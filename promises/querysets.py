"""The domain's sentences over promises and activities. `of(council)` is how every page reaches a row."""

from django.db.models import Prefetch, Q, QuerySet

from promises.codes import SetStatus

# What holds now: it takes activities, can be closed, and can be given a new edition.
IN_FORCE = [SetStatus.SIGNED, SetStatus.PUBLISHED]
# What residents can be told of: it holds or has ended, and no later edition has replaced it.
TELLABLE = [*IN_FORCE, SetStatus.CLOSED]
DECIDED = [*IN_FORCE, SetStatus.CLOSED, SetStatus.SUPERSEDED]


def readable(gate, promise_set=""):
    """Which promise sets one reads through a gate; the rule for everything below a set. `promise_set`: the way there.

    What is decided, everybody. Of drafts, whoever sees drafts at all reads those the group makes together, those that
    have been shared, and those of an organisation one acts for.
    """
    way = f"{promise_set}__" if promise_set else ""
    decided = Q(**{f"{way}status__in": DECIDED})
    if not gate.can_view_drafts:
        return decided
    own = Q(**{f"{way}organisation__in": gate.organisations})
    return decided | own | Q(**{f"{way}organisation__isnull": True}) | Q(**{f"{way}shared_at__isnull": False})


class PromiseSetQuerySet(QuerySet):
    def of(self, council):
        return self.filter(council=council)

    def decided(self):
        """Signed or later: what officials and the public may read."""
        return self.filter(status__in=DECIDED)

    def undecided(self):
        return self.exclude(status__in=DECIDED)

    def shared(self):
        """Open to the whole group: written together, or shared by the organisation whose draft it was."""
        return self.filter(Q(organisation__isnull=True) | Q(shared_at__isnull=False))

    def known_to(self, organisation):
        """All but what is another organisation's own draft."""
        return self.filter(
            Q(status__in=DECIDED)
            | Q(organisation=organisation)
            | Q(organisation__isnull=True)
            | Q(shared_at__isnull=False)
        )

    def standing(self):
        """Those that no later edition has replaced."""
        return self.exclude(status=SetStatus.SUPERSEDED)

    def published(self):
        """What anybody may read without logging in: published, and what was closed or replaced after that."""
        ended = Q(status__in=[SetStatus.CLOSED, SetStatus.SUPERSEDED], published_at__isnull=False)
        return self.filter(Q(status=SetStatus.PUBLISHED) | ended)

    def readable_by(self, gate):
        return self.filter(readable(gate))

    def with_sharing(self):
        """Whose draft it is and who shared it, for its tag."""
        return self.select_related("organisation", "shared_by")

    def running(self, *, on):
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=on), first_day__lte=on)

    def latest_first(self):
        return self.order_by("-first_day", "-pk")


class SectionQuerySet(QuerySet):
    def of(self, council):
        return self.filter(promise_set__council=council)

    def readable_by(self, gate):
        return self.filter(readable(gate, "promise_set"))


class PromiseQuerySet(QuerySet):
    def of(self, council):
        return self.filter(section__promise_set__council=council)

    def tellable(self):
        """What residents can be told of: decided, and not replaced by a later edition."""
        return self.filter(section__promise_set__status__in=TELLABLE)

    def latest_set_first(self):
        """Sets by their days, the latest first; the promises of each in reading order."""
        above = "section__promise_set"
        return self.order_by(f"-{above}__first_day", above, "section__order", "section", "order", "pk")

    def readable_by(self, gate):
        return self.filter(readable(gate, "section__promise_set"))

    def standing(self):
        """Those of sets that no later edition has replaced."""
        return self.exclude(section__promise_set__status=SetStatus.SUPERSEDED)


class TargetQuerySet(QuerySet):
    def of(self, council):
        return self.filter(promise__section__promise_set__council=council)

    def readable_by(self, gate):
        return self.filter(readable(gate, "promise__section__promise_set"))

    def in_sets(self, promise_sets):
        return self.filter(promise__section__promise_set__in=promise_sets)

    def open_for_logging(self, *, on):
        """Targets of decided sets that run on a day, and of sets that ended but still take late entries."""
        return self.filter(
            promise__section__promise_set__first_day__lte=on,
            promise__section__promise_set__status__in=IN_FORCE,
        )

    def with_rules(self):
        """Everything needed to judge and to print a target: its promise, set, responsible parties and places."""
        return self.select_related("promise__section__promise_set", "lead").prefetch_related(
            "promise__responsibilities__organisation", "places"
        )

    def in_reading_order(self):
        return self.order_by(
            "promise__section__promise_set",
            "promise__section__order",
            "promise__section",
            "promise__order",
            "promise",
            "order",
            "pk",
        )


class SourceTextQuerySet(SectionQuerySet):
    """Pasted texts follow their set, as sections do."""


class ActivityQuerySet(QuerySet):
    def of(self, council):
        return self.filter(council=council)

    def readable_by(self, gate):
        """All that the council has done; for officials what is tied to some target of a decided set."""
        if gate.can_view_drafts:
            return self
        return self.filter(credits__target__promise__section__promise_set__status__in=DECIDED).distinct()

    def with_details(self):
        return self.select_related("place", "organisation", "logged_by").prefetch_related("parties")

    def with_credits(self, credits):
        return self.prefetch_related(Prefetch("credits", queryset=credits))

    def latest_first(self):
        return self.order_by("-occurred_on", "-pk")


class NotedQuerySet(QuerySet):
    """What is noted on a target: requests, measurements, deviations."""

    def of(self, council):
        return self.filter(target__promise__section__promise_set__council=council)

    def readable_by(self, gate):
        return self.filter(readable(gate, "target__promise__section__promise_set"))

    def standing(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class CreditQuerySet(QuerySet):
    def of(self, council):
        return self.filter(activity__council=council)

    def readable_by(self, gate):
        return self.filter(readable(gate, "target__promise__section__promise_set"))

    def counting(self):
        """Only credits that pass the target's period and filters."""
        return self.filter(window_start__isnull=False)

    def with_targets(self):
        return self.select_related("target__promise__section__promise_set")

    def latest_by(self, user):
        """What a user logged last, newest first."""
        return self.filter(activity__logged_by=user).order_by("-activity__logged_at", "pk")


class CommunicationQuerySet(QuerySet):
    """That residents were told something."""

    def of(self, council):
        return self.filter(council=council)

    def in_year(self, year):
        return self.filter(told_on__year=year)

    def about(self, promise_sets):
        """What tells of the promises of any of the sets, and what names no promise at all."""
        return self.filter(Q(promises__section__promise_set__in=promise_sets) | Q(promises__isnull=True)).distinct()

    def with_details(self, promises):
        """Sender, and those of the given promises that it tells of."""
        return self.select_related("organisation").prefetch_related(Prefetch("promises", queryset=promises))

    def latest_first(self):
        return self.order_by("-told_on", "-pk")
