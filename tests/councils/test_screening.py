"""What may tell who somebody is gets asked about before it is saved; an answer holds for one number in one field."""

import logging
import re
import uuid
from html import unescape

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from brapp.labels import FIELDS, FORMS, as_read
from brapp.log_lines import MASK, LogLines
from councils import audit, screening
from councils.admin import ADMINISTERED
from councils.forms.fields import FreeTextField, PersonNameField
from councils.forms.people import OpenAccountForm
from councils.forms.screened import open_questions
from councils.forms.second_factor import AddPasskeyForm, RenamePasskeyForm
from councils.let_through import FIELD_NAMES, KINDS_IN_WORDS
from councils.log_details import told
from councils.models import AuditEntry
from councils.personal_data import KINDS, findings
from councils.roles import Role
from councils.screening import added, note, overrides_noted, plainly, screen, take_overrides, token
from promises.forms.fields import TagsField
from promises.models import Activity
from tests import factories as make

NUMBER, PHONE, PLATE = "19121212-1212", "070-123 45 67", "ABC 123"
TEXT = f"Talade med {NUMBER}, ring {PHONE}, bil {PLATE}."


class Form(forms.Form):
    note = FreeTextField(required=False, widget=forms.Textarea)
    place = FreeTextField(required=False)
    tags = TagsField(required=False)


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def tokens(text, field="note"):
    return [token(field, found) for found in findings(text)]


# The text and the answers


def test_what_was_answered_is_let_through_and_the_rest_is_not():
    number, phone, plate = tokens(TEXT)
    screened = screen(TEXT, field="note", accepted=[phone, "forged", tokens("070-765 43 21")[0]])
    assert [found.kind for found in screened.refused] == ["personal_number", "plate"]
    assert [found.kind for found in screened.accepted] == ["phone"]
    assert screen(TEXT, field="note", accepted=[number, phone, plate]).refused == []


def test_an_answer_holds_for_the_number_however_it_is_written_and_for_no_other_field():
    (answered,) = tokens("0701234567")
    assert screen(f"{PHONE}, alltså +46 70 123 45 67", field="note", accepted=[answered]).refused[0].text[:3] == "+46"
    assert screen(f"{PHONE} och {PHONE}", field="note", accepted=[answered]).refused == []
    assert len(screen(f"{PHONE} och 0701234567", field="note").refused) == 1
    assert screen(PHONE, field="place", accepted=[answered]).refused


def test_an_answer_says_nothing_of_the_number():
    for found, answered in zip(findings(TEXT), tokens(TEXT), strict=True):
        assert re.fullmatch(r"[0-9a-f]{20}", answered) and found.number not in answered
    assert as_read([("screened", tokens(TEXT))])[0] == []


def test_the_sentence_shows_the_place_as_plain_text_too():
    text = f"Det stod en bil utanför skolan hela kvällen, {PLATE}, och ingen visste varför den stod där."
    (found,) = findings(text)
    assert plainly(text, found) == (
        "Det här ser ut som ett registreringsnummer på ett fordon: ”…utanför skolan hela kvällen, ABC 123, och ingen "
        "visste varför den…” Ta bort det; det leder till en enskild person."
    )


def test_what_is_let_through_is_noted_once_and_forgotten_with_the_request():
    with overrides_noted():
        screen(TEXT, field="translation_12", accepted=tokens(TEXT, "translation_12"))
        note("place", findings(PHONE))
        assert take_overrides() == [
            *({"field": "translation", "kind": kind} for kind in ("personal_number", "phone", "plate")),
            {"field": "place", "kind": "phone"},
        ]
        assert take_overrides() == []
        note("place", findings(PHONE))
    with overrides_noted():
        assert take_overrides() == []
    note("place", findings(PHONE))
    assert take_overrides() == []


# The field


def test_a_field_says_what_it_found_and_marks_the_place():
    form = Form(sent(note=f"Hos <b>Bo</b> & Co, {PHONE}", place="Torget"))
    (said,) = form.errors["note"]
    assert said == (
        "Det här ser ut som ett telefonnummer: ”Hos &lt;b&gt;Bo&lt;/b&gt; &amp; Co, <mark>070-123 45 67</mark>” "
        "Ta bort det om det går till en enskild person."
    )
    assert "place" not in form.errors
    page = str(form)
    assert "<mark>070-123 45 67</mark>" in page and "<b>Bo" not in page
    assert "Spara ändå: det gäller ingen enskild person" in page


def test_a_text_that_is_all_percent_signs_and_braces_is_said_as_it_is():
    (said,) = Form(sent(note=f"100 %s {{0}} %(x)s {PHONE}")).errors["note"]
    assert "100 %s {0} %(x)s <mark>" in said


