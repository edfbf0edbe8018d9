"""What a file does to the targets that an activity is tied to, and how that and what was let through is told."""

import pytest

from councils.models import AuditEntry
from promises.activity_history import activity_changes
from promises.models import Activity, Target
from tests import factories as make
from tests.promises.test_spreadsheets import OURS, as_file, carry_out, export, lines, sent, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def logged(world, targets):
    """An activity that was logged long ago: history within seconds of each other is one change."""
    activity = make.activity(targets=targets, by=world.user, parties=[world.municipal])
    for row in activity.history.all():
        row.history_date = row.history_date.replace(year=2019)
        row.save()
    return activity


def changed_by_file(client, **cells):
    """The only activity, with these cells changed in the file that tells of it."""
    (row,) = lines(export(client))
    kept = sent(client, as_file([{**row, **cells}]))
    assert carry_out(client, kept).status_code == 302
    kept.refresh_from_db()
    return kept


def tied(activity):
    return sorted(activity.credits.values_list("target", flat=True))


def test_other_targets_are_kept_with_the_file_and_told_in_the_history_of_the_activity(client, world):
    other = make.target(promise=world.target.promise, label="Annat mål")
    activity = logged(world, [world.target])
    kept = changed_by_file(client, Mål="Annat mål")
    assert kept.result["ties"] == {str(activity.pk): [[world.target.pk], [other.pk]]}
    assert tied(activity) == [other.pk]
    gate = client.get(activity.get_absolute_url()).wsgi_request.gate
    (change,) = activity_changes(Activity.objects.get(pk=activity.pk), gate)
    told = {one.label: (one.before, one.after) for one in change.differences}
    assert told["mål"] == ("Besök på torget", "Annat mål")
    assert (change.heading, change.reason) == ("Ändrad genom fil", "aktiviteter.csv")


def test_a_change_of_something_else_has_no_line_about_targets(client, world):
    activity = logged(world, [world.target])
    assert changed_by_file(client, Antal="5").result["ties"] == {}
    gate = client.get(activity.get_absolute_url()).wsgi_request.gate
    (change,) = activity_changes(Activity.objects.get(pk=activity.pk), gate)
    assert [one.label for one in change.differences] == ["antal"]


@pytest.fixture
def replaced(world):
    """What the target was in the edition before: (there, here, another target here)."""
    old = make.promise_set(council=world.council, title="Löften 2019", status="superseded", edition=1)
    before = make.target(promise_set=old, label="Besök på torget")
    type(old).objects.filter(pk=world.set.pk).update(replaces=old, edition=2)
    Target.objects.filter(pk=world.target.pk).update(origin=before)
    return before, world.target, make.target(promise=world.target.promise, label="Annat mål")


@pytest.mark.parametrize("cells", [{"Antal": "5"}, {"Mål": "Besök på torget; Annat mål"}])
def test_the_tie_to_a_replaced_edition_stays_while_its_target_here_does(client, world, replaced, cells):
    before, here, _other = replaced
    activity = logged(world, [before, here])
    changed_by_file(client, **cells)
    assert {before.pk, here.pk} <= set(tied(activity))
    assert set(activity.credits.values_list("amount", flat=True)) == {int(cells.get("Antal", 1))}


def test_the_tie_to_a_replaced_edition_goes_with_its_target_here(client, world, replaced):
    before, here, other = replaced
    activity = logged(world, [before, here])
    kept = changed_by_file(client, Mål="Annat mål")
    assert tied(activity) == [other.pk]
    assert kept.result["ties"] == {str(activity.pk): [sorted([before.pk, here.pk]), [other.pk]]}


def test_a_tie_to_what_somebody_else_drafts_stays_unseen(client, world):
    draft = make.target(council=world.council, status="draft", label="Hemligt")
    other = make.target(promise=world.target.promise, label="Annat mål")
    activity = logged(world, [world.target, draft])
    assert "Hemligt" not in export(client).decode()
    changed_by_file(client, Mål="Annat mål")
    assert tied(activity) == sorted([draft.pk, other.pk])


def test_the_log_says_what_kind_of_marked_cells_were_let_through_and_never_what_stood_there(client, world):
    rows = "2019-03-14;Besök på torget;1;Ring 070-174 06 35\n2019-03-15;Besök på torget;1;Ring 070-174 06 36\n"
    carry_out(client, sent(client, OURS + rows), looked_through="on")
    entry = AuditEntry.objects.latest("pk")
    assert entry.verb == "import_activities"
    assert entry.details["screened"] == [{"field": "note", "kind": "phone"}]
    assert "174" not in str(entry.details)
