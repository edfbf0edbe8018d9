"""What a script that asks for JSON is told when its request cannot be served: the status, and a sentence to show.

A form is led to the login page, or reads an error page. A script can do neither: for it a redirect to the login is a
401 that says where to log in, and every error carries a sentence in words a person can act on.
"""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

JSON = "application/json"
NOT_JSON = (301, 302, 303, 307, 308, *range(400, 600))
SENTENCES = {
    400: gettext_lazy("Uppgifterna kom inte fram helt. Försök igen."),
    403: gettext_lazy("Du har inte behörighet att göra det här."),
    404: gettext_lazy("Det finns inte, eller så har du inte tillgång till det."),
    405: gettext_lazy("Adressen tar bara emot det som ett formulär skickar."),
    409: gettext_lazy("Någon annan hann före. Öppna sidan igen och kontrollera uppgifterna."),
    413: gettext_lazy("Det är för mycket text för att skickas. Korta ner den och försök igen."),
    429: gettext_lazy("Det blev för många försök. Vänta en stund och försök igen."),
    500: gettext_lazy("Något gick fel hos oss. Försök igen om en stund."),
    503: gettext_lazy("Tjänsten är tillfälligt borta. Försök igen om en stund."),
}


def wants_json(request):
    """Is it a script that asks, one that reads JSON and nothing else?"""
    return request.headers.get("Accept", "").split(",")[0].strip() == JSON


class JsonAnswersMiddleware:
    """Turn redirects to the login and error pages into JSON for whoever asks for it, headers and cookies kept.

    Stands outside all that may refuse a request, and inside the chosen language.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_told = response.headers.get("Content-Type", "").startswith(JSON)
        if response.status_code in NOT_JSON and not is_told and wants_json(request):
            _tell_in_json(response)
        return response


def _tell_in_json(response):
    says = {"message": str(SENTENCES.get(response.status_code, SENTENCES[500]))}
    if response.has_header("Location"):
        response.status_code, says = _led_on(urlsplit(response.headers["Location"]).path)
        del response.headers["Location"]
    response.content = json.dumps(says)
    response.headers["Content-Type"] = JSON
    response.headers["Content-Length"] = str(len(response.content))  # set already, for what was there before


def _led_on(path):
    """(status, what is said) in place of being led to a page that a script cannot use."""
    login = resolve_url(settings.LOGIN_URL)
    if path == login:
        return 401, {"login": login, "message": _("Du är inte längre inloggad.")}
    if path == resolve_url("mfa_index"):
        return 403, {"page": path, "message": _("Du behöver lägga till en andra faktor innan du kan spara.")}
    return 403, {"message": str(SENTENCES[403])}
