from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions.versions import StaleEdit
from councils.views.conflicts import somebody_was_first
from promises.actions import translations as actions
from promises.codes import OWN_NAMES, Language
from promises.forms.translations import RemoveTranslationForm, TranslationForm, differences
from promises.models import Promise, PromiseSet, PromiseTranslation, Translation


@dataclass(frozen=True)
class State:
    """How far a language has come: its translation, if there is one, and how many promises of how many."""

    language: Language
    of: int
    translation: Translation | None = None

    @property
    def own_name(self):
        return OWN_NAMES[self.language]

    @property
    def done(self):
        return len(self.translation.promises.all())

    @property
    def outdated(self):
        """How many translate a Swedish wording that has been changed since."""
        return sum(not row.is_of_today for row in self.translation.promises.all())


@require_safe
@council_required("edit_promises", promise_set=PromiseSet)
def translations(request, council, promise_set):
    """Every language a set may be translated to, and how far each has come."""
    count = Promise.objects.filter(section__promise_set=promise_set).count()
    rows = {row.language: row for row in _with_wordings(promise_set)}
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "states": [State(language, count, rows.get(language)) for language in Language],
    }
    return render(request, "promises/translations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def edit_translation(request, council, promise_set, language):
    """Translate, promise by promise beside the Swedish. Whoever comes second sees both texts and loses none."""
    language = _language(language)
    form = TranslationForm(
        request.POST if request.method == "POST" else None,
        language=language,
        promises=_promises(promise_set),
        translation=_with_wordings(promise_set).filter(language=language).first(),
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _saved(request, promise_set, form)
        status = 422
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "language": language,
        "own_name": OWN_NAMES[language],
        "form": form,
    }
    return render(request, "promises/edit_translation.html", context, status=status)


def _saved(request, promise_set, form):
    """Store what was typed and lead back to the list, or show it beside what somebody else has saved."""
    if form.homeless:
        return _conflict(request, promise_set, form, form.translation)
    try:
        actions.save_translation(
            promise_set=promise_set,
            language=form.language,
            by=request.user,
            version=form.cleaned_data["version"],
            wordings=form.wordings,
            **form.texts,
        )
    except StaleEdit as stale:
        return _conflict(request, promise_set, form, stale.current)
    messages.success(request, _("Översättningen till %(language)s är sparad.") % {"language": form.language.label})
    return redirect("promises:translations", request.gate.council.slug, promise_set.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def remove_translation(request, council, promise_set, language):
    """Take a translation away. One that somebody has worked on since one read it stays."""
    language = _language(language)
    translation = promise_set.translations.filter(language=language).first()
    if translation is None:
        raise Http404
    form = RemoveTranslationForm(
        request.POST if request.method == "POST" else None, initial={"version": translation.version}
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _removed(request, promise_set, language, form.cleaned_data["version"])
        status = 422
    context = {"current_page": "promises", "promise_set": promise_set, "translation": translation, "form": form}
    return render(request, "promises/remove_translation.html", context, status=status)


def _removed(request, promise_set, language, version):
    way = [request.gate.council.slug, promise_set.slug]
    try:
        actions.remove_translation(promise_set=promise_set, language=language, by=request.user, version=version)
    except StaleEdit:
        messages.error(request, _("Någon har ändrat översättningen sedan du öppnade den. Läs igenom den först."))
        return redirect("promises:edit_translation", *way, language.value)
    messages.success(request, _("Översättningen till %(language)s är borttagen.") % {"language": language.label})
    return redirect("promises:translations", *way)


def _language(code):
    if code not in Language.values:
        raise Http404
    return Language(code)


def _promises(promise_set):
    rows = Promise.objects.filter(section__promise_set=promise_set).select_related("section")
    return list(rows.order_by("section__order", "section", "order", "pk"))


def _with_wordings(promise_set):
    rows = PromiseTranslation.objects.select_related("promise")
    return promise_set.translations.prefetch_related(Prefetch("promises", queryset=rows))


def _conflict(request, promise_set, form, current):
    """409 with what is saved beside what this person typed, text by text."""
    url = reverse("promises:edit_translation", args=[promise_set.council.slug, promise_set.slug, form.language])
    saved_by = current.updated_by if current and not form.homeless else ""
    return somebody_was_first(request, differences(form, current), url, saved_by=saved_by, lang=form.language.value)
