"""The yearly duties of agreements as things with a day: each council of an agreement answers for itself, every year."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from councils.asked_together import Question
from councils.duty_days import duty_days
from councils.duty_years import report_meeting, reports_by_year
from councils.models import AgreementDuty, DutyDone
from councils.prepared import Ids, prepared
from councils.report_duties import is_reporting
from followup.things import Thing, ThingKind

A_YEAR = timedelta(days=365)


def duties_asked(gates, years):
    """What `duties_of` asks first, to be asked with other questions."""
    return Question(_rows, *years, councils=gates)


def duties_of(gates, *, years, today, only_near=False, asked=None):
    """Every duty of these years in these councils. One query, and one more where some duty is to report.

    `gates`: council id → gate.
    `only_near`: the day that passed last and the one that comes next. Whether an older one was done is read on the
    agreement's own page: it is not owed for ever.
    """
    rows = (asked or duties_asked(gates, years)).rows
    reports = reports_by_year(gates) if any(is_reporting(row.text) for row in rows) else {}
    for row in rows:
        gate = gates[row.council_id]
        days = duty_days(row.month, years, from_day=row.agreement.from_day, to_day=row.agreement.to_day)
        for day in days:
            if not only_near or abs(day - today) <= A_YEAR:
                yield _thing(row, gate, day, today, reports)


@prepared
def _rows(*years):
    """A row for each duty and council that has it, with `done_2026` and so on for each of the years."""
    done = {
        f"done_{year}": Exists(DutyDone.objects.filter(duty=OuterRef("pk"), council=OuterRef("council_id"), year=year))
        for year in years
    }
    rows = AgreementDuty.objects.filter(agreement__councils__among=Ids("councils"))
    rows = rows.annotate(council_id=F("agreement__councils"))
    return rows.annotate(**done).select_related("agreement").order_by("pk", "council_id")


def _thing(duty, gate, day, today, reports):
    council = gate.council
    is_done = getattr(duty, f"done_{day.year}") or report_meeting(duty, council.pk, day.year, reports) is not None
    marks = gate.can_edit_plan and not is_done and day.year <= today.year
    page = reverse("councils:agreement", args=[council.slug, duty.agreement_id])
    name = duty.text.rstrip(".")
    return Thing(
        key=f"duty:{duty.pk}:{day.year}",
        kind=ThingKind.DUTY,
        council=council,
        day=day,
        text=_("Årligt åtagande: %(what)s.") % {"what": name},
        name=name,
        url=reverse("councils:mark_duty", args=[council.slug, duty.pk, day.year]) if marks else page,
        is_done=is_done,
    )
