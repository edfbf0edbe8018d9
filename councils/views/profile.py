from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import memberships_of, oversight_of
from councils.actions import people as actions
from councils.actions.members import Refused
from councils.confirming import asks_again
from councils.forms.people import EraseMeForm, ProfileForm
from councils.models import AreaAppointment


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """Oneself: name and office, where one is a member, and ways to everything about one's account."""
    user, today, status = request.user, timezone.localdate(), 200
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial={"name": user.name, "title": user.title, "gets_reminders": user.gets_reminders},
    )
    if request.method == "POST":
        if form.is_valid():
            actions.change_profile(user=user, **form.cleaned_data)
            messages.success(request, _("Sparat."))
            return redirect("councils:profile")
        status = 422
    context = {
        "form": form,
        "memberships": [(one, one.holds(today)) for one in memberships_of(user).not_over(today)],
        "followed": oversight_of(user),
        "appointments": AreaAppointment.objects.on(today).filter(user=user).select_related("area"),
    }
    return render(request, "councils/profile.html", context, status=status)


@require_POST
def log_out_everywhere(request):
    """End every session of one's own but this."""
    actions.log_out_everywhere(user=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Du är utloggad överallt utom här."))
    return redirect("councils:profile")


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again(resumes=False)
def erase_me(request):
    """Erase oneself, once the page has said what goes and what stays."""
    form, status = EraseMeForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        if form.is_valid() and _erase(request, form):
            return redirect("account_login")
        status = 422
    return render(request, "councils/erase_me.html", {"form": form}, status=status)


def _erase(request, form):
    try:
        actions.erase_person(user=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    logout(request)
    messages.success(request, _("Dina uppgifter är raderade och kontot är stängt."))
    return True
