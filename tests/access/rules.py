"""ROUTES: who gets which answer from every address of the site, one line each.

A new route is a new line here: without one the matrix fails, so nothing is added without somebody deciding who may use
it. A page that reads its query names the parameters; a form that names rows gives a valid body for one side's rows, and
the matrix swaps in the other side's.
"""

from councils.models import AreaAppointment, AuditEntry, OversightAppointment
from councils.roles import Role
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE
from tests.access.pages import (
    ALL,
    NOT_OFFERED,
    READ_ONLY,
    TO_LOGIN,
    AdminPage,
    AreaPage,
    CouncilPage,
    OverseerPage,
    PublicPage,
    SamePage,
    SitePage,
)
from tests.access.sent_files import SentAgain
from tests.access.work import agreements, dialogues, meetings, pictures, plans, seats, statistics, year

PASTED = "Polisen lovar:\n- två trygghetsvandringar per år"
LOGGERS = ALL - {Role.OFFICIAL}
COORDINATOR = frozenset({Role.COORDINATOR})
LEADERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})
# The world's activities were logged for the municipality: the field user's organisation, and not the member's.
CORRECTORS = LEADERS | {Role.FIELD_USER}
# These answer for the world's promises and took part in its activities: the member's school did neither.
MAIN_PARTIES = LOGGERS - {Role.MEMBER}
# The world's drafts and texts are the municipality's own: these act for the police and for a school.
OF_OTHERS = frozenset({Role.POLICE_MANAGER, Role.MEMBER})


def log_form(side):
    rows = side.rows
    row_ids = {"targets": rows.target.pk, "parties": rows.police.pk}
    return {**row_ids, "place": "", "place_text": rows.place.name, "occurred_on": "2019-05-06", "count": 1}


def log_form_with_place(side):
    """A place is chosen or typed, not both."""
    return {**log_form(side), "place": side.rows.place.pk, "place_text": ""}


def sent_form(side):
    return {**log_form(side), "key": "0b1f7a52-2a3e-4c39-8f5c-00000000000a"}


def quick_form(side):
    """On a day of the promises: today they are over."""
    key = "8a4f6c0e-5b7d-4f7e-9c3a-2d1b0e9f8a7c"
    return {"target": side.rows.target.pk, "place": side.rows.place.pk, "day": "2019-05-06", "key": key}


def file_form(side):
    return {"file": SentAgain("fil.csv", "Datum;Mål;Antal\n2019-05-06;Finns inte;1\n".encode())}


def table_form(side):
    rows = side.rows
    cells = {"targets": rows.target.pk, "place_text": rows.place.name, "occurred_on": "2019-05-06", "count": 1}
    key = "0e7c5d7a-58a5-4a0f-9d58-2f6d3a1c9b10"
    return {f"row_{name}_1": value for name, value in {**cells, "key": key}.items()}


def text_form(side):
    return {name: value for part in OF_A_PROMISE for name, value in ((part, "Ny text"), (f"{part}_version", 1))}


def whole_form(side):
    return {name: value for part in OF_THE_WHOLE for name, value in ((part, "Ny text"), (f"{part}_version", 1))}


def save_form(side):
    return {"promise": side.rows.promise.pk, "part": "effect", "effect": "Ny text", "effect_version": 1}


def comment_form(side):
    return {"lofte": side.rows.promise.pk, "del": "effect", "comment_text": "Kolla siffran en gång till"}


def approval_form(side):
    """For the municipality: the police's own approval is another right."""
    return {"party": "municipality", "read": "what stood there before"}


def start_form(side):
    return {"summary_kind": "part", "summary_name": "Tertial 2", "summary_day": "2019-08-31"}


def delivery_form(side):
    said = {"delivery_way": "meeting", "delivered_on": "2020-02-04", "delivery_note": "På vårmötet."}
    return {**said, "delivery_offices": side.rows.recipient.pk, "other_office": side.text("Kommunfullmäktige")}


def translation_form(side):
    return {"translator": side.text("Byrån"), "translated_title": side.text("Uusi"), "version": 1}


def judge_form(side):
    return {"judgement": "fulfilled", "motivation": "Vi ser det så.", "substitute": side.rows.activity.pk}


def request_form(side):
    return {"asked_on": "2019-05-06", "count": 1, "note": "Per telefon."}


