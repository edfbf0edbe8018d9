"""The council's log as its coordinator and its police manager read it."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from councils import audit
from councils.actions.members import end_member
from councils.log import HEADINGS, PAGE_SIZE
from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.progress import judged_targets, target_progress
from promises.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def anna(client, council):
    user = make.user(name="Anna Lindgren", title="säkerhetssamordnare")
    make.member(Role.COORDINATOR, council=council, user=user)
    client.force_login(user)
    return user


def log(client, **query):
    return client.get(reverse("councils:log", args=["overkalix"]), query)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def lines_of(answer):
    return [line.entry for line in answer.context["page"].lines]


def act(council, by, day="2019-05-06", **details):
    with time_machine.travel(f"{day}T12:00:00+02:00"):
        return audit.record(council=council, by=by, verb="judge_target", **details)


def test_a_line_is_a_sentence_with_office_time_and_a_link(client, council, anna):
    activity = make.activity(council=council, by=anna)
    page = text_of(log(client))
    assert "Anna Lindgren loggade en aktivitet" in page
    assert "<span>samordnare, Kommunen i" in page
    assert "säkerhetssamordnare" not in page  # the title of today, not of that day
    assert reverse("promises:activity", args=["overkalix", activity.pk]) in page
    assert f"Aktivitet {activity.pk}" in page
    assert "Så här läser du loggen" in page


@pytest.mark.parametrize("role", Role)
def test_the_council_page_leads_to_the_log_those_who_may_read_it(client, council, role):
    client.force_login(make.person(role, council=council))
    address = reverse("councils:log", args=["overkalix"])
    answer = client.get(reverse("councils:council", args=["overkalix"]))
    may = role in (Role.COORDINATOR, Role.POLICE_MANAGER)
    assert (address in answer.content.decode()) == may
    assert client.get(address).status_code == (200 if may else 403)


def test_the_newest_lines_come_first_and_the_rest_page_by_page(client, council, anna):
    for number in range(PAGE_SIZE + 10):
        act(council, anna, number=number)
    whole = list(AuditEntry.objects.filter(council=council).order_by("-sequence"))
    first = log(client, handelse="judge_target")
    assert lines_of(first) == whole[:PAGE_SIZE]
    older = client.get(reverse("councils:log", args=["overkalix"]) + "?" + first.context["older_query"])
    assert lines_of(older) == whole[PAGE_SIZE : PAGE_SIZE + 10]
    assert older.context["page"].older is None
    assert 'rel="next"' in text_of(first)
    assert 'rel="next"' not in text_of(older)


def test_the_log_is_read_by_person_act_and_days(client, council, anna):
    bo = make.person(Role.POLICE_MANAGER, council=council, user=make.user(name="Bo"))
    first = act(council, anna, "2019-05-06")
    second = act(council, bo, "2019-05-07")
    third = act(council, bo, "2019-05-08")
    days = {"fran": "2019-05-06", "till": "2019-05-08"}
    assert lines_of(log(client, **days)) == [third, second, first]
    assert lines_of(log(client, person=bo.pk, **days)) == [third, second]
    assert lines_of(log(client, person=bo.pk, till="2019-05-07", fran="2019-05-07")) == [second]
    assert lines_of(log(client, handelse="judge_target", till="2019-05-06")) == [first]
    nothing = log(client, handelse="add_member", **days)
    assert lines_of(nothing) == []
    assert "Inga rader" in text_of(nothing)


def test_a_day_begins_and_ends_at_midnight_in_sweden(client, council, anna):
    with time_machine.travel("2019-05-06T23:59:59.900000+02:00", tick=False):
        late = audit.record(council=council, by=anna, verb="judge_target")
    with time_machine.travel("2019-05-07T00:00:00+02:00", tick=False):
        early = audit.record(council=council, by=anna, verb="judge_target")
    assert lines_of(log(client, fran="2019-05-06", till="2019-05-06")) == [late]
    assert lines_of(log(client, fran="2019-05-07", till="2019-05-07")) == [early]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"person": "10" * 20}, "Personen finns inte i loggen."),
        ({"person": "x"}, "Personen finns inte i loggen."),
        ({"handelse": "drop table"}, "Händelsen finns inte i loggen."),
        ({"fran": "igår"}, "Skriv datumet som år-månad-dag"),
        ({"till": "2019-02-29"}, "Skriv datumet som år-månad-dag"),
        ({"fran": "0001-01-01"}, "är för långt tillbaka"),
        ({"fran": "2019-05-07", "till": "2019-05-06"}, "Byt plats"),
    ],
)
def test_a_wrong_choice_is_said_and_hides_nothing(client, council, anna, query, sentence):
    act(council, anna)
    answer = log(client, **query)
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert "Här visas hela loggen" in text_of(answer)
    assert len(lines_of(answer)) == AuditEntry.objects.filter(council=council).count()


def test_a_person_of_another_council_is_no_choice(client, council, anna):
    stranger = make.person(Role.COORDINATOR)
    assert "Personen finns inte i loggen." in text_of(log(client, person=stranger.pk))


def test_a_line_says_whom_and_what_in_words(client, council, anna):
    bo = make.member(Role.OFFICIAL, council=council, user=make.user(name="Bo Ek"))
    end_member(membership=bo, by=anna)
    audit.record(council=council, by=anna, verb="refuse", route="followup:log", permission="log_activity")
    audit.record(council=council, by=anna, verb="share_summary_texts", readers=[bo.organisation_id])
    audit.record(council=council, by=anna, verb="export_log", of=council, handelse="invite", person=str(anna.pk))
    exported, shared, refused, ended = log(client).context["page"].lines[:4]
    assert (ended.deed, ended.about) == ("avslutade ett medlemskap", "medlemskap: Bo Ek")
    assert ended.url == reverse("councils:members", args=["overkalix"])
    assert said_in(ended)["roll"] == "beslutsfattare"
    assert said_in(ended)["organisation"] == bo.organisation.name
    assert "person" not in said_in(ended)
    assert "från och med" not in said_in(ended)
    assert said_in(refused) == {"rättighet": "logga aktiviteter"}
    assert said_in(shared) == {"läsare": bo.organisation.name}
    assert (exported.about, exported.url) == ("", "")
    assert said_in(exported) == {"händelse": "bjöd in en person", "person": "Anna Lindgren"}


def said_in(line):
    return {str(name): str(value) for name, value in line.details}


def test_a_change_names_the_organisations_before_and_after(client, council, anna):
    school, library = make.organisation(name="Skolan"), make.organisation(name="Biblioteket")
    for one in (school, library):
        make.member(Role.MEMBER, council=council, organisation=one)
    before, after = {"organisation": school.pk, "role": "member"}, {"organisation": library.pk, "role": "field_user"}
    audit.record(council=council, by=anna, verb="change_member", before=before, after=after)
    said = said_in(log(client).context["page"].lines[0])
    assert said == {"organisation": "Skolan → Biblioteket", "roll": "ledamot → medarbetare i fält"}


def test_who_is_not_of_the_council_has_no_name_in_its_log(client, council, anna):
    stranger = make.member(Role.MEMBER, user=make.user(name="Främmande"), organisation=make.organisation())
    ids = {"user": stranger.user_id, "organisation": stranger.organisation_id, "readers": [10**17, 10**30]}
    audit.record(council=council, by=anna, verb="end_member", of=stranger, **ids)
    line = log(client).context["page"].lines[0]
    assert line.about == f"medlemskap {stranger.pk}"
    assert said_in(line) == {
        "person": str(stranger.user_id),
        "organisation": str(stranger.organisation_id),
        "läsare": f"{10**17}, {10**30}",
    }


def test_one_chooses_among_what_has_happened_here_in_swedish_order(client, council, anna):
    audit.record(verb="sign_in", by=anna)
    for verb in ("change_member", "restore_activity", "judge_target", "judge_target"):  # ändrade, återställde, bedömde
        audit.record(council=council, by=anna, verb=verb)
    offered = [str(words) for _code, words in log(client).context["form"].fields["handelse"].choices]
    assert offered == [
        "Alla",
        "bedömde ett mål",
        "lade till en medlem",
        "återställde en aktivitet",
        "ändrade ett medlemskap",
    ]
    assert "Händelsen finns inte i loggen." in text_of(log(client, handelse="sign_in"))


def test_a_line_s_number_says_what_it_is(client, council, anna):
    last = act(council, anna)
    assert f"rad {last.sequence}</span>" in text_of(log(client))


@pytest.mark.parametrize("mark", ["x", "-1", "1" * 30, "²", ""])
def test_an_unreadable_mark_gives_the_first_page(client, council, anna, mark):
    assert len(lines_of(log(client, fore=mark))) == 1


def test_the_last_day_there_is_does_no_harm(client, council, anna):
    assert log(client, till="9999-12-31").status_code == 200


def test_the_page_costs_the_same_whatever_the_number_of_lines(client, council, anna, django_assert_num_queries):
    log(client)
    act(council, anna, organisation=make.organisation().pk)
    with django_assert_num_queries(QUERIES):
        log(client)
    for _ in range(20):
        member = make.member(Role.MEMBER, council=council, organisation=make.organisation())
        act(council, member.user, user=member.user_id, organisation=member.organisation_id)
    with django_assert_num_queries(QUERIES):
        log(client)


# session, the user with rights and councils, people and acts to choose from, lines, names of people and of
# organisations in them
QUERIES = 7


def export(client, **chosen):
    return client.post(reverse("councils:log_csv", args=["overkalix"]), chosen)


def cells_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_the_lines_asked_for_and_is_itself_logged(client, council, anna):
    act(council, anna, "2019-05-06", computed="behind")
    last = act(council, anna, "2019-05-07")
    answer = export(client, handelse="judge_target", fran="2019-05-07")
    assert answer.content.startswith(b"\xef\xbb\xbfnr;tid;")
    assert 'filename="logg-overkalix.csv"' in answer["Content-Disposition"]
    (row,) = cells_of(answer)
    assert tuple(row) == HEADINGS
    assert (row["namn"], row["roll"], row["kod"]) == ("Anna Lindgren", "samordnare", "judge_target")
    assert (row["nr"], row["kontrollsumma"]) == (str(last.sequence), last.sha256)
    assert row["tid"].startswith("2019-05-07 12:00:00.")
    logged = AuditEntry.objects.filter(council=council).order_by("sequence").last()
    assert (logged.verb, logged.actor) == ("export_log", anna)
    assert logged.details == {"handelse": "judge_target", "fran": "2019-05-07"}
    assert [row["kod"] for row in cells_of(export(client))][-1] == "export_log"  # the first one, not its own


def test_a_name_that_is_a_formula_is_text_in_the_file(client, council, anna):
    act(
        council, make.person(Role.MEMBER, council=council, user=make.user(name='=HYPERLINK("http://evil")', title="+1"))
    )
    row = cells_of(export(client, handelse="judge_target"))[0]
    assert (row["namn"], row["befattning"]) == ('\'=HYPERLINK("http://evil")', "'+1")


def test_a_wrong_choice_gives_no_file_and_no_line(client, council, anna):
    before = AuditEntry.objects.count()
    answer = export(client, fran="igår")
    assert answer.status_code == 422
    assert "Skriv datumet som år-månad-dag" in text_of(answer)
    assert AuditEntry.objects.count() == before


def test_reading_the_log_writes_nothing_and_it_is_not_taken_away_by_a_get(client, council, anna):
    before = AuditEntry.objects.count()
    log(client)
    assert client.get(reverse("councils:log_csv", args=["overkalix"])).status_code == 405
    assert AuditEntry.objects.count() == before


# On the page of what it is about


def test_a_target_s_and_a_summary_s_page_tell_who_did_what(client, council, anna):
    promise_set = make.promise_set(council=council, slug="2019")
    target = make.target(promise=make.promise(section=make.section(promise_set=promise_set)))
    progress = target_progress(
        judged_targets(Target.objects.filter(pk=target.pk).with_rules()).get(), as_of=date(2019, 12, 31)
    )
    said = {"motivation": "Ja.", "deviation_reason": "", "deviation_text": ""}
    judge_target(progress=progress, by=anna, judgement="fulfilled", **said)
    make.text(promise=target.promise, by=anna, effect="Text")
    evidence = text_of(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    summary = text_of(client.get(reverse("followup:summary", args=["overkalix", "2019"])))
    assert "Anna Lindgren bedömde ett mål" in evidence
    assert "Anna Lindgren skrev i sammanställningen" in summary
    assert "bedömde ett mål" not in summary
    assert reverse("followup:summary", args=["overkalix", "2019"]) in text_of(log(client))
