"""`manage.py benchmark`: how fast it is, as ratios in one run, on a data set of its own. See docs/performance.md."""

import json
import os
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from councils import wall
from followup.benchmark import cases, database, looking, writing
from followup.benchmark.done import make_done
from followup.benchmark.making import make_councils, make_sets
from followup.benchmark.scales import IN_A_COUNTY, SCALES
from followup.benchmark.telling import missed, plain, table
from followup.benchmark.timing import run_rounds
from promises.models import Target

# Set for the process that measures: its settings know of no other database than the benchmark's own.
INSIDE = "BRAPP_BENCHMARK"


class Command(BaseCommand):
    help = "Mäter hur fort det går, på egna påhittade uppgifter i en egen databas. Slutar med 1 om ett mål inte nås."

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=SCALES, default="county")
        parser.add_argument("--rounds", type=int, default=15, help="hur många varv (15)")
        parser.add_argument("--only", default="", help="bara det som heter så, och det som det jämförs med")
        parser.add_argument("--json", action="store_true", help="JSON i stället för en tabell")
        parser.add_argument("--database-url", default="", help="en egen, tom PostgreSQL; annars en fil")

    def handle(self, *, scale, rounds, only, json, database_url, **options):
        if settings.PRODUCTION:
            raise CommandError("Mätningen hittar på uppgifter och körs inte i drift (BRAPP_MODE=production).")
        if rounds < 1:
            raise CommandError("--rounds är minst 1.")
        if not os.environ.get(INSIDE):
            self._in_its_own_database(scale, database_url)
        settings.ROOT_URLCONF = "followup.benchmark.urls"
        with wall.outside("benchmark"):
            self._measure(SCALES[scale], rounds, only, json)

    def _in_its_own_database(self, scale, url):
        """Start over as another process, whose settings name that database and no other."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        url = url or f"sqlite:///{settings.DATA_DIR / f'benchmark-{scale}.sqlite3'}"
        environment = {**os.environ, INSIDE: "1", "DATABASE_URL": url}
        arguments = [sys.executable, str(settings.BASE_DIR / "manage.py"), *sys.argv[1:]]
        sys.exit(subprocess.run(arguments, env=environment).returncode)

    def _measure(self, scale, rounds, only, as_json):
        today = timezone.localdate()
        self._make(scale, today)
        world = cases.World(scale, today)
        timed, left_out = cases.cases_of(world)
        timed = run_rounds(_chosen(timed, only), rounds)
        facts = left_out if only else [*left_out, *looking.look(world), *writing.write(world)]
        found = plain(timed, facts)
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) if as_json else table(found))
        if missed(found):
            self.stderr.write("Når inte målet: " + ", ".join(missed(found)))
            sys.exit(1)

    def _make(self, scale, today):
        began = time.monotonic()
        try:
            is_new = database.prepare(scale, today.year)
        except database.NotOurs as error:
            raise CommandError(f"Mätningen rör inget: {error}.") from error
        if not is_new:
            return
        database.hurry()
        councils = make_councils(scale, today)
        make_sets(councils, scale, today.year)
        self._say(f"{len(councils)} råd med löften efter {time.monotonic() - began:.0f} s")
        make_done(scale, today, lambda text: self._say(f"{text} efter {time.monotonic() - began:.0f} s"))
        if scale.is_large:
            few = Target.objects.filter(promise__section__promise_set__council__in=councils[:IN_A_COUNTY])
            database.small_copy(cases.SMALL, f"{cases.SMALL}_by_window", few.values_list("pk", flat=True))
        database.mark_as_made(scale, today.year)
        database.settle()

    def _say(self, text):
        self.stderr.write(text)


def _chosen(timed, only):
    """The cases that are asked for, and those they are compared with."""
    asked = [case for case in timed if only.lower() in case.name.lower()]
    compared = {case.against for case in asked}
    return [case for case in timed if case in asked or case.name in compared]
