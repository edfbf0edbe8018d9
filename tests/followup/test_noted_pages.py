"""The pages that note what is no activity, where the notes are read, and what they do to the summary."""

import re
import uuid
from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.actions.noted import note_deviation
from followup.actions.summaries import ChangedSinceRead, approve_summary, content_on
from followup.document.pdf import summary_pdf
from followup.document.snapshot import snapshot_of
from followup.models import Assessment, Deviation, Summary
from followup.progress import set_progress
from followup.summary_addresses import final_summary
from followup.templatetags.days import whole_days
from promises.actions.activities import withdraw_activity
from promises.actions.life import new_edition
from promises.models import Measurement, PromiseSet, Request, Target
from tests import factories as make
from tests.followup.document.reading import plain, read

pytestmark = pytest.mark.django_db

REQUEST = {"asked_on": "2019-05-06", "count": "2", "note": "Per telefon."}
FIGURE = {"measured_on": "2019-11-20", "measured_value": "68,5", "figure_source": "trygghetsmätningen"}
DEVIATION = {"deviated_on": "2019-10-01", "deviation_reason": "weather", "deviation_text": "Vägen var avstängd."}


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2020-01-15T12:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    """A set of last year with a target of each kind that takes notes, and people of each role."""
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    promise = make.promise(section=make.section(promise_set=promise_set, title="Närvaro"), wording="Vi lovar.")
    world = SimpleNamespace(council=council, promise_set=promise_set, promise=promise, client=client)
    for role in Role:
        person = make.person(role, council=council, user=make.user(name=f"Namn {role.value}"))
        setattr(world, role.name.lower(), person)
    world.counted = make.target(promise=promise, label="Vandring", minimum=2)
    world.demand = make.target(promise=promise, label="Råd", kind="on_demand", unit="besök", units="besök")
    world.effect = make.target(promise=promise, label="Trygghet", kind="effect", baseline=61)
    world.other = make.activity(council=council, occurred_on=date(2019, 9, 30), activity_type="school_visit")
    client.force_login(world.coordinator)
    return world


def page(name, target):
    return reverse(f"followup:{name}", args=[target.promise_set.council.slug, target.pk])


def send(world, name, target, form, **changes):
    return world.client.post(page(name, target), {"key": str(uuid.uuid4()), **form, **changes}, follow=True)


def words(response, status=200):
    """What a reader sees, with every run of white space as one space."""
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    body = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def links(response):
    return set(re.findall(r'href="([^"]+)"', unescape(response.content.decode())))


# Requests


def test_a_request_is_noted_and_leads_on_to_logging_what_was_done(world):
    answer = send(world, "note_request", world.demand, REQUEST)
    assert "Sparat. 0 av 2 önskemål är uppfyllda. Logga att det gjordes" in answer.content.decode().replace(
        f'<a href="/overkalix/logga/?mal={world.demand.pk}">', ""
    ).replace("</a>", "")
    assert f"/overkalix/logga/?mal={world.demand.pk}" in links(answer)
    make.activity(targets=[world.demand], occurred_on=date(2019, 6, 1))
    shown = words(world.client.get(page("note_request", world.demand)))
    assert "1 av 2 önskemål är uppfyllda." in shown
    evidence = words(world.client.get(page("evidence", world.demand)))
    assert "2019-05-06 2 önskemål Per telefon. Namn coordinator" in evidence


def test_before_anybody_has_asked_that_is_what_the_page_says(world):
    evidence = words(world.client.get(page("evidence", world.demand)))
    assert "Ingen har efterfrågat detta." in evidence
    assert "Inget är rapporterat ännu." not in evidence


