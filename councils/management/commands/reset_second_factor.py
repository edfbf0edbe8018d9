"""Remove a person's second factors when phone and recovery codes are lost. See docs/login.md."""

from django.core.management.base import BaseCommand, CommandError

from councils.actions.second_factor import REASONS, reset_second_factor
from councils.models import User


class Command(BaseCommand):
    help = "Removes the person's second factors, ends their sessions, tells them by mail and writes it in the log."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="the address the person signs in with")
        reasons = "; ".join(f"{code}: {words}" for code, words in REASONS.items())
        parser.add_argument("--reason", required=True, choices=REASONS, help=reasons)

    def handle(self, *, email, reason, **options):
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {email}. Check the address.")
        removed = reset_second_factor(user=user, by=None, reason=reason)
        print(f"Removed {removed} second factors of {user.email} and ended all sessions. A mail is on its way.")
