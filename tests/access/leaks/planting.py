"""Breaks the app in one place while a test looks. The app itself has no switch for any of this."""

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from unittest.mock import patch

from brapp.middleware import PrivatePagesMiddleware
from councils.models import Organisation

LEAKS = []


@dataclass(frozen=True)
class Leak:
    """One mistake somebody could make, the layer that must see it, and where it shows.

    `stopped_by_the_wall`: walled managers alone must make it harmless: nothing of B is shown or changed.
    """

    name: str
    title: str
    layer: str
    routes: tuple[str, ...]
    plant: Callable
    stopped_by_the_wall: bool
    methods: tuple[str, ...]

    def __str__(self):
        return self.name


def leak(title, layer, *routes, stopped_by_the_wall=True, methods=("GET",)):
    """Register a context manager as a leak. The title is for the report, in Swedish."""

    def register(plant):
        LEAKS.append(
            Leak(plant.__name__, title, layer, routes, contextmanager(plant), stopped_by_the_wall, tuple(methods))
        )
        return plant

    return register


def module(name):
    """By its full name: a package often shows a view under the same one."""
    return import_module(name)


def swapped(place, name, value):
    return patch.object(place, name, value)


def asking_of_all(model):
    """Stands in for a model in a view that forgets to filter: whatever is asked for, all rows come."""

    def all_of_them(*args, **kwargs):
        return model.objects.all()

    return SimpleNamespace(objects=SimpleNamespace(filter=all_of_them, of=all_of_them))


def everybody(gate):
    """Stands in for the parties to choose between: those of every council."""
    return Organisation.objects.main_parties_first()


def with_context(place, **extra):
    """A view's page gets other rows: each keyword is a function that makes them."""
    render = place.render

    def rendered(request, template, context, **options):
        found = {name: make() for name, make in extra.items()}
        return render(request, template, {**context, **found}, **options)

    return swapped(place, "render", rendered)


@contextmanager
def answering(change, before=None):
    """`change(request, response)` after each view, `before(request)` in front of it."""
    original = PrivatePagesMiddleware.__call__

    def call(self, request):
        if before:
            before(request)
        response = original(self, request)
        change(request, response)
        return response

    with swapped(PrivatePagesMiddleware, "__call__", call):
        yield


def parts_of(request):
    """What the address names."""
    return request.resolver_match.kwargs if request.resolver_match else {}


def says(response, text):
    """Add words to a page."""
    response.content += f"<p>{text}</p>".encode()


@contextmanager
def without_the_second_wall():
    """Only the first wall, the gate, stands inside: managers give rows of every council."""
    with ExitStack() as stack:
        if find_spec("councils.wall"):
            for name in ("councils.wall", "django_scopes.manager"):
                stack.enter_context(swapped(import_module(name), "get_scope", lambda: {"_enabled": False}))
        yield
