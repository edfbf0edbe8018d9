"""The second wall: nothing of a council is read outside that council's scope, whatever a view forgets.

A new model must be walled or stand in NOT_A_COUNCILS_ROW with its reason; the other tests find it by themselves.
"""

import ast
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Count, F, Max, ProtectedError, RestrictedError
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path
from django_scopes import get_scope

from brapp import urls as site_map
from councils import append_only, approved_minutes, audit, decided_plans, frozen_pictures, wall
from councils.access import across_councils, council_required
from councils.models import Agreement, AuditEntry, Council, Invitation, Membership, Place, Seat
from councils.roles import Role
from followup import frozen
from followup.models import SummaryText
from followup.progress import sets_progress
from promises.models import Activity, Credit, Promise, PromiseSet, Target
from tests import factories as make
from tests.access.fingerprints import fingerprint
from tests.conftest import PASSWORD, rolled_back
from tests.test_architecture import python_files

SHARED = "All councils share it."
PAIRS = "Pairs of ids, joined from a walled row; read by themselves only where UNWALLED says so."
RIGHTS = "What the gate itself reads, before any scope is open."
NOT_A_COUNCILS_ROW = {
    "councils.Council": "The tenant itself: a page must find it to learn whether it may be seen.",
    "councils.County": SHARED,
    "councils.PoliceRegion": SHARED,
    "councils.Municipality": SHARED,
    "councils.PoliceArea": SHARED,
    "councils.PoliceAreaAlias": SHARED,
    "councils.PoliceAreaMunicipality": SHARED,
    "councils.Organisation": "A party may stand behind promises in many councils, as a local police area does.",
    "councils.User": "A person may be in many councils.",
    "councils.AreaAppointment": "Of a police area, and thereby of many councils.",
    "councils.OversightAppointment": "Of a police region or the country, and thereby of many councils.",
    "followup.Reminder": "A person is reminded once a day of what waits in all councils together.",
    "councils.CouncilUserObjectPermission": RIGHTS,
    "councils.CouncilGroupObjectPermission": RIGHTS,
    "councils.User_groups": RIGHTS,
    "councils.User_user_permissions": RIGHTS,
    "councils.Council_municipalities": SHARED,
    "councils.Agreement_councils": PAIRS,
    "councils.Agreement_parties": PAIRS,
    "promises.Activity_parties": PAIRS,
    "promises.Target_places": PAIRS,
    "promises.PromiseSet_parties": PAIRS,
    "promises.Promise_problem_areas": PAIRS,
    "councils.PlaceSet_places": PAIRS,
    "councils.Council_partners": PAIRS,
    "councils.ProblemArea_places": PAIRS,
    "councils.Measure_owners": PAIRS,
    "councils.Dialogue_organisers": PAIRS,
    "promises.Communication_promises": PAIRS,
}
MODELS = {
    model._meta.label: model
    for app in ("councils", "promises", "followup")
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
}
WALLED = [model for label, model in MODELS.items() if label not in NOT_A_COUNCILS_ROW]
each_walled_model = pytest.mark.parametrize("model", WALLED, ids=lambda model: model._meta.label)
WAYS_TO_ASK = {
    "all": lambda rows: list(rows.all()),
    "filter": lambda rows: list(rows.filter(pk=1)),
    "exclude": lambda rows: list(rows.exclude(pk=1)),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(Max("pk")),
    "values": lambda rows: list(rows.values("pk")),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "contains": lambda rows: rows.contains(rows.model(pk=1)),
    "iterator": lambda rows: list(rows.iterator()),
    "update": lambda rows: rows.update(pk=F("pk")),
    "select_for_update": lambda rows: list(rows.select_for_update()),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "as a part of another query": lambda rows: Council.objects.filter(pk__in=rows.values("pk")),
    "on another connection": lambda rows: rows.using("default").count(),
}


@pytest.fixture(scope="module")
def sides(world):
    """The world with rows of what it lacks, and one agreement of both councils."""
    for side in (world.a, world.b):
        _rows_the_world_lacks(side)
    make.agreement(councils=[world.a.council, world.b.council], title="Gemensam")
    return world