BAD_REQUESTS = [
    ({"asked_on": "2018-12-31"}, "2018-12-31 ligger utanför löftets period 2019-01-01–2019-12-31. Ändra datum."),
    ({"asked_on": "2020-01-16"}, "2020-01-16 ligger i framtiden. Ange en dag senast i dag."),
    ({"asked_on": "2019-02-29"}, "Skriv datumet som år-månad-dag, till exempel 2019-11-20."),
    ({"count": "0"}, "Antal önskemål ska vara minst 1."),
    ({"count": "10000"}, "Antal kan vara högst 9 999."),
    ({"note": "19811218-9876 ringde"}, "personnummer"),
    ({"key": "abc"}, "Formuläret kom inte fram helt."),
]
BAD_FIGURES = [
    ({"measured_on": "2018-12-31"}, "2018-12-31 är före löftets period 2019-01-01–2019-12-31."),
    ({"measured_on": "2020-01-16"}, "2020-01-16 ligger i framtiden."),
    ({"measured_value": "många"}, "Skriv ett tal, till exempel 61,5."),
    ({"measured_value": "9" * 5000}, "Talet är för stort."),
    ({"figure_source": ""}, "Skriv varifrån värdet kommer, så att andra kan kontrollera det."),
]
BAD_DEVIATIONS = [
    ({"deviated_on": "2020-01-16"}, "2020-01-16 ligger i framtiden."),
    ({"deviated_on": "0001-01-01"}, "Året 1 är för långt tillbaka."),
    ({"deviated_on": "2018-12-31"}, "2018-12-31 ligger utanför löftets period 2019-01-01–2019-12-31. Ändra datum."),
    ({"deviated_on": "2020-01-10"}, "2020-01-10 ligger utanför löftets period 2019-01-01–2019-12-31. Ändra datum."),
    ({"deviation_reason": "no_request"}, "Välj en orsak i listan."),
    ({"deviation_reason": "lathet"}, "Välj en orsak i listan."),
    ({"deviation_reason": ""}, "Välj en orsak."),
    ({"deviation_text": " "}, "Skriv kort vad som hände."),
    ({"substitute": "999999999"}, "Välj en aktivitet i listan, eller skriv dess nummer."),
    ({"substitute_number": "1" + "0" * 18}, "Ingen aktivitet med det numret kan ha gjorts i stället."),
    ({"substitute_number": "1" + "0" * 30}, "Ingen aktivitet med det numret kan ha gjorts i stället."),
    ({"substitute_number": "tolv"}, "Ingen aktivitet med det numret kan ha gjorts i stället."),
]
BAD = [
    *[("note_request", "demand", REQUEST, *case) for case in BAD_REQUESTS],
    *[("note_measurement", "effect", FIGURE, *case) for case in BAD_FIGURES],
    *[("note_deviation", "counted", DEVIATION, *case) for case in BAD_DEVIATIONS],
]


def test_bad_input_is_answered_with_a_sentence_and_the_rest_is_kept(world):
    for name, target, form, changes, said in BAD:
        answer = send(world, name, getattr(world, target), form, **changes)
        assert said in words(answer, 422), (name, changes)
        for field in form.keys() - changes.keys():
            assert form[field] in unescape(answer.content.decode()), (name, changes, field)
    assert not [row for model in (Request, Measurement, Deviation) for row in model.objects.all()]


# Figures


def test_a_figure_is_compared_with_its_day_and_source(world):
    answer = send(world, "note_measurement", world.effect, FIGURE)
    said = "Andelen trygga: 61 före, 68,5 uppmätt 2019-11-20 (trygghetsmätningen)."
    assert "68,5 uppmätt 2019-11-20 (trygghetsmätningen) är sparat." in words(answer)
    assert said in words(answer)
    assert "2019-11-20 Uppmätt: 68,5 (trygghetsmätningen)" in words(answer)
    send(world, "note_measurement", world.effect, FIGURE, measured_on="2020-01-10", measured_value="60")
    shown = words(world.client.get(page("evidence", world.effect)))
    assert "60 uppmätt 2020-01-10" in shown
    assert "Inte uppfyllt" in shown


def test_the_snapshot_and_the_document_hold_the_figure_with_its_day_and_source(world):
    make.measurement(target=world.effect, measured_on=date(2019, 11, 20), value="68.50")
    snapshot = snapshot_of(Summary(promise_set=world.promise_set), set_progress(world.promise_set, as_of=date.today()))
    told = {row["label"]: row for row in snapshot["sections"][0]["promises"][0]["targets"]}
    assert told["Trygghet"]["measured"] == {"value": "68,5", "on": "2019-11-20", "source": "trygghetsmätningen"}
    assert "measured" not in told["Vandring"]


def test_only_targets_of_the_right_kind_have_the_pages(world):
    vision = make.target(promise=world.promise, kind="vision")
    in_words = make.target(promise=world.promise, kind="qualitative")
    for target in (world.demand, world.counted, in_words):
        assert world.client.get(page("note_measurement", target)).status_code == 404
        assert send(world, "note_measurement", target, FIGURE).status_code == 404
    assert world.client.get(page("note_request", world.effect)).status_code == 404
    assert not Measurement.objects.exists()
    ways = {
        world.counted: {"note_deviation"},
        in_words: {"note_deviation"},
        world.demand: {"note_deviation", "note_request"},
        **{target: {"note_deviation", "note_measurement"} for target in (world.effect, vision)},
    }
    for target, names in ways.items():
        shown = links(world.client.get(page("evidence", target)))
        for name in ("note_request", "note_measurement", "note_deviation"):
            assert (page(name, target) in shown) == (name in names), (target.kind, name)


