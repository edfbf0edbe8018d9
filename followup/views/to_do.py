from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils.access import across_councils, oversight_of
from followup.agenda import agenda
from followup.owed import owed
from followup.things import When


@require_safe
@across_councils
def to_do(request, gates):
    """One's own list in every council: what waits for oneself, and then what else is coming."""
    today = timezone.localdate()
    own = owed(gates, today=today)
    keys = {thing.key for thing in own}
    coming = [one for one in agenda(gates, today=today) if one.key not in keys and one.day >= today]
    context = {
        "groups": grouped(own, today),
        "number": len(own),
        "coming": coming,
        "has_councils": bool(gates),
        "has_several": len(gates) > 1,
        "followed": oversight_of(request.user),
    }
    return render(request, "followup/to_do.html", context)


def grouped(things, today):
    """(heading, its things), without those that have none."""
    headings = {
        When.PASSED: _("Passerat"),
        When.NO_DAY: _("Väntar på dig"),
        When.THIS_WEEK: _("Den här veckan"),
        When.LATER: _("Senare"),
    }
    found = [(heading, [one for one in things if one.when(today) is when]) for when, heading in headings.items()]
    return [(heading, rows) for heading, rows in found if rows]
