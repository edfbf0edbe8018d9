"""`manage.py sync_roles`: gives the roles of every council what the table of roles says. Run it after each upgrade."""

from django.core.management.base import BaseCommand

from councils.actions.councils import sync_roles


class Command(BaseCommand):
    help = "Ger rollerna i alla råd de rättigheter som tabellen över roller anger. Körs efter varje uppgradering."

    def handle(self, **options):
        behind = sync_roles()
        if behind:
            self.stdout.write(f"Rättigheterna är uppdaterade i: {', '.join(council.name for council in behind)}.")
        else:
            self.stdout.write("Rättigheterna stämmer redan i alla råd.")
