"""A valid world, piece by piece, so that a test names only what matters to it.

    from tests import factories as make

    target = make.target(minimum=2)
    user = make.person(Role.FIELD_USER, council=target.promise_set.council)
    activity = make.activity(targets=[target], occurred_on=date(2019, 3, 14))

Plain keyword functions. What is not named is made, and made unique. Promise sets are published and run through
2019 unless the test says otherwise, so that no test depends on the day it is run.
"""

import csv
import hashlib
import sys
import uuid
from datetime import date
from functools import cache
from itertools import count

from django.conf import settings
from django.utils import timezone

from councils.actions.invitations import invite
from councils.actions.members import add_member
from councils.models import (
    Agreement,
    Council,
    County,
    Meeting,
    Municipality,
    Organisation,
    OversightAppointment,
    Place,
    PlaceSet,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceRegion,
    ProblemArea,
    Seat,
    SeatHolder,
    User,
)
from councils.roles import Role
from followup.actions.sharing import share_summary_texts
from followup.actions.signing import sign_promise_set
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_flow import accept_proposals, mark_ready
from followup.actions.summary_texts import Written, write_texts
from followup.codes import Party
from followup.document.codes import code_of
from followup.document.snapshot import digest, snapshot_of
from followup.models import Deadline, Deviation, Reminder, Summary
from followup.progress import set_progress
from followup.sharing import sharing_of
from followup.summary_addresses import final_summary
from promises.actions.activities import log_activity
from promises.actions.translations import save_translation
from promises.contents import content_of, digest_of
from promises.forms.translations import Translated
from promises.models import (
    Confirmation,
    Measurement,
    Occasion,
    Promise,
    PromiseSet,
    Proposal,
    Recipient,
    Request,
    Responsibility,
    Section,
    SourceText,
    SpreadsheetImport,
    Target,
    Term,
)
from promises.proposals import plain
from promises.reader import read

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2019, 12, 31)
A_DAY = date(2019, 3, 14)  # a Thursday in week 11, well inside the period

# A parameter often has the name of the function that makes it: that one is reached as tests do.
make = sys.modules[__name__]

_numbers = count(1)


def number():
    """A number nobody else has."""
    return next(_numbers)


# Who


def user(*, email=None, name=None, password=None, **fields):
    n = number()
    return User.objects.create_user(email or f"person{n}@example.org", password, name=name or f"Person {n}", **fields)


def municipality(code=None):
    """A real one with its real county and region; the next in the national list unless a code is given."""
    rows = _national_list()
    row = rows[code] if code else list(rows.values())[number() % len(rows)]
    county, _ = County.objects.get_or_create(code=row["lanskod"], defaults={"name": row["lan"]})
    region, _ = PoliceRegion.objects.get_or_create(name=row["polisregion"])
    return Municipality.objects.get_or_create(
        code=row["kommunkod"],
        defaults={
            "name": row["namn_kort"],
            "official_name": row["namn"],
            "county": county,
            "police_region": region,
        },
    )[0]


def police_area(*, name=None, municipalities=(), region=None, from_day=None, to_day=None):
    area = PoliceArea.objects.create(
        name=name or f"Område {number()}",
        region=region or PoliceRegion.objects.get_or_create(name="Polisregion Nord")[0],
    )
    for one in municipalities:
        PoliceAreaMunicipality.objects.create(area=area, municipality=one, from_day=from_day, to_day=to_day)
    return area


def organisation(*, kind=Organisation.Kind.OTHER, name=None, short_name=None, **fields):
    n = number()
    if kind == Organisation.Kind.MUNICIPALITY:
        fields.setdefault("municipality", None)
        fields["municipality"] = fields["municipality"] or municipality()
    if kind == Organisation.Kind.POLICE:
        fields.setdefault("police_area", None)
        fields["police_area"] = fields["police_area"] or police_area()
    name = name or f"Organisation {n}"
    return Organisation.objects.create(name=name, short_name=short_name or name[:40], kind=kind, **fields)


def council(*, name=None, short_name=None, slug=None, municipalities=None, **fields):
    """A council in one municipality unless others are given."""
    n = number()
    council = Council.objects.create(
        name=name or f"BRÅ {n}", short_name=short_name or f"Ort {n}", slug=slug or f"ort-{n}", **fields
    )
    council.municipalities.set([municipality()] if municipalities is None else municipalities)
    return council


