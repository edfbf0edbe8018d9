from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.confirming import asks_again
from followup.actions import signing as actions
from followup.forms.signing import SignForm
from promises.actions.editing import AlreadySigned
from promises.actions.life import NotNow
from promises.contents import content_of, digest_of
from promises.life import may_sign
from promises.models import PromiseSet
from promises.signing_rules import earliest_signing

REFUSALS = {
    actions.SamePerson: gettext_lazy(
        "Samma person kan inte underteckna för två parter. Den andra parten ska undertecknas av någon annan."
    ),
    actions.NotReady: gettext_lazy("Löftena kan inte undertecknas än. Se vad som behöver åtgärdas."),
    NotNow: gettext_lazy("Löftena som utgåvan skulle ersätta gäller inte längre. Utgåvan kan inte undertecknas."),
    actions.TooEarly: gettext_lazy("Löftena kan inte ha undertecknats den dagen. Ange en senare dag."),
    actions.OwnDraft: gettext_lazy("Utkastet är inte delat. Dela det först, så att alla parter kan läsa det."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def sign_promise_set(request, council, promise_set):
    """Show the whole content once more, and register that one's own party has signed it."""
    promise_set.council = council
    if promise_set.is_decided:
        messages.info(request, _("Alla parter har undertecknat. Löftena gäller."))
        return redirect(promise_set)
    signed = set(promise_set.signatures.values_list("organisation", flat=True))
    parties = list(promise_set.parties.main_parties_first())
    mine = [party for party in parties if may_sign(request.gate, party) and party.pk not in signed]
    if request.method != "POST":
        return _page(request, promise_set, mine, _form(request, promise_set, mine))
    if any(may_sign(request.gate, party) and party.pk in signed for party in parties) and not mine:
        messages.info(request, _("Din part har redan undertecknat."))
        return redirect(promise_set)
    if not mine:
        raise PermissionDenied
    return _sign(request, promise_set, mine)


@asks_again
def _sign(request, promise_set, mine):
    """The signature itself, by somebody who has just shown who it is. When asked for that, it is resumed after it."""
    form = _form(request, promise_set, mine)
    if not form.is_valid():
        return _page(request, promise_set, mine, form, status=422)
    try:
        signed = actions.sign_promise_set(
            promise_set=promise_set,
            organisation=form.organisation,
            by=request.user,
            at=timezone.now(),
            read=request.POST.get("read", ""),
            name=form.cleaned_data["signatory"],
            title=form.cleaned_data["signatory_title"],
            signed_on=form.cleaned_data["signed_on"],
        )
    except AlreadySigned:
        messages.info(request, _("Alla parter har undertecknat. Löftena gäller."))
        return redirect(promise_set)
    except actions.ChangedSinceRead:
        return _page(request, promise_set, mine, form, status=409)
    except tuple(REFUSALS) as refusal:
        form.add_error(None, REFUSALS[type(refusal)])
        return _page(request, promise_set, mine, form, status=422)
    messages.success(request, _signed_words(signed, form.organisation))
    return redirect(signed)


def _signed_words(promise_set, organisation):
    if promise_set.is_published:
        return _("Alla parter har undertecknat. Löftena gäller och är publicerade.")
    if promise_set.is_decided:
        return _("Alla parter har undertecknat. Löftena gäller.")
    return _("Undertecknat för %(party)s. Löftena gäller när alla parter har undertecknat.") % {
        "party": organisation.short_name
    }


def _form(request, promise_set, mine):
    today = timezone.localdate()
    first = {"signatory": request.user.name, "signatory_title": request.user.title, "signed_on": today}
    data = request.POST if request.method == "POST" else None
    days = {"earliest": earliest_signing(promise_set, today=today), "last_day": promise_set.last_day, "today": today}
    return SignForm(data, initial=first, parties=mine, **days) if mine else None


def _page(request, promise_set, mine, form, *, status=200):
    # Read again: somebody may have changed it since the address was looked up.
    current = PromiseSet.objects.select_related("organisation", "council").get(pk=promise_set.pk)
    content = content_of(current)
    context = {
        "current_page": "promises",
        "promise_set": current,
        "content": content,
        "read": digest_of(content),
        "has_changed": status == 409,
        "form": form,
        "mine": mine,
        "stops": actions.what_stops(current),
        "signatures": current.signatures.select_related("organisation"),
        "is_late": timezone.localdate() > current.first_day,
        "old": current.replaces,
    }
    return render(request, "followup/sign_promise_set.html", context, status=status)
