from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.codes import GoalKind, GoalOutcome, MeasureStatus, PlanKind, WorkStatus
from councils.constraints import together
from councils.models.agreements import Agreement
from councils.models.councils import Council
from councils.models.drafted import Drafted
from councils.models.meetings import Meeting
from councils.models.organisations import Organisation
from councils.models.pictures import Indicator, Picture
from councils.models.problem_areas import ProblemArea
from councils.querysets import (
    MeasureQuerySet,
    PlanFollowUpQuerySet,
    PlanGoalQuerySet,
    PlanPartQuerySet,
    WorkQuerySet,
)
from councils.wall import walled


class ActionPlan(Drafted):
    """What the parties mean to do about the problems they have agreed on. Once decided it is followed by the next."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="plans")
    slug = models.SlugField(max_length=60)
    title = models.CharField(_("rubrik"), max_length=160)
    kind = models.CharField(_("slag"), max_length=9, choices=PlanKind.choices, default=PlanKind.JOINT)
    first_day = models.DateField(_("första dag"))
    last_day = models.DateField(_("sista dag"), null=True, blank=True)
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("lägesbild")
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("överenskommelse"),
    )
    introduction = models.TextField(_("inledning"), max_length=10000, blank=True)
    follow_up = models.TextField(_("hur planen följs upp"), max_length=3000, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=WorkStatus.choices, default=WorkStatus.DRAFT)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)
    decided_by_body = models.CharField(_("beslutad av"), max_length=120, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    anchored_municipality = models.CharField(
        _("förankrad hos kommunens högsta ledning"), max_length=200, blank=True, help_text=_("Var och när.")
    )
    anchored_police = models.CharField(
        _("förankrad hos Polismyndigheten"), max_length=200, blank=True, help_text=_("Var och när.")
    )
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    predecessor = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("föregångare")
    )
    as_decided = models.JSONField(
        null=True, blank=True, editable=False, help_text="What the plan names, as it was: plan_names.py."
    )

    objects = walled(WorkQuerySet, "council")

    class Meta(Drafted.Meta):
        abstract = False
        ordering = ["council", "-first_day"]
        verbose_name = _("handlingsplan")
        verbose_name_plural = _("handlingsplaner")
        constraints = [
            *Drafted.Meta.constraints,
            models.UniqueConstraint(fields=["council", "slug"], name="plan_slug_once_per_council"),
            models.CheckConstraint(
                name="plan_days_in_order",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
            ),
            models.CheckConstraint(
                name="plan_decided_at_and_by_together", condition=together("decided_at", "decided_by")
            ),
            models.CheckConstraint(
                name="a_decided_plan_has_its_day",
                condition=models.Q(status=WorkStatus.DRAFT) | models.Q(decided_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("councils:action_plan", args=[self.council.slug, self.slug])

    @property
    def is_decided(self):
        """Decided, and perhaps replaced since: its text stands."""
        return self.status != WorkStatus.DRAFT

    @property
    def is_replaced(self):
        return self.status == WorkStatus.REPLACED

    def is_over(self, day):
        """Has its last day passed?"""
        return self.last_day is not None and self.last_day < day

    @property
    def is_own_draft(self):
        """Is it a draft that nobody outside its organisation reads?"""
        return not self.is_decided and self.organisation_id is not None and self.shared_at is None


class PlanProblem(models.Model):
    """A problem area that a plan takes up, in its order and with why."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="problems")
    problem_area = models.ForeignKey(
        ProblemArea, on_delete=models.PROTECT, related_name="plans", verbose_name=_("problemområde")
    )
    order = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(_("varför det tas upp"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = walled(PlanPartQuerySet, "plan__council")

    class Meta:
        ordering = ["plan", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "problem_area"], name="problem_area_once_per_plan")]

    def __str__(self):
        return str(self.problem_area)