def _rows_the_world_lacks(side):
    side.rows.target.places.set([side.rows.place])
    make.term(council=side.council, first_day=date(2019, 1, 7), last_day=date(2019, 6, 14))
    make.occasion(council=side.council, day=date(2019, 4, 30))
    make.request(target=side.rows.target)
    Invitation.objects.create(
        council=side.council,
        email=f"ny@{side.council.slug}.example",
        name="Ny",
        role=Role.MEMBER,
        organisation=side.rows.school,
        token_sha256=side.token,
        invited_by=side.people[Role.COORDINATOR],
        invited_at=datetime(2019, 3, 1, tzinfo=UTC),
        expires_at=datetime(2019, 3, 8, tzinfo=UTC),
    )


def councils_of(row):
    """Found by following the row's own keys, not by the path that its manager was given."""
    if isinstance(row, Council):
        return {row.pk}
    if isinstance(row, Agreement):
        return {council.pk for council in row.councils.all()}
    for field in row._meta.fields:
        if field.related_model in (Council, *WALLED):
            above = getattr(row, field.name)
            return councils_of(above) if above else set()
    raise AssertionError(f"{row} is walled, and no key of it leads to a council")


def without_the_triggers():
    """Without those that let nothing be changed in the log and in what is approved: only the scope is in the way."""
    connection.check_constraints()  # PostgreSQL drops no trigger while it has foreign keys left to look at
    append_only.remove(connection)
    frozen.remove(connection)
    frozen_pictures.remove(connection)
    approved_minutes.remove(connection)
    decided_plans.remove(connection)


def ids_of(model, council):
    return {row.pk for row in model.objects.all() if council.pk in councils_of(row)}


# Which models


@pytest.mark.parametrize("label", MODELS)
def test_every_model_is_walled_or_has_a_reason_not_to_be(label):
    with wall.closed():
        if label in NOT_A_COUNCILS_ROW:
            str(MODELS[label]._default_manager.all().query)
        else:
            with pytest.raises(wall.ScopeError):
                MODELS[label]._default_manager.all()


def test_every_reason_is_for_a_model_that_exists():
    assert NOT_A_COUNCILS_ROW.keys() <= MODELS.keys()


def test_the_models_are_found():
    assert {Seat, Target, SummaryText, Activity.history.model, Target.history.model.places.model} <= set(WALLED)


# Outside


@each_walled_model
@pytest.mark.parametrize("ask", WAYS_TO_ASK.values(), ids=WAYS_TO_ASK)
def test_outside_a_scope_every_way_to_ask_raises(model, ask):
    with wall.closed(), pytest.raises(wall.ScopeError, match=model.__name__):
        ask(model.objects)


@pytest.mark.parametrize("history", ["PromiseSet", "Promise", "Target", "Activity"])
def test_outside_a_scope_histories_raise(history):
    model = MODELS[f"promises.{history}"]
    with wall.closed():
        for rows in (model.history, model(pk=1).history):
            with pytest.raises(wall.ScopeError):
                rows.all()


@pytest.mark.django_db
def test_outside_a_scope_rows_below_a_row_raise(world):
    council, target = world.a.council, world.a.rows.target
    activity = world.a.rows.activity
    ways = [
        lambda: council.seats.all(),
        lambda: council.agreements.all(),
        lambda: target.credits.count(),
        lambda: target.places.all(),
        lambda: activity.history.first(),
        lambda: Activity.history.model(pk=1).parties.all(),
        lambda: list(Council.objects.prefetch_related("places")),
        lambda: world.a.people[Role.MEMBER].memberships.all(),
    ]
    with wall.closed():
        for ask in ways:
            with pytest.raises(wall.ScopeError):
                ask()


@pytest.mark.django_db
def test_outside_a_scope_rows_are_made_but_not_found(world):
    with wall.closed():
        entry = audit.record(verb="sign_in")
        Place.objects.create(council=world.a.council, name="En till plats")
        Place.objects.bulk_create([Place(council=world.a.council, name="Ny plats")])
        world.a.council.places.create(name="Ännu en plats")
        assert list(Place.objects.none()) == []
    with wall.inside(world.a.council):
        assert Place.objects.filter(name__in=["Ny plats", "En till plats", "Ännu en plats"]).count() == 3
        assert not AuditEntry.objects.filter(pk=entry.pk).exists()


