"""A summary is saved while it is written: part by part, and never another's words or in another's name."""

from collections import Counter

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import AuditEntry
from followup.models import SummaryText
from tests import factories as make
from tests.followup.summing_up import NOW, a_year_that_is_over, approve_both, page, text_page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PERSONAL_NUMBER = "19121212-1212"


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def world(client):
    world = a_year_that_is_over()
    sign_in(client, world.coordinator)
    return world


def save(client, world, text="Vi gick två varv.", version=0, *, part="effect", of="promise", **more):
    """What the script of the page sends when somebody has written in a part."""
    fields = {"promise": world.promise.pk if of == "promise" else "", "part": part, part: text}
    fields |= {f"{part}_version": version, **more}
    return client.post(page("save_summary_text", world), fields, headers={"accept": "application/json"})


def test_one_part_is_saved_and_the_answer_says_when_and_which_version(client, world):
    said = save(client, world).json()
    assert (said["version"], said["saved_at"]) == (1, "12.00")
    row = SummaryText.objects.get()
    assert (row.promise, row.part, row.text, row.version) == (world.promise, "effect", "Vi gick två varv.", 1)
    assert save(client, world, "Vi gick tre varv.", 1).json()["version"] == 2


def test_what_is_said_of_the_whole_is_saved_too(client, world):
    assert save(client, world, "Så blev året.", part="introduction", of="whole").status_code == 200
    row = SummaryText.objects.get()
    assert (row.promise, row.part, row.text) == (None, "introduction", "Så blev året.")


def test_saved_again_with_the_same_words_it_is_the_same_version(client, world):
    for version in (0, 1, 0):
        assert save(client, world, version=version).json()["version"] == 1


def test_what_was_saved_by_itself_is_not_touched_by_the_form_sent_after_it(client, world):
    """The form of the page carries the mark that came with the answer, and another has written since."""
    said = save(client, world).json()
    make.text(promise=world.promise, by=world.coordinator, effect="En kollega skrev om det.")
    form = {"effect": "Vi gick två varv.", "effect_version": said["version"], "effect_was": said["was"]}
    answer = client.post(text_page(world), {**form, "why_not": "Det regnade.", "why_not_version": 0})
    assert answer.status_code == 302
    saved = dict(SummaryText.objects.values_list("part", "text"))
    assert saved == {"effect": "En kollega skrev om det.", "why_not": "Det regnade."}


def test_whoever_comes_second_is_told_what_is_saved_and_by_whom_and_nothing_is_overwritten(client, world):
    save(client, world, "Annas text.")
    make.all_shared(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    answer = save(client, world, "Karins text.")
    said = answer.json()
    assert answer.status_code == 409
    assert (said["code"], said["text"], said["version"], said["by"]) == ("stale", "Annas text.", 1, "Namn coordinator")
    assert SummaryText.objects.get().text == "Annas text."
    assert save(client, world, "Karins text.", said["version"]).json()["version"] == 2


def test_another_organisation_s_own_text_is_neither_written_over_nor_told(client, world):
    save(client, world, "Hemligt så länge.")
    sign_in(client, world.police_manager)
    for version in (0, 1, 5):
        answer = save(client, world, "Polisens text.", version)
        assert (answer.status_code, answer.json()["code"]) == (409, "too_late")
        assert "inte delat sin text än" in answer.json()["message"]
        assert "Hemligt" not in answer.content.decode()
    assert SummaryText.objects.get().text == "Hemligt så länge."


def test_a_personal_number_is_refused_in_words_and_nothing_is_saved(client, world):
    answer = save(client, world, f"Talade med {PERSONAL_NUMBER}.")
    said = answer.json()
    assert answer.status_code == 422
    assert "Texten innehåller ett personnummer" in said["message"]
    assert [asked["field"] for asked in said["screened"]] == ["effect"]
    assert not SummaryText.objects.exists()


def test_what_somebody_has_answered_for_is_saved_and_stands_on_a_line_of_its_own(client, world):
    save(client, world)
    asked = save(client, world, f"Ärende {PERSONAL_NUMBER}.", 1).json()["screened"]
    ticked = {"screened": [one["token"] for one in asked]}
    assert save(client, world, f"Ärende {PERSONAL_NUMBER}.", 1, **ticked).status_code == 200
    lines = AuditEntry.objects.filter(verb="write_summary_text").order_by("pk")
    assert [bool(line.details.get("screened")) for line in lines] == [False, True]


def test_a_text_that_is_too_long_is_refused_in_words(client, world):
    answer = save(client, world, "å" * 30_001)
    assert (answer.status_code, "30000" in answer.json()["message"].replace("\xa0", "")) == (422, True)
    assert not SummaryText.objects.exists()


def test_nothing_is_saved_in_an_approved_summary(client, world):
    approve_both(client, world)
    before = Counter(SummaryText.objects.values_list("part", "text"))
    sign_in(client, world.coordinator)
    answer = save(client, world)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")
    assert "godkänd av båda parter" in answer.json()["message"]
    assert Counter(SummaryText.objects.values_list("part", "text")) == before


def test_nothing_is_saved_in_another_s_name(client, world):
    answer = save(client, world, written_by="somebody else")
    assert (answer.status_code, answer.json()["code"]) == (403, "another")
    assert not SummaryText.objects.exists()


def test_whoever_is_no_longer_signed_in_is_told_so_in_words_a_script_reads(client, world):
    client.logout()
    answer = save(client, world)
    assert (answer.status_code, answer.json()["message"]) == (401, "Du är inte längre inloggad.")
    assert not SummaryText.objects.exists()


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_only_those_who_write_save(client, world, role):
    sign_in(client, getattr(world, role))
    assert save(client, world).status_code == 403
    assert not SummaryText.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"part": "verdict"},
        {"part": ""},
        {"part": "introduction"},
        {"promise": "abc"},
        {"promise": "9" * 30},
        {"promise": "0"},
        {"promise": ""},
    ],
)
def test_a_part_that_there_is_not_is_not_found(client, world, sent):
    assert save(client, world, **sent).status_code == 404
    assert not SummaryText.objects.exists()


