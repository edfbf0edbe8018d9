"""What every run does once instead of at each test. A plugin that `addopts` loads with -p; it changes no answer.

Collecting leaves hundreds of thousands of objects that live as long as the run: Python's garbage collector went through
them again and again, for a fifth of all the time. And each of hundreds of thousands of requests looked for its address
among all that the site has, for a tenth.
"""

import gc
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from unittest.mock import patch

import pytest

# How many new objects there may be before the collector looks; Python's own 700 is less than one page leaves.
NEW_OBJECTS = 50_000
# What decides which static files there are, beside what the middleware itself has read.
PLACES = ("BASE_DIR", "INSTALLED_APPS", "STATICFILES_DIRS", "STATICFILES_FINDERS")
ITS_OWN = {"get_response", "media_types", "files"}


def pytest_configure(config: pytest.Config) -> None:
    from django.urls import URLResolver
    from whitenoise.middleware import WhiteNoiseMiddleware

    for owner, name, once in (
        (WhiteNoiseMiddleware, "add_files_from_finders", listed_once),
        (URLResolver, "resolve", resolved_once),
    ):
        instead = patch.object(owner, name, once(getattr(owner, name)))
        instead.start()
        config.add_cleanup(instead.stop)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)


def listed_once(list_files: Callable[[Any], None]) -> Callable[[Any], None]:
    """Each test client begins with a middleware of its own, which would list every static file anew.

    Under other settings they are listed again.
    """
    from django.conf import settings

    listed: dict[str, dict[str, Any]] = {}

    @wraps(list_files)
    def list_or_remember(self: Any) -> None:
        read = sorted((name, value) for name, value in vars(self).items() if name not in ITS_OWN)
        wanted = repr((read, sorted(self.files), [getattr(settings, name, None) for name in PLACES]))
        if wanted not in listed:
            list_files(self)
            listed[wanted] = dict(self.files)
        self.files = dict(listed[wanted])

    return list_or_remember


def resolved_once(resolve: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Where an address leads is the same for the next who asks, as long as the site has the addresses it has."""
    from django.urls import Resolver404

    @lru_cache(maxsize=20_000)
    def found(self: Any, path: str) -> tuple[Any, Any]:
        try:
            return resolve(self, path), None
        except Resolver404 as missing:
            return None, missing.args

    @wraps(resolve)
    def resolve_or_remember(self: Any, path: Any) -> Any:
        if str(self.pattern) != "^/":  # a part of the site: it is asked by the whole
            return resolve(self, path)
        match, missing = found(self, str(path))
        if missing is not None:
            raise Resolver404(*missing)
        return match

    return resolve_or_remember