def test_the_ways_round_of_django_scopes_are_shut():
    with wall.closed(), pytest.raises(TypeError):
        Seat.objects.with_scopes_disabled()
    with wall.closed(), pytest.raises(TypeError):
        Seat.objects.with_scope(council=1)


# Inside


@pytest.mark.django_db
@each_walled_model
def test_inside_a_council_its_rows_are_there_and_no_others(sides, model):
    # From both sides: an id of something else may happen to be that of one council.
    for side, other in ((sides.a, sides.b), (sides.b, sides.a)):
        own, foreign = ids_of(model, side.council), ids_of(model, other.council)
        assert own - foreign and foreign - own, "the world has no row of it in one of the councils"
        with wall.inside(side.council):
            found = list(model.objects.values_list("pk", flat=True))
            assert len(found) == model.objects.count() == len(own)
            assert set(found) == own
            assert model.objects.aggregate(Max("pk"), n=Count("pk")) == {"pk__max": max(own), "n": len(own)}
            assert not model.objects.filter(pk__in=foreign - own).exists()
            with pytest.raises(model.DoesNotExist):
                model.objects.get(pk=min(foreign - own))


@each_walled_model
def test_the_wall_asks_for_the_council_and_not_for_something_with_the_same_id(model):
    with wall.inside(4711):
        assert '"council_id" = 4711' in str(model.objects.all().query)


@pytest.mark.django_db
@each_walled_model
def test_an_update_inside_a_council_reaches_its_rows_alone(sides, model):
    field = next(field.name for field in model._meta.fields if not field.primary_key)
    with rolled_back(), wall.inside(sides.a.council):
        without_the_triggers()
        own = model.objects.count()
        assert own == model.objects.update(**{field: F(field)})


@pytest.mark.django_db
@each_walled_model
def test_a_delete_inside_a_council_leaves_the_rows_of_others(sides, model):
    joint = ids_of(model, sides.a.council)
    before = ids_of(model, sides.b.council) - joint
    with wall.inside(sides.a.council):
        try:
            with transaction.atomic():
                model.objects.all().delete()
        except (ProtectedError, RestrictedError, IntegrityError):
            assert model.objects.exists()
        else:
            assert not model.objects.exists()
    assert ids_of(model, sides.b.council) - joint == before


@pytest.mark.django_db
def test_what_is_changed_inside_a_council_changes_nothing_in_another(sides):
    before = fingerprint(sides.b)
    without_the_triggers()
    with wall.inside(sides.a.council):
        Activity.objects.update(note="ändrat")
        Promise.objects.update(wording="ändrat")
        SummaryText.objects.update(text="ändrat")
        Credit.objects.all().delete()
        Membership.objects.filter(user__in=sides.b.people.values()).delete()
    assert fingerprint(sides.b) == before
    assert not Credit.objects.filter(activity__council=sides.a.council).exists()


@pytest.mark.django_db
def test_an_agreement_of_two_councils_comes_once(sides):
    with wall.inside([sides.a.council, sides.b.council]):
        assert Agreement.objects.filter(title="Gemensam").count() == 1
        assert len(Agreement.objects.all()) == len(set(Agreement.objects.all())) == Agreement.objects.count()
        assert sides.a.council.agreements.filter(title="Gemensam").count() == 1


@pytest.mark.django_db
def test_the_rows_of_a_history_row_are_of_its_council(sides):
    with wall.inside(sides.a.council):
        assert sides.a.rows.activity.history.first().parties.count() == 2
        assert sides.b.rows.activity.history.count() == 0
        assert {row.council_id for row in Activity.history.as_of(datetime.now(UTC))} == {sides.a.council.pk}


# Scopes in scopes


