"""What every page shows beside its own content."""

from django.conf import settings


def site(request):
    """`example_data`: the banner says so on every page; `gate`: the council one stands in, with its rights."""
    return {"example_data": settings.EXAMPLE_DATA, "gate": getattr(request, "gate", None)}
