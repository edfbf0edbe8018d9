"""The site map."""

from django.conf import settings
from django.urls import include, path

from brapp import administration, converters, errors
from brapp.views import set_language

assert converters  # registers the id converter before the apps' URLs use it

urlpatterns = [
    path("konto/", include("brapp.account_urls")),
    path("sprak/", set_language, name="set_language"),
    *([path("forvaltning/", administration.site.urls)] if settings.ADMIN else []),
    # Councils first: a person's own pages lie under konto/, which must not be read as a council's address.
    path("", include("councils.urls")),
    path("", include("promises.urls")),
    path("", include("followup.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_requests  # allauth's
handler500 = errors.server_error
