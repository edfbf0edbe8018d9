"""A valid snapshot, so that a test names only what matters to it."""

import hashlib
from datetime import date, timedelta

from followup.document.codes import code_of
from followup.document.spelling import spelled

CHECK_URL = "https://brapp.example.se/kontrollera/"


def make_target(label="Trygghetsvandring", **changes):
    """A fulfilled count target."""
    return {
        "label": label,
        "kind": "count",
        "rule": "Minst 1 gemensam trygghetsvandring under perioden.",
        "outcome": "1 av 1",
        "verdict": "fulfilled",
        "verdict_text": "Uppfyllt",
        "computed_verdict_text": "Uppfyllt",
        "arithmetic": "1 trygghetsvandring av minst 1.",
        "share": 1.0,
        "expected": 1.0,
        "strip": [],
        "motivation": "",
        "deviation": "",
        "activities": 1,
        **changes,
    }


def make_promise(number="1", targets=(), **changes):
    """A promise with its published wording and no narrative yet."""
    return {
        "number": number,
        "wording": "Polis och kommun ska vid minst ett tillfälle tillsammans genomföra trygghetsvandringar.",
        "responsible": ["Polisen", "Överkalix kommun"],
        "targets": list(targets),
        "police_did": "",
        "municipality_did": "",
        "why_not": "",
        "effect": "",
        "next_step": "",
        **changes,
    }


def make_snapshot(promises=None, **changes):
    """A draft summary for Överkalix 2019 with one promise and one target."""
    promises = [make_promise(targets=[make_target()])] if promises is None else promises
    return {
        "format": 1,
        "title": "Sammanställning av medborgarlöften 2019",
        "municipality": "Överkalix",
        "council_name": "BRÅ-gruppen i Överkalix",
        "parties": ["Polisen, lokalpolisområde Östra Norrbotten", "Överkalix kommun"],
        "period": {"first_day": "2019-01-01", "last_day": "2019-12-31", "text": "1 januari–31 december 2019"},
        "as_of": "2020-01-15",
        "due": {"date": "2020-01-31", "text": "senast 31 januari 2020"},
        "status": "draft",
        "status_text": "Utkast",
        "version": 1,
        "example_data": True,
        "registry_number": "",
        "code": "",
        "sha256": "",
        "introduction": "Här redovisas vad som blev gjort.",
        "counts": [{"label": "Uppfyllda mål", "value": "1 av 1"}],
        "sections": [{"title": "Polisiär närvaro/tillgänglighet", "promises": promises}],
        "followup_text": "Uppföljningen har skett i arbetsgruppen.",
        "recipients": ["Chefen för lokalpolisområde Östra Norrbotten"],
        "approvals": [
            {"party": "Polisen", "name": "Maria Niemi", "title": "kommunpolis", "on": "2020-01-20"},
            {"party": "Överkalix kommun", "name": "Johan Lahti", "title": "samordnare", "on": None},
        ],
        "evidence": [{"target": "Trygghetsvandring", "promise": "1", "rows": [make_row()]}],
        **changes,
    }


def make_row(**changes):
    """One dated activity in the appendix."""
    return {
        "day": "2019-10-17",
        "what": "Trygghetsvandring",
        "place": "Centrum",
        "count": "1",
        "id": 123,
        **changes,
    }


def make_figure(**changes):
    """A measured figure of effect."""
    return {
        "promise": "1",
        "target": "Andelen trygga",
        "indicator": "Andel trygga utomhus sent en kväll",
        "baseline": "61 %",
        "goal": "minst 70 %",
        "value": "68 %",
        "on": "2019-11-20",
        "source": "Trygghetsmätningen 2019",
        "verdict_text": "Delvis uppfyllt",
        **changes,
    }


def make_approved(snapshot=None, **changes):
    """A snapshot as it is printed when both have approved: with the digest of its data, its code and their address."""
    said = {"status": "approved", "status_text": "Godkänd av båda parter", "check_url": CHECK_URL}
    frozen = {**(snapshot or make_snapshot()), **said, "code": "", "sha256": "", **changes}
    digest = hashlib.sha256(spelled(frozen)).hexdigest()
    return {**frozen, "sha256": digest, "code": code_of(digest)}


def make_weeks(states=("met",), number=52):
    """A strip of weeks whose states repeat."""
    first = date(2019, 1, 7)
    days = [first + timedelta(weeks=place) for place in range(number)]
    return [
        {
            "first_day": day.isoformat(),
            "last_day": (day + timedelta(6)).isoformat(),
            "count": place % 3,
            "state": states[place % len(states)],
        }
        for place, day in enumerate(days)
    ]


def make_snapshot_of(number):
    """A snapshot with so many targets, four on each promise."""
    targets = [
        make_target(f"Mål {place}", strip=make_weeks(("met", "missed")), verdict="partly_fulfilled")
        for place in range(1, number + 1)
    ]
    promises = [make_promise(str(place // 4 + 1), targets[place : place + 4]) for place in range(0, number, 4)]
    return make_snapshot(promises or [make_promise()], evidence=[])
