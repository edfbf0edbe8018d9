from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import across_councils
from followup.areas import area_standing, areas_of
from followup.forms.areas import ALL, NO_THEME, AreaFilter
from followup.national_rows import council_link, theme_rows
from followup.points import months_asked, months_of_councils
from followup.things import passed_and_coming
from promises.parts import numbers_asked, numbers_of


@require_safe
@across_councils
def areas(request, gates):
    """The local police areas that one's councils lie in; straight to the only one."""
    found = areas_of(gates, on=timezone.localdate())
    if not found:
        return redirect("followup:start")
    if len(found) == 1:
        return redirect("followup:area", found[0][0].pk)
    return render(request, "followup/areas.html", {"areas": found})


@require_safe
@across_councils
def area(request, gates, area):
    """How one's councils in a local police area stand this morning, the worst first."""
    today = timezone.localdate()
    standing = area_standing(gates, area, as_of=today, beside=(numbers_asked, months_asked))
    if standing is None:
        raise Http404
    form = AreaFilter(request.GET, councils=[one.council for one in standing.councils])
    own = [one.gate for one in standing.councils]
    of_parts, of_months = standing.beside
    parts = numbers_of(of_parts)
    passed, coming = passed_and_coming(standing.due, today)
    context = {
        "standing": standing,
        "passed": passed,
        "coming": coming,
        "form": form,
        "lines": form.kept(standing.lines),
        "councils": [(one, one.waiting, parts.get(one.council.pk)) for one in standing.councils],
        "theme_rows": theme_rows(standing.matrix, name=council_link, list_of=_list_of),
        "months": months_of_councils([one.council for one in own], of_months, as_of=today),
        "elsewhere": len(gates) - len(own),
    }
    return render(request, "followup/area.html", context, status=422 if form.errors else 200)


def _list_of(council, theme):
    """The page's own address with the targets about a theme listed: those of a council, or of all when it is None."""
    own = {"rad": council.slug} if council else {}
    return f"?{urlencode({**own, 'tema': theme or NO_THEME, 'lage': ALL})}#mal"