def test_the_latest_figure_of_a_vision_stands_where_an_effect_s_does(world):
    vision = make.target(promise=world.promise, label="Trygg kommun", kind="vision", indicator="andelen trygga")
    make.measurement(target=vision, measured_on=date(2019, 6, 1), value="61")
    answer = send(world, "note_measurement", vision, FIGURE, measured_value="68")
    figure = "68 uppmätt 2019-11-20 (trygghetsmätningen)"
    assert f"{figure} är sparat." in words(answer)
    args = ["overkalix", "2019"]
    assert figure in words(world.client.get(reverse("followup:summary", args=args)))
    of_overview = words(world.client.get(reverse("followup:overview", args=args)))
    assert "68 2019-11-20 · trygghetsmätningen Inget tal att nå" in of_overview
    snapshot = snapshot_of(Summary(promise_set=world.promise_set), set_progress(world.promise_set, as_of=date.today()))
    told = {row["label"]: row for row in snapshot["sections"][0]["promises"][0]["targets"]}["Trygg kommun"]
    assert told["measured"] == {"value": "68", "on": "2019-11-20", "source": "trygghetsmätningen"}
    assert f"Andelen trygga: {figure}." in told["arithmetic"]
    assert plain(f"Andelen trygga: {figure}.") in plain(read(summary_pdf(snapshot)).text)


def test_a_figure_that_stands_on_a_target_in_words_is_still_read(world):
    in_words = make.target(promise=world.promise, kind="qualitative")
    make.measurement(target=in_words, measured_on=date(2019, 11, 20))
    assert "Uppmätt: 68 (trygghetsmätningen)" in words(world.client.get(page("evidence", in_words)))


def test_a_day_is_never_broken_and_the_words_around_it_are_escaped():
    assert whole_days("<b> 2019-11-20") == '&lt;b&gt; <span class="nowrap">2019-11-20</span>'
    assert whole_days("nr 12019-11-201") == "nr 12019-11-201"
    assert whole_days(None) == "None"


@pytest.mark.parametrize("status", ["closed", "superseded", "published"])
def test_what_takes_no_more_activities_has_no_way_to_log_them_and_says_why(world, status):
    way = f"/overkalix/logga/?mal={world.counted.pk}#id_targets"
    ended = {"superseded_on": date(2019, 12, 1)} if status == "superseded" else {}
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status=status, **ended)
    answer = world.client.get(page("evidence", world.counted))
    assert (way in links(answer)) == (status == "published")
    why = "Löftena är avslutade och tar inte emot fler aktiviteter."
    assert (why in words(answer)) == (status == "closed")


# Deviations and what was done instead


def test_that_nobody_asked_is_a_reason_only_where_somebody_must_ask(world):
    for name in ("note_deviation", "judge"):
        offered = {
            target: 'value="no_request"' in world.client.get(page(name, target)).content.decode()
            for target in (world.demand, world.counted, world.effect)
        }
        assert offered == {world.demand: True, world.counted: False, world.effect: False}, name
    send(world, "note_deviation", world.demand, DEVIATION, deviation_reason="no_request")
    assert Deviation.objects.get().reason == "no_request"


def test_substitutes_of_one_kind_and_day_are_told_apart_by_place_and_target(world):
    place = make.place(council=world.council, name="Torget")
    drafted = make.target(council=world.council, status="draft", label="Hemligt utkast")
    targets = [world.demand, world.effect, drafted]
    there = make.activity(targets=targets, occurred_on=date(2019, 9, 30), activity_type="school_visit", place=place)
    shown = words(world.client.get(page("note_deviation", world.counted)))
    assert f"Skolbesök 2019-09-30 (nr {there.pk}), Torget, Råd" in shown
    assert f"Skolbesök 2019-09-30 (nr {world.other.pk}) " in shown

    def taken():
        with CaptureQueriesContext(connection) as queries:
            world.client.get(page("note_deviation", world.counted))
        return len(queries)

    few = taken()
    for _ in range(3):
        make.activity(targets=[world.demand], occurred_on=date(2019, 9, 29))
    assert taken() == few


