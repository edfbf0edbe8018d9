"""Somebody with a browser who logs activities and does not give up before each has been acknowledged."""

import http.client
import random
import re
import socket
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PATIENCE = 60  # seconds without an answer
DROPPED = object()


@dataclass
class Tally:
    """What happened to one client's posts. `faults`: answers that should never be given."""

    acknowledged: set = field(default_factory=set)
    failed: int = 0  # keys whose first try got an answer, and not a good one, or none although nobody hung up
    retries: int = 0  # how often something was sent again
    dropped: int = 0
    away: int = 0
    cut: int = 0
    faults: list = field(default_factory=list)


class Client(threading.Thread):
    """Posts until `enough()` says so. With `drops`, the share of answers that the client does not stay for."""

    def __init__(self, server, number, *, enough, drops=0.0):
        super().__init__(daemon=True)
        self.server, self.world, self.enough, self.drops = server, server.world, enough, drops
        self.cookies, self.tally = {}, Tally()
        self.chance = random.Random(number)
        self._log_in(self.world["emails"][number])

    def run(self):
        while not self.enough():
            key = str(uuid.uuid4())
            if not self.try_once(key):
                self.tally.failed += not self.hung_up
                self.tally.retries += 1
                while not self.try_once(key):
                    self.tally.retries += 1
                    time.sleep(0.05)
            self.tally.acknowledged.add(uuid.UUID(key))

    def try_once(self, key):
        """Whether the post was acknowledged."""
        self.hung_up = self.chance.random() < self.drops
        quick = self.world["quick"] and uuid.UUID(key).int % 2
        target = self.world["targets"][uuid.UUID(key).int % len(self.world["targets"])]
        facts = {"target": target} if quick else {"targets": target, "occurred_on": self.world["day"], "count": 1}
        try:
            answer = self.send("POST", self.world["quick"] if quick else self.world["log"], facts | {"key": key})
        except (OSError, http.client.HTTPException):
            self.tally.cut += 1
            return False
        return answer is not DROPPED and self._is_good(answer)

    def _is_good(self, answer):
        if answer.status in (302, 303) and answer.headers["Location"].startswith(self.world["log"]):
            return True
        self.tally.away += answer.status == 503
        if answer.status != 503 or "Försök igen" not in answer.text or not answer.headers["Retry-After"]:
            self.tally.faults.append((answer.status, answer.headers["Location"], _sentence(answer.text)))
        return False

    def send(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Connection": "close"}
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        try:
            connection.request(method, path, urlencode({**fields, **token}) if fields else None, headers)
            if self.hung_up:
                time.sleep(self.chance.random() * 0.03)
                connection.sock.shutdown(socket.SHUT_RDWR)
                self.tally.dropped += 1
                return DROPPED
            answer = connection.getresponse()
            answer.text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer

    hung_up = False

    def _log_in(self, email):
        self.send("GET", self.world["login"])
        answer = self.send("POST", self.world["login"], {"login": email, "password": self.world["password"]})
        assert answer.status == 302, _sentence(answer.text)


def _sentence(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[-1]).split())[:200]
