"""Is a paper or a file an approved summary? For everybody, without login; nothing that is sent is kept."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from councils.public_access import for_whoever_has_a_paper, too_many
from followup.document.codes import code_in
from followup.forms.verification import CheckForm
from followup.hashed_upload import HashingUploadHandler
from followup.public import ENGLISH, language_choices
from followup.verification import by_code, match_of
from followup.verified import verified
from promises.translated import SWEDISH


@for_whoever_has_a_paper
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """Ask by the code on the paper, or by the file itself."""
    if request.method != "POST":
        return _page(request, "verify", form=CheckForm())
    request.upload_handlers = [HashingUploadHandler(request)]
    if answer := too_many(request, "verify"):
        return answer
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "verify", status=422, form=form)
    if file := form.cleaned_data["check_file"]:
        match = match_of(file.sha256, file.content)
        found = verified(match.summary) if match else None
        return _page(request, "verify", form=CheckForm(), file=file, match=match, found=found)
    address = reverse("followup:verify_code", args=[form.cleaned_data["check_code"]])
    return redirect(address + ("?sprak=en" if _frame(request) == ENGLISH else ""))


@for_whoever_has_a_paper
@require_safe
def verify_code(request, code):
    """What the approved summary with this code is of, and whether a correction has replaced it."""
    summary = by_code(code)
    found = verified(summary) if summary else None
    return _page(request, "verify_code", status=200 if found else 404, found=found, code=code_in(code) or code)


def _page(request, name, *, status=200, **context):
    frame = _frame(request)
    languages = language_choices((), frame, frame)
    with translation.override(frame):
        page = {**context, "frame": frame, "languages": languages}
        response = render(request, f"followup/{name}.html", page, status=status)
    # A correction may come at any time: what is kept would be an old answer.
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = frame
    return response


def _frame(request):
    return ENGLISH if request.GET.get("sprak") == ENGLISH else SWEDISH
