"""Every verb of the audit log, and every kind of row, as a Swede would say it."""

from django.utils.translation import gettext_lazy as _

from councils.let_through import let_through_in_words

# verb → what somebody did, after the person's name
VERBS = {
    "sign_in": _("loggade in"),
    "sign_in_failed": _("försökte logga in och kom inte in"),
    "second_factor_failed": _("skrev rätt lösenord men fel kod"),
    "sign_out": _("loggade ut"),
    "refuse": _("nekades"),
    "log_activity": _("loggade en aktivitet"),
    "correct_activity": _("rättade en aktivitet"),
    "send_activities": _("skickade in en fil med aktiviteter"),
    "import_activities": _("läste in en fil med aktiviteter"),
    "give_up_import": _("avbröt inläsningen av en fil"),
    "undo_import": _("ångrade inläsningen av en fil"),
    "withdraw_activity": _("tog bort en aktivitet ur räkningen"),
    "restore_activity": _("återställde en aktivitet"),
    "add_part": _("bekräftade sin del i en aktivitet, som ingen hade angett"),
    "confirm_part": _("bekräftade sin del i en aktivitet"),
    "deny_part": _("tog bort sin del i en aktivitet"),
    "decline_part": _("angav att en aktivitet inte var dess del"),
    "judge_target": _("bedömde ett mål"),
    "note_request": _("noterade ett önskemål"),
    "note_measurement": _("lade in ett mätvärde"),
    "note_deviation": _("noterade en avvikelse"),
    "withdraw_note": _("tog bort något som var noterat på ett mål"),
    "write_summary_text": _("skrev om ett löfte i sammanställningen"),
    "write_summary_introduction": _("skrev inledningen till sammanställningen"),
    "approve_summary": _("godkände sammanställningen"),
    "withdraw_approvals": _("ändrade något, så att godkännandet föll"),
    "freeze_summary": _("gjorde sammanställningen slutgiltig"),
    "make_promise_set": _("lade upp ett utkast till medborgarlöften"),
    "change_promise_set": _("ändrade uppgifterna om löftena"),
    "remove_promise_set": _("tog bort ett utkast till medborgarlöften"),
    "change_section": _("ändrade avsnitten i löftena"),
    "add_promise": _("lade till ett löfte"),
    "change_promise": _("ändrade ett löfte"),
    "move_promise": _("flyttade ett löfte"),
    "remove_promise": _("tog bort ett löfte"),
    "share_promise_set": _("delade utkastet till medborgarlöften"),
    "share_summary_texts": _("delade sin text i sammanställningen"),
    "sign_promise_set": _("undertecknade löftena för sin part"),
    "decide_promise_set": _("undertecknade som sista part, så att löftena gäller"),
    "supersede_promise_set": _("undertecknade en ny utgåva, så att den förra ersattes"),
    "publish_promise_set": _("publicerade löftena"),
    "close_promise_set": _("avslutade löftena"),
    "start_edition": _("började på en ny utgåva av löftena"),
    "copy_promise_set": _("kopierade löften till ett nytt utkast"),
    "withdraw_signatures": _("ändrade i löftena, så att underskriften föll"),
    "read_promises_from_text": _("läste in löften från en text"),
    "remove_reading": _("tog bort det som lästes in från en text"),
    "answer_question": _("svarade på en fråga om ett mål"),
    "confirm_target": _("godkände ett föreslaget mål"),
    "confirm_targets": _("godkände de föreslagna mål som inte hade några frågor"),
    "split_target": _("delade upp ett föreslaget mål i två"),
    "drop_target": _("slängde ett föreslaget mål"),
    "add_target": _("lade till ett mål i ett löfte"),
    "edit_target": _("ändrade ett mål i ett löfte"),
    "remove_target": _("tog bort ett mål ur ett löfte"),
    "change_calendar": _("ändrade i kalendern"),
    "change_places": _("ändrade bland platserna"),
    "change_problem_areas": _("ändrade bland problemområdena"),
    "translate_promises": _("sparade en översättning av löftena"),
    "remove_translation": _("tog bort en översättning av löftena"),
    "open_council": _("lade upp rådet"),
    "add_member": _("lade till en medlem"),
    "renew_member": _("tog tillbaka en medlem"),
    "change_member": _("ändrade ett medlemskap"),
    "end_member": _("avslutade ett medlemskap"),
    "invite": _("bjöd in en person"),
    "accept_invitation": _("tackade ja till en inbjudan"),
    "resend_invitation": _("skickade en inbjudan igen"),
    "withdraw_invitation": _("drog tillbaka en inbjudan"),
    "take_seat": _("fick en plats i rådet"),
    "leave_seat": _("lämnade en plats i rådet"),
    "appoint_police_manager": _("utsåg en polischef i ett lokalpolisområde"),
    "end_appointment": _("avslutade ett uppdrag i ett lokalpolisområde"),
    "change_coverage": _("ändrade vilka kommuner ett lokalpolisområde omfattar"),
    "change_profile": _("ändrade sina uppgifter"),
    "log_out_everywhere": _("loggade ut överallt"),
    "erase_person": _("raderade sina personuppgifter"),
    "change_password": _("bytte lösenord"),
    "add_authenticator": _("lade till en inloggningsmetod"),
    "remove_authenticator": _("tog bort en inloggningsmetod"),
    "reset_second_factor": _("återställde tvåstegsinloggningen"),
    "link_identity": _("knöt kontot till organisationens inloggning"),
    "unlink_identities": _("tog bort kopplingen till organisationens inloggning"),
    "refuse_sign_on": _("nekades inloggning genom organisationen"),
    "administer": _("ändrade i administrationen"),
    "sync_roles": _("uppdaterade rollernas rättigheter"),
    "export_log": _("laddade ner loggen"),
}