@pytest.mark.django_db
def test_the_innermost_scope_holds_and_the_outer_one_comes_back(sides):
    own, foreign = sides.a.rows.target, sides.b.rows.target

    def seen():
        return set(Target.objects.filter(pk__in=[own.pk, foreign.pk]))

    with wall.inside(sides.a.council):
        with wall.inside([sides.b.council.pk]):
            assert seen() == {foreign}
            with wall.outside("demo"):
                assert seen() == {own, foreign}
                with wall.inside(sides.a.council):
                    assert seen() == {own}
            with wall.closed(), pytest.raises(wall.ScopeError):
                seen()
        assert seen() == {own}
        with wall.inside([]):
            assert seen() == set()
        with wall.inside([sides.a.council, sides.b.council]):
            assert seen() == {own, foreign}
        with pytest.raises(ZeroDivisionError), wall.inside(sides.b.council):
            1 / 0  # noqa: B018
        assert seen() == {own}


def test_an_unsaved_council_and_none_are_not_every_council():
    for nothing in (None, Council(), [1, None], "alfa"):
        with pytest.raises(wall.ScopeError), wall.inside(nothing):
            raise AssertionError("opened")


def test_a_query_keeps_the_scope_it_was_made_in():
    with wall.inside(41):
        rows = Seat.objects.all()
    with wall.inside(42):
        assert "41" in str(rows.query) and "42" not in str(rows.query)


