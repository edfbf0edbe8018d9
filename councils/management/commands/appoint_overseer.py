"""`manage.py appoint_overseer`: who follows the figures of a police region's councils, or of the whole country's."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from councils.actions.oversight import appoint_overseer_by_address, end_oversight
from councils.management.by_address import NEW_ACCOUNT, check_person
from councils.models import OversightAppointment, PoliceRegion


class Command(BaseCommand):
    help = "Ger någon i uppdrag att följa alla råds siffror i en polisregion eller i hela landet."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", default="", help="behövs när kontot är nytt")
        parser.add_argument("--title", default="")
        parser.add_argument("--region", default="", help="polisregion: Nord; utan den hela landet")
        parser.add_argument("--end", action="store_true", help="avsluta uppdraget i stället")

    def handle(self, *, email, region, end, **options):
        found = PoliceRegion.objects.filter(name__in=[region, region.removeprefix("Polisregion ")]).first()
        if region and found is None:
            known = ", ".join(PoliceRegion.objects.values_list("name", flat=True))
            raise CommandError(f"Polisregionen {region} finns inte. De som finns: {known}. Inget är ändrat.")
        if end:
            self._end(found, email)
        else:
            self._appoint(found, email, options["name"], options["title"])

    def _appoint(self, region, email, name, title):
        check_person(email, name)
        _, is_new = appoint_overseer_by_address(
            email=email, name=name, title=title, region=region, on=timezone.localdate()
        )
        self.stdout.write(f"{email} följer alla råd i {_where(region)}.")
        if is_new:
            self.stdout.write(NEW_ACCOUNT)

    def _end(self, region, email):
        rows = OversightAppointment.objects.on(timezone.localdate())
        appointment = rows.filter(region=region, user__email=email.lower()).first()
        if appointment is None:
            raise CommandError(f"{email} följer inte råden i {_where(region)}. Inget är ändrat.")
        end_oversight(appointment=appointment, by=None, on=timezone.localdate())
        self.stdout.write(f"{email} följer inte längre råden i {_where(region)}.")


def _where(region):
    return f"polisregion {region}" if region else "hela landet"