# object_type → the noun
OBJECTS = {
    "activity": _("aktivitet"),
    "target": _("mål"),
    "promise": _("löfte"),
    "promiseset": _("löften"),
    "section": _("avsnitt"),
    "sourcetext": _("inläst text"),
    "spreadsheetimport": _("fil med aktiviteter"),
    "translation": _("översättning"),
    "signature": _("underskrift"),
    "occasion": _("dag i kalendern"),
    "term": _("termin"),
    "place": _("plats"),
    "placeset": _("platsgrupp"),
    "problemarea": _("problemområde"),
    "summary": _("sammanställning"),
    "summarytext": _("text i sammanställningen"),
    "council": _("råd"),
    "membership": _("medlemskap"),
    "invitation": _("inbjudan"),
    "areaappointment": _("uppdrag i lokalpolisområde"),
    "user": _("person"),
    "organisation": _("organisation"),
    "seat": _("plats i rådet"),
    "policearea": _("lokalpolisområde"),
}


def deed(verb):
    """What was done, in words; a verb from an older version stands as it is."""
    return VERBS.get(verb, verb)


def noun(object_type):
    return OBJECTS.get(object_type, object_type)


# what a detail is called; a name that is not here stands as it is
DETAILS = {
    "added": _("nya"),
    "corrected": _("rättade"),
    "unchanged": _("oförändrade"),
    "left_out": _("inte tagna med"),
    "withdrawn": _("borttagna ur räkningen"),
    "role": _("roll"),
    "party": _("part"),
    "parties": _("parter"),
    "targets": _("mål"),
    "sha256": _("kontrollsumma"),
    "computed": _("uträknat läge"),
    "judgement": _("bedömning"),
    "permission": _("rättighet"),
    "promise_set": _("löften"),
    "organisation": _("organisation"),
    "user": _("person"),
    "person": _("person"),
    "readers": _("läsare"),
    "promise": _("löfte"),
    "promises": _("antal löften"),
    "proposals": _("antal förslag"),
    "note": _("notering nr"),
    "noted": _("slag"),
    "target": _("mål"),
    "sections": _("antal avsnitt"),
    "sources": _("antal inlästa texter"),
    "language": _("språk"),
    "translated": _("antal översatta löften"),
    "area": _("lokalpolisområde nr"),
    "municipality": _("kommun"),
    "covered": _("omfattas"),
    "roles": _("roller"),
    "fields": _("fält"),
    "changed": _("ändrat"),
    "act": _("slag av ändring"),
    "model": _("uppgift"),
    "kind": _("slag"),
    "kinds": _("slag"),
    "reason": _("orsak"),
    "provider": _("inloggning"),
    "handelse": _("händelse"),
    "fran": _("från och med"),
    "till": _("till och med"),
    "from_day": _("från och med"),
    "to_day": _("till och med"),
    "days": _("dagar"),
    "recounted": _("aktiviteter som räknades om"),
    "occurred_on": _("datum"),
    "activity_type": _("slag"),
    "place": _("plats"),
    "count": _("antal"),
    "count_quality": _("hur säkert antalet är"),
    "reach": _("antal deltagare"),
    "is_beyond_ordinary": _("utöver ordinarie verksamhet"),
    "edition": _("utgåva"),
    "signed_on": _("undertecknat"),
    "last_day": _("sista dag"),
}
# What those who read the log have no use for: the code of a page beside the right that was missing, and the number of
# the council that they are in. Both stand in the file.
UNTOLD = ("route", "key")
MORE_FOLLOW = _("Fler försök följde inom en timme. De skrivs inte ut ett för ett.")

