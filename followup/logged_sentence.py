"""What somebody just did to each target, in one text: saved, how it stands now, and why it did not count."""

from django.utils import timezone
from django.utils.translation import gettext as _

from followup.progress import targets_progress
from promises.matching import Reason, reasons_against
from promises.parts import parties_by_name
from promises.wording import reason_sentence


def logged_sentence(activity, targets):
    """The sentences for an activity that was saved now, with a constant number of queries."""
    deed, counted, against = activity.deed, [], []
    for one in targets_progress(list(targets), as_of=timezone.localdate()):
        reasons, lacking = reasons_against(one.target.filters, deed), one.target.filters.all_parties - deed.parties
        if not reasons:
            counted.append(f"{one.target.label}: {one.figure}, {str(one.verdict_name).lower()}.")
        elif lacking and reasons == [Reason.PARTY_MISSING]:
            counted.append(_half(one, lacking))
        else:
            against += [f"{one.target.label}: {reason_sentence(reason, one.target, deed)}" for reason in reasons]
    saved = _("Sparat: %(what)s %(day)s.") % {
        "what": activity.get_activity_type_display(),
        "day": activity.occurred_on.isoformat(),
    }
    return " ".join([saved, *counted, *([_("Räknas inte:"), *against] if against else [])])


def _half(one, lacking):
    """As the log page tells it."""
    return _("%(target)s: er del är sparad. Det räknas när %(parties)s bekräftar sin del. Nu %(figure)s.") % {
        "target": one.target.label,
        "parties": parties_by_name(one.target, lacking),
        "figure": one.figure,
    }
