"""No reminder has a word of a council, or of a draft, that its reader may not read."""

from datetime import timedelta

import pytest
import time_machine

from councils.roles import Role
from tests import factories as make
from tests.followup.reminding import TODAY, run, use
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db


def test_no_mail_has_a_word_of_a_council_or_draft_that_is_not_the_reader_s(world, settings):
    for side in (world.a, world.b):
        for n, promise_set in enumerate((side.rows.promise_set, side.rows.draft_set)):
            make.deadline(
                promise_set=promise_set,
                kind="checkpoint",
                title=f"{side.token} {promise_set.title}",
                due_on=TODAY - timedelta(days=10 + n),
                by=side.people[Role.COORDINATOR],
            )
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False), mail_server() as post:
        use(settings, post.port)
        run()
    assert len(post.letters) >= 4
    for recipients, message in post.letters:
        of_a = world.a.council.memberships.filter(user__email=recipients[0]).exists()
        mine, other = (world.a, world.b) if of_a else (world.b, world.a)
        text = message.as_string() + message.get_content()
        assert mine.token in text
        assert other.token not in text
        # The draft is the municipality's own.
        assert (mine.draft_token in text) is (Role.POLICE_MANAGER.value not in recipients[0])