@pytest.mark.parametrize("prefix", [None, "rad-1"])
def test_a_ticked_answer_lets_the_text_through_in_any_form(prefix):
    name = f"{prefix}-note" if prefix else "note"
    form = Form(sent(**{name: TEXT}), prefix=prefix)
    asked = open_questions(form)
    assert [(one["field"], one["number"]) for one in asked] == [("note", NUMBER), ("note", PHONE), ("note", PLATE)]
    assert [one["label"] for one in asked] == [
        "Det här är inget personnummer",
        *["Spara ändå: det gäller ingen enskild person"] * 2,
    ]
    again = Form(sent(**{name: TEXT, "screened": [one["token"] for one in asked]}), prefix=prefix)
    assert again.is_valid() and again.cleaned_data["note"] == TEXT
    assert str(again).count(" checked") == 3
    half = Form(sent(**{name: TEXT, "screened": [asked[0]["token"]]}), prefix=prefix)
    assert not half.is_valid() and str(half).count(" checked") == 1 and len(open_questions(half)) == 2


def test_a_tick_without_a_finding_does_nothing():
    form = Form(sent(note="Inga siffror alls.", screened=[*tokens(TEXT), "", "x" * 5000]))
    assert form.is_valid() and "screened" not in str(form)
    assert take_overrides() == []


def test_a_plain_dictionary_serves_as_well():
    assert not Form({"note": TEXT}).is_valid()
    assert Form({"note": TEXT, "screened": tokens(TEXT)}).is_valid()


def test_what_is_stored_already_is_not_asked_about_again():
    form = Form(sent(note=f"{TEXT} Mer text."), initial={"note": TEXT, "tags": ["a"]})
    assert form.is_valid()
    more = Form(sent(note=f"{TEXT} Och 070-765 43 21."), initial={"note": TEXT})
    assert [one["number"] for one in open_questions(more)] == ["070-765 43 21"]


def test_what_was_stored_already_is_nobody_s_answer_now():
    before = f"Ring {PHONE}"
    with overrides_noted():
        assert Form(sent(note=f"{before}!", screened=tokens(before)), initial={"note": before}).is_valid()
        assert take_overrides() == []
        both = Form(sent(note=f"{before}, bil {PLATE}", screened=tokens(PLATE)), initial={"note": before})
        assert both.is_valid()
        assert take_overrides() == [{"field": "note", "kind": "plate"}]


def test_what_a_text_has_that_the_one_before_had_not():
    assert added(TEXT, TEXT) == [] == added("Inget", TEXT)
    assert [found.kind for found in added(TEXT)] == ["personal_number", "phone", "plate"]
    assert [found.text for found in added(f"0701234567 och {PLATE}", f"Ring {PHONE}")] == [PLATE]


def test_a_field_asks_about_fifty_numbers_at_a_time_and_lets_none_by():
    plates = " ".join(f"ABC {number}" for number in range(100, 220))
    form, ticked = Form(sent(note=f"{plates} {NUMBER}")), []
    for left in (50, 50, 21, 0):
        asked = [one["token"] for one in open_questions(form)]
        assert len(asked) == left == len(form.errors.get("note", []))
        ticked += asked
        form = Form(sent(note=f"{plates} {NUMBER}", screened=ticked))
    assert form.is_valid()
    assert not Form(sent(note="ABC123 " * 20_000)).is_valid()


def test_a_text_is_looked_through_once_for_what_is_wrong_and_what_is_asked(monkeypatch):
    looked = []
    monkeypatch.setattr(screening, "findings", lambda text: looked.append(text) or findings(text))
    form = Form(sent(note=TEXT))
    assert not form.is_valid() and open_questions(form) and str(form)
    assert looked.count(TEXT) == 1


def test_tags_and_names_are_asked_about_with_words_of_their_own():
    assert open_questions(Form(sent(tags=f"riskkväll, {PLATE}")))[0]["number"] == PLATE

    class Named(forms.Form):
        name = PersonNameField()

    (said,) = Named(sent(name=f"Bo {NUMBER}")).errors["name"]
    assert said == f"Här står ett personnummer: ”Bo <mark>{NUMBER}</mark>” Skriv bara namnet."


# Every field in the house