def parties_of(council):
    """The two that promise in a council: (police, municipality). Made once for each council."""
    own = council.municipalities.first()
    name = f"Kommunen i {council.short_name}"
    municipal = Organisation.objects.filter(name=name).first()
    if municipal is None:
        municipal = organisation(kind="municipality", name=name, municipality=own)
    name = f"Polisen i {council.short_name}"
    police = Organisation.objects.filter(name=name).first()
    if police is None:
        area = police_area(municipalities=[own] if own else [])
        police = organisation(kind="police", name=name, police_area=area)
    return police, municipal


def member(role=Role.FIELD_USER, *, council=None, user=None, organisation=None, from_day=None, to_day=None):
    """A membership with the rights that follow; police managers act for the police, others for the municipality."""
    council = council or make.council()
    user = user or make.user()
    if organisation is None:
        police, municipal = parties_of(council)
        organisation = police if role == Role.POLICE_MANAGER else municipal
    membership = add_member(
        council=council, user=user, role=role, organisation=organisation, by=user, from_day=from_day
    )
    if to_day is not None:
        membership.to_day = to_day
        membership.save()
    return membership


def person(role=Role.FIELD_USER, **fields):
    """The user of a new membership."""
    return member(role, **fields).user


def seat(*, council=None, function=None, holder=None, **fields):
    seat = Seat.objects.create(council=council or make.council(), function=function or f"Funktion {number()}", **fields)
    if holder:
        SeatHolder.objects.create(seat=seat, user=holder)
    return seat


def place(*, council=None, name=None):
    return Place.objects.create(council=council or make.council(), name=name or f"Plats {number()}")


def place_set(*, council=None, name=None, places=()):
    place_set = PlaceSet.objects.create(council=council or make.council(), name=name or f"Platsgrupp {number()}")
    place_set.places.set(places)
    return place_set


def problem_area(*, council=None, name=None, background=""):
    name = name or f"Problemområde {number()}"
    return ProblemArea.objects.create(council=council or make.council(), name=name, background=background)


def agreement(*, councils=(), parties=(), title=None, purpose="Färre brott och ökad trygghet.", **fields):
    agreement = Agreement.objects.create(title=title or f"Överenskommelse {number()}", purpose=purpose, **fields)
    agreement.councils.set(councils)
    agreement.parties.set(parties)
    return agreement


def invitation(*, council=None, by=None, email=None, name=None, role=Role.MEMBER, organisation=None, **fields):
    """An invitation that can be answered, and the token of its link."""
    council, n = council or make.council(), number()
    return invite(
        council=council,
        by=by or make.person(Role.COORDINATOR, council=council),
        email=email or f"inbjuden{n}@example.org",
        name=name or f"Inbjuden {n}",
        role=role,
        organisation=organisation or parties_of(council)[role != Role.POLICE_MANAGER],
        **{"title": "handläggare", **fields},
    )


# What was promised


def promise_set(*, council=None, title=None, slug=None, recipients=(), **fields):
    n = number()
    values = {
        "status": "published",
        "first_day": FIRST_DAY,
        "last_day": LAST_DAY,
        **({"superseded_on": LAST_DAY} if fields.get("status") == "superseded" else {}),
        **fields,
    }
    promise_set = PromiseSet.objects.create(
        council=council or make.council(),
        title=title or f"Medborgarlöften {n}",
        slug=slug or f"loften-{n}",
        **values,
    )
    for order, office in enumerate(recipients):
        Recipient.objects.create(promise_set=promise_set, office=office, order=order)
    return promise_set


def section(*, promise_set=None, title=None, order=None, **set_fields):
    """A heading; keywords of the set (council, first_day …) make one of that kind."""
    n = number()
    return Section.objects.create(
        promise_set=promise_set or make.promise_set(**set_fields),
        title=f"Avsnitt {n}" if title is None else title,
        order=n if order is None else order,
    )


def promise(*, section=None, wording=None, order=None, responsible=None, partners=(), theme="", **above):
    """A promise by police and municipality together, unless `responsible` names the organisations."""
    n = number()
    section = section or make.section(**above)
    promise = Promise.objects.create(
        section=section,
        wording=wording or f"Polis och kommun lovar sak nummer {n}.",
        order=n if order is None else order,
        theme=theme,
    )
    if responsible is None:
        responsible = parties_of(section.promise_set.council)
    for part, rows in (("responsible", responsible), ("partner", partners)):
        for one in rows:
            Responsibility.objects.create(promise=promise, organisation=one, part=part)
    return promise


