from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from councils.models import PoliceArea, Seat, SeatHolder


@require_safe
@council_required("view_council")
def council(request, council):
    """The council itself: what it is for, who sits in it, what it has agreed on."""
    today = timezone.localdate()
    municipalities = council.municipalities.all()
    return render(
        request,
        "councils/council.html",
        {
            "current_page": "council",
            "current_work": "council",
            "council": council,
            "municipalities": municipalities,
            "areas": PoliceArea.objects.filter(coverage__municipality__in=municipalities)
            .prefetch_related("aliases")
            .distinct(),
            "seats": Seat.objects.filter(council=council).with_holders(SeatHolder.objects.on(today)),
            "agreements": council.agreements.prefetch_related("parties"),
        },
    )