COMMUNICATIONS = ("ChangeCommunicationForm", "CommunicationForm")
NOT_FREE_TEXT = {
    "InviteForm.email": "an address, which must be one",
    "OpenAccountForm.password": "a password, kept as a digest",
    "OpenAccountForm.password_again": "a password, kept nowhere",
    "EraseMeForm.word": "one given word, kept nowhere",
    "CheckForm.check_code": "twelve signs, kept nowhere",
    "SummaryFactsForm.version": "made by the server",
    "DeliverForm.key": "a UUID of the page's own",
    "ChosenForm.read_from_file": "signed by the server",
    "MappingForm.rows_read": "signed by the server",
    "IndicatorForm.seen": "made by the server",
    "ValueForm.seen": "a number, made by the server",
    "ValueForm.value_figure": "a number",
    **{
        f"{form}.key": "a UUID of the page's own"
        for form in (
            "ActivityForm",
            "CorrectActivityForm",
            "QuickLogForm",
            "RequestForm",
            "MeasurementForm",
            "DeviationForm",
            "WeeklyLetterForm",
            *COMMUNICATIONS,
        )
    },
    **{f"{form}.link": "an address, which must be one" for form in (*COMMUNICATIONS, "WeeklyLetterForm")},
    **{f"{form}.mark": "made by the server" for form in ("AttendanceForm", "MinutesForm", "ChangeAgendaItemForm")},
    "MarkDutyForm.read": "made by the server",
    "JudgeForm.substitute_number": "the number of an activity",
    "DeviationForm.substitute_number": "the number of an activity",
    "AnswerForm.about": "a code of the page's own",
    "AnswerForm.answer": "a choice or a number, checked by its question",
    "AddPasskeyForm.credential": "what the browser hands over",
}
MORE_FORMS = (OpenAccountForm, AddPasskeyForm, RenamePasskeyForm)


def texts_of(form):
    return {name: field for name, field in form.base_fields.items() if isinstance(field, forms.CharField)}


def test_every_text_that_can_be_typed_is_screened():
    unscreened = {
        f"{form.__name__}.{name}"
        for form in (*FORMS, *MORE_FORMS)
        for name, field in texts_of(form).items()
        if not isinstance(field, FreeTextField)
    }
    assert unscreened <= set(NOT_FREE_TEXT), unscreened - set(NOT_FREE_TEXT)


def test_every_text_that_the_administration_takes_is_screened():
    seen = 0
    for model, registered in ADMINISTERED.items():
        taken = [one for one in registered.fields or [] if one not in registered.readonly_fields]
        for name in taken or [field.name for field in model._meta.fields if field.editable]:
            column = model._meta.get_field(name)
            if column.get_internal_type() in ("CharField", "TextField") and not column.choices:
                seen += 1
                made = column.formfield(**registered.formfield_overrides.get(type(column), {}))
                assert isinstance(made, FreeTextField), (model, name)
    assert seen > 5


def test_every_screened_field_has_its_words_in_the_log():
    named = {name for name, field in FIELDS.items() if isinstance(field, FreeTextField)}
    assert named - set(FIELD_NAMES) == set()
    assert set(KINDS_IN_WORDS) == set(KINDS)


# From page to log


@pytest.fixture
def target(db):
    return make.target(label="Trygghetsvandring")


@pytest.fixture
def coordinator(client, target):
    person = make.person(Role.COORDINATOR, council=target.promise_set.council)
    client.force_login(person)
    return person


@pytest.fixture
def post_log(client, target, coordinator):
    council = target.promise_set.council

    def post(**changes):
        form = {"targets": target.pk, "occurred_on": "2019-03-14", "count": "1", "key": str(uuid.uuid4()), **changes}
        form["parties"] = make.parties_of(council)[0].pk
        return client.post(reverse("followup:log", args=[council.slug]), form)

    return post


def boxes(answer):
    return re.findall(r'name="screened" value="([0-9a-f]{20})"', answer.content.decode())


def test_the_log_form_asks_keeps_the_text_and_saves_when_answered(post_log, client, target):
    answer = post_log(note=TEXT, place_text=f"Vid {PLATE}")
    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and not Activity.objects.exists()
    for said in (f"<mark>{NUMBER}</mark>", f"<mark>{PHONE}</mark>", f"{TEXT}</textarea>", f'value="Vid {PLATE}"'):
        assert said in page
    assert len(boxes(answer)) == 4
    assert 'aria-describedby="id_note_helptext id_note_error"' in page
    half = post_log(note=TEXT, place_text=f"Vid {PLATE}", screened=boxes(answer)[1:])
    assert half.status_code == 422 and half.content.count(b'name="screened"') == 4
    assert post_log(note=TEXT, place_text=f"Vid {PLATE}", screened=boxes(answer)).status_code == 302
    assert Activity.objects.get().note == TEXT
    entry = AuditEntry.objects.get(verb="log_activity")
    assert entry.details["screened"] == [
        {"field": "place_text", "kind": "plate"},
        *({"field": "note", "kind": kind} for kind in ("personal_number", "phone", "plate")),
    ]
    for number in (NUMBER, PHONE, PLATE):
        assert number not in str(entry.details)
    shown = client.get(reverse("councils:log", args=[target.promise_set.council.slug])).content.decode()
    assert "godkände text som liknar ett telefonnummer i fältet Anteckning" in shown
    assert "godkände text som liknar ett registreringsnummer i fältet Plats" in shown


