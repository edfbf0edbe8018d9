"""Makes the demo's promise sets as rows, logs what was invented for them, and has the old ones summed up."""

import uuid
from datetime import date, timedelta

from councils.models import Place
from followup.actions.assessments import judge_target
from followup.actions.sharing import share_summary_texts
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_flow import accept_proposals, mark_ready
from followup.actions.summary_texts import Written, write_texts
from followup.codes import Party
from followup.demo.invented import days_of
from followup.demo.noted import note_everything
from followup.demo.plans import MUNICIPALITY
from followup.demo.world import at_noon, partner
from followup.progress import judged_targets, set_progress, target_progress
from followup.summary_addresses import final_summary
from promises.actions.activities import log_activity
from promises.codes import ActivityType, SetStatus
from promises.models import Promise, PromiseSet, Recipient, Responsibility, Section, Target
from promises.themes import guess

NAMESPACE = uuid.UUID("6f0c2b1e-5f1b-4f0e-9a53-1b1d2a6f6f10")

# What the invented activities are called; a target that asks for a type says so itself.
TYPE_BY_WORD = (
    ("trygghetsvandring", ActivityType.SAFETY_WALK),
    ("medborgarkontakt", ActivityType.CITIZEN_CONTACT),
    ("riskkväll", ActivityType.TARGETED_OPERATION),
    ("insatser mot", ActivityType.TARGETED_OPERATION),
    ("utbildning", ActivityType.TRAINING),
    ("berusningsnivå", ActivityType.MEETING),
    ("krogtillsyn", ActivityType.LICENSING_INSPECTION),
    ("tobakstillsyn", ActivityType.TOBACCO_INSPECTION),
    ("aktivitetsdag", ActivityType.PARENT_MEETING),
    ("trafik", ActivityType.TRAFFIC_OPERATION),
    ("patruller", ActivityType.FOOT_PATROL),
    ("publika platser", ActivityType.FOOT_PATROL),
    ("möten", ActivityType.MEETING),
    ("råd", ActivityType.INFORMATION),
    ("broschyr", ActivityType.INFORMATION),
    ("föräldrar", ActivityType.PARENT_MEETING),
    ("våld", ActivityType.MEETING),
    ("drogförebyggande", ActivityType.INFORMATION),
    ("langning", ActivityType.INFORMATION),
)


def make_set(town, plan, *, first_day, last_day, slug, title, due, running, today, **values):
    """One promise set with its sections, promises, targets and invented log up to today."""
    promise_set = PromiseSet.objects.create(
        council=town.council,
        title=title,
        slug=slug,
        status=SetStatus.SHARED,
        first_day=first_day,
        last_day=last_day,
        summary_due_on=due,
        agreement=town.council.agreements.first(),
        **plan.values,
        **values,
    )
    promise_set.parties.set(town.organisations.values())
    for order, office in enumerate(plan.recipients):
        Recipient.objects.create(promise_set=promise_set, office=office, order=order)
    for section_order, (section_title, promises) in enumerate(plan.sections, start=1):
        section = Section.objects.create(promise_set=promise_set, title=section_title, order=section_order)
        for order, promise_plan in enumerate(promises, start=1):
            _make_promise(town, section, order, promise_plan, running=running, today=today)
    if promise_set.predecessor:
        _remember_origins(promise_set)
    return promise_set


def _remember_origins(promise_set):
    """Every period promises the same here, so each row comes from the one in its place."""
    for model, way in ((Promise, ""), (Target, "promise__")):
        place = [f"{way}section__order", f"{way}order", *(["order"] if way else [])]
        rows, origins = (
            model.objects.filter(**{f"{way}section__promise_set": one}).order_by(*place)
            for one in (promise_set, promise_set.predecessor)
        )
        for row, origin in zip(rows, origins, strict=True):
            row.origin = origin
            row.save()


