"""`manage.py appoint_police_manager`: who answers for a local police area, and so for its part in every council."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from councils.actions.areas import end_appointment
from councils.actions.first_run import appoint_by_address
from councils.management.by_address import NEW_ACCOUNT, check_person
from councils.models import AreaAppointment, PoliceArea


class Command(BaseCommand):
    help = "Utser en polischef i ett lokalpolisområde, som då är med i alla områdets råd, också nya."

    def add_arguments(self, parser):
        parser.add_argument("--area", required=True, help="lokalpolisområde: Östra Norrbotten")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", default="", help="behövs när kontot är nytt")
        parser.add_argument("--title", default="")
        parser.add_argument("--end", action="store_true", help="avsluta uppdraget i stället")

    def handle(self, *, area, email, end, **options):
        found = PoliceArea.objects.filter(name=area).first()
        if found is None:
            raise CommandError(f"Lokalpolisområdet {area} finns inte. Inget är ändrat.")
        if end:
            self._end(found, email)
        else:
            self._appoint(found, email, options["name"], options["title"])

    def _appoint(self, area, email, name, title):
        check_person(email, name)
        memberships, is_new = appoint_by_address(
            area=area, email=email, name=name, title=title, on=timezone.localdate()
        )
        councils = ", ".join(membership.council.name for membership in memberships) or "inga råd ännu"
        self.stdout.write(f"{email} är polischef i {area} och är med i: {councils}.")
        if is_new:
            self.stdout.write(NEW_ACCOUNT)

    def _end(self, area, email):
        appointment = AreaAppointment.objects.on(timezone.localdate()).filter(area=area, user__email=email.lower())
        if not appointment:
            raise CommandError(f"{email} är inte polischef i {area}. Inget är ändrat.")
        end_appointment(appointment=appointment[0], by=None, on=timezone.localdate())
        self.stdout.write(f"{email} är inte längre polischef i {area}.")
