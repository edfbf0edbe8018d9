"""Lets somebody be tied anew to their organisation's directory, after they got a new identity there."""

from django.core.management.base import BaseCommand, CommandError

from councils.actions.sign_on import unlink_identities
from councils.models import User


class Command(BaseCommand):
    help = "Undo the tie between a person and an organisation's directory; the next sign-on makes a new one."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the person's e-mail address here")

    def handle(self, *, email, **options):
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        if not unlink_identities(user=user, by=None):
            raise CommandError(f"{email} is not tied to any directory.")
        self.stdout.write(f"{email} is tied to no directory now.")
