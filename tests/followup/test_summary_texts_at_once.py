"""Many who save in one summary in the same moment: every part is kept, and of one part one version at a time."""

import threading

import pytest
from django.db import connections

from councils import wall
from councils.models import AuditEntry
from followup.actions.summary_texts import StaleText, Written, write_texts
from followup.codes import OF_A_PROMISE
from followup.models import SummaryText
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.followup.summing_up import a_year_that_is_over

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(council, acts):
    """Do all of this in a council in one moment. What each came to: what it returned, or what it raised."""
    found, begin = [None] * len(acts), threading.Barrier(len(acts))

    def do(n, act):
        begin.wait()
        try:
            with wall.inside(council):  # a thread of its own begins outside
                found[n] = act()
        except Exception as refusal:  # the test tells which are right
            found[n] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_all_parts_of_a_promise_saved_at_once_are_all_kept():
    """Before there was any summary: the first to save makes it."""
    world = a_year_that_is_over()

    def save(part):
        written = [Written(part, f"Text om {part}.", 0)]
        summary = final_summary(world.promise_set)
        return lambda: write_texts(summary=summary, promise=world.promise, written=written, by=world.coordinator)

    found = at_once(world.council, [save(part) for part in OF_A_PROMISE])
    assert [one for one in found if isinstance(one, Exception)] == []
    saved = dict(SummaryText.objects.values_list("part", "text"))
    assert saved == {part: f"Text om {part}." for part in OF_A_PROMISE}
    assert AuditEntry.objects.filter(verb="write_summary_text").count() == len(OF_A_PROMISE)


def test_of_many_who_save_the_same_part_at_once_one_is_kept_and_the_others_are_told():
    world = a_year_that_is_over()
    make.text(promise=world.promise, by=world.coordinator, effect="Som det var.")
    summary = final_summary(world.promise_set)

    def save(n):
        written = [Written("effect", f"Version av {n}.", 1)]
        return lambda: write_texts(summary=summary, promise=world.promise, written=written, by=world.coordinator)

    found = at_once(world.council, [save(n) for n in range(6)])
    refused = [one for one in found if isinstance(one, StaleText)]
    (won,) = [one["effect"] for one in found if isinstance(one, dict)]
    assert len(refused) == 5
    assert (SummaryText.objects.get().text, SummaryText.objects.get().version) == (won.text, 2)