def test_a_deviation_with_what_was_done_instead_is_seen_by_who_judges(world):
    answer = send(world, "note_deviation", world.counted, DEVIATION, substitute=str(world.other.pk))
    said = f"I stället: Skolbesök 2019-09-30 (nr {world.other.pk})"
    assert "Avvikelsen 2019-10-01 är sparad." in words(answer)
    assert f"Avvikelse: väder Vägen var avstängd. {said}" in words(answer)
    judged = words(world.client.get(page("judge", world.counted)))
    assert f"Avvikelser 2019-10-01 Väder Vägen var avstängd. {said}" in judged


def test_a_substitute_is_chosen_among_what_does_not_count_or_named_by_its_number(world):
    counting = make.activity(targets=[world.counted])
    withdrawn = make.activity(council=world.council)
    withdraw_activity(activity=withdrawn, by=world.coordinator, version=1, reason="Fel.")
    foreign = make.activity(council=make.council())
    offered = re.findall(
        r'<option value="(\d+)"', world.client.get(page("note_deviation", world.counted)).content.decode()
    )
    assert offered == [str(world.other.pk)]
    for wrong in (counting, withdrawn, foreign):
        for field in ("substitute", "substitute_number"):
            answer = send(world, "note_deviation", world.counted, DEVIATION, **{field: str(wrong.pk)})
            assert answer.status_code == 422, (wrong, field)
    numbers = (foreign.pk, 999_999_999)  # another council's, and nobody's
    pages = [send(world, "note_deviation", world.counted, DEVIATION, substitute_number=str(one)) for one in numbers]
    assert len({words(answer, 422) for answer in pages}) == 1
    another = make.activity(council=world.council)
    both = {"substitute": str(world.other.pk), "substitute_number": str(another.pk)}
    answer = send(world, "note_deviation", world.counted, DEVIATION, **both)
    assert "Du har valt en annan aktivitet i listan. Behåll det ena." in words(answer, 422)
    assert not Deviation.objects.exists()
    send(world, "note_deviation", world.counted, DEVIATION, substitute_number=str(another.pk))
    assert Deviation.objects.get().substitute == another


def test_what_was_done_outside_the_period_is_not_offered_instead(world):
    make.activity(council=world.council, occurred_on=date(2018, 12, 31))
    for name in ("judge", "note_deviation"):
        shown = world.client.get(page(name, world.counted)).content.decode()
        assert re.findall(r'<option value="(\d+)"', shown) == [str(world.other.pk)], name


def test_a_motivation_that_may_be_needed_is_not_called_optional(world):
    shown = words(world.client.get(page("judge", world.counted)))
    assert "Motivering (valfritt)" not in shown and "Orsak till avvikelse (valfritt)" in shown


def test_a_judgement_names_what_was_done_instead_and_the_summary_says_it(world):
    form = {
        "judgement": "replaced",
        "motivation": "Vi gjorde annat.",
        "deviation_reason": "weather",
        "deviation_text": "Snö.",
        "substitute": str(world.other.pk),
    }
    answer = world.client.post(page("judge", world.counted), form, follow=True)
    assert f"I stället: Skolbesök 2019-09-30 (nr {world.other.pk})" in words(answer)
    assert Assessment.objects.get().substitute == world.other
    progress = set_progress(world.promise_set, as_of=date.today())
    told = snapshot_of(Summary(promise_set=world.promise_set), progress)["sections"][0]["promises"][0]["targets"][0]
    assert told["deviation"] == f"väder: Snö. I stället: Skolbesök 2019-09-30 (nr {world.other.pk})."


def deviate(world, **changes):
    _, municipal = make.parties_of(world.council)
    facts = {"occurred_on": date(2019, 10, 1), "reason": "weather", "text": "Vägen var avstängd.", "substitute": None}
    facts |= {"target": world.counted, "by": world.coordinator, "organisation": municipal, "key": uuid.uuid4()}
    return note_deviation(**{**facts, **changes}).note


