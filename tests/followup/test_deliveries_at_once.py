"""However often the same delivery is sent in at the same time, it is noted once and each official gets one mail."""

import threading
import uuid

import pytest
from django.db import connections
from django.utils import timezone

from councils import wall
from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.deliveries import deliver_summary
from followup.delivery_mail import mail_links
from followup.models import Delivery
from tests import factories as make
from tests.followup.reminding import use
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_that_send_one_delivery_at_once_note_and_mail_it_once(settings):
    council = make.council()
    promise_set = make.promise_set(council=council)
    summary = make.frozen(promise_set, at=timezone.now())
    officials = sorted(make.person(Role.OFFICIAL, council=council).email for _ in range(2))
    said = {"way": "email", "delivered_on": timezone.localdate(), "note": ""}
    facts = {"said": said, "key": uuid.uuid4(), "by": make.person(Role.COORDINATOR, council=council)}
    sent, begin = [], threading.Barrier(4)

    def send():
        try:
            begin.wait()
            with wall.inside(council):
                handed_over = deliver_summary(summary=summary, offices=["KF", "LPO-chefen"], tells=True, **facts)
                sent.append(mail_links(handed_over))
        finally:
            connections.close_all()

    with mail_server() as server:
        use(settings, server.port)
        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.recipients == officials
    assert sorted(sent) == [0, 0, 0, 2]
    assert sorted(Delivery.objects.values_list("office", flat=True)) == ["KF", "LPO-chefen"]
    assert AuditEntry.objects.filter(verb="deliver_summary").count() == 1
