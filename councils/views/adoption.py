from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.actions import pictures as actions
from councils.actions.versions import StaleEdit
from councils.confirming import asks_again
from councils.forms.pictures import AdoptPictureForm
from councils.models import Meeting, Picture
from councils.picture_page import lacking_in, parts_of, problems_of
from councils.picture_reading import mark_of_picture, part_in_words, read_picture
from councils.views.drafts import drafts_only


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("run_council", picture=Picture)
@drafts_only
def adopt_picture(request, council, picture):
    """Show the whole picture once more, and note that it has been adopted."""
    if request.method == "POST":
        return _adopt(request, council=council, picture=picture)
    return _page(request, council, picture, _form(request, council, picture))


@asks_again
def _adopt(request, *, council, picture):
    """The adoption itself, by somebody who has just shown who it is. When asked for that, it is resumed after it."""
    form = _form(request, council, picture)
    if not form.is_valid():
        return _page(request, council, picture, form, status=422)
    try:
        mark = request.POST.get("read", "")
        actions.adopt_picture(picture=picture, by=request.user, at=timezone.now(), mark=mark, **form.values())
    except StaleEdit as stale:
        return _page(request, council, stale.current, form, status=409, changed=stale.changed)
    except actions.OwnDraft:
        form.add_error(None, _("Utkastet är inte delat. Dela det först, så att alla parter kan läsa det."))
    except actions.Incomplete:
        form.add_error(None, _("Lägesbilden kan inte fastställas än. Alla tre delarna ska vara skrivna."))
    except actions.TooEarly as early:
        text = _("Den lägesbild som gäller fastställdes %(day)s. Ange samma dag eller en senare.")
        day = date_format(early.in_force.adopted_on, "SHORT_DATE_FORMAT")
        form.add_error("adopted_on", text % {"day": day})
    else:
        messages.success(request, _("Lägesbilden är fastställd. Texten är låst."))
        return redirect(picture)
    return _page(request, council, picture, form, status=422)


def _form(request, council, picture):
    first = {"adopted_on": timezone.localdate(), "adopted_by_body": council.name}
    return AdoptPictureForm(request.POST if request.method == "POST" else None, initial=first, **_choices(council))


def _choices(council):
    today = timezone.localdate()
    meetings = Meeting.objects.of(council).planned().filter(held_on__lte=today).order_by("-held_on", "-pk")
    return {"meetings": meetings, "today": today}


def _page(request, council, picture, form, *, status=200, changed=()):
    # Read again: somebody may have changed it since the address was looked up.
    picture = Picture.objects.select_related("council", "predecessor").get(pk=picture.pk)
    read = mark_of_picture(picture)  # before what is shown is read: what comes in between makes the mark too old
    parts, reading = parts_of(picture), read_picture(picture)
    context = {
        "current_page": "council",
        "current_work": "pictures",
        "picture": picture,
        "parts": parts,
        "reading": reading,
        "problems": problems_of(reading),
        "read": read,
        "missing": [part.label for part in parts if part.name in picture.missing_parts],
        "lacking": lacking_in(reading, parts),
        "in_force": Picture.objects.of(council).in_force().first(),
        "form": form,
        "has_changed": status == 409,
        "changed": [part_in_words(part) for part in changed],
    }
    return render(request, "councils/adopt_picture.html", context, status=status)
