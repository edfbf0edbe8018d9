"""Promises for a look at every page: every kind of target, every state of an activity, drafts and editions."""

import uuid
from datetime import date

from django.utils import timezone

from followup.actions.assessments import judge_target
from followup.actions.comments import comment_on_summary
from followup.actions.corrections import begin_correction
from followup.actions.deliveries import acknowledge_delivery, deliver_summary
from followup.actions.publishing import publish_summary
from followup.actions.summary_flow import start_summary
from followup.models import SummaryReturn
from followup.progress import judged_targets, target_progress
from followup.summary_addresses import final_summary
from promises.actions.activities import correct_activity, withdraw_activity
from promises.actions.life import new_edition
from promises.actions.noted import withdraw_note
from promises.actions.proposals import answer_question, confirm_target, split_target
from promises.actions.reading import read_into
from promises.contents import content_of, digest_of
from promises.models import Promise, Signature, Target
from tests import factories as make
from tests.browser.long_words import LONG


def promises(world, police):
    council = world.council
    section = make.section(promise_set=world.promise_set, title="Polisiär närvaro och tillgänglighet", order=1)
    weekly = {"per": "week", "unit": "medborgarkontakt", "units": "medborgarkontakter"}
    kinds = [
        {"minimum": 1, "counting": "average", **weekly},
        {"minimum": 1, "counting": "each", **weekly},
        {"minimum": 2, "per": "half_year", "counting": "each"},
        {"minimum": 1, "jointly": "all", "tags": ["riskkväll"], "condition": "om läget medger"},
        {"minimum": 1500},
        {"kind": "coverage", "places": [make.place(council=council), make.place(council=council)]},
        {"kind": "deliverable", "due_on": date(2019, 6, 30)},
        {"kind": "on_demand"},
        {"kind": "effect", "baseline": 61, "source": "trygghetsmätningen"},
        {"kind": "effect", "baseline": 61},
        {"kind": "qualitative"},
        {"kind": "vision"},
    ]
    targets = [
        make.target(promise=make.promise(section=section, wording=f"Vi lovar {LONG} nummer {n}."), **fields)
        for n, fields in enumerate(kinds)
    ]
    make.promise(section=section, wording="Ett löfte utan mål.", partners=[make.organisation(name="Hälsocentralen")])
    world.target, world.promise = targets[0], targets[0].promise
    # An average, each week, a mark that may be missing, places, an effect: the evidence pages that look different.
    world.targets = [targets[n] for n in (0, 1, 3, 5, 8)]
    counted = [target for target in targets if target.kind != "coverage"]
    _noted(world, *targets[7:9])
    world.activity = make.activity(
        targets=counted,
        by=world.coordinator,
        count=3,
        count_quality="about",
        note="En rad\noch en till.",
        place_text=LONG,
        reach=40,
        tags=["riskkväll"],
        is_beyond_ordinary=True,
    )
    make.activity(targets=targets[:6], by=world.coordinator, occurred_on=date(2019, 11, 19), parties=[police])
    world.withdrawn = make.activity(targets=targets[:2], by=world.coordinator)
    withdraw_activity(activity=world.withdrawn, by=world.coordinator, version=1, reason=f"Dubbelt: {LONG}")
    world.activity = correct_activity(
        activity=world.activity,
        by=world.coordinator,
        version=1,
        targets=counted,
        parties=world.activity.parties.all(),
        count=4,
    )
    facts = target_progress(
        judged_targets(Target.objects.filter(pk=world.target.pk).with_rules()).get(), as_of=date(2019, 11, 20)
    )
    judge_target(
        progress=facts,
        by=world.coordinator,
        judgement="largely_fulfilled",
        motivation=f"Nästan. {LONG}",
        deviation_reason="special_event",
        deviation_text="Skogsbränder.",
    )
    texts = dict.fromkeys(("police_did", "municipality_did", "why_not", "effect", "next_step"), f"Text. {LONG}")
    make.text(promise=world.promise, by=world.coordinator, **texts)
    make.all_shared(world.promise_set, by=world.coordinator)
    make.text(promise=world.promise, by=world.coordinator, effect=f"Ny text. {LONG}")
    for about in ({}, {"promise": world.promise, "part": "effect"}):
        said = {"text": f"Kolla siffran. {LONG}", "by": world.coordinator, "at": timezone.now()}
        comment_on_summary(summary=final_summary(world.promise_set), **said, **about)
    world.draft = make.promise_set(
        council=council, title="Löften 2020", slug="2020", status="draft", organisation=make.parties_of(council)[1]
    )
    world.source = _pasted(world)
    world.draft_promise = make.promise(promise_set=world.draft, wording=f"Vi tänker lova {LONG}.")
    make.target(promise=world.draft_promise, label=LONG)
    make.section(promise_set=world.draft, title=LONG)
    world.drafted = _drafted(world)
    _editions(world, police, municipal=make.parties_of(council)[1])
    closed = make.promise_set(council=council, title="Hösten", slug="host")
    make.text(promise=make.promise(promise_set=closed), by=world.coordinator, **texts)
    _on_the_way(world)


def _noted(world, demand, effect):
    """Everything that is noted beside activities, with long words, and something taken back."""
    world.demand, world.effect = demand, effect
    by = {"noted_by": world.coordinator, "organisation": make.parties_of(world.council)[1]}
    make.measurement(target=effect, source=f"trygghetsmätningen i {LONG}"[:160], note=LONG, **by)
    substitute = make.activity(council=world.council, by=world.coordinator, place_text=LONG)
    world.deviation = make.deviation(target=world.target, text=f"Snö. {LONG}", substitute=substitute, **by)
    make.request(target=demand, note=f"Per telefon. {LONG}"[:300], **by)
    mistaken = make.request(target=demand, **by)
    withdraw_note(note=mistaken, by=world.coordinator, reason=f"Dubbelt: {LONG}"[:300])


