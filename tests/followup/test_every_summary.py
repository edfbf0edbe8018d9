"""The summaries of all one's councils: how many are approved, who lacks what, and their papers in one file."""

import io
import re
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import PoliceArea
from councils.models.slugs import RESERVED_SLUGS
from councils.roles import Role
from followup.actions.corrections import begin_correction
from followup.models import Approval, SummaryDocument
from followup.summary_addresses import final_summary
from followup.zipping import Part, zipped
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 25, 12, tzinfo=UTC)
PAGE, FILE = "followup:all_summaries", "followup:all_summaries_zip"


@pytest.fixture(autouse=True)
def on_3_february():
    with time_machine.travel("2020-02-03T12:00:00+01:00"):
        yield


def kept(promise_set, *, at=AT):
    """The set's summary, approved, with a paper that names its council."""
    summary = make.frozen(promise_set, at=at)
    content = f"%PDF of {promise_set.council.slug} {promise_set.slug}".encode()
    SummaryDocument.objects.create(summary=summary, kind="full", content=content, sha256="0" * 64)
    return summary


def promised(council, **fields):
    values = {"title": f"Löften i {council.short_name}", "slug": "2019", "summary_due_on": date(2020, 1, 31)}
    return make.promise_set(council=council, **{**values, **fields})


@pytest.fixture
def chief():
    return make.user(name="Karin Wikström")


@pytest.fixture
def councils(chief):
    """Three of the chief's councils, two of them in one area, and one that is somebody else's."""
    found = {}
    for slug, name, code in (("overkalix", "Överkalix", "2513"), ("haparanda", "Haparanda", "2583")):
        found[slug] = make.council(slug=slug, short_name=name, municipalities=[make.municipality(code)])
    codes = [council.municipalities.get() for council in found.values()]
    make.police_area(name="Östra Norrbotten", municipalities=codes)
    found["vaggeryd"] = make.council(slug="vaggeryd", short_name="Vaggeryd", municipalities=[make.municipality("0665")])
    make.police_area(name="Jönköping", municipalities=found["vaggeryd"].municipalities.all())
    for council in found.values():
        make.member(Role.POLICE_MANAGER, council=council, user=chief)
    found["arjeplog"] = make.council(slug="arjeplog", short_name="Arjeplog")
    return found


@pytest.fixture
def written(councils):
    """One approved, one that waits for the police, one not begun, and one approved in the council of others."""
    sets = {slug: promised(council) for slug, council in councils.items()}
    kept(sets["overkalix"])
    kept(sets["arjeplog"])
    anna = make.person(Role.COORDINATOR, council=councils["haparanda"])
    ready = make.ready(sets["haparanda"], by=anna, at=AT)
    Approval.objects.create(summary=ready, party="municipality", approved_by=anna, approved_at=AT, sha256="0" * 64)
    return sets


@pytest.fixture
def page(client, chief, councils):
    def answer(status=200, user=chief, **query):
        client.force_login(user)
        return words(client.get(reverse(PAGE), query), status)

    return answer


