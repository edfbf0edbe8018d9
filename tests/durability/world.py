"""A council with people who log, made in the database that DATABASE_URL names. Prints where, who and what as JSON.

python -m tests.durability.world 8 --migrate
"""

import json
import os
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brapp.settings")
django.setup()

# Not above: models can be imported when Django is set up.
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from tests import factories as make  # noqa: E402

PASSWORD = "korp på taket i Övertorneå"
TARGETS = 4


@transaction.atomic
def build(clients):
    today = timezone.localdate()
    year = {"first_day": date(today.year, 1, 1), "last_day": date(today.year, 12, 31)}
    council = make.council(slug="overkalix")
    first = make.target(council=council, per="week", counting="average", **year)
    targets = [first, *(make.target(promise=first.promise) for _ in range(TARGETS - 1))]
    emails = [f"person{number}@durability.example" for number in range(clients)]
    for email in emails:
        make.person(council=council, user=make.user(email=email, password=PASSWORD))
    return {
        "day": today.isoformat(),
        "emails": emails,
        "password": PASSWORD,
        "targets": [target.pk for target in targets],
        "login": reverse("account_login"),
        "log": reverse("followup:log", args=[council.slug]),
        "quick": _quick(council),
    }


def _quick(council):
    try:
        return reverse("followup:quick_log", args=[council.slug])
    except NoReverseMatch:
        return None


if __name__ == "__main__":
    if "--migrate" in sys.argv:
        call_command("migrate", verbosity=0)
    with scopes_disabled():
        print(json.dumps(build(int(sys.argv[1]))))