def sum_up(town, promise_set, plan, *, on, police_chief=None):
    """Write the texts of a set that is over, and let both parties approve it; without a chief the police remain."""
    coordinator = town.people[MUNICIPALITY]
    summary = final_summary(promise_set)
    plans = [promise_plan for _, promises in plan.sections for promise_plan in promises]
    promises = Promise.objects.filter(section__promise_set=promise_set).order_by("section__order", "order")
    for promise, promise_plan in zip(promises, plans, strict=True):
        if promise_plan.told:
            written = [Written(part, text, 0) for part, text in promise_plan.told.items()]
            write_texts(summary=summary, promise=promise, written=written, by=coordinator)
    _judge_open_ends(promise_set, coordinator, on)
    summary = accept_proposals(summary=summary, by=coordinator, day=on)
    share_summary_texts(summary=summary, organisation=town.organisations[MUNICIPALITY], by=coordinator, at=at_noon(on))
    summary = mark_ready(summary=summary, by=coordinator, at=at_noon(on))
    read = content_on(summary, day=on)
    next_day = at_noon(on + timedelta(days=1))
    approve_summary(summary=summary, party=Party.MUNICIPALITY, by=coordinator, at=at_noon(on), read=read)
    if police_chief:
        approve_summary(summary=summary, party=Party.POLICE, by=police_chief, at=next_day, read=read)


def _make_promise(town, section, order, plan, *, running, today):
    wording = plan.wording.format(year=section.promise_set.first_day.year)
    theme = plan.theme or guess(wording, section.title)
    promise = Promise.objects.create(section=section, order=order, wording=wording, theme=theme)
    for name in plan.responsible:
        Responsibility.objects.create(promise=promise, organisation=town.organisations[name])
    for name in plan.partners:
        Responsibility.objects.create(promise=promise, organisation=partner(name), part=Responsibility.Part.PARTNER)
    for target_order, target_plan in enumerate(plan.targets, start=1):
        _make_target(town, promise, target_order, target_plan, running=running, today=today)


def _make_target(town, promise, order, plan, *, running, today):
    values = dict(plan.values)
    period = promise.section.promise_set.period
    if month_day := values.pop("due_month_day", ""):
        values["due_on"] = date.fromisoformat(f"{period.first_day.year}-{month_day}")
    target = Target(promise=promise, order=order, **values)
    target.usual_type = _usual_type(target)
    target.save()
    target.places.set(Place.objects.filter(council=town.council, name__in=plan.places))
    log = plan.now if running else plan.then
    note_everything(town, target, plan, log, period=period, today=today)
    last_day = min(today, period.last_day or today)
    if last_day >= period.first_day:
        _log(town, target, log, period.first_day, last_day)


def _log(town, target, plan, first_day, last_day):
    places = list(Place.objects.filter(council=town.council, name__in=plan.places).order_by("pk"))
    seed = f"{target.label}-{first_day.isoformat()}"
    for number, (day, is_right) in enumerate(days_of(plan, first_day=first_day, last_day=last_day, seed=seed)):
        names = plan.parties if is_right or target.tags else (plan.by,)
        log_activity(
            council=town.council,
            by=town.people[plan.by],
            organisation=town.organisations[plan.by],
            key=uuid.uuid5(NAMESPACE, f"{town.council.slug}-{seed}-{day.isoformat()}"),
            targets=[target],
            parties=[town.organisations[name] for name in names],
            occurred_on=day,
            activity_type=target.activity_types[0] if target.activity_types else target.usual_type,
            place=places[number % len(places)] if places else None,
            count=plan.count,
            count_quality=plan.quality,
            tags=target.tags if is_right else [],
            is_beyond_ordinary=target.only_beyond_ordinary,
            logged_at=at_noon(day),
        )


def _usual_type(target):
    name = f"{target.label} {target.units}".casefold()
    return next((code for word, code in TYPE_BY_WORD if word in name), ActivityType.OTHER)


def _judge_open_ends(promise_set, by, on):
    """A person says what cannot be counted: each target without a number gets a judgement with its reason."""
    for facts in set_progress(promise_set, as_of=on).targets:
        if facts.target.kind == "qualitative" and facts.activities:
            row = judged_targets(Target.objects.filter(pk=facts.target.pk).with_rules()).get()
            judge_target(
                progress=target_progress(row, as_of=on),
                by=by,
                judgement="largely_fulfilled",
                motivation="Löftet har inget tal. Utifrån det som är loggat ser vi det som i stort sett uppfyllt.",
                deviation_reason="",
                deviation_text="",
            )