@pytest.fixture
def files(client, chief, councils):
    def answer(user=chief, **query):
        client.force_login(user)
        response = client.get(reverse(FILE), query)
        assert response.status_code == 200 and response["Content-Type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name).decode() for name in archive.namelist()}

    return answer


def words(response, status=200):
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    body = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


# The page


def test_it_tells_how_many_are_approved_and_who_lacks_what(page, written):
    said = page()
    assert "1 av 3 godkända." in said
    assert "Överkalix: Löften i Överkalix Godkänd av båda parter 2020-01-25" in said
    assert "Haparanda: Löften i Haparanda Klar att godkänna Väntar på att polisen godkänner." in said
    assert "Vaggeryd: Löften i Vaggeryd Inte påbörjad Senast 2020-01-31" in said
    assert said.index("Haparanda:") < said.index("Vaggeryd:") < said.index("Överkalix:")


def test_nothing_is_told_of_a_council_that_one_is_not_in(page, written):
    assert "Arjeplog" not in page()
    assert "Du är inte med i något råd." in page(user=make.user())


def test_each_line_leads_to_its_summary(client, chief, written):
    client.force_login(chief)
    shown = client.get(reverse(PAGE)).content.decode()
    for slug in ("overkalix", "haparanda", "vaggeryd"):
        assert f'href="{reverse("followup:summary", args=[slug, "2019"])}"' in shown


def test_it_can_be_narrowed_to_an_area_a_year_and_a_state(page, written, councils):
    area = PoliceArea.objects.get(name="Östra Norrbotten").pk
    days = {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
    kept(promised(councils["vaggeryd"], slug="2018", title="Fjolåret", **days))
    assert "2 av 4 godkända." in page()
    assert "1 av 2 godkända." in page(omrade=area) and "Vaggeryd:" not in page(omrade=area)
    assert "1 av 1 godkänd." in page(ar=2018) and "Fjolåret" in page(ar=2018)
    assert "2 av 2 godkända." in page(visa="godkanda")
    assert "0 av 2 godkända." in page(visa="vantar") and "Överkalix:" not in page(visa="vantar")
    assert "Ingen sammanställning stämmer med urvalet." in page(ar=2018, visa="vantar")


@pytest.mark.parametrize("query", [{"omrade": "999999"}, {"ar": "1999"}, {"omrade": "x" * 500}, {"visa": "allt"}])
def test_what_is_not_in_the_list_is_told_and_not_used(page, written, query):
    said = page(422, **query)
    assert "Det valda finns inte här. Välj i listan." in said and "1 av 3 godkända." in said


def test_another_s_area_answers_as_one_that_is_not_there(page, written, councils):
    other = make.police_area(name="Annat", municipalities=councils["arjeplog"].municipalities.all())
    assert page(422, omrade=other.pk) == page(422, omrade=999_999)


def test_who_reads_no_drafts_is_told_only_that_it_is_not_approved(page, written, councils):
    per = make.user()
    for slug in ("overkalix", "haparanda"):
        make.member(Role.OFFICIAL, council=councils[slug], user=per)
    said = page(user=per)
    assert "Haparanda: Löften i Haparanda Inte godkänd än" in said and "Väntar på" not in said
    assert "Godkänd av båda parter" in said


def test_a_correction_takes_its_place_when_it_is_approved(page, files, written, chief):
    first = final_summary(written["overkalix"])
    correction = begin_correction(summary=first, reason="Fel antal.", by=chief)
    assert "En rättelse skrivs" in page() and "1 av 3" in page()
    correction.frozen_at, correction.snapshot, correction.sha256 = AT, first.snapshot, "1" * 64
    correction.code = "0000-0000-0001"
    correction.save()
    SummaryDocument.objects.create(summary=correction, kind="full", content=b"%PDF again", sha256="2" * 64)
    assert "Version 2" in page() and "En rättelse skrivs" not in page() and "1 av 3" in page()
    assert list(files().values()) == ["%PDF again"]


def test_one_on_the_way_stands_under_its_year_and_counts(page, written):
    part = {"kind": "part", "name": "Tertial 1", "as_of": date(2019, 4, 30), "slug": "2019_2019-04-30"}
    make.summary(promise_set=written["overkalix"], **part)
    said = page()
    assert "Delsammanställning: Tertial 1" in said and "1 av 4 godkända." in said


def test_a_replaced_edition_is_not_waited_for(page, written, councils):
    promised(councils["vaggeryd"], slug="gammal", title="Ersatta", status="superseded")
    promised(councils["vaggeryd"], slug="utkast", title="Utkast", status="draft")
    said = page()
    assert "Ersatta" not in said and "Löften i Utkast" not in said and "1 av 3" in said


def test_many_councils_ask_no_more_than_two(client, chief, written, councils):
    client.force_login(chief)

    def asked(name):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse(name))
            b"".join(response.streaming_content) if response.streaming else response.content
        return len(captured)

    before = asked(PAGE), asked(FILE)
    for n in range(6):
        council = make.council(slug=f"rad-{n}", municipalities=[make.municipality()])
        make.member(Role.POLICE_MANAGER, council=council, user=chief)
        kept(promised(council))
        anna = make.person(Role.COORDINATOR, council=council)
        make.ready(promised(council, slug="2", title="Fler"), by=anna, at=AT)
    assert (asked(PAGE), asked(FILE)) == before
    assert before[0] <= 9 and before[1] <= 10


# The file


def test_the_file_holds_the_kept_papers_of_what_the_page_shows(files, written, councils):
    assert files() == {"overkalix_2019-01-01_2019-12-31.pdf": "%PDF of overkalix 2019"}
    days = {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
    kept(promised(councils["vaggeryd"], slug="2018", **days))
    assert sorted(files()) == ["overkalix_2019-01-01_2019-12-31.pdf", "vaggeryd_2018-01-01_2018-12-31.pdf"]
    assert list(files(ar=2018)) == ["vaggeryd_2018-01-01_2018-12-31.pdf"]


def test_two_of_the_same_days_have_names_of_their_own(files, written, councils):
    kept(promised(councils["overkalix"], slug="skolan", title="Skolan"))
    assert sorted(files()) == [
        "overkalix_2019-01-01_2019-12-31_2019.pdf",
        "overkalix_2019-01-01_2019-12-31_skolan.pdf",
    ]


def test_with_nothing_approved_it_leads_back_to_the_page_with_the_choice_kept(client, chief, written):
    client.force_login(chief)
    for query in ("visa=vantar", "ar=1999"):
        answer = client.get(f"{reverse(FILE)}?{query}")
        assert (answer.status_code, answer["Location"]) == (302, f"{reverse(PAGE)}?{query}")


def test_a_role_that_has_ended_takes_the_council_out_of_both(page, files, client, chief, written):
    chief.memberships.filter(council=written["overkalix"].council).update(to_day=date(2020, 2, 1))
    assert "Överkalix" not in page()
    assert client.get(reverse(FILE)).status_code == 302


def test_it_is_made_with_one_paper_in_memory_at_a_time():
    size, number = 2_000_000, 12

    def parts():
        for n in range(number):
            yield Part(f"{n}.pdf", bytes([n]) * size, datetime(2020, 1, 31))

    tracemalloc.start()
    try:
        sent = sum(len(piece) for piece in zipped(parts(), packed=False))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent > number * size
    assert peak < 4 * size


def test_the_same_parts_are_the_same_bytes_and_any_program_can_open_them():
    parts = [Part("å.txt", b"a" * 1000, datetime(2020, 1, 31, 12)), Part("b.txt", b"", datetime(2020, 1, 31, 12))]
    packed, stored = b"".join(zipped(parts)), b"".join(zipped(parts, packed=False))
    assert packed == b"".join(zipped(parts)) and len(packed) < len(stored)
    for content in (packed, stored):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert [archive.read(part.name) for part in parts] == [part.content for part in parts]
            # Lengths before the content, not after it, where a program that reads a stream cannot find them.
            assert not any(info.flag_bits & 0x08 for info in archive.infolist())


# The way here


def test_who_has_several_councils_finds_it_in_the_menu_and_from_the_area(client, chief, written, councils):
    client.force_login(chief)
    link = f'href="{reverse(PAGE)}"'
    assert link in client.get(reverse("followup:summaries", args=["overkalix"])).content.decode()
    area = PoliceArea.objects.get(name="Östra Norrbotten").pk
    shown = client.get(reverse("followup:area", args=[area])).content.decode()
    assert f'href="{reverse(PAGE)}?omrade={area}"' in shown
    client.force_login(make.person(Role.COORDINATOR, council=councils["overkalix"]))
    assert link not in client.get(reverse("followup:summaries", args=["overkalix"])).content.decode()


def test_no_council_can_have_its_address():
    assert "sammanstallningar" in RESERVED_SLUGS
