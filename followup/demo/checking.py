"""Walks the running demo as its users would, over HTTP, and says what is wrong."""

import re
import uuid
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from followup.demo import people

# The council's own work, in the order of its menu.
OF_THE_COUNCIL = (
    "bra-gruppen",
    "moten",
    "overenskommelser",
    "lagesbild",
    "statistik",
    "problemomraden",
    "handlingsplaner",
    "dialoger",
    "kommunikation",
    "redovisningar",
    "sjalvvardering",
    "arshjul",
    "lagkollen",
    "medlemmar",
)
PAGES = {
    people.COORDINATOR: (
        "/",
        "/overkalix/logga/",
        "/overkalix/aktiviteter/",
        "/overkalix/loften/",
        "/overkalix/loften/2019/",
        "/overkalix/uppfoljning/2019/",
        "/overkalix/sammanstallning/",
        "/overkalix/sammanstallning/2019/",
        *(f"/overkalix/{page}/" for page in OF_THE_COUNCIL),
    ),
    people.POLICE_MANAGER: (
        "/",
        "/omraden/",
        "/overkalix/",
        "/haparanda/",
        "/haparanda/uppfoljning/2019/",
        "/sammanstallningar/",
    ),
    people.OFFICIAL: ("/", "/overkalix/sammanstallning/", "/overkalix/sammanstallning/2019/", "/overkalix/lagkollen/"),
    people.FIELD_USER: ("/", "/overkalix/logga/"),
    people.MEMBER: ("/", "/overkalix/bra-gruppen/"),
    people.ARJEPLOG_COORDINATOR: (
        "/",
        "/arjeplog/uppfoljning/2023-2024/",
        "/arjeplog/overenskommelser/",
        "/arjeplog/lagesbild/",
        "/arvidsjaur/bra-gruppen/",
        "/arvidsjaur/handlingsplaner/",
    ),
    people.OVERSEER: ("/", "/landet/"),
    people.VAGGERYD_COORDINATOR: ("/vaggeryd/bra-gruppen/", "/vaggeryd/moten/", "/vaggeryd/handlingsplaner/"),
}
CLOSED_TO_OFFICIAL = "/overkalix/logga/"
FORBIDDEN = 403
# Where each document of a summary is, and what its bytes begin with.
DOCUMENTS = {"pdf": b"%PDF-", "dokument/word": b"PK", "dokument/excel": b"PK", "dokument/data": b"{"}
TIMEOUT = 30


class Fault(Exception):
    """Something in the demo is not as it should be."""


class Visitor:
    """One logged-in person."""

    def __init__(self, address, person):
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        page = self.get("/konto/login/")
        page = self.post("/konto/login/", page, login=person[0], password=people.PASSWORD)
        if person[1] not in page:
            raise Fault(f"{person[0]} kunde inte logga in")

    def get(self, path):
        return self.open(path).decode()

    def post(self, path, page, **values):
        values["csrfmiddlewaretoken"] = _hidden(page, "csrfmiddlewaretoken")
        return self.open(path, urlencode(values, doseq=True).encode()).decode()

    def open(self, path, data=None):
        request = Request(self.address + path, data=data, headers={"Referer": self.address + path})  # noqa: S310  localhost
        try:
            with self.opener.open(request, timeout=TIMEOUT) as response:
                return response.read()
        except HTTPError as error:
            raise Fault(f"{path} svarar {error.code}") from error


def check(address, *, today):
    """Every main page for every login, one activity logged, the overview changed by it, and the PDF."""
    seen = 0
    for person, pages in PAGES.items():
        visitor = Visitor(address, person)
        for path in pages:
            page = visitor.get(path)
            if "Exempeldata" not in page:
                raise Fault(f"{path} säger inte att det är exempeldata")
            seen += 1
    coordinator = Visitor(address, people.COORDINATOR)
    _log_a_contact(coordinator, today)
    for slug in ("2019", str(today.year)):
        for document, beginning in DOCUMENTS.items():
            if not coordinator.open(f"/overkalix/sammanstallning/{slug}/{document}/").startswith(beginning):
                raise Fault(f"sammanställningen {slug} finns inte som {document}")
    _refused(Visitor(address, people.OFFICIAL), CLOSED_TO_OFFICIAL)
    return seen


def _log_a_contact(visitor, today):
    overview = f"/overkalix/uppfoljning/{today.year}/"
    before = _contacts(visitor.get(overview))
    page = visitor.get("/overkalix/logga/")
    target = re.search(r'name="targets" value="(\d+)"[^>]*>\s*<span class="choice-text">Medborgarkontakter', page)
    party = re.search(r'name="parties" value="(\d+)"[^>]*>\s*(?:<span[^>]*>)?\s*Polisen', page)
    if not target or not party:
        raise Fault("loggsidan saknar målet Medborgarkontakter eller parten Polisen")
    values = {"targets": target[1], "parties": party[1], "occurred_on": today.isoformat(), "count": 1}
    answer = visitor.post("/overkalix/logga/", page, key=str(uuid.uuid4()), place_text="Centrum", note="", **values)
    if "Sparat" not in answer:
        raise Fault("aktiviteten sparades inte")
    after = _contacts(visitor.get(overview))
    if after != before + 1:
        raise Fault(f"översikten visar {after} medborgarkontakter, inte {before + 1}")


def _contacts(page):
    # What needs attention is named first; the figure is read in the table of everything.
    row = re.search(
        r'id="mal".*?minst en medborgarkontakt i snitt per vecka.*?outcome-text[^>]*>\s*(?:<b>)?(\d+) av',
        page,
        re.DOTALL,
    )
    if not row:
        raise Fault("översikten visar inte medborgarkontakterna")
    return int(row[1])


def _refused(visitor, path):
    try:
        visitor.open(path)
    except Fault as fault:
        if str(FORBIDDEN) in str(fault):
            return
        raise
    raise Fault(f"{path} är öppen för den som inte får logga")


def _hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    if not found:
        raise Fault(f"sidan saknar {name}")
    return found[1]
