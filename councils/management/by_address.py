"""What the commands that appoint somebody by address have in common."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email

from councils.models import User

NEW_ACCOUNT = "Kontot är nytt. Lösenordet väljs genom ”Glömt lösenordet?” på inloggningssidan."


def check_person(email, name):
    """Raise CommandError unless it is an address, of somebody with an account or with the name that a new one needs."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{email} är ingen e-postadress. Inget är ändrat.") from error
    if not name and not User.objects.filter(email=email.lower()).exists():
        raise CommandError(f"Ingen har kontot {email}. Ange --name, så görs det. Inget är ändrat.")