PERMISSIONS = {
    "view_council": _("se rådet"),
    "view_drafts": _("läsa utkast"),
    "log_activity": _("logga aktiviteter"),
    "correct_any_activity": _("rätta alla aktiviteter"),
    "judge_target": _("bedöma mål"),
    "edit_promises": _("skriva medborgarlöften"),
    "write_summary": _("skriva sammanställningen"),
    "approve_for_municipality": _("godkänna för kommunen"),
    "approve_for_police": _("godkänna för polisen"),
    "manage_members": _("sköta medlemmarna"),
    "view_log": _("läsa loggen"),
}
PARTIES = {"municipality": _("Kommunen"), "police": _("Polisen")}

# detail → its codes in words. Those of judgements are the ones in followup/codes.py, those of languages in
# promises/codes.py, which lie above this file.
CODES = {
    "permission": PERMISSIONS,
    "handelse": VERBS,
    "party": PARTIES,
    "parties": PARTIES,
    "act": {"add": _("tillagt"), "change": _("ändrat"), "move": _("flyttat"), "remove": _("borttaget")},
    "changed": {
        "title": _("rubrik"),
        "first_day": _("första dag"),
        "last_day": _("sista dag"),
        "counts_before_signing": _("räkna det som gjorts före undertecknandet"),
        "agreement": _("överenskommelse"),
        "summary_due_kind": _("tidpunkt för sammanställningen"),
        "summary_due_on": _("sammanställning senast"),
        "summary_due_wording": _("tidpunkten som den är skriven"),
        "presented_on": _("presenterades"),
        "introduction": _("inledning"),
        "aim": _("målsättning"),
        "implementation": _("genomförande"),
        "communication": _("kommunikation"),
        "follow_up": _("uppföljning"),
        "recipients": _("mottagare"),
        "section": _("avsnitt"),
        "wording": _("ordalydelse"),
        "responsible": _("ansvariga"),
        "problem_areas": _("problemområden"),
    },
    "model": OBJECTS,
    "noted": {"request": _("önskemål"), "measurement": _("mätvärde"), "deviation": _("avvikelse")},
    "is_beyond_ordinary": {"True": _("ja"), "False": _("nej")},
    "reason": {
        "new_promises": _("nya löften tar vid"),
        "agreed": _("parterna har bestämt en sista dag"),
        "no_longer": _("samarbetet har upphört"),
    },
    "language": {
        "en": _("engelska"),
        "fi": _("finska"),
        "fit": _("meänkieli"),
        "se": _("nordsamiska"),
        "smj": _("lulesamiska"),
        "sma": _("sydsamiska"),
    },
    "computed": {
        "not_started": _("Inte börjat"),
        "fulfilled": _("Uppfyllt"),
        "on_track": _("I fas"),
        "behind": _("Efter plan"),
        "out_of_reach": _("Går inte längre att nå"),
        "partly_fulfilled": _("Delvis uppfyllt"),
        "not_fulfilled": _("Inte uppfyllt"),
        "no_measure": _("Inget mått"),
        "no_demand": _("Inget önskemål"),
    },
    "judgement": {
        "fulfilled": _("Uppfyllt"),
        "largely_fulfilled": _("I stort sett uppfyllt"),
        "partly_fulfilled": _("Delvis uppfyllt"),
        "not_fulfilled": _("Inte uppfyllt"),
        "replaced": _("Ersatt av annat"),
        "condition_not_met": _("Villkoret uppfylldes inte"),
        "cannot_be_judged": _("Kan inte bedömas"),
    },
}


def told(details, names=None):
    """Details as (name, value) in words; where there is a before and an after, only what differs.

    `names` is what more values are called: detail → value as text → words. What has no words stands as it is.
    """
    if details.get("more_follow"):
        return [("", MORE_FOLLOW)]
    if let_through := details.get("screened"):
        rest = {name: value for name, value in details.items() if name != "screened"}
        return [*told(rest, names), *(("", let_through_in_words(one)) for one in let_through)]
    names, before, after = names or {}, details.get("before"), details.get("after")
    if not (isinstance(before, dict) and isinstance(after, dict)):
        rest = {name: value for name, value in details.items() if name not in UNTOLD and value not in EMPTY}
        return [(DETAILS.get(name, name), _value(name, value, names)) for name, value in rest.items()]
    pairs = [(name, before.get(name), after[name]) for name in after if before.get(name) != after[name]]
    return [(DETAILS.get(name, name), f"{_value(name, a, names)} → {_value(name, b, names)}") for name, a, b in pairs]


EMPTY = (None, "", "None", [], {})


def _value(name, value, names):
    if isinstance(value, bool):
        return str(_("ja") if value else _("nej"))
    if isinstance(value, dict):
        return ", ".join(f"{DETAILS.get(key, key)}: {_value(key, part, names)}" for key, part in value.items())
    if value in EMPTY:
        return "\N{EN DASH}"
    if isinstance(value, list):
        return ", ".join(_value(name, one, names) for one in value)
    known = CODES.get(name, {}) | names.get(name, {})
    return str(known.get(str(value), value))
