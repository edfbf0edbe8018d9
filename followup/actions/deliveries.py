"""Handing an approved summary over to its recipients, and their saying that they have got it."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from councils.models import Membership, User
from councils.roles import Role
from followup.actions.corrections import NotFrozen, correction_of
from followup.actions.publishing import Corrected
from followup.actions.summary_texts import locked, told
from followup.codes import DeliveryWay
from followup.models import Delivery


@dataclass(frozen=True)
class HandedOver:
    """The new rows of a delivery, and whom to mail a link. Both are empty when the same was sent in before."""

    summary: object
    key: object
    rows: list = field(default_factory=list)
    to_tell: list = field(default_factory=list)


def require_deliverable(summary):
    """Raises NotFrozen, or Corrected: what both parties know to be wrong is not handed over."""
    if not summary.is_frozen:
        raise NotFrozen
    correction = correction_of(summary)
    if correction and correction.is_frozen:
        correction.promise_set = summary.promise_set
        raise Corrected(correction)


@transaction.atomic
def deliver_summary(*, summary, offices, said, key, by, tells=False):
    """Note that a frozen summary has been handed over to some offices, once for each office and key.

    `said`: way, delivered_on and note. `tells`: a link is to be mailed to the council's officials, which the first
    post with the key alone answers for: the mails are sent when this has been stored, and never again, so that nobody
    gets two. Returns HandedOver. Raises NotFrozen or Corrected.
    """
    summary = locked(summary)
    require_deliverable(summary)
    before = set(summary.deliveries.filter(key=key).values_list("office", flat=True))
    facts = {**said, "way": DeliveryWay(said["way"]), "delivered_by": by, "key": key}
    rows = [Delivery(summary=summary, office=one, **facts) for one in dict.fromkeys(offices) if one not in before]
    for row in rows:
        row.save()
    to_tell = officials_to_tell(summary.promise_set.council) if tells and rows and not before else []
    if rows:
        details = {"offices": len(rows), "way": facts["way"].value, "delivered_on": said["delivered_on"].isoformat()}
        told(summary, by=by, verb="deliver_summary", of=summary, **details, mails=len(to_tell))
    return HandedOver(summary, key, rows, to_tell)


@transaction.atomic
def acknowledge_delivery(*, delivery, by, day):
    """Note that the recipient has got the summary. Saying it twice is once: the first stands. Returns the row."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("summary__promise_set__council")
    delivery = rows.get(pk=delivery.pk)
    if delivery.acknowledged_on is None:
        delivery.acknowledged_on, delivery.acknowledged_by = day, by
        delivery.save(update_fields=["acknowledged_on", "acknowledged_by"])
        told(delivery.summary, by=by, verb="acknowledge_delivery", of=delivery)
    return delivery


def officials_to_tell(council):
    """The council's officials today who want mail, each once."""
    rows = Membership.objects.of(council).on(timezone.localdate()).filter(role=Role.OFFICIAL)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True, gets_reminders=True).order_by("pk"))