def _pasted(world):
    """A text that was read, with a question of each sort, a proposal that is confirmed and one changed by hand."""
    text = (
        f"Polis och kommun lovar:\n- minst två besök varje vecka\n- besöka samtliga skolor i {LONG}\n"
        f"- ta fram en broschyr före nästa stora möte\n- minst tre {LONG.lower()} per år\n- öka tryggheten\n\n"
        f"Bakgrund\n{LONG} behövs.\n\nUppföljning\n{'Det följs upp. ' * 30}"
    )
    source = read_into(promise_set=world.draft, by=world.coordinator, text=text, parties=make.parties_of(world.council))
    first, *_, last = source.proposals.all()
    answer_question(proposal=first, by=world.coordinator, about="each_or_average", answer="each")
    split_target(proposal=first, by=world.coordinator)
    confirm_target(proposal=last, by=world.coordinator, version=1)
    return source


def _drafted(world):
    """A target in a draft, with places, days and terms to choose among and to be counted in."""
    council = world.council
    place = make.place(council=council, name=f"Skolan vid {LONG}")
    world.place, world.place_set = place, make.place_set(council=council, name=LONG[:80], places=[place])
    world.problem_area = make.problem_area(council=council, name=LONG, background=f"Sedan länge.\n\n{LONG}")
    world.occasion = make.occasion(council=council, day=date(2019, 4, 30), name=LONG)
    world.term = make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    for per in ("occasion", "term"):
        make.target(promise=world.promise, label=f"Per {per} {LONG}", per=per, counting="each")
    return make.target(
        promise=world.draft_promise, kind="coverage", places=[place], per="week", tags=["riskkväll"], weekdays=[5]
    )


def _editions(world, police, municipal):
    """Promises that one party has signed, some that both have, and some that a new edition has replaced."""
    council, people = world.council, [world.coordinator, world.police_manager]
    days = {"first_day": date(2019, 7, 1), "last_day": None}

    def shared(slug, **fields):
        promise_set = make.promise_set(council=council, title=f"Löften {slug}", slug=slug, status="shared", **fields)
        make.target(
            promise=make.promise(promise_set=promise_set, wording=f"Vi lovar {LONG}."), kind="effect", baseline=9
        )
        return make.signable(promise_set, parties=[municipal, police])

    to_sign, held = shared("var"), shared("sommar", **days, counts_before_signing=False)
    Signature.objects.create(
        promise_set=to_sign,
        organisation=police,
        name=f"Namn {LONG}",
        title=LONG,
        signed_on=date(2019, 11, 1),
        recorded_by=world.police_manager,
        sha256=digest_of(content_of(to_sign)),
    )
    by_party = dict(zip([municipal.pk, police.pk], people, strict=True))
    in_order = [by_party[pk] for pk in sorted(by_party)]
    make.signed(held, people=in_order, parties=[municipal, police], signed_on=date(2019, 10, 1))
    old = make.signed(shared("gamla"), people=in_order, parties=[municipal, police], signed_on=date(2019, 2, 1))
    new = new_edition(promise_set=old, by=world.coordinator, organisation=None, reason=f"Fler {LONG}")
    Promise.objects.filter(section__promise_set=new).update(wording="Vi lovar något annat.")
    make.signed(new, people=in_order, parties=[municipal, police], signed_on=date(2019, 10, 1))


def past(world):
    past = make.promise_set(
        council=world.council, title="Löften 2018", slug="2018", first_day=date(2018, 1, 1), last_day=date(2018, 12, 31)
    )
    promise = make.promise(promise_set=past)
    make.target(promise=promise)
    make.text(promise=promise, by=world.coordinator, police_did=f"Vi gick. {LONG}", why_not=f"Snö.\n\n{LONG}")
    make.text(promise_set=past, by=world.coordinator, introduction=f"Så gick det. {LONG}", method=LONG)
    world.past = make.approved(past, municipality=world.coordinator, police=world.police_manager, at=timezone.now())
    publish_summary(summary=world.past, by=world.coordinator, at=timezone.now())


def _on_the_way(world):
    """A part summary that was sent back, one that is ready, a frozen one, and one that is being corrected."""
    council, by = world.council, world.coordinator
    part = start_summary(
        promise_set=world.promise_set, kind="part", name=LONG[:120], as_of=date(2019, 4, 30), by=world.coordinator
    )
    SummaryReturn.objects.create(summary=part, party="police", reason=f"Mer om {LONG}.", returned_by=by)
    for n, slug in enumerate(("klar", "fryst", "rattas")):
        days = {"first_day": date(2010 + n, 1, 1), "last_day": date(2010 + n, 12, 31)}
        one = make.promise_set(council=council, title=f"Löften {2010 + n}", slug=slug, **days)
        make.text(promise=make.promise(promise_set=one), by=by, police_did=LONG)
        if slug == "klar":
            make.ready(one, by=by)
        else:
            frozen = make.frozen(one, at=timezone.now())
            frozen.registry_number = LONG[:60]
            frozen.save()
    said = {"way": "meeting", "delivered_on": date(2019, 11, 20), "note": f"På mötet i {LONG}."}
    about = {"summary": frozen, "offices": [LONG, f"Chefen för {LONG}"], "said": said, "key": uuid.uuid4()}
    world.delivery, received = deliver_summary(**about, by=by).rows
    acknowledge_delivery(delivery=received, by=world.official, day=date(2019, 11, 20))
    begin_correction(summary=frozen, reason=f"Fel antal i {LONG}.", by=by)