def test_deviations_are_facts_of_the_summary_apart_from_what_people_write(world):
    deviate(world, substitute=world.other)
    deviate(world, target=world.demand, reason="no_request", text="")
    instead = f"Skolbesök 2019-09-30 (nr {world.other.pk})"
    shown = words(world.client.get(reverse("followup:summary", args=["overkalix", "2019"])))
    told = f"2019-10-01, väder (Vandring): Vägen var avstängd. I stället: {instead} 2019-10-01, inget önskemål (Råd)"
    assert re.search(rf"Vad som inte gjordes, och varför [^#]*{re.escape(told)}", shown)
    progress = set_progress(world.promise_set, as_of=date.today())
    snapshot = snapshot_of(Summary(promise_set=world.promise_set), progress)
    (promise,) = snapshot["sections"][0]["promises"]
    first = {"target": "Vandring", "day": "2019-10-01", "reason": "väder", "text": "Vägen var avstängd."}
    assert promise["deviations"][0] == {**first, "substitute": instead}
    heard = plain(read(summary_pdf(snapshot)).text)
    for said in (
        "Avvikelser och orsaker",
        "2019-10-01, väder (Vandring): Vägen var avstängd.",
        f"I stället: {instead}",
    ):
        assert plain(said) in heard


def test_an_approval_falls_when_a_deviation_is_noted_and_a_frozen_summary_stands(world):
    def approve(party, by, **changes):
        make.ready(world.promise_set, by=world.coordinator)
        summary = final_summary(world.promise_set)
        read_now = content_on(summary, day=date.today())
        at = make.timezone.now()
        return approve_summary(summary=summary, party=party, by=by, at=at, **{"read": read_now, **changes})

    read_first = content_on(final_summary(world.promise_set), day=date.today())
    approve("municipality", world.coordinator)
    row = deviate(world)
    with pytest.raises(ChangedSinceRead):
        approve("police", world.police_manager, read=read_first)
    assert not Summary.objects.get().approvals.exists()
    approve("municipality", world.coordinator)
    frozen = approve("police", world.police_manager)
    assert frozen.is_frozen
    deviate(world, text="Ännu en.")
    world.client.post(
        reverse("followup:withdraw_note", args=["overkalix", "avvikelse", row.pk]), {"withdrawal_reason": "Fel dag."}
    )
    kept = Summary.objects.get()
    (promise,) = kept.snapshot["sections"][0]["promises"]
    assert [one["text"] for one in promise["deviations"]] == ["Vägen var avstängd."]
    assert kept.sha256 == frozen.sha256


def test_what_is_noted_after_the_approval_is_told_to_stand_in_the_addendum(world):
    late = "Sammanställningen är godkänd. Noteringen står i tillägget."
    make.frozen(world.promise_set, at=make.timezone.now() - timedelta(hours=1))
    answer = send(world, "note_deviation", world.counted, DEVIATION)
    assert f"Avvikelsen 2019-10-01 är sparad. {late}" in words(answer)
    assert f"är sparat. {late}" in words(send(world, "note_measurement", world.effect, FIGURE))
    assert f"önskemål är uppfyllda. {late} Logga att" in words(send(world, "note_request", world.demand, REQUEST))
    way = reverse("followup:withdraw_note", args=["overkalix", "avvikelse", Deviation.objects.get().pk])
    gone = world.client.post(way, {"withdrawal_reason": "Fel dag."}, follow=True)
    assert f"Den står kvar på målets sida. {late}" in words(gone)


# Once, and taken back


def test_the_same_form_twice_is_one_note_and_other_content_with_the_key_is_refused(world):
    key = str(uuid.uuid4())
    send(world, "note_request", world.demand, REQUEST, key=key)
    again = send(world, "note_request", world.demand, REQUEST, key=key)
    assert "Det var redan sparat. Det räknas en gång." in again.content.decode()
    other = send(world, "note_request", world.demand, REQUEST, key=key, count="7")
    assert "Det här skiljer sig från det du nyss sparade. Kontrollera uppgifterna och spara igen." in words(other, 422)
    assert key not in other.content.decode()
    assert Request.objects.get().count == 2


def test_a_note_is_withdrawn_with_a_reason_and_stays_in_the_list(world):
    send(world, "note_request", world.demand, REQUEST)
    way = reverse("followup:withdraw_note", args=["overkalix", "onskemal", Request.objects.get().pk])
    evidence = world.client.get(page("evidence", world.demand))
    assert way in links(evidence)
    assert "Ta bort ur räkningen 2 önskemål 2019-05-06" in words(evidence)
    assert words(world.client.get(way)).count("Ta bort ur räkningen") == 2
    assert "Skriv varför, så att andra förstår." in words(world.client.post(way, {}), 422)
    answer = world.client.post(way, {"withdrawal_reason": "Gällde en annan ort."}, follow=True)
    shown = words(answer)
    assert "Ingen har efterfrågat detta." in shown
    assert "Räknas inte Namn coordinator tog bort den ur räkningen 2020-01-15: Gällde en annan ort." in shown
    assert way not in links(answer)
    again = world.client.post(way, {"withdrawal_reason": "Något annat."}, follow=True)
    assert "Noteringen är redan borttagen ur räkningen." in again.content.decode()
    assert Request.objects.get().withdrawn_reason == "Gällde en annan ort."


