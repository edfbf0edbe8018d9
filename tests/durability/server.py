"""Brapp as docs/deployment.md starts it, on a data set of its own, with workers that can be killed."""

import contextlib
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
STARTUP_SECONDS = 60
GUNICORN = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]


class Server:
    """gunicorn with two workers of four threads each, as in use."""

    def __init__(self, place: Path, database, *, clients, source=None):
        self.database, self.log = database, place / "server.log"
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))},
            "BRAPP_MODE": "local",
            "BRAPP_DATA_DIR": str(place / "data"),
            "DATABASE_URL": database.url,
        }
        if source:
            database.copy_from(source)
        migrate = [] if source else ["--migrate"]
        self.world = json.loads(self.run("-m", "tests.durability.world", str(clients), *migrate).stdout)
        self.port = _free_port()

    def run(self, *arguments):
        """A command of ours on the same data."""
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
        return done

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "brapp.wsgi", *GUNICORN, "--bind", f"127.0.0.1:{self.port}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)
        until = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", self.world["login"])
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"the server does not start:\n{self.tail()}")

    def kill_a_worker(self):
        """One of them, mid-sentence. gunicorn starts another."""
        workers = psutil.Process(self.process.pid).children()
        if workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                random.choice(workers).kill()
        return bool(workers)

    def stop(self):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
        if self.process.poll() is None:
            for worker in psutil.Process(self.process.pid).children():
                worker.kill()
            self.process.kill()

    def tail(self):
        return self.log.read_text(errors="replace")[-3000:]


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
