from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import members as actions
from councils.confirming import asks_again
from councils.forms.members import ChangeMemberForm, EndMemberForm, values_of
from councils.models import Invitation, Membership
from councils.roster import roster


@require_safe
@council_required("view_council")
def members(request, council):
    """Who is in the council; whoever manages it also sees who has been asked."""
    now = timezone.now()
    people = roster(council, day=timezone.localdate(), seen_by=request.user)
    invitations = Invitation.objects.of(council).open().select_related("organisation", "seat", "invited_by")
    context = {
        "current_page": "council",
        "current_work": "members",
        "council": council,
        "current": people.current,
        "coming": people.coming,
        "ended": people.ended,
        "invitations": [(one, one.has_expired(now)) for one in invitations] if request.gate.can_manage_members else [],
    }
    return render(request, "councils/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("manage_members", membership=Membership)
@asks_again
def change_member(request, council, membership):
    """Another role, organisation or other days."""
    today, status = timezone.localdate(), 200
    if membership.is_over(today):
        return _already_over(request, council)
    given = request.POST if request.method == "POST" else None
    form = ChangeMemberForm(given, initial=values_of(membership), council=council, today=today)
    if request.method == "POST":
        if form.is_valid() and _change(request, membership, form):
            return redirect("councils:members", council.slug)
        status = 422
    own = membership.user_id == request.user.pk
    context = {"current_page": "council", "membership": membership, "form": form, "is_own": own}
    return render(request, "councils/change_member.html", context, status=status)


def _change(request, membership, form):
    try:
        actions.change_member(membership=membership, by=request.user, **form.cleaned_data)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Medlemskapet är ändrat."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("manage_members", membership=Membership)
@asks_again
def end_member(request, council, membership):
    """Say what ends and what stays, then end it at once."""
    status = 200
    if membership.is_over(timezone.localdate()):
        return _already_over(request, council)
    form, own = EndMemberForm(request.POST if request.method == "POST" else None), membership.user_id == request.user.pk
    if request.method == "POST":
        if form.is_valid() and _end(request, membership, form):
            return redirect("account_login") if own else redirect("councils:members", council.slug)
        status = 422
    must_stay = actions.why_it_must_stay(membership)
    context = {"current_page": "council", "membership": membership, "form": form, "is_own": own, "must_stay": must_stay}
    return render(request, "councils/end_member.html", context, status=status)


def _end(request, membership, form):
    try:
        actions.end_member(membership=membership, by=request.user, **form.cleaned_data)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Medlemskapet är avslutat. Behörigheten upphörde genast."))
    return True


def _already_over(request, council):
    messages.info(request, _("Medlemskapet är redan avslutat."))
    return redirect("councils:members", council.slug)