def test_others_withdraw_only_what_their_own_organisation_has_noted(world):
    police, municipal = make.parties_of(world.council)
    rows = {party: make.request(target=world.demand, organisation=party) for party in (police, municipal)}
    nobodys = make.request(target=world.demand)

    def status(person, row):
        world.client.force_login(person)
        return world.client.get(reverse("followup:withdraw_note", args=["overkalix", "onskemal", row.pk])).status_code

    assert [status(world.field_user, row) for row in (rows[municipal], rows[police], nobodys)] == [200, 403, 403]
    assert [status(world.police_manager, row) for row in (rows[municipal], rows[police], nobodys)] == [200, 200, 200]
    assert status(world.official, rows[municipal]) == 403
    world.client.force_login(world.field_user)
    shown = links(world.client.get(page("evidence", world.demand)))
    assert [one for one in shown if "/ta-bort/" in one] == [
        f"/overkalix/noterat/onskemal/{rows[municipal].pk}/ta-bort/"
    ]
    assert world.client.get(f"/overkalix/noterat/annat/{rows[municipal].pk}/ta-bort/").status_code == 404


@pytest.mark.parametrize("role", ["official"])
def test_who_reads_only_sees_the_notes_and_no_way_to_add(world, role):
    deviate(world, substitute=world.other)
    world.client.force_login(getattr(world, role))
    answer = world.client.get(page("evidence", world.counted))
    assert "Vägen var avstängd." in words(answer)
    assert not [one for one in links(answer) if "avvikelse" in one or world.other.get_absolute_url() == one]
    assert world.client.get(page("note_deviation", world.counted)).status_code == 403


# Drafts and editions


def test_a_draft_takes_no_notes(world):
    draft = make.target(council=world.council, status="draft", kind="on_demand")
    answer = world.client.get(page("note_request", draft), follow=True)
    assert "Löftena är ett utkast. Notera när de är undertecknade och gäller." in answer.content.decode()
    assert page("note_request", draft) not in links(answer)
    assert "Löftena är ett utkast." in words(send(world, "note_request", draft, REQUEST), 422)
    assert not Request.objects.exists()


def test_on_a_replaced_edition_one_is_led_to_the_target_that_stands_and_loses_no_word(world):
    row = make.request(target=world.demand)
    with time_machine.travel("2019-09-16T12:00:00+02:00"):
        _, municipal = make.parties_of(world.council)
        draft = new_edition(
            promise_set=world.promise_set, by=world.coordinator, organisation=municipal, reason="Fler torg"
        )
        PromiseSet.objects.filter(pk=draft.pk).update(status="shared", organisation=None)
        people = [world.police_manager, world.coordinator]
        make.signed(PromiseSet.objects.get(pk=draft.pk), people=people, signed_on=date(2019, 9, 10))
    standing = Target.objects.get(origin=world.demand)
    said = "Löftena har ersatts av en ny utgåva. Notera det på målet där."
    answer = world.client.get(page("note_request", world.demand), follow=True)
    assert answer.redirect_chain[-1][0] == standing.get_absolute_url()
    assert said in answer.content.decode()
    refused = send(world, "note_request", world.demand, REQUEST)
    assert said in words(refused, 422)
    assert "Per telefon." in refused.content.decode()
    assert standing.get_absolute_url() in links(refused)
    way = reverse("followup:withdraw_note", args=["overkalix", "onskemal", row.pk])
    assert said in world.client.post(way, {"withdrawal_reason": "Fel."}, follow=True).content.decode()
    row.refresh_from_db()
    assert not row.is_withdrawn
    assert Request.objects.filter(target=standing).count() == Request.objects.filter(target=world.demand).count() == 1


def test_one_s_own_notes_are_in_what_one_may_take_along(world):
    deviate(world)
    deviate(world, by=world.police_manager)
    (row,) = world.client.get(reverse("followup:own_data_json")).json()["notes"]
    assert (row["kind"], row["council"], row["target"]) == ("avvikelse", world.council.name, world.counted.pk)
    assert "Vägen" not in str(row)
    page = world.client.get(reverse("followup:own_data")).content.decode()
    assert "Du har noterat 1 önskemål, mätvärde eller avvikelse." in page