def measurement_form(side):
    return {"measured_on": "2019-05-06", "measured_value": "61,5", "figure_source": "enkäten"}


def deviation_form(side):
    said = {"deviated_on": "2019-05-06", "deviation_reason": "weather", "deviation_text": "Snö."}
    return {**said, "substitute": side.rows.activity.pk}


def answer_form(side):
    return {"about": "places", "answer_places": side.rows.place_set.pk}


def signing_form(side):
    """The world's promises hold already: it leads back to their page."""
    return {"read": "0" * 64, "signatory": "Ny", "signatory_title": "chef", "signed_on": "2019-03-14"}


def edition_form(side):
    return {"edition_reason": "Nytt skäl", "new_last_day": "2020-06-30"}


def copy_form(side):
    days = {"first_day": "2020-01-01", "last_day": "2020-12-31"}
    return {"heading": "Nästa", **days, "copied_promises": side.rows.promise.pk}


def invitation_form(side):
    return {"email": "ny@example.org", "name": "Ny", "role": "official", "organisation": side.rows.municipal.pk}


def membership_form(side):
    return {"role": "field_user", "organisation": side.rows.municipal.pk}


def set_form(side):
    rows = side.rows
    return {"heading": "Löften 2021", "first_day": "2021-01-01", "signers": rows.police.pk}


def details_form(side):
    ties = {"agreement": side.rows.agreement.pk, "set_picture": side.rows.picture.pk}
    return {**set_form(side), **ties, "version": 1}


def promise_form(side):
    rows = side.rows
    return {
        "wording": "Vi lovar mer.",
        "responsible": rows.municipal.pk,
        "section": rows.draft_section.pk,
        "version": 1,
    }


def occasion_form(side):
    return {"day": "2019-04-30", "occasion_name": "Valborg"}


def place_form(side):
    """The name it has: one that signed promises cover keeps it."""
    return {"place_name": side.rows.place.name}


def place_set_form(side):
    return {"set_name": "Skolor", "set_places": side.rows.place.pk}


def target_form(side):
    """Whose places and party it names; of a kind that asks for both."""
    rows = side.rows
    row_ids = {"places": rows.place.pk, "place_sets": rows.place_set.pk, "lead": rows.school.pk}
    return {
        **row_ids,
        "kind": "coverage",
        "label": "Besök",
        "minimum": 1,
        "per": "period",
        "jointly": "lead",
        "version": 1,
    }


def deadline_form(side):
    rows = side.rows
    due = {"deadline_due": "meeting", "deadline_meeting": rows.meeting.pk}
    about = {"deadline_set": rows.promise_set.pk, "deadline_party": rows.municipal.pk, "version": 1}
    return {"deadline_title": "Ring rektorerna", "deadline_kind": "task", **due, **about}


def checkpoints_form(side):
    return {"loften": side.rows.promise_set.pk, "takt": "own", "own_days": "2019-09-16"}


def meeting_form(side):
    return {"meeting_day": "2019-10-01", "meeting_title": "Möte", "version": 1}


def who_approved(side):
    """Those who approved the published summary: their names and titles stand on its paper."""
    people = (side.people[Role.COORDINATOR], side.people[Role.POLICE_MANAGER])
    return {text for user in people for text in (user.name, user.title)}


def draft_page(*, read=LEADERS, write=LEADERS, **rest):
    """A page that edits. The world's draft is the municipality's own: to the police it does not exist."""
    return CouncilPage(read=read, write=write, in_draft=True, hidden_from=frozenset({Role.POLICE_MANAGER}), **rest)