def test_the_promise_of_another_set_or_council_is_not_found(client, world):
    for other in (make.promise(promise_set=make.promise_set(council=world.council, slug="2018")), make.promise()):
        assert save(client, world, promise=other.pk).status_code == 404
    assert not SummaryText.objects.exists()


def test_one_who_writes_for_an_hour_is_a_few_lines_in_the_log_and_every_version_in_the_history(
    client, world, in_january
):
    for version in range(12):
        save(client, world, f"Version {version}.", version)
        in_january.shift(5 * 60)
    lines = AuditEntry.objects.filter(verb="write_summary_text", actor=world.coordinator).count()
    assert (lines, SummaryText.history.count()) == (4, 12)  # one a quarter


def test_a_text_emptied_before_anybody_saved_it_leaves_no_trace(client, world):
    assert save(client, world, "").json()["version"] == 0
    assert not SummaryText.objects.exists()


def test_as_many_queries_whatever_else_is_written(client, world, django_assert_num_queries):
    save(client, world)
    with CaptureQueriesContext(connection) as few:
        save(client, world, "En.", 1)
    for _ in range(8):
        make.text(promise=make.promise(section=world.promise.section), by=world.coordinator, effect="Text.")
    with django_assert_num_queries(len(few)):
        save(client, world, "Två.", 2)


# What is proposed


def whole_form(client, world):
    """Every field of the page on which one writes of the whole, as a browser sends it."""
    form = client.get(page("summary_whole", world)).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_a_proposal_stands_in_the_field_with_its_mark_and_is_nobody_s_until_it_is_used(client, world):
    shown = client.get(page("summary_whole", world)).content.decode()
    assert "Det här lovade vi." in shown
    assert shown.count('<span class="ds-tag" data-tone="calm">Förslag ur underlaget</span>') >= 1
    assert client.post(page("summary_whole", world), whole_form(client, world)).status_code == 302
    assert not SummaryText.objects.exists()


def test_the_proposals_of_a_page_are_saved_with_what_one_has_written_there_and_belong_to_nobody(client, world):
    form = {**whole_form(client, world), "situation": "Lugnare än i fjol.", "use_proposals": "1"}
    assert client.post(page("summary_whole", world), form).status_code == 302
    rows = {row.part: (row.text, row.organisation and row.organisation.kind) for row in SummaryText.objects.all()}
    assert rows["introduction"] == ("Det här lovade vi.", None)
    assert rows["situation"] == ("Lugnare än i fjol.", "municipality")
    shown = client.get(page("summary_whole", world))
    assert "introduction" not in shown.context["form"].data
    assert 'for="id_introduction"' in shown.content.decode()
    sign_in(client, world.police_manager)
    assert "Det här lovade vi." in client.get(page("summary_whole", world)).content.decode()


def test_a_proposal_that_is_changed_belongs_to_whoever_changed_it(client, world):
    form = {**whole_form(client, world), "introduction": "Det här lovade och höll vi."}
    client.post(page("summary_whole", world), form)
    row = SummaryText.objects.get()
    assert (row.part, row.text, row.organisation.kind) == (
        "introduction",
        "Det här lovade och höll vi.",
        "municipality",
    )


def test_a_proposal_that_is_emptied_stays_away(client, world):
    client.post(page("summary_whole", world), {**whole_form(client, world), "introduction": ""})
    assert client.get(page("summary_whole", world)).context["form"]["introduction"].value() == ""


def test_nobody_s_own_words_pass_for_a_proposal(client, world):
    """The mark of a proposal is the server's: without it the words are those of whoever sent them."""
    form = {**whole_form(client, world), "introduction": "Mina egna ord.", "use_proposals": "1"}
    client.post(page("summary_whole", world), form)
    assert SummaryText.objects.get(part="introduction").organisation.kind == "municipality"


def test_all_proposals_of_a_summary_are_taken_over_at_once(client, world):
    assert client.post(page("use_proposals", world)).status_code == 302
    row = SummaryText.objects.get(part="introduction")
    assert (row.text, row.organisation) == ("Det här lovade vi.", None)
    assert AuditEntry.objects.get(verb="accept_proposals").actor == world.coordinator


def test_the_summary_s_page_offers_to_take_over_all_while_something_is_proposed(client, world):
    shown = client.get(page("summary", world)).content.decode()
    assert f'action="{page("use_proposals", world)}"' in shown
    client.post(page("use_proposals", world))
    assert "Använd alla förslag" not in client.get(page("summary", world)).content.decode()


def test_of_an_approved_summary_no_proposal_is_taken_over(client, world):
    approve_both(client, world)
    before = SummaryText.objects.count()
    answer = client.post(page("use_proposals", world), follow=True)
    assert "kan inte ändras" in answer.content.decode()
    assert SummaryText.objects.count() == before
