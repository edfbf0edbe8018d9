"""What somebody just did to each target, in one text: saved, how it stands now, and why it did not count."""

from django.utils import timezone
from django.utils.translation import gettext as _

from followup.progress import targets_progress
from promises.matching import reasons_against
from promises.wording import reason_sentence


def logged_sentence(activity, targets):
    """The sentences for an activity that was saved now, with a constant number of queries."""
    deed, counted, against = activity.deed, [], []
    for one in targets_progress(list(targets), as_of=timezone.localdate()):
        reasons = reasons_against(one.target.filters, deed)
        against += [f"{one.target.label}: {reason_sentence(reason, one.target, deed)}" for reason in reasons]
        if not reasons:
            counted.append(f"{one.target.label}: {one.figure}, {str(one.verdict_name).lower()}.")
    saved = _("Sparat: %(what)s %(day)s.") % {
        "what": activity.get_activity_type_display(),
        "day": activity.occurred_on.isoformat(),
    }
    return " ".join([saved, *counted, *([_("Räknas inte:"), *against] if against else [])])