ROUTES = {
    "followup:current_overview": CouncilPage(),
    "followup:council_overview": CouncilPage(query=("avsnitt", "ansvarig"), filters=("lage", "tema", "ordning")),
    "followup:overview": CouncilPage(query=("avsnitt", "ansvarig"), filters=("lage", "tema", "ordning")),
    "followup:evidence": CouncilPage(),
    "followup:judge": CouncilPage(read=LEADERS, write=LEADERS, body=judge_form, single=("substitute",)),
    "followup:note_request": CouncilPage(read=LOGGERS, write=LOGGERS, body=request_form),
    "followup:note_measurement": CouncilPage(read=LOGGERS, write=LOGGERS, body=measurement_form),
    "followup:note_deviation": CouncilPage(read=LOGGERS, write=LOGGERS, body=deviation_form, single=("substitute",)),
    "followup:withdraw_note": CouncilPage(
        read=CORRECTORS,
        write=CORRECTORS,
        enter=LOGGERS,
        body=lambda side: {"withdrawal_reason": "Noterad två gånger"},
    ),
    # What a phone keeps to work without coverage, and where it sends what was typed.
    "followup:offline_log": SamePage(),
    "followup:log_worker": SamePage(),
    "followup:log_manifest": SamePage(),
    "followup:send_logged": CouncilPage(
        read=None, write=LOGGERS, makes=True, body=sent_form, typed=("place_text",), single=("key",)
    ),
    "followup:log": CouncilPage(
        read=LOGGERS,
        write=LOGGERS,
        body=log_form_with_place,
        query=("mal", "loggat"),
        filters=("slag", "dag", "var"),
        single=("place",),
    ),
    "followup:quick_log": CouncilPage(
        read=None, write=MAIN_PARTIES, enter=LOGGERS, body=quick_form, single=("target", "place")
    ),
    # One's own of today: the world's were logged by the field user.
    "followup:undo_log": CouncilPage(read=None, write=frozenset({Role.FIELD_USER}), enter=LOGGERS),
    "followup:parts": CouncilPage(read=LOGGERS, filters=("fore",)),
    "followup:confirm_part": CouncilPage(read=None, write=MAIN_PARTIES, enter=LOGGERS),
    "followup:deny_part": CouncilPage(
        read=MAIN_PARTIES, write=MAIN_PARTIES, enter=LOGGERS, body=lambda side: {"denial": "Vi var inte med."}
    ),
    "followup:log_table": CouncilPage(
        read=LOGGERS,
        write=LOGGERS,
        body=table_form,
        filters=("fler",),
        typed=("row_place_text_1",),
        single=("row_targets_1",),
    ),
    "followup:summaries": CouncilPage(),
    "followup:summary": CouncilPage(hidden_from=frozenset({Role.OFFICIAL})),
    "followup:summary_pdf": CouncilPage(hidden_from=frozenset({Role.OFFICIAL})),
    "followup:summary_document": CouncilPage(hidden_from=frozenset({Role.OFFICIAL})),
    "followup:summary_text": CouncilPage(read=LEADERS, write=LEADERS, closed_to=OF_OTHERS, body=text_form),
    "followup:summary_whole": CouncilPage(read=LEADERS, write=LEADERS, closed_to=OF_OTHERS, body=whole_form),
    "followup:save_summary_text": CouncilPage(
        read=None, write=LEADERS, closed_to=OF_OTHERS, sends=True, body=save_form, single=("promise",)
    ),
    "followup:use_proposals": CouncilPage(read=None, write=LEADERS),
    "followup:summary_comments": CouncilPage(
        read=LOGGERS,
        write=LEADERS,
        enter=LOGGERS,
        body=comment_form,
        query=("lofte",),
        filters=("del",),
        single=("lofte",),
    ),
    "followup:settle_comment": CouncilPage(read=None, write=LEADERS),
    "followup:share_summary": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"is_read": "on"}),
    "followup:summary_history": CouncilPage(read=LOGGERS),
    "followup:approve_summary": CouncilPage(
        read=None, write=COORDINATOR, enter=ALL, hidden_from=frozenset({Role.OFFICIAL}), body=approval_form
    ),
    "followup:start_summary": CouncilPage(read=LEADERS, write=LEADERS, body=start_form),
    "followup:mark_summary_ready": CouncilPage(read=None, write=LEADERS),
    "followup:send_back_summary": CouncilPage(
        read=LEADERS, write=LEADERS, body=lambda side: {"send_back_reason": "Mer om effekten."}
    ),
    "followup:correct_summary": CouncilPage(
        read=LEADERS, write=LEADERS, body=lambda side: {"mending_reason": "Fel antal."}
    ),
    "followup:publish_summary": CouncilPage(read=LEADERS, write=LEADERS),
    "followup:summary_facts": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"retention": "preserve"}),
    "followup:deliver_summary": CouncilPage(
        read=LEADERS, write=LEADERS, body=delivery_form, typed=("other_office", "delivery_note")
    ),
    # Of an approved summary, by whoever reads it: also officials, who write nothing else.
    "followup:acknowledge_delivery": CouncilPage(write=ALL),
    "followup:archive_summary": CouncilPage(),
    "followup:sign_promise_set": CouncilPage(read=LEADERS, write=LEADERS, body=signing_form),
    "followup:copy_promise_set": CouncilPage(read=LEADERS, write=LEADERS, body=copy_form),
    "promises:publish_promise_set": CouncilPage(read=LEADERS, write=LEADERS),
    "promises:close_promise_set": CouncilPage(read=LEADERS, write=LEADERS),
    "promises:new_edition": CouncilPage(read=LEADERS, write=LEADERS, body=edition_form),
    "promises:editions": CouncilPage(filters=("fran", "till")),
    "promises:promise_sets": CouncilPage(),
    "promises:promise_set": CouncilPage(filters=("sprak",)),
    "promises:translations": CouncilPage(read=LEADERS),
    "promises:edit_translation": CouncilPage(
        read=LEADERS, write=LEADERS, body=translation_form, typed=("translator", "translated_title")
    ),
    "promises:remove_translation": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"version": 1}),
    "promises:share_promise_set": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"is_read": "on"}),
    "promises:new_promise_set": CouncilPage(
        read=LEADERS, write=LEADERS, body=lambda side: {**set_form(side), "whose": "own", "begin": "empty"}
    ),
    "promises:edit_promise_set": draft_page(write=None),
    "promises:edit_set_details": draft_page(body=details_form, single=("agreement", "set_picture")),
    "promises:remove_promise_set": draft_page(),
    "promises:add_section": draft_page(body=lambda side: {"heading": "Nytt avsnitt"}),
    "promises:edit_section": draft_page(body=lambda side: {"heading": "Annan rubrik"}),
    "promises:move_section": draft_page(read=None, body=lambda side: {"direction": "down"}),
    "promises:remove_section": draft_page(
        body=lambda side: {"move_to": side.rows.other_draft_section.pk}, single=("move_to",)
    ),
    "promises:add_promise": draft_page(body=promise_form, single=("section",)),
    "promises:edit_promise": draft_page(body=promise_form, single=("section",)),
    "promises:move_promise": draft_page(read=None, body=lambda side: {"direction": "down"}),
    "promises:remove_promise": draft_page(),
    "promises:promise_set_history": CouncilPage(),
    "promises:target_history": CouncilPage(),
    "promises:paste_text": draft_page(body=lambda side: {"pasted_text": PASTED}),
    "promises:review_text": draft_page(write=None),
    "promises:confirm_settled": draft_page(read=None),
    "promises:remove_reading": draft_page(),
    "promises:answer_question": draft_page(read=None, body=answer_form, single=("answer_places",)),
    "promises:confirm_target": draft_page(read=None, body=lambda side: {"version": 1}),
    "promises:split_target": draft_page(read=None),
    "promises:drop_target": draft_page(read=None),
    "promises:add_target": draft_page(body=target_form, single=("lead",)),
    "promises:edit_target": draft_page(body=target_form, single=("lead",)),
    "promises:remove_target": draft_page(),
    # A piece of page for the script: with rows that are not there it says what is missing, as for any half-typed form.
    "promises:target_preview": draft_page(read=None, sends=True),
    "followup:log_preview": CouncilPage(read=None, write=LOGGERS, sends=True),
    "promises:calendar": CouncilPage(),
    "promises:add_occasion": CouncilPage(read=LEADERS, write=LEADERS, body=occasion_form),
    "promises:add_occasions": CouncilPage(
        read=LEADERS, write=LEADERS, body=lambda side: {"lines": "2019-04-30 Valborg"}
    ),
    "promises:remove_occasion": CouncilPage(read=LEADERS, write=LEADERS),
    "promises:add_term": CouncilPage(
        read=LEADERS, write=LEADERS, body=lambda side: {"term_first_day": "2020-01-01", "term_last_day": "2020-06-12"}
    ),
    "promises:remove_term": CouncilPage(read=LEADERS, write=LEADERS),
    "promises:activities": CouncilPage(query=("mal", "loften", "part", "fore"), filters=("fran", "till", "raknas")),
    "promises:export_activities": CouncilPage(query=("mal", "loften", "part"), filters=("fran", "till", "raknas")),
    "promises:import_activities": CouncilPage(read=LOGGERS, write=LOGGERS, body=file_form),
    # The world's file was sent by the coordinator.
    "promises:review_import": CouncilPage(read=LEADERS, write=LEADERS, enter=LOGGERS),
    "promises:map_import": CouncilPage(read=LEADERS, write=LEADERS, enter=LOGGERS),
    "promises:give_up_import": CouncilPage(read=None, write=LEADERS, enter=LOGGERS),
    # It has not been carried out, so there is nothing to undo.
    "promises:undo_import": CouncilPage(read=LEADERS, write=LEADERS, enter=LOGGERS, closed_to=LEADERS),
    "promises:activity": CouncilPage(),
    "promises:correct_activity": CouncilPage(
        read=CORRECTORS,
        write=CORRECTORS,
        enter=LOGGERS,
        body=lambda side: {**log_form(side), "version": 1},
        typed=("place_text",),
    ),
    "promises:withdraw_activity": CouncilPage(
        read=CORRECTORS,
        write=CORRECTORS,
        enter=LOGGERS,
        body=lambda side: {"reason": "Loggad två gånger", "version": 1},
    ),
    "promises:restore_activity": CouncilPage(
        read=CORRECTORS,
        write=CORRECTORS,
        enter=LOGGERS,
        body=lambda side: {"restore_reason": "Togs bort av misstag", "version": 1},
    ),
    "councils:council": CouncilPage(),
    "councils:members": CouncilPage(),
    "councils:invite": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=invitation_form, single=("organisation",)),
    "councils:resend_invitation": CouncilPage(read=None, write=COORDINATOR),
    "councils:withdraw_invitation": CouncilPage(read=None, write=COORDINATOR),
    "councils:change_member": CouncilPage(
        read=COORDINATOR, write=COORDINATOR, body=membership_form, single=("organisation",)
    ),
    "councils:end_member": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=lambda side: {"leaves_seats": "on"}),
    "councils:places": CouncilPage(),
    "councils:add_place": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"place_name": "Ett nytt torg"}),
    "councils:edit_place": CouncilPage(read=LEADERS, write=LEADERS, body=place_form, typed=("place_name",)),
    "councils:remove_place": CouncilPage(read=None, write=LEADERS),
    "councils:add_place_set": CouncilPage(read=LEADERS, write=LEADERS, body=place_set_form),
    "councils:edit_place_set": CouncilPage(read=LEADERS, write=LEADERS, body=place_set_form),
    "councils:remove_place_set": CouncilPage(read=None, write=LEADERS),
    "councils:log": CouncilPage(read=LEADERS, query=("person",), filters=("handelse", "fran", "till", "fore")),
    "councils:log_csv": CouncilPage(
        read=None, write=LEADERS, sends=True, body=lambda side: {"handelse": "log_activity", "fran": "2019-01-01"}
    ),
    "followup:deadlines": CouncilPage(),
    "followup:add_deadline": CouncilPage(
        read=LEADERS,
        write=LEADERS,
        body=deadline_form,
        single=("deadline_set", "deadline_meeting", "deadline_party"),
    ),
    "followup:change_deadline": CouncilPage(
        read=LEADERS,
        write=LEADERS,
        body=deadline_form,
        single=("deadline_set", "deadline_meeting", "deadline_party"),
    ),
    "followup:remove_deadline": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"version": 1}),
    # What is done is read by all; the world's is not.
    "followup:finish_deadline": CouncilPage(
        read=LEADERS, write=LEADERS, enter=ALL, body=lambda side: {"finish_note": "Ringt.", "version": 1}
    ),
    # The world's is not done, so it is left as it is and said to be.
    "followup:reopen_deadline": CouncilPage(read=None, write=LEADERS, body=lambda side: {"version": 1}),
    "followup:plan_checkpoints": CouncilPage(
        read=LEADERS, write=LEADERS, body=checkpoints_form, query=("loften",), filters=("takt",), single=("loften",)
    ),
    "followup:meetings": CouncilPage(),
    "followup:add_meeting": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=meeting_form),
    "followup:change_meeting": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=meeting_form),
    "followup:cancel_meeting": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=lambda side: {"version": 1}),
    # For everybody, without login: the only pages of councils that are.
    "followup:public_promise_sets": PublicPage(filters=("sprak",)),
    "followup:public_promises": PublicPage(filters=("sprak",)),
    "followup:public_summary": PublicPage(filters=("sprak",)),
    "followup:public_summary_pdf": PublicPage(names=who_approved),
    # Above the councils: several at once.
    "followup:area": AreaPage(filters=("rad", "tema", "lage", "ordning")),
    "followup:region": OverseerPage(filters=("lan", "tema", "lage", "ordning")),
    "followup:nation": OverseerPage(filters=("region", "lan", "tema", "lage", "ordning")),
    # The same figures as files, with the filters of their pages.
    "followup:export_overview": CouncilPage(query=("avsnitt", "ansvarig"), filters=("lage", "tema", "ordning")),
    "followup:export_council": CouncilPage(query=("avsnitt", "ansvarig"), filters=("lage", "tema", "ordning")),
    "followup:export_area": AreaPage(filters=("rad", "tema", "lage", "ordning")),
    "followup:export_region": OverseerPage(filters=("lan", "tema", "lage", "ordning")),
    "followup:export_nation": OverseerPage(filters=("region", "lan", "tema", "lage", "ordning")),
    #                                          GET OPT POST PUT PATCH DELETE
    "followup:start": SitePage(TO_LOGIN, "200|302 405 405 405 405 405"),
    "followup:areas": SitePage(TO_LOGIN, "302 405 405 405 405 405"),  # all here have one area or none
    # Of one's own councils; who is in none is led from the file to the page, which says so.
    "followup:all_summaries": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "followup:all_summaries_zip": SitePage(TO_LOGIN, "200|302 405 405 405 405 405"),
    "followup:own_data": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "followup:own_data_json": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "followup:to_do": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "councils:calendar_addresses": SitePage(TO_LOGIN, "200 405 302 405 405 405"),
    # With a key that is none; what a key opens, and to whom, is in tests/followup/test_feeds.py.
    "followup:calendar_feed": SitePage("404 405 405 405 405 405", "404 405 405 405 405 405"),
    "councils:profile": SitePage(TO_LOGIN, "200 405 422 405 405 405"),
    "councils:log_out_everywhere": SitePage(TO_LOGIN, "405 405 302 405 405 405"),
    "councils:erase_me": SitePage(TO_LOGIN, "200 405 422 405 405 405"),
    # With a token that is none: the same page as for one that was used or has run out.
    "councils:accept_invitation": SitePage("404 405 404 405 405 405", "404 405 404 405 405 405"),
    # For whoever has a paper. With a code that is none; what a code opens is in tests/followup/test_verification.py.
    "followup:verify": SitePage("200 405 422 405 405 405", "200 405 422 405 405 405"),
    "followup:verify_code": SitePage("404 405 405 405 405 405", "404 405 405 405 405 405"),
    "followup:accessibility": SitePage("200 405 405 405 405 405", "200 405 405 405 405 405"),
    "set_language": SitePage("405 405 302 405 405 405", "405 405 302 405 405 405"),
    "account_login": SitePage("200 200 200 200 405 405", "302 302 302 302 302 302"),
    "account_logout": SitePage("302 200 302 405 405 405", "200 200 302 405 405 405"),
    "account_inactive": SitePage(READ_ONLY, READ_ONLY),
    "account_signup": SitePage("200 200 200 200 200 200", "302 302 302 302 302 302"),  # closed, whatever is sent
    "cancel_confirmation": SitePage(TO_LOGIN, "405 405 302 405 405 405"),
    "account_reauthenticate": SitePage(TO_LOGIN, "200 200 200 200 405 405"),
    # allauth looks it up by name; nobody changes an address here.
    "account_email": SitePage(TO_LOGIN, NOT_OFFERED),
    "account_change_password": SitePage(TO_LOGIN, "200 200 200 200 405 405"),
    "account_set_password": SitePage(TO_LOGIN, "302 405 405 405 405 405"),  # all here have a password to change
    "account_reset_password": SitePage("200 200 200 200 405 405", "200 200 200 200 405 405"),
    "account_reset_password_done": SitePage(READ_ONLY, READ_ONLY),
    # With a key that is none: a page that says so, whatever is sent.
    "account_reset_password_from_key": SitePage("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account_reset_password_from_key_done": SitePage(READ_ONLY, READ_ONLY),
    # The second factor: everybody manages their own. Nobody here has one, so there is nothing to show or remove.
    "sign_in_again": SitePage(TO_LOGIN, "302 405 405 405 405 405"),
    "mfa_index": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "mfa_authenticate": SitePage(TO_LOGIN, TO_LOGIN),  # a step of signing in, which nobody here is in the middle of
    "mfa_reauthenticate": SitePage(TO_LOGIN, TO_LOGIN),
    "mfa_reauthenticate_webauthn": SitePage(TO_LOGIN, TO_LOGIN),
    "mfa_activate_totp": SitePage(TO_LOGIN, "200 405 200 405 405 405", is_new=True),
    "mfa_deactivate_totp": SitePage(TO_LOGIN, "404 405 404 405 405 405"),
    "mfa_view_recovery_codes": SitePage(TO_LOGIN, "404 200 405 405 405 405"),
    "mfa_download_recovery_codes": SitePage(TO_LOGIN, NOT_OFFERED),
    "mfa_generate_recovery_codes": SitePage(TO_LOGIN, "200 405 200 405 405 405"),
    "mfa_list_webauthn": SitePage(TO_LOGIN, READ_ONLY),
    "mfa_add_webauthn": SitePage(TO_LOGIN, "200 405 200 405 405 405", is_new=True),
    "mfa_edit_webauthn": SitePage(TO_LOGIN, "404 405 404 405 405 405"),
    "mfa_remove_webauthn": SitePage(TO_LOGIN, "404 405 404 405 405 405"),
    # A way in: whoever is in already is led on. The page itself is the login page.
    "mfa_login_webauthn": SitePage("302 200 302 302 405 405", "302 302 302 302 302 302"),
    # With a provider that is none, as every provider is until one is configured.
    "openid_connect_login": SitePage("405 405 404 405 405 405", "405 405 404 405 405 405"),
    "openid_connect_callback": SitePage("404 405 405 405 405 405", "404 405 405 405 405 405"),
    "socialaccount_login_cancelled": SitePage(READ_ONLY, READ_ONLY),
    "socialaccount_login_error": SitePage("403 405 405 405 405 405", "403 405 405 405 405 405"),
    "socialaccount_signup": SitePage("200 200 200 200 200 200", "302 302 302 302 302 302"),  # closed
    "socialaccount_connections": SitePage(TO_LOGIN, NOT_OFFERED),
    # Nothing is kept: it leads on to the start page.
    "kept_text": SitePage(TO_LOGIN, "302 405 302 405 405 405"),
}