# What each kind of target must have; the rest is free.
TARGETS = {
    "count": {"minimum": 1, "per": "period", "counting": "total", "unit": "insats", "units": "insatser"},
    "coverage": {"minimum": 1, "per": "period", "unit": "besök", "units": "besök"},
    "deliverable": {"due_on": date(2019, 6, 30)},
    "on_demand": {},
    "effect": {"indicator": "andelen trygga", "direction": "up"},
    "qualitative": {},
    "vision": {},
}
ABOVE_TARGET = {
    "section",
    "promise_set",
    "council",
    "status",
    "first_day",
    "last_day",
    "responsible",
    "partners",
    "wording",
}


def target(*, promise=None, kind="count", label=None, order=None, places=(), **fields):
    """A valid target of any kind; keywords that belong to the promise or its set make those of that kind.

    >>> target(minimum=1, per="week", counting="average", first_day=date(2019, 1, 1))  # doctest: +SKIP
    """
    n = number()
    above = {name: fields.pop(name) for name in ABOVE_TARGET & fields.keys()}
    assert not (promise and above), "either a promise, or what to make one of"
    target = Target.objects.create(
        promise=promise or make.promise(**above),
        kind=kind,
        label=label or f"Mål {n}",
        order=n if order is None else order,
        **{**TARGETS[kind], **fields},
    )
    target.places.set(places)
    return target


def source(*, promise_set=None, text="Polisen lovar:\n- två trygghetsvandringar per år", by=None):
    """A pasted text as it is kept; nothing is read from it. Drafts only have them from the page."""
    promise_set = promise_set or make.promise_set(status="draft")
    return SourceText.objects.create(promise_set=promise_set, text=text, pasted_by=by or user())


def proposal(*, target, source, number=0, **fields):
    """That a target comes from commitment `number` of a text."""
    pairs = [(one, sentence) for sentence in read(source.text).promises for one in sentence.commitments]
    commitment, sentence = pairs[number]
    span = {"start": commitment.span.start, "end": commitment.span.end}
    return Proposal.objects.create(
        target=target, source=source, commitment=plain(commitment, sentence), **span, **fields
    )


def translation(*, promise_set, language="fi", by=None, wordings=None, **texts):
    """Saved by the same action as from the page. `wordings`: promise → its text in the language."""
    rows = [Translated(promise.pk, text, promise.version, False) for promise, text in (wordings or {}).items()]
    return save_translation(
        promise_set=promise_set,
        language=language,
        by=by or user(),
        version=0,
        wordings=rows,
        **{"translator": "Språkbyrån", "title": "", "introduction": "", **texts},
    )


def request(*, target, asked_on=A_DAY, count=1, **fields):
    """That somebody asked for what an on-demand target offers."""
    return Request.objects.create(target=target, asked_on=asked_on, count=count, **fields)


def measurement(*, target, measured_on=A_DAY, value=68, source="trygghetsmätningen", **fields):
    """A figure that somebody has measured."""
    return Measurement.objects.create(target=target, measured_on=measured_on, value=value, source=source, **fields)


def deviation(*, target, occurred_on=A_DAY, reason="weather", **fields):
    """That something promised was not done as meant."""
    return Deviation.objects.create(target=target, occurred_on=occurred_on, reason=reason, **fields)


def meeting(*, council=None, held_on=A_DAY, **fields):
    return Meeting.objects.create(council=council or make.council(), held_on=held_on, **fields)


def deadline(*, council=None, promise_set=None, kind="task", title="Ring kommundirektören", due_on=A_DAY, by, **fields):
    """A day by which something is to be done; a checkpoint when a promise set and the kind say so."""
    council = council or (promise_set.council if promise_set else make.council())
    return Deadline.objects.create(
        council=council, promise_set=promise_set, kind=kind, title=title, due_on=due_on, set_by=by, **fields
    )


def oversight(*, user, region=None, **days):
    """That somebody follows the figures of a region's councils, or of all."""
    return OversightAppointment.objects.create(user=user, region=region, **days)


def reminder(*, user, day=A_DAY, things=()):
    return Reminder.objects.create(user=user, day=day, things=list(things))


def term(*, council, first_day, last_day):
    return Term.objects.create(council=council, first_day=first_day, last_day=last_day)


def occasion(*, council, day, name="riskkväll"):
    return Occasion.objects.create(council=council, day=day, name=name)


# What was done


