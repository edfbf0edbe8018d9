"""What the person just did, told on the page after: the address names the activity, and the figures are read there."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from councils.text import is_row_id
from followup.log_preview import approved_sets
from followup.progress import targets_progress
from promises.matching import reasons_against
from promises.models import Activity, Target
from promises.rules_at_once import with_rules_at_once
from promises.wording import reason_sentence

SAVED = "sparad"


def log_after(activity, council):
    """The address of the log page that tells of an activity just saved. Saving need not wait for the figures."""
    return f"{reverse('followup:log', args=[council.slug])}?{SAVED}={activity.pk}"


def tell_of_saved(request):
    """What an activity of the person's own, named in the address, did to each target; why not where it did nothing."""
    asked = request.GET.get(SAVED, "")
    if not is_row_id(asked):
        return
    rows = Activity.objects.of(request.gate.council).filter(logged_by=request.user, withdrawn_at__isnull=True)
    activity = rows.with_details().filter(pk=asked).first()
    if activity is not None:
        _tell(request, activity)


def _tell(request, activity):
    tied = Target.objects.filter(credits__activity=activity).order_by("credits__pk")
    facts = targets_progress(list(with_rules_at_once(tied)), as_of=timezone.localdate())
    counted, not_counted = [], []
    deed = activity.deed
    for one in facts:
        reasons = reasons_against(one.target.filters, deed)
        if reasons:
            not_counted.extend(f"{one.target.label}: {reason_sentence(reason, one.target, deed)}" for reason in reasons)
        else:
            counted.append(f"{one.target.label}: {one.figure}, {str(one.verdict_name).lower()}.")
    saved = _("Sparat: %(what)s %(day)s.") % {
        "what": activity.get_activity_type_display(),
        "day": activity.occurred_on.isoformat(),
    }
    tied = [one.target for one in facts if not reasons_against(one.target.filters, deed)]
    late = approved_sets(tied, today=timezone.localdate())
    added = [_("Sammanställningen är godkänd. Aktiviteten hamnar i tillägget.")] if late else []
    messages.success(request, " ".join([saved, *counted, *added]))
    if not_counted:
        link = format_html('<a href="{}ratta/">{}</a>', activity.get_absolute_url(), _("Rätta"))
        messages.warning(request, format_html("{} {} {}", _("Räknas inte:"), " ".join(not_counted), link))