class PlanGoal(models.Model):
    """What is to become different, or be done, about a problem; how one will know, from where and to where."""

    problem = models.ForeignKey(PlanProblem, on_delete=models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("slag"), max_length=8, choices=GoalKind.choices, default=GoalKind.EFFECT)
    text = models.TextField(_("mål"), max_length=1000)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("indikator")
    )
    baseline = models.CharField(_("utgångsläge"), max_length=120, blank=True)
    aim = models.CharField(_("målvärde"), max_length=120, blank=True)
    outcome = models.CharField(
        _("hur det gick"),
        max_length=11,
        choices=GoalOutcome.choices,
        blank=True,
        help_text="Empty: nobody has reported, which is not the same as not reached.",
    )
    result = models.TextField(_("resultat"), max_length=2000, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    version = models.PositiveIntegerField(default=1)

    objects = walled(PlanGoalQuerySet, "problem__plan__council")

    class Meta:
        ordering = ["problem", "order", "pk"]
        verbose_name = _("mål i planen")
        verbose_name_plural = _("mål i planen")

    def __str__(self):
        return self.text


class Measure(models.Model):
    """What is to be done about a problem, by whom and when, and how it went."""

    problem = models.ForeignKey(PlanProblem, on_delete=models.CASCADE, related_name="measures")
    goal = models.ForeignKey(
        PlanGoal, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures", verbose_name=_("mål")
    )
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("åtgärd"), max_length=2000)
    owners = models.ManyToManyField(Organisation, related_name="measures", verbose_name=_("ansvariga"))
    from_day = models.DateField(_("från"), null=True, blank=True)
    to_day = models.DateField(_("till och med"), null=True, blank=True)
    cooperation = models.CharField(_("samverkansform"), max_length=160, blank=True)
    is_beyond_ordinary = models.BooleanField(_("vid sidan av ordinarie uppdrag"), default=False)
    follow_up = models.CharField(_("hur åtgärden följs upp"), max_length=300, blank=True)
    status = models.CharField(_("läge"), max_length=7, choices=MeasureStatus.choices, default=MeasureStatus.PLANNED)
    result = models.TextField(_("vad som gjorts"), max_length=2000, blank=True)
    reported_at = models.DateTimeField(_("rapporterat"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(MeasureQuerySet, "problem__plan__council")

    class Meta:
        ordering = ["problem", "order", "pk"]
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        constraints = [
            models.CheckConstraint(
                name="measure_days_in_order",
                condition=models.Q(from_day__isnull=True)
                | models.Q(to_day__isnull=True)
                | models.Q(to_day__gte=models.F("from_day")),
            ),
            models.CheckConstraint(
                name="measure_reported_at_and_by_together", condition=together("reported_at", "reported_by")
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_over(self):
        """Done or given up: nothing more is to be done."""
        return self.status in (MeasureStatus.DONE, MeasureStatus.STOPPED)

    def is_late(self, today):
        return not self.is_over and self.to_day is not None and self.to_day < today


class PlanFollowUp(models.Model):
    """When the plan is to be followed up: on a day or at a meeting; and what came of it."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField(_("senast"), help_text="The day of the meeting, where there is one.")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_follow_ups", verbose_name=_("möte")
    )
    note = models.TextField(_("vad uppföljningen visade"), max_length=5000, blank=True)
    done_at = models.DateTimeField(_("klart"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(PlanFollowUpQuerySet, "plan__council")

    class Meta:
        ordering = ["plan", "due_on", "pk"]
        verbose_name = _("uppföljning av planen")
        verbose_name_plural = _("uppföljningar av planen")
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="one_follow_up_per_plan_and_day"),
            models.CheckConstraint(
                name="plan_follow_up_done_at_and_by_together", condition=together("done_at", "done_by")
            ),
        ]

    def __str__(self):
        return f"{self.due_on}"

    @property
    def day(self):
        """The meeting's own day where there is one and it is not done: a meeting can be moved."""
        return self.meeting.held_on if self.meeting_id and not self.is_done else self.due_on

    @property
    def is_done(self):
        return self.done_at is not None

    def is_late(self, today):
        return not self.is_done and self.day < today


class PlanLink(models.Model):
    """Another plan or programme that this one goes with, such as the municipality's for public health."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("plan eller program"), max_length=160)
    url = models.URLField(_("adress"), max_length=300, blank=True)

    objects = walled(PlanPartQuerySet, "plan__council")

    class Meta:
        ordering = ["plan", "pk"]

    def __str__(self):
        return self.title
