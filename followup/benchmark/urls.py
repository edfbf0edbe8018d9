"""Brapp's own site map with two empty pages beside it, which the others are compared with."""

from django.shortcuts import render
from django.urls import include, path

from councils.access import council_required
from councils.public_access import published_council


@council_required("view_council")
def empty_page(request, council):
    """Signed in, let through the gate, and nothing to say."""
    return render(request, "base.html", {"current_page": "overview"})


@published_council()
def empty_public_page(request, council):
    """For everybody, and nothing to say."""
    return render(request, "base_public.html", {"council": council, "frame": "sv", "languages": []})


urlpatterns = [
    path("<slug:council>/tom/", empty_page, name="empty_page"),
    path("<slug:council>/tom-for-alla/", empty_public_page, name="empty_public_page"),
    path("", include("brapp.urls")),
]