def test_two_threads_do_not_share_scopes():
    both_inside, seen = threading.Barrier(2), {}

    def look(council):
        with pytest.raises(wall.ScopeError):
            Seat.objects.all()
        with wall.inside(council):
            both_inside.wait(10)
            seen[council] = str(Seat.objects.all().query)
            both_inside.wait(10)

    with wall.inside(43):
        threads = [threading.Thread(target=look, args=[council]) for council in (41, 42)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen.keys() == {41, 42}
    assert all(f"= {council}" in sql for council, sql in seen.items())


def test_a_streamed_answer_keeps_its_scope_and_leaves_none_open():
    def parts():
        for _ in range(2):
            yield get_scope()["council"]

    with wall.closed():
        with wall.inside(41):
            stream = wall.kept(parts())
        for part in stream:
            assert part == 41
            assert get_scope() == {}


# Requests


@login_not_required
def forgets_the_gate(request):
    return HttpResponse(str(list(Target.objects.all())))


@login_not_required
def forgets_the_gate_and_streams(request):
    return StreamingHttpResponse(target.label for target in Target.objects.all())


@council_required("view_council")
def forgets_to_filter(request, council):
    return HttpResponse(" ".join(Target.objects.values_list("label", flat=True)))


@council_required("view_council")
def forgets_to_filter_and_streams(request, council):
    return StreamingHttpResponse(target.label for turn in range(2) for target in Target.objects.all())


@council_required("view_council")
def sends_a_file(request, council):
    return FileResponse(Path(__file__).open("rb"), filename="prov.txt")


@council_required("view_council")
def breaks(request, council):
    raise ZeroDivisionError(str(Target.objects.count()))


@across_councils
def forgets_to_filter_above_councils(request, councils):
    return HttpResponse(" ".join(Target.objects.values_list("label", flat=True)))


VIEWS = (forgets_to_filter, forgets_to_filter_and_streams, sends_a_file, breaks)
urlpatterns = [
    path("prov/forgets_the_gate/", forgets_the_gate),
    path("prov/forgets_the_gate_and_streams/", forgets_the_gate_and_streams),
    path("prov/above/", forgets_to_filter_above_councils),
    *(path(f"prov/{view.__name__}/<slug:council>/", view) for view in VIEWS),
    *site_map.urlpatterns,
]
with_these_views = pytest.mark.urls(__name__)


@pytest.fixture
def visitor(world):
    client = Client()
    client.force_login(world.a.people[Role.COORDINATOR])
    return client


@with_these_views
@pytest.mark.django_db
def test_a_view_that_forgets_the_gate_raises(world, visitor):
    with pytest.raises(wall.ScopeError):
        visitor.get("/prov/forgets_the_gate/")
    visitor.raise_request_exception = False
    answer = visitor.get("/prov/forgets_the_gate/")
    assert answer.status_code == 500
    assert world.a.token not in answer.text and world.b.token not in answer.text


@with_these_views
@pytest.mark.django_db
def test_a_view_that_forgets_the_gate_and_streams_raises(visitor):
    with pytest.raises(wall.ScopeError):
        visitor.get("/prov/forgets_the_gate_and_streams/")


@with_these_views
@pytest.mark.django_db
@pytest.mark.parametrize("view", ["forgets_to_filter", "forgets_to_filter_and_streams"])
def test_a_view_that_forgets_to_filter_tells_of_its_own_council_alone(world, visitor, view):
    with wall.closed():
        text = visitor.get(f"/prov/{view}/{world.a.council.slug}/").getvalue().decode()
    assert world.a.token in text and world.b.token not in text


@with_these_views
@pytest.mark.django_db
def test_a_file_is_sent_whole(world, visitor):
    answer = visitor.get(f"/prov/sends_a_file/{world.a.council.slug}/")
    assert answer.getvalue() == Path(__file__).read_bytes()


@with_these_views
@pytest.mark.django_db
def test_above_councils_one_looks_into_ones_own_alone(world, visitor):
    third = make.target(label="Den tredjes mål").promise_set.council
    make.member(Role.MEMBER, council=world.b.council, user=world.a.people[Role.COORDINATOR])
    text = visitor.get("/prov/above/").text
    assert world.a.token in text and world.b.token in text
    assert third and "Den tredjes mål" not in text


@with_these_views
@pytest.mark.django_db
def test_after_a_request_its_scope_is_closed_also_when_the_view_broke(world, visitor):
    visitor.raise_request_exception = False
    for view, status in (("forgets_to_filter", 200), ("breaks", 500)):
        address = f"/prov/{view}/{world.a.council.slug}/"
        with wall.inside(world.b.council):
            assert visitor.get(address).status_code == status
            assert get_scope()["council"] == world.b.council.pk
        with wall.closed():
            assert visitor.get(address).status_code == status
            with pytest.raises(wall.ScopeError):
                Target.objects.count()
        assert visitor.get("/prov/forgets_the_gate/").status_code == 500


@pytest.mark.django_db
def test_logging_in_needs_no_council(world):
    email = world.a.people[Role.COORDINATOR].email
    with wall.closed():
        client = Client()
        answer = client.post("/konto/login/", {"login": email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain and answer.status_code == 200


# The tables


def test_every_use_of_outside_is_a_line_in_the_table_and_every_line_is_used():
    used = set()
    for file, text in python_files().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("outside", "wall.outside"):
                assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}: write the reason out"
                used.add(node.args[0].value)
    assert used == wall.UNSCOPED.keys()


def test_a_reason_that_is_no_line_opens_nothing():
    with pytest.raises(wall.ScopeError), wall.outside("because"):
        raise AssertionError("opened")


def test_every_file_that_may_pass_the_wall_does():
    files = python_files()
    for file in wall.UNWALLED:
        ways = (".unwalled", ".through", "._base_manager", "connection.cursor")
        assert any(way in files[file] for way in ways), f"{file} need not be in UNWALLED"


@pytest.mark.django_db
def test_progress_sums_credits_from_the_index_alone(sides):
    sums = []

    def note(execute, sql, params, many, context):
        if "SUM(" in sql and "credit" in sql:
            sums.append((sql, params))
        return execute(sql, params, many, context)

    with wall.inside(sides.a.council), connection.execute_wrapper(note):
        sets_progress(PromiseSet.objects.all(), as_of=date(2999, 1, 1))
    assert len(sums) == 1
    parts = sums[0][0].split("UNION ALL")
    of_credits = [
        part for part in parts if "SUM(" in part and "promises_credit" in part.replace("promises_request", "")
    ]
    assert of_credits
    assert not [part for part in of_credits if "JOIN" in part]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            plan = str(cursor.execute("EXPLAIN QUERY PLAN " + sums[0][0], sums[0][1]).fetchall())
        assert "COVERING INDEX credits_by_window" in plan


@pytest.mark.django_db
def test_migrations_see_every_row(sides):
    state = MigrationLoader(connection).project_state().apps
    for model in WALLED:
        rows = model.objects.count()
        with wall.closed():
            assert state.get_model(model._meta.label).objects.count() == rows > 1
