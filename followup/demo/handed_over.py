"""Hands the demo's approved summaries over to the recipients that the promises name."""

import uuid
from datetime import timedelta

from followup.actions.deliveries import acknowledge_delivery, deliver_summary
from followup.demo.plans import MUNICIPALITY
from followup.summary_addresses import final_summary

SPOKEN_FOR_BY_THE_OFFICIAL = "Kommunledningen"


def hand_over(town, promise_set, *, on, official):
    """To every recipient of the set; the official acknowledges for the municipality's leadership three days later.

    No link is mailed: the addresses are invented.
    """
    said = {"way": "email", "delivered_on": on, "note": ""}
    offices = promise_set.recipients.values_list("office", flat=True)
    by, summary = town.people[MUNICIPALITY], final_summary(promise_set)
    handed_over = deliver_summary(summary=summary, offices=offices, said=said, key=uuid.uuid4(), by=by)
    for row in handed_over.rows:
        if row.office.startswith(SPOKEN_FOR_BY_THE_OFFICIAL):
            acknowledge_delivery(delivery=row, by=official, day=on + timedelta(days=3))
