from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import overseer_required
from followup.forms.areas import NationFilter
from followup.nation import national_standing
from followup.national_rows import figures_rows, theme_rows


@require_safe
@overseer_required
def nation(request, region, councils):
    """How every council in the country stands, in figures."""
    return _page(request, region, councils)


@require_safe
@overseer_required
def region(request, region, councils):
    """The same for one police region."""
    return _page(request, region, councils)


def _page(request, region, councils):
    standing = national_standing(councils, region, as_of=timezone.localdate())
    form = NationFilter(request.GET, regions=standing.regions, counties=standing.counties)
    shown = standing.narrowed(form)
    context = {
        "region": region,
        "form": form,
        "shown": shown,
        "rows": figures_rows(shown.figures),
        "theme_rows": theme_rows(shown.matrix),
        "today": timezone.localdate(),
    }
    return render(request, "followup/nation.html", context, status=422 if form.errors else 200)