def activity(*, targets=(), council=None, by=None, organisation=None, parties=None, key=None, **facts):
    """Logged by the same action as from the page, for police and municipality together, on A_DAY, once."""
    targets = list(targets)
    council = council or (targets[0].promise_set.council if targets else make.council())
    police, municipal = parties_of(council)
    values = {"occurred_on": A_DAY, "activity_type": _type_of(targets), **facts}
    return log_activity(
        council=council,
        by=by or user(),
        organisation=organisation or municipal,
        key=key or uuid.uuid4(),
        targets=targets,
        parties=[police, municipal] if parties is None else parties,
        **values,
    ).activity


def confirmation(*, activity, organisation, by=None):
    """That a party says itself that it took part."""
    return Confirmation.objects.create(activity=activity, organisation=organisation, confirmed_by=by or user())


def spreadsheet_import(*, council, organisation=None, by=None, file_name="aktiviteter.csv", content=b"", **fields):
    """A file with activities that somebody has sent in."""
    return SpreadsheetImport.objects.create(
        council=council,
        organisation=organisation or parties_of(council)[1],
        uploaded_by=by or user(),
        file_name=file_name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        **fields,
    )


def _type_of(targets):
    return next((target.activity_types[0] for target in targets if target.activity_types), "other")


@cache
def all_municipalities():
    """Sweden's, which a test with real transactions empties together with all else."""
    for code in _national_list():
        municipality(code)


def _national_list():
    path = settings.BASE_DIR / "councils" / "data" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["kommunkod"]: row for row in csv.DictReader(file)}


def summary(*, promise_set, **fields):
    """A summary beside the final one: on the way there, or a correction."""
    return Summary.objects.create(promise_set=promise_set, **fields)


def text(*, promise=None, promise_set=None, summary=None, by, **texts):
    """Parts of a summary written by somebody who has read what stands there: of a promise, or of the whole."""
    summary = summary or final_summary(promise_set or promise.section.promise_set)
    saved = {row.part: row.version for row in summary.texts.filter(promise=promise)} if summary.pk else {}
    written = [Written(part, said, saved.get(part, 0)) for part, said in texts.items()]
    return write_texts(summary=summary, promise=promise, written=written, by=by)


def all_shared(promise_set, *, by, at=None):
    """Everybody who has written in the set's final summary shares it."""
    summary = final_summary(promise_set)
    for organisation in sharing_of(summary).unshared:
        share_summary_texts(summary=summary, organisation=organisation, by=by, at=at or timezone.now())


def ready(promise_set, *, by, at=None):
    """The set's final summary with every proposal taken over and everything shared, said to be ready."""
    at = at or timezone.now()
    summary = accept_proposals(summary=final_summary(promise_set), by=by, day=timezone.localdate(at))
    all_shared(promise_set, by=by, at=at)
    return mark_ready(summary=summary, by=by, at=at)


def approved(promise_set, *, municipality, police, at):
    """The set's final summary, ready, and approved by a person of each party who read what it says at that time."""
    summary = ready(promise_set, by=municipality, at=at)
    read = content_on(summary, day=timezone.localdate(at))
    approve_summary(summary=summary, party=Party.MUNICIPALITY, by=municipality, at=at, read=read)
    return approve_summary(summary=summary, party=Party.POLICE, by=police, at=at, read=read)


def frozen(promise_set, *, at):
    """The set's final summary as two approvals leave it at that time, without the way there: no PDF is made."""
    summary = final_summary(promise_set)
    summary.as_of, summary.frozen_at = timezone.localdate(at), at
    summary.snapshot = snapshot_of(summary, set_progress(promise_set, as_of=summary.as_of))
    summary.sha256 = digest(summary.snapshot)
    summary.code = code_of(summary.sha256)
    summary.save()
    return summary


# The life of what was promised


def signable(promise_set, *, parties=None):
    """The set with the parties that are to sign it: police and municipality unless others are given."""
    promise_set.parties.set(parties_of(promise_set.council) if parties is None else parties)
    return promise_set


def signed(promise_set, *, people, parties=None, at=None, signed_on=A_DAY):
    """The set signed for every party, each by one of the people given, who read what it says."""
    parties = signable(promise_set, parties=parties).parties.order_by("pk")
    for n, (party, by) in enumerate(zip(parties, people, strict=True)):
        promise_set = sign_promise_set(
            promise_set=promise_set,
            organisation=party,
            by=by,
            at=at or timezone.now(),
            read=digest_of(content_of(promise_set)),
            name=f"Underskrift {n} {by.name}",
            title="chef",
            signed_on=signed_on,
        )
    return promise_set