for _subject in (agreements, dialogues, meetings, pictures, plans, seats, statistics, year):
    ROUTES |= _subject.ROUTES

# Model → a row of it, the answers to an empty form on its page and on that for a new one; None: no such page.
ADMINISTERED = {
    "county": (lambda side: side.council.municipalities.first().county, 403, None),
    "policeregion": (lambda side: side.council.municipalities.first().police_region, 200, 200),
    "municipality": (lambda side: side.council.municipalities.first(), 302, None),
    "policearea": (lambda side: side.rows.police.police_area, 200, 200),
    "organisation": (lambda side: side.rows.school, 200, 200),
    "council": (lambda side: side.council, 200, 200),
    "user": (lambda side: side.people[Role.MEMBER], 200, None),
    "areaappointment": (lambda side: AreaAppointment.objects.get(organisation=side.rows.police), 403, None),
    "oversightappointment": (
        lambda side: OversightAppointment.objects.get(user=side.people[Role.OFFICIAL]),
        403,
        None,
    ),
    "auditentry": (lambda side: AuditEntry.objects.get(council=None), 403, None),
}
ROUTES |= {"admin:index": AdminPage(), "admin:app_list": AdminPage(), "admin:jsi18n": AdminPage(post=405)}
for _model, (_row, _change, _add) in ADMINISTERED.items():
    ROUTES[f"admin:councils_{_model}_changelist"] = AdminPage()
    ROUTES[f"admin:councils_{_model}_change"] = AdminPage(_row, _change)
    ROUTES[f"admin:councils_{_model}_history"] = AdminPage(_row)
    if _add:
        ROUTES[f"admin:councils_{_model}_add"] = AdminPage(post=_add)
