"""`manage.py demo`: from nothing to a running demo with five municipalities' councils."""

import io
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from councils.models import ROLE_NAMES
from followup.demo import people
from followup.demo.checking import Fault, check
from followup.demo.loading import load

HOST = "127.0.0.1"
STARTUP_SECONDS = 30


class Command(BaseCommand):
    help = "Laddar exempeldata för fem kommuner, skriver ut inloggningarna och startar servern."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="börja om med en tom databas")
        parser.add_argument("--port", type=int, default=8000, help="porten som servern lyssnar på (8000)")
        parser.add_argument("--check", action="store_true", help="gå igenom sidorna och PDF:en och avsluta")

    def handle(self, *, reset, port, check, **options):
        if settings.PRODUCTION:
            raise CommandError("Demon laddar påhittade uppgifter och körs inte i drift (BRAPP_MODE=production).")
        if not check and not _is_free(port):
            raise CommandError(f"Port {port} är upptagen. Välj en annan med --port.")
        if reset:
            self._reset()
        call_command("migrate", verbosity=0)
        call_command("sync_roles", stdout=io.StringIO())
        made = load(today=timezone.localdate())
        self.stdout.write("Exempeldata är laddade." if made else "Exempeldata fanns redan; --reset börjar om.")
        if check:
            self._check()
        else:
            self._serve(port)

    def _reset(self):
        if connection.vendor != "sqlite":
            raise CommandError("--reset tömmer bara demons egen SQLite-databas.")
        connection.close()
        path = str(connection.settings_dict["NAME"])
        for suffix in ("", "-wal", "-shm"):
            Path(path + suffix).unlink(missing_ok=True)

    def _serve(self, port):
        self.stdout.write(f"\nÖppna http://{HOST}:{port}/ och logga in. Lösenordet är {people.PASSWORD}\n")
        for (email, name, title), role, where in people.LOGINS:
            self.stdout.write(f"  {email:<36} {name}, {title} ({ROLE_NAMES[role]}, {where})")
        email, name, title = people.OVERSEER
        self.stdout.write(f"  {email:<36} {name}, {title} (alla råd i siffror)")
        self.stdout.write("\nAvsluta med Ctrl+C.\n")
        self.stdout.flush()
        # Links in mails and calendar files lead here too.
        os.environ.setdefault("BRAPP_BASE_URL", f"http://localhost:{port}")
        os.execv(sys.executable, _server(port))  # noqa: S606  the server takes this process's place, Ctrl+C reaches it

    def _check(self):
        port = _free_port()
        server = subprocess.Popen(_server(port))
        try:
            _wait_until_open(port, server)
            pages = check(f"http://{HOST}:{port}", today=timezone.localdate())
        except Fault as fault:
            raise CommandError(f"Fel i demon: {fault}") from fault
        finally:
            server.terminate()
            server.wait(timeout=STARTUP_SECONDS)
        self.stdout.write(f"Demon fungerar: {pages} sidor, en loggad aktivitet och sammanställningarnas dokument.")


def _server(port):
    arguments = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    return [sys.executable, "-m", "gunicorn", "brapp.wsgi", *arguments, "--no-control-socket", "--log-level", "warning"]


def _is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait_until_open(port, server):
    for _ in range(STARTUP_SECONDS * 10):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if server.poll() is not None:
            raise CommandError("Servern startade inte.")
        time.sleep(0.1)
    raise CommandError("Servern svarade inte i tid.")
