"""What a line of the audit log tells beside who did what: every detail and every code, as a Swede would say it."""

from django.utils.translation import gettext_lazy as _

from councils.codes import Channel, DialogueKind, GoalOutcome, MeasureStatus, ObservationStatus
from councils.let_through import let_through_in_words
from councils.verbs import OBJECTS, VERBS

# what a detail is called; a name that is not here stands as it is
DETAILS = {
    "added": _("nya"),
    "corrected": _("rättade"),
    "unchanged": _("oförändrade"),
    "left_out": _("inte tagna med"),
    "indicators": _("antal nya indikatorer"),
    "known": _("fanns redan"),
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
    "summary": _("sammanställning"),
    "parts": _("delar"),
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
    "region": _("polisregion nr"),
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
    "due_on": _("senast"),
    "due_kind": _("tidpunkt"),
    "held_on": _("mötesdag"),
    "adopted_on": _("fastställd"),
    "replaced": _("ersatte lägesbild nr"),
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
    "as_of": _("läget den"),
    "offices": _("antal mottagare"),
    "way": _("hur"),
    "delivered_on": _("överlämnad"),
    "mails": _("antal brev"),
    "name": _("namn"),
    "holder": _("innehavare"),
    "function": _("funktion"),
    "year": _("år"),
    "answered": _("antal besvarade frågor"),
    "reported_on": _("redovisat"),
    "recipient": _("till vem"),
    "to_assembly": _("till kommunfullmäktige"),
    "about": _("om vad"),
    "registry_number": _("diarienummer"),
    "done_on": _("gjort"),
    "decided_on": _("beslutad den"),
    "replaces": _("ersätter plan nr"),
    "follows": _("följer på plan nr"),
    "outcome": _("hur det gick"),
    "status": _("läge"),
    "seats": _("antal platser"),
    "dialogue": _("dialog nr"),
    "settled": _("läge"),
    "measure": _("åtgärd nr"),
    "plan": _("handlingsplan nr"),
    "channel": _("kanal"),
}
# What those who read the log have no use for: the code of a page beside the right that was missing, the number of
# the council that they are in, and which version of an activity a line made. All stand in the file.
UNTOLD = ("route", "key", "version")
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
    "run_council": _("sköta rådets arbete"),
    "edit_plan": _("skriva lägesbild och handlingsplan"),
    "contribute": _("bidra med det egna underlaget"),
}
PARTIES = {"municipality": _("Kommunen"), "police": _("Polisen")}

# detail → its codes in words. Those of judgements are the ones in followup/codes.py, those of languages in
# promises/codes.py, which lie above this file.
CODES = {
    "permission": PERMISSIONS,
    "handelse": VERBS,
    "party": PARTIES,
    "parties": PARTIES,
    "act": {
        "add": _("tillagt"),
        "change": _("ändrat"),
        "move": _("flyttat"),
        "remove": _("borttaget"),
        "end": _("avslutat"),
        "reopen": _("öppnat igen"),
    },
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
        "theme": _("tema"),
        "registry_number": _("kommunens diarienummer"),
        "police_registry_number": _("polisens diarienummer"),
        "retention": _("bevarande"),
        "from_day": _("beskriver tiden från"),
        "to_day": _("till och med"),
        "mapping": _("kartläggning av brottsligheten"),
        "other_information": _("annan relevant information"),
        "analysis": _("analys"),
        "picture": _("lägesbild"),
        "name": _("namn"),
        "short_name": _("kort namn"),
        "kind": _("slag"),
        "parent": _("rådet ovanför"),
        "purpose": _("uppdrag"),
        "meetings_per_year": _("möten om året"),
        "meets_when_needed": _("träffas vid behov"),
        "independence_note": _("upplysningen om myndigheten Brå"),
        "partners": _("organisationer som deltar"),
        "seat": _("plats i rådet"),
        "function": _("funktion"),
        "organisation": _("organisation"),
        "duty": _("uppgift"),
        "is_senior": _("ledande befattning"),
        "several_persons": _("flera personer"),
    },
    "model": OBJECTS,
    "noted": {"request": _("önskemål"), "measurement": _("mätvärde"), "deviation": _("avvikelse")},
    "way": {
        "email": _("e-post"),
        "meeting": _("på ett möte"),
        "paper": _("på papper"),
        "registry": _("till registrator"),
    },
    "due_kind": {"date": _("en viss dag"), "month": _("en viss månad"), "meeting": _("ett möte")},
    "kind": {
        "checkpoint": _("avstämning"),
        "task": _("något att göra"),
        "part": _("delsammanställning"),
        "year": _("årssammanställning"),
        **dict(DialogueKind.choices),
    },
    "outcome": {choice.value: choice.label for choice in GoalOutcome},
    "status": {choice.value: choice.label for choice in MeasureStatus},
    "settled": dict(ObservationStatus.choices),
    "channel": dict(Channel.choices),
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
