"""`manage.py start_council`: the first council of a new installation, and the way in for its coordinator."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from councils.actions.first_run import start_council
from councils.mail import send_invitation
from councils.models import Municipality


class Command(BaseCommand):
    help = "Öppnar ett råd i en kommun och bjuder in den första samordnaren."

    def add_arguments(self, parser):
        parser.add_argument("--municipality", required=True, help="kommunkod, fyra siffror: 2513")
        parser.add_argument("--name", required=True, help="rådets namn: BRÅ-gruppen i Överkalix")
        parser.add_argument("--slug", required=True, help="rådets adress: overkalix")
        parser.add_argument("--short-name", help="kort namn (kommunens)")
        parser.add_argument("--area", default="", help="lokalpolisområde: Östra Norrbotten")
        parser.add_argument("--coordinator-email", required=True)
        parser.add_argument("--coordinator-name", required=True)
        parser.add_argument("--coordinator-title", default="")
        parser.add_argument("--address", help="webbplatsens adress, om länken ska börja på ett annat sätt")

    def handle(self, **options):
        invitation, token = _start(options)
        link = _site(options["address"]) + reverse("councils:accept_invitation", args=[token])
        self.stdout.write(f"{invitation.council.name} är öppnat: /{invitation.council.slug}/")
        if send_invitation(invitation, link):
            self.stdout.write(f"Inbjudan är skickad till {invitation.email}.")
        else:
            self.stderr.write(f"Mejlet till {invitation.email} gick inte iväg. Lämna över länken på annat sätt.")
        self.stdout.write(f"Länken fungerar en gång och gäller i sju dagar:\n{link}")


def _start(options):
    try:
        validate_email(options["coordinator_email"])
        municipality = Municipality.objects.get(code=options["municipality"])
        return start_council(
            municipality=municipality,
            name=options["name"],
            short_name=options["short_name"] or municipality.name,
            slug=options["slug"],
            area=options["area"],
            on=timezone.localdate(),
            coordinator={name: options[f"coordinator_{name}"] for name in ("email", "name", "title")},
        )
    except Municipality.DoesNotExist as error:
        raise CommandError(f"Ingen kommun har koden {options['municipality']}. Inget är ändrat.") from error
    except ValidationError as error:
        raise CommandError(f"{' '.join(error.messages)} Inget är ändrat.") from error


def _site(address):
    """Where people reach the site: the first host that it answers to."""
    if address:
        return address.rstrip("/")
    return settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else "http://127.0.0.1:8000"
