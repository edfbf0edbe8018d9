"""However many send at the same time, each person gets one mail."""

import os
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.db import connection, connections

from followup.actions.reminding import Sent, remind
from followup.models import Reminder
from tests.followup.reminding import BOTH, TODAY, build, use
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_that_send_at_once_send_each_mail_once(settings):
    build()
    found, begin = [], threading.Barrier(4)

    def send():
        try:
            begin.wait()
            found.append(remind(today=TODAY))
        finally:
            connections.close_all()

    with mail_server() as server:
        use(settings, server.port)
        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.recipients == BOTH
    assert len(found) == 4
    assert sum(one[Sent.SENT] for one in found) == 2
    assert Reminder.objects.filter(sent_at__isnull=False).count() == 2


def test_two_commands_at_once_send_each_mail_once():
    build()
    with mail_server() as server:
        environment = {
            **os.environ,
            "DATABASE_URL": address_of_database(),
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        }
        command = [sys.executable, "manage.py", "remind", "--day", TODAY.isoformat()]
        processes = [
            subprocess.Popen(command, cwd=project.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        said = [process.communicate(timeout=120)[0] for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said
        assert server.recipients == BOTH
    assert Reminder.objects.filter(sent_at__isnull=False).count() == 2


def address_of_database():
    """Of the database that this test is on, for another process."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
