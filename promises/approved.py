"""Whether numbers that both parties have approved rest on an activity.

The summary hangs on the set from above: the set's own rows are asked by the name of that tie, and nothing of how it is
written is known here.
"""

from promises.actions.activities import targets_before_withdrawal
from promises.models import PromiseSet

FINAL = "final"  # as followup/codes.py has it


def approved_since(activity):
    """When the first summary was approved that counts the activity, or did until it was withdrawn; None if none."""
    if activity.is_withdrawn:
        tied = {"sections__promises__targets__in": targets_before_withdrawal(activity)}
    else:
        credits = "sections__promises__targets__credits"
        tied = {f"{credits}__activity": activity, f"{credits}__window_start__isnull": False}
    rows = PromiseSet.objects.filter(summaries__kind=FINAL, summaries__frozen_at__isnull=False, **tied)
    return rows.order_by("summaries__frozen_at").values_list("summaries__frozen_at", flat=True).first()