def test_a_tick_for_another_number_saves_nothing(post_log):
    assert post_log(note=TEXT, screened=tokens("070-765 43 21")).status_code == 422
    assert post_log(note=TEXT, screened=tokens(TEXT, "place_text")).status_code == 422
    assert not Activity.objects.exists()


def test_a_correction_asks_and_tells_what_was_let_through_beside_what_was_changed(client, target, coordinator):
    activity = make.activity(targets=[target], by=coordinator, note="Lugnt")
    council = target.promise_set.council
    form = {"targets": target.pk, "occurred_on": activity.occurred_on, "count": "2", "version": 1, "note": PHONE}
    form |= {"parties": [party.pk for party in activity.parties.all()]}
    address = reverse("promises:correct_activity", args=[council.slug, activity.pk])
    answer = client.post(address, form)
    assert answer.status_code == 422 and len(boxes(answer)) == 1
    assert client.post(address, {**form, "screened": boxes(answer)}).status_code == 302
    entry = AuditEntry.objects.get(verb="correct_activity")
    assert entry.details["screened"] == [{"field": "note", "kind": "phone"}]
    words = [str(value) for _, value in told(entry.details)]
    assert "1 → 2" in words and words[-1] == "godkände text som liknar ett telefonnummer i fältet Anteckning"


def test_a_number_that_somebody_else_let_through_is_not_told_of_who_changes_the_count(client, target, coordinator):
    activity = make.activity(targets=[target], by=coordinator, note=f"Ring {PHONE}")
    council = target.promise_set.council
    form = {
        "targets": target.pk,
        "occurred_on": activity.occurred_on,
        "count": "2",
        "version": 1,
        "note": activity.note,
    }
    form |= {"parties": [party.pk for party in activity.parties.all()]}
    address = reverse("promises:correct_activity", args=[council.slug, activity.pk])
    assert client.post(address, form).status_code == 302
    assert "screened" not in AuditEntry.objects.get(verb="correct_activity").details


def test_a_summary_text_asks_and_the_answer_stands_on_the_line_of_the_act(client, target, coordinator):
    address = reverse(
        "followup:summary_text", args=[target.promise_set.council.slug, target.promise_set.slug, target.promise.pk]
    )
    form = {"police_did": f"Bilen {PLATE} flyttades.", "police_did_version": 0}
    answer = client.post(address, form)
    assert answer.status_code == 422 and "<mark>ABC 123</mark>" in answer.content.decode()
    assert client.post(address, {**form, "screened": boxes(answer)}).status_code == 302
    entry = AuditEntry.objects.get(verb="write_summary_text")
    assert entry.details["screened"] == [{"field": "police_did", "kind": "plate"}]


def test_a_line_of_what_an_act_brought_with_it_leaves_the_answer_to_the_act(db):
    council, user = make.council(), make.user()
    with audit.within_request("x"):
        note("note", findings(PHONE))
        fallen = audit.record(council=council, by=user, verb="withdraw_approvals", of=council)
        act = audit.record(council=council, by=user, verb="write_summary_text", of=council)
        later = audit.record(council=council, by=user, verb="change_places", of=council)
    assert (fallen.details, later.details) == ({}, {})
    assert act.details == {"screened": [{"field": "note", "kind": "phone"}]}


def test_the_administration_asks_as_well(client, db):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    form = {"name": f"Hos {PHONE}", "short_name": "Hos", "kind": "other"}
    answer = client.post(reverse("admin:councils_organisation_add"), form)
    assert answer.status_code == 200 and len(boxes(answer)) == 1
    assert (
        client.post(reverse("admin:councils_organisation_add"), {**form, "screened": boxes(answer)}).status_code == 302
    )
    assert AuditEntry.objects.get(verb="administer").details["screened"] == [{"field": "name", "kind": "phone"}]


def test_no_personal_number_lands_in_the_server_s_log_however_it_is_written():
    line = f"/logga/?q={NUMBER} 8112189876 81 12 18-9876 １２１２１２-1212 and {PHONE}"
    record = logging.LogRecord("x", logging.ERROR, "", 0, line, (), None)
    written = LogLines().format(record)
    assert written.endswith(f"/logga/?q={MASK} {MASK} {MASK} {MASK} and {PHONE}")
