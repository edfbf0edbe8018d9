"""What the tests of reminders share: a council where two people owe something, and a run of the command."""

from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command

from councils.roles import Role
from tests import factories as make

TODAY = date(2019, 11, 20)
BOTH = ["coordinator@overkalix.example", "police_manager@overkalix.example"]


def use(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.BASE_URL = "https://brapp.overkalix.example"


def run(*arguments, day=TODAY):
    """(exit code, what it said)"""
    out = StringIO()
    try:
        call_command("remind", "--day", day.isoformat(), *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def build():
    """(council, its people by role, its promises), with what the coordinator and the police manager owe."""
    council = make.council(name="BRÅ Överkalix", short_name="Överkalix", slug="overkalix")
    people = {
        role: make.person(role, council=council, user=make.user(name=name, email=f"{role.value}@overkalix.example"))
        for role, name in (
            (Role.COORDINATOR, "Åsa Öberg"),
            (Role.POLICE_MANAGER, "Karin Wikström"),
            (Role.FIELD_USER, "Erik Lahti"),
        )
    }
    promise_set = make.promise_set(
        council=council, title="Medborgarlöften på Övre Torget", summary_due_on=TODAY + timedelta(days=7)
    )
    return council, people, promise_set
