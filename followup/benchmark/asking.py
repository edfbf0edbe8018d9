"""Asks for pages as a server would: the whole stack in this process, without a network between."""

import gzip
import io
import re
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string

LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>')
LOADS = re.compile(r'rel="(?:stylesheet|icon|preload|manifest)"|<script|<img')
TOKEN = "a" * 32  # CSRF: the cookie and the form say the same


class Visitor:
    """Somebody signed in, or nobody, with a handler that answers."""

    def __init__(self, handler: WSGIHandler, user=None):
        self.handler = handler
        self.cookies = {settings.CSRF_COOKIE_NAME: TOKEN}
        if user:
            self.cookies[settings.SESSION_COOKIE_NAME] = _signed_in(user).session_key or ""

    def get(self, path, **headers):
        return self._ask(path, "GET", b"", headers)

    def post(self, path, fields):
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
        return self._ask(path, "POST", body, {})

    def _ask(self, path, method, body, headers):
        said = {}
        answer = self.handler(
            {
                "REQUEST_METHOD": method,
                "PATH_INFO": path,
                "QUERY_STRING": "",
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": "localhost",
                "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": io.BytesIO(body),
                "wsgi.url_scheme": "http",
                "wsgi.errors": io.StringIO(),
                **headers,
            },
            lambda status, headers: said.update({"status": int(status[:3]), "headers": dict(headers)}),
        )
        try:
            content = b"".join(answer)
        finally:
            answer.close()
        return Answer(said["status"], said["headers"], content)


class Answer:
    def __init__(self, status, headers, content):
        self.status, self.headers, self.content = status, headers, content

    def expect(self, *statuses):
        if self.status not in statuses:
            raise RuntimeError(f"answered {self.status}: {self.content[:300]!r}")
        return self

    @property
    def loads(self):
        """Paths of what the page asks for beside itself, each once."""
        page = self.content.decode()
        found = [match[1] for match in LOADED.finditer(page) if LOADS.search(match[0])]
        return list(dict.fromkeys(found))


def compressed(content):
    return len(gzip.compress(content, 6))


def size_of(path):
    """A static file as it comes over the line; fonts are compressed already."""
    static = f"/{settings.STATIC_URL.strip('/')}/"
    name = path.split("?")[0].removeprefix(static)
    found = finders.find(name) if path.startswith(static) else None
    if found is None:
        return 0
    content = Path(found).read_bytes()
    return len(content) if name.endswith(".woff2") else compressed(content)


def _signed_in(user) -> SessionBase:
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session
