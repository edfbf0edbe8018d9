"""The situational picture: begun, written, shared, adopted, and then left as it is."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from councils.actions import pictures as actions
from councils.actions.versions import StaleEdit
from councils.models import AuditEntry, Dialogue, Indicator, IndicatorValue, Picture, PictureIndicator, ProblemArea
from councils.picture_reading import mark_of_picture
from tests import factories as make
from tests.conftest import PASSWORD
from tests.councils.picturing import NOON, TEXTS, adopted, council_with_a_picture, page, queries, read, sent
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel("2026-03-12T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    return council_with_a_picture()


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.people["coordinator"])
    return world.people["coordinator"]


def picture_form(**changed):
    texts = {"picture_mapping": "Färre.", "picture_other": "Ljusare.", "picture_analysis": "Bättre."}
    return {"picture_title": "Lägesbild 2026", **texts, "version": 1, **changed}


def adoption(world, **changed):
    return {"adopted_on": "2026-03-10", "adopted_by_body": "Rådet", "read": mark_of_picture(world.draft), **changed}


def test_the_list_says_what_holds_and_when_the_next_is_due(client, world, coordinator):
    adopted(world, on=date(2024, 2, 29))
    text = read(client, page("pictures"))
    assert "2024-02-29" in text
    assert "2026-02-28" in text
    assert "Tiden har gått ut" in text
    adopted(world, number=10, on=date(2025, 2, 28))
    Picture.objects.filter(number=9).update(status="replaced")
    assert "Tiden har gått ut" not in read(client, page("pictures"))


def test_without_pictures_the_page_says_what_to_do(client, world, coordinator):
    Picture.objects.all().delete()
    assert "Ingen lägesbild ännu" in read(client, page("pictures"))


def test_a_new_one_may_begin_with_the_texts_of_the_one_in_force_and_says_so(client, world, coordinator):
    before = adopted(world, status="draft")
    indicator = Indicator.objects.create(council=world.council, name="Rån", unit="antal", source="Brå")
    before.indicators.create(indicator=indicator, comment="Få")
    area = ProblemArea.objects.create(council=world.council, name="Rån på torget", picture=before)
    Picture.objects.filter(pk=before.pk).update(status="decided")
    form = {"picture_title": "Lägesbild 2027", "picture_whose": "together", "copies": "on"}
    assert sent(client, "new_picture", **form)[0] == 200
    assert sent(client, "new_picture", **form)[0] == 200  # sent twice
    made = Picture.objects.get(title="Lägesbild 2027")
    assert (made.predecessor, made.mapping, made.indicators.get().comment) == (before, "Få brott.", "Få")
    area.refresh_from_db()
    assert (area.picture, area.version) == (made, 2)
    assert read(client, page("picture", made.pk)).count("Samma text som i förra lägesbilden") == 3
    actions.change_picture(picture=made, by=coordinator, version=1, mapping="Fler brott.")
    assert read(client, page("picture", made.pk)).count("Samma text som i förra lägesbilden") == 2
    assert "<ins>" in read(client, page("picture_differences", made.pk))


def test_an_organisations_own_draft_is_read_by_it_alone_until_it_is_shared(client, world, coordinator):
    form = {"picture_title": "Vår egen", "picture_whose": "own"}
    sent(client, "new_picture", **form)
    own = Picture.objects.get(title="Vår egen")
    for other in ("police_manager", "member", "official"):
        client.force_login(world.people[other])
        assert "Vår egen" not in read(client, page("pictures"))
        assert client.get(page("picture", own.pk)).status_code == 404
    client.force_login(coordinator)
    assert sent(client, "share_picture", own.pk)[0] == 422
    assert "delat" in sent(client, "share_picture", own.pk, is_read="on")[1]
    client.force_login(world.people["police_manager"])
    assert "Vår egen" in read(client, page("picture", own.pk))
    client.force_login(world.people["official"])
    assert client.get(page("picture", own.pk)).status_code == 404
    line = AuditEntry.objects.get(verb="share_picture")
    assert world.police.pk in line.details["readers"]


def test_the_parts_are_written_and_who_comes_late_sees_both_texts(client, world, coordinator):
    assert "sparad" in sent(client, "edit_picture", world.draft.pk, **picture_form())[1]
    assert "sparad" in sent(client, "edit_picture", world.draft.pk, **picture_form())[1]  # sent twice
    world.draft.refresh_from_db()
    assert (world.draft.mapping, world.draft.version) == ("Färre.", 2)
    status, text = sent(client, "edit_picture", world.draft.pk, **picture_form(picture_mapping="Många."))
    assert status == 409
    assert "Färre." in text
    assert "Många." in text
    world.draft.refresh_from_db()
    assert world.draft.mapping == "Färre."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"picture_title": ""}, "Skriv en rubrik."),
        ({"picture_mapping": "Han heter 19121212-1212"}, "personnummer"),
        ({"picture_analysis": "a" * 30000}, "20000 tecken"),
        ({"picture_from": "2026-02-01", "picture_to": "2026-01-01"}, "Tiden slutar före den börjar."),
        ({"picture_from": "9999-12-31"}, "för långt fram"),
        ({"picture_from": "0001-01-01"}, "för långt tillbaka"),
        ({"version": "9" * 30}, "Kontrollera uppgifterna"),
    ],
)
def test_a_bad_form_stores_nothing_and_keeps_what_was_typed(client, world, coordinator, changed, sentence):
    status, text = sent(client, "edit_picture", world.draft.pk, **picture_form(**changed))
    assert status == 422
    assert sentence in text
    assert "Ljusare." in text
    world.draft.refresh_from_db()
    assert (world.draft.mapping, world.draft.version) == (TEXTS["mapping"], 1)


def test_observations_and_figures_come_and_go(client, world, coordinator):
    seen = {"seen": "Mörkt vid bron", "seen_by": world.police.pk, "seen_level": "place", "seen_where": "Bron"}
    for _ in range(2):
        sent(client, "add_picture_observation", world.draft.pk, **seen)
    row = world.draft.observations.get()
    indicator = Indicator.objects.create(council=world.council, name="Rån", unit="antal", source="Brå")
    IndicatorValue.objects.create(indicator=indicator, year=2025, level="municipality", geography="2513", value=7)
    for words in ("Få", "Färre"):
        sent(client, "show_indicator", world.draft.pk, shown_indicator=indicator.pk, figures_say=words)
    shown = PictureIndicator.objects.get()
    text = read(client, page("picture", world.draft.pk))
    for words in ("Mörkt vid bron", "Plats eller område: Bron", "Rån", "Källa: Brå", "Färre", "2025"):
        assert words in text
    sent(client, "remove_picture_observation", row.pk)
    sent(client, "hide_indicator", shown.pk)
    assert not world.draft.observations.exists()
    assert not world.draft.indicators.exists()


def test_rows_of_another_council_are_as_ones_that_do_not_exist(client, world, coordinator):
    foreign = Indicator.objects.create(council=make.council(), name="Rån", unit="antal", source="Brå")
    for pk in (foreign.pk, 10**30, "x"):
        assert sent(client, "show_indicator", world.draft.pk, shown_indicator=pk)[0] == 422
    stranger = make.parties_of(make.council())[0]
    for pk in (stranger.pk, 10**30):
        said = {"seen": "Mörkt", "seen_by": pk, "seen_level": "place"}
        assert sent(client, "add_picture_observation", world.draft.pk, **said)[0] == 422


def test_it_is_adopted_after_asking_again_and_replaces_the_one_before(client, world):
    before = adopted(world)
    meeting = make.meeting(council=world.council, held_on=date(2026, 3, 10))
    user = world.people["coordinator"]
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)  # without having shown who it is just now
    assert "reauthenticate" in client.post(page("adopt_picture", world.draft.pk), adoption(world))["Location"]
    world.draft.refresh_from_db()
    assert world.draft.is_draft
    sign_in(client, user)
    values = adoption(
        world, adopted_at_meeting=meeting.pk, adopted_paragraph="§ 7", adopted_registry_number="BRÅ 2026:4"
    )
    status, text = sent(client, "adopt_picture", world.draft.pk, **values)
    assert (status, "Texten är låst." in text) == (200, True)
    for words in ("Rådet", "§ 7", "BRÅ 2026:4", "2028-03-10", "Ersatte"):
        assert words in text
    before.refresh_from_db()
    assert before.status == "replaced"
    assert "kan inte ändras" in sent(client, "adopt_picture", world.draft.pk, **values)[1]  # sent twice
    assert AuditEntry.objects.filter(verb="adopt_picture").count() == 1


def adopt(world, **changed):
    mark = mark_of_picture(Picture.objects.get(pk=world.draft.pk))
    values = {"mark": mark, "on": date(2026, 3, 10), "body": "Rådet", "at": NOON, **changed}
    return actions.adopt_picture(picture=world.draft, by=world.people["coordinator"], **values)


def test_what_is_not_ready_is_not_adopted(world):
    with pytest.raises(StaleEdit):
        adopt(world, mark="texts:0")
    adopted(world, on=date(2026, 3, 11))
    with pytest.raises(actions.TooEarly):
        adopt(world)
    Picture.objects.filter(pk=world.draft.pk).update(organisation=world.municipal)
    with pytest.raises(actions.OwnDraft):
        adopt(world, on=date(2026, 3, 11))
    Picture.objects.filter(pk=world.draft.pk).update(organisation=None, analysis=" \n")
    with pytest.raises(actions.Incomplete):
        adopt(world, on=date(2026, 3, 11))


def test_a_day_to_come_is_no_day_of_adoption(client, world):
    sign_in(client, world.people["coordinator"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    status, text = sent(client, "adopt_picture", world.draft.pk, **adoption(world, adopted_on=tomorrow))
    assert (status, "Dagen har inte varit än." in text) == (422, True)
    world.draft.refresh_from_db()
    status, text = sent(client, "adopt_picture", world.draft.pk, **adoption(world, read=""))
    assert (status, "har ändrats sedan du öppnade sidan" in text) == (409, True)
    Picture.objects.filter(pk=world.draft.pk).update(other_information="")
    assert "Annan relevant information" in read(client, page("adopt_picture", world.draft.pk))


@pytest.mark.parametrize("name", ["edit_picture", "share_picture", "add_picture_observation", "show_indicator"])
def test_what_is_adopted_is_not_changed_again(client, world, coordinator, name):
    shown = adopted(world)
    status, text = sent(client, name, shown.pk, **picture_form())
    assert "Lägesbilden är fastställd och kan inte ändras." in text
    with pytest.raises(actions.Adopted):
        actions.change_picture(picture=shown, by=coordinator, version=1, mapping="Ny")
    with pytest.raises(actions.Adopted):
        actions.add_picture_observation(picture=shown, by=coordinator, text="Ny", organisation=world.police)


def test_officials_read_what_is_adopted_and_no_drafts(client, world):
    shown = adopted(world)
    client.force_login(world.people["official"])
    assert TEXTS["analysis"] in read(client, page("picture", shown.pk))
    assert "Lägesbild 2026" not in read(client, page("pictures"))
    assert client.get(page("picture", world.draft.pk)).status_code == 404
    assert client.get(page("picture_differences", world.draft.pk)).status_code == 404


def test_the_page_leads_from_mapping_to_problems_and_what_builds_on_them(client, world, coordinator):
    shown = adopted(world)
    for name, priority in (("Buller", 2), ("Fart", 1), ("Klotter", None)):
        area = make.problem_area(council=world.council, name=name)
        area.picture, area.priority, area.cause_place = shown, priority, f"Orsak till {name}"
        area.save()
    Dialogue.objects.create(
        council=world.council, kind="citizens", title="Kväll på torget", held_on=NOON.date(), picture=shown
    )
    make.promise_set(council=world.council, title="Löften 2026", status="published", picture=shown, signed_on=NOON)
    make.promise_set(
        council=world.council, title="Polisens egna", status="draft", organisation=world.police, picture=shown
    )
    text = read(client, page("picture", shown.pk))
    order = ["1. Kartläggning", "Kväll på torget", "2. Lägesbild", "3. Orsaker", "Fart", "Buller", "Klotter"]
    places = [text.index(words) for words in [*order, "4. Det som bygger", "Löften 2026"]]
    assert places == sorted(places)
    assert "Orsak till Fart" in text
    assert "Polisens egna" not in text


def test_the_pages_ask_as_often_however_much_there_is(client, world, coordinator):
    def fill(number):
        indicator = Indicator.objects.create(council=world.council, name=f"Rån {number}", unit="antal", source="Brå")
        IndicatorValue.objects.create(indicator=indicator, year=2025, level="country", geography="", value=1)
        world.draft.indicators.create(indicator=indicator)
        world.draft.observations.create(organisation=make.organisation(), text="Mörkt")
        world.draft.contributions.create(
            organisation=make.organisation(), crime="Få", shared_at=NOON, shared_by=coordinator
        )
        area = make.problem_area(council=world.council, name=f"Fart {number}")
        area.picture = world.draft
        area.save()
        area.places.add(make.place(council=world.council))
        make.promise_set(council=world.council, picture=world.draft)
        adopted(world, number=100 + number, status="replaced")

    fill(0)
    few = [queries(client, page("pictures")), queries(client, page("picture", world.draft.pk))]
    for number in range(1, 20):
        fill(number)
    assert [queries(client, page("pictures")), queries(client, page("picture", world.draft.pk))] == few
    print("queries:", few)
