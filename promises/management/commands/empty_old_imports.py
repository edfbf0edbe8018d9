"""Empties files with activities that somebody sent and nobody went on with. For a timer, as often as one likes."""

from django.core.management.base import BaseCommand

from councils.wall import outside
from promises.actions.spreadsheets import empty_old_imports
from promises.models import SpreadsheetImport


class Command(BaseCommand):
    help = "Empties files with activities that were sent more than a day ago and neither read in nor given up."

    @outside("old files")
    def handle(self, **options):
        number = empty_old_imports(files=SpreadsheetImport.objects.all())
        self.stdout.write(f"Tömda filer: {number}.")
