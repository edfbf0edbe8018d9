"""What is signed: the whole content of a promise set as plain data, and its digest.

The digest is of what people have decided: words, days, parties and the plain values of each target. What the program
says of it (a rule in a sentence) and what an organisation is called stand beside for people to read, and may be said
better or be renamed without anybody's signature falling.
"""

import hashlib
import json
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import translation

from promises.models import Promise, Responsibility, Section, Target
from promises.wording import rule_sentence

FORMAT = 2
LANGUAGE = "sv"
BESIDE = ("id", "root", "number", "heading", "name", "rule")
TEXTS = ("introduction", "aim", "implementation", "communication", "follow_up")
OF_TARGET = ("label", "kind", "unit", "units", "minimum", "maximum", "per", "counting", "jointly", "usual_type")
OF_TARGET += ("activity_types", "tags", "weekdays", "months", "only_beyond_ordinary", "condition", "indicator")
OF_TARGET += ("direction", "source")
AMOUNTS = ("baseline", "threshold")


def content_of(promise_set):
    """Everything a promise set says when it is signed, in reading order; the same number of queries for any length.

    What is measured later, and who may read a draft, are no part of it.
    """
    with translation.override(LANGUAGE):
        content = {
            "format": FORMAT,
            "title": promise_set.title,
            "edition": promise_set.edition,
            "edition_reason": promise_set.edition_reason,
            "first_day": promise_set.first_day.isoformat(),
            "last_day": _iso(promise_set.last_day),
            "counts_before_signing": promise_set.counts_before_signing,
            "parties": [_organisation(one) for one in promise_set.parties.order_by("kind", "pk")],
            "texts": {name: getattr(promise_set, name) for name in TEXTS},
            "agreement": _agreement(promise_set.agreement),
            "deadline": {
                "kind": promise_set.summary_due_kind,
                "day": _iso(promise_set.summary_due_on),
                "wording": promise_set.summary_due_wording,
            },
            "recipients": list(promise_set.recipients.values_list("office", flat=True)),
            "sections": [_section(section) for section in _sections(promise_set)],
        }
        # Only where there is one: what was signed before there were pictures keeps its digest.
        return {**content, **_picture(promise_set.picture)}


def digest_of(content):
    """SHA-256 of what is signed, in one canonical spelling: sorted keys, no spaces, UTF-8."""
    spelled = json.dumps(bare(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def is_as_signed(promise_set, content, sha256):
    """Does the content still have the digest that was signed? Closing gives what held until further notice an end."""
    if digest_of(content) == sha256:
        return True
    return promise_set.closed_at is not None and digest_of({**content, "last_day": None}) == sha256


def bare(value):
    """The same without what stands beside for people to read."""
    if isinstance(value, dict):
        return {name: bare(one) for name, one in value.items() if name not in BESIDE}
    return [bare(one) for one in value] if isinstance(value, list) else value


def _sections(promise_set):
    """The sections with promises and targets, each with the number its promise has and the first it was copied from."""
    targets = Target.objects.select_related("lead").prefetch_related("places").order_by("order", "pk")
    promises = Promise.objects.order_by("order", "pk").prefetch_related(
        Prefetch("responsibilities", queryset=Responsibility.objects.select_related("organisation")),
        Prefetch("targets", queryset=targets),
    )
    sections = list(
        Section.objects.filter(promise_set=promise_set)
        .order_by("order", "pk")
        .prefetch_related(Prefetch("promises", queryset=promises))
    )
    found = [promise for section in sections for promise in section.promises.all()]
    _with_roots(found)
    _with_roots([target for promise in found for target in promise.targets.all()])
    for number, promise in enumerate(found, start=1):
        promise.number = number
    return sections


def _with_roots(rows):
    """Give each row the first of its chain of origins: one query for each copying since, however many rows."""
    if not rows:
        return
    model = type(rows[0])
    origins = {row.pk: row.origin_id for row in rows}
    waiting = set(origins.values()) - origins.keys() - {None}
    while waiting:
        found = dict(model.objects.filter(pk__in=waiting).values_list("pk", "origin"))
        origins |= found
        waiting = set(found.values()) - origins.keys() - {None}
    for row in rows:
        root = row.pk
        while origins.get(root):
            root = origins[root]
        row.root = root


def _section(section):
    promises = [_promise(promise, heading=section.title) for promise in section.promises.all()]
    return {"title": section.title, "promises": promises}


def _promise(promise, *, heading):
    parts = {part: [] for part in Responsibility.Part.values}
    for row in promise.responsibilities.all():
        parts[row.part].append(_organisation(row.organisation))
    return {
        "id": promise.pk,
        "root": promise.root,
        "number": promise.number,
        "heading": heading,
        "wording": promise.wording,
        "responsible": sorted(parts[Responsibility.Part.RESPONSIBLE], key=_key),
        "partners": sorted(parts[Responsibility.Part.PARTNER], key=_key),
        "targets": [_target(target) for target in promise.targets.all()],
    }


def _target(target):
    amounts = {name: getattr(target, name) for name in AMOUNTS}
    return {
        "id": target.pk,
        "root": target.root,
        "rule": rule_sentence(target),
        **{name: getattr(target, name) for name in OF_TARGET},
        **{name: None if value is None else _spelled(value) for name, value in amounts.items()},
        "lead": target.lead_id,
        "due_on": _iso(target.due_on),
        "places": sorted(place.name for place in target.places.all()),
    }


def _spelled(amount):
    """An amount alike whether the row has just been made or comes from the database: 41, 61.5."""
    return f"{Decimal(str(amount)).quantize(Decimal('0.01')).normalize():f}"


def _agreement(agreement):
    return {"agreement": agreement.pk, "name": agreement.title} if agreement else None


def _picture(picture):
    return {"picture": {"picture": picture.pk, "name": picture.title}} if picture else {}


def _organisation(organisation):
    return {"organisation": organisation.pk, "name": organisation.short_name}


def _key(organisation):
    return organisation["organisation"]


def _iso(day):
    return day.isoformat() if day else None
