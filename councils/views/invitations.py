from functools import wraps

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions import invitations as actions
from councils.actions.members import Refused
from councils.confirming import asks_again
from councils.forms.members import InviteForm
from councils.forms.people import OpenAccountForm
from councils.mail import send_invitation
from councils.models import Invitation, User


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("manage_members")
@asks_again
def invite(request, council):
    """Ask somebody in by e-mail. Nothing here says whether the address has an account."""
    form = InviteForm(request.POST if request.method == "POST" else None, council=council, today=timezone.localdate())
    status = 200
    if request.method == "POST":
        if form.is_valid() and _invite(request, council, form):
            return redirect("councils:members", council.slug)
        status = 422
    return render(request, "councils/invite.html", {"current_page": "council", "form": form}, status=status)


@sensitive_variables("token")
def _invite(request, council, form):
    try:
        invitation, token = actions.invite(council=council, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    _send(request, invitation, token)
    return True


@require_POST
@council_required("manage_members", invitation=Invitation)
@sensitive_variables("token")
def resend_invitation(request, council, invitation):
    """A new link to the same address; the one sent before stops working."""
    try:
        token = actions.resend_invitation(invitation=invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _send(request, Invitation.objects.get(pk=invitation.pk), token)
    return redirect("councils:members", council.slug)


@require_POST
@council_required("manage_members", invitation=Invitation)
def withdraw_invitation(request, council, invitation):
    """Take an invitation back before it is answered."""
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Inbjudan är återtagen. Länken fungerar inte längre."))
    return redirect("councils:members", council.slug)


@sensitive_variables("token", "link")
def _send(request, invitation, token):
    link = request.build_absolute_uri(reverse("councils:accept_invitation", args=[token]))
    if send_invitation(invitation, link):
        messages.success(request, _("Inbjudan är skickad till %(email)s.") % {"email": invitation.email})
    else:
        messages.warning(request, _("Inbjudan är sparad, men mejlet gick inte iväg. Skicka den igen om en stund."))


def _keeps_its_address(view):
    """The address is a key: not kept by browsers, and never sent on as where one came from.

    "no-referrer" would be stricter than needed: with it browsers say "Origin: null", and no form could be sent.
    """

    @wraps(view)
    def closed(request, **parts):
        response = view(request, **parts)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["Cache-Control"] = "no-store"
        return response

    return closed


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@sensitive_post_parameters("password", "password_again")
@sensitive_variables("token")
@_keeps_its_address
def accept_invitation(request, token):
    """Say yes by the link in the mail: as somebody new, or logged in with the very address it was sent to."""
    invitation = actions.find_answerable(token)
    if invitation is None:
        return _cannot_be_answered(request, token)
    account = User.objects.filter(email=invitation.email).first()
    if account is None and not request.user.is_authenticated:
        return _as_somebody_new(request, invitation)
    if account is not None and request.user == account:
        return _as_oneself(request, invitation)
    context = {"invitation": invitation, "must_log_in": not request.user.is_authenticated}
    return render(request, "councils/accept_invitation.html", context, status=403 if request.method == "POST" else 200)


def _as_somebody_new(request, invitation):
    values = {"name": invitation.name, "title": invitation.title}
    form = OpenAccountForm(request.POST if request.method == "POST" else None, initial=values, email=invitation.email)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _open_account(request, invitation, form.cleaned_data)
        status = 422
    return render(request, "councils/accept_invitation.html", {"invitation": invitation, "form": form}, status=status)


@sensitive_variables("values")
def _open_account(request, invitation, values):
    values.pop("password_again")
    try:
        user = actions.open_account(invitation=invitation, **values)
    except actions.AccountExists:
        return redirect(request.path)
    if user is None:
        return _gone(request)
    _welcome(request, invitation)
    # Through allauth, so that what it demands at log-in, such as a second factor, is demanded here as well.
    login = Login(user=user, email=user.email, redirect_url=invitation.council.get_absolute_url())
    return perform_password_login(request, {"email": user.email}, login)


def _as_oneself(request, invitation):
    if request.method != "POST":
        return render(request, "councils/accept_invitation.html", {"invitation": invitation, "may_accept": True})
    if actions.accept_invitation(invitation=invitation, by=request.user) is None:
        return _gone(request)
    _welcome(request, invitation)
    return redirect(invitation.council)


def _welcome(request, invitation):
    messages.success(request, _("Välkommen till %(council)s.") % {"council": invitation.council.name})


def _cannot_be_answered(request, token):
    """Unknown, used, withdrawn or out of time: one answer. Whoever has accepted already is shown in."""
    if request.user.is_authenticated and (invitation := actions.find_accepted(token, by=request.user)):
        return redirect(invitation.council)
    return _gone(request)


def _gone(request):
    return render(request, "councils/_invitation_gone.html", status=404)
