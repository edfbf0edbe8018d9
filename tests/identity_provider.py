"""A real OpenID Connect provider on a port of its own, as a municipality's directory would be.

with identity_provider() as directory:
    directory.knows("anna", email="anna@overkalix.se", email_verified=True)
"""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import requests
from werkzeug.serving import make_server

from councils.oidc_providers import OidcProvider


@dataclass
class Directory:
    url: str
    changes_to_token: list = field(default_factory=list)  # functions from the token's answer to another one
    answers: list = field(default_factory=list)  # what the token address has answered
    calls_itself: str = ""  # in place of its address

    def knows(self, sub, **claims):
        requests.put(f"{self.url}/users/{sub}", json=claims, timeout=5).raise_for_status()

    def let_in(self, address, sub):
        """What the person's browser does at the provider; gives where it is sent back to."""
        return self._answer(address, {"sub": sub})

    def turn_away(self, address):
        # This provider leaves out the state, which the standard demands.
        state = parse_qs(urlsplit(address).query)["state"][0]
        return f"{self._answer(address, {'action': 'deny'})}&state={state}"

    def _answer(self, address, form):
        answer = requests.post(address, data=form, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def as_provider(self, **fields):
        values = {
            "id": "overkalix",
            "name": "Överkalix kommun",
            "server_url": self.url,
            "client_id": "brapp",
            "client_secret": "hemligt",
            "domains": ("overkalix.se",),
            "second_factor": True,
        }
        return OidcProvider(**{**values, **fields})


@contextmanager
def identity_provider(**settings):
    app = oidc_provider_mock.app(**settings)
    server = make_server("localhost", 0, app, threaded=True)
    directory = Directory(f"http://localhost:{server.server_port}")

    @app.after_request
    def change(response):
        if response.is_json and b'"id_token"' in response.data:
            token = json.loads(response.data)
            directory.answers.append(token)
            for change in directory.changes_to_token:
                token = change(token)
            response.data = json.dumps(token)
        if response.is_json and b"issuer" in response.data and directory.calls_itself:
            response.data = json.dumps({**json.loads(response.data), "issuer": directory.calls_itself})
        return response

    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield directory
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


TOO_OLD = timedelta(seconds=-120)
