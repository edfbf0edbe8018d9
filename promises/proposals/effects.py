"""Goals for how things should be: what is measured, from which figure to which, and who measures it."""

from __future__ import annotations

import re
from decimal import Decimal

from promises.codes import EffectDirection, TargetKind
from promises.proposals.cases import Case
from promises.proposals.drafts import Draft

LONGEST_INDICATOR = 160
LONGEST_SOURCE = 160
_PERCENT = r"\s*(?:procentenheter|procent|%)"
_FIGURE = r"(\d{1,7}(?:[.,]\d{1,2})?)(?![\d.,]*\d)"
_FROM_TO = re.compile(
    rf"\bfrån\s+(?:dagens\s+|nuvarande\s+)?{_FIGURE}(?:{_PERCENT})?(?:\s+\(?(?:år\s+)?(?:19|20)\d\d\)?)?,?\s+"
    rf"till\s+(?:minst\s+|högst\s+|max\s+|under\s+|över\s+)?{_FIGURE}(?:{_PERCENT})?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r",?\s*\b(?:(?:mätt|mäts|uppmätt|mätas)\s+)?(?:i|enligt|genom|utifrån|med)\s+"
    r"((?:(?!(?:och|ska|enligt|med|genom|i)\b)[a-zåäöéA-ZÅÄÖ:]+\s+){0,3}?[a-zåäöéA-ZÅÄÖ]*"
    r"(?:mätning|enkät|undersökning|statistik|barometer|lupp|ntu)[a-zåäö]*(?:\s+(?:19|20)\d\d\b)?)",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"^\W*(?:andelen|antalet|upplevelsen av|känslan av)\b.*"
    r"\b(?:öka|minska|sjunka|stiga|höjas|sänkas|halveras|bli (?:fler|färre))\b",
    re.IGNORECASE | re.DOTALL,
)
_DOWN = re.compile(r"\b(?:minska\w*|sjunk\w*|sänk\w*|halver\w*|färre|lägre)\b", re.IGNORECASE)
_UP = re.compile(r"\b(?:öka\w*|stig\w*|höj\w*|fler|högre|fördubbl\w*)\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:högst|max|maximalt|under|mindre än|färre än|understig\w*)\s+(?:\d|\w+\s+(?:procent|%))", re.IGNORECASE
)
_CHANGED_TO = re.compile(r"\btill\s+(?:minst\s+|högst\s+)?(?:\d|\w+\s+procent)", re.IGNORECASE)
_SHARE = re.compile(r"(?:procent|%)\s+av\s+(.+)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"\b((?:andelen|antalet|upplevelsen av|känslan av)\b.+?)\s+ska(?:ll)?\b", re.IGNORECASE | re.DOTALL)
_BEFORE_CHANGE = re.compile(
    r"^\W*(\S.{2,100}?)\s+ska(?:ll)?\s+(?:öka|minska|sjunka|stiga|höjas|sänkas)\b", re.IGNORECASE
)


def effect(case: Case, direction: str, threshold: Decimal | None, baseline: Decimal | None = None) -> Draft:
    """A goal for how things should be, to be measured and not counted."""
    return case.named(
        Draft(
            TargetKind.EFFECT.value,
            "",
            indicator=indicator(case),
            direction=direction,
            threshold=threshold,
            baseline=baseline,
            source=source(case),
        )
    )


def wished(case: Case) -> Draft | None:
    """What is wished of a share or a number that somebody may have figures for; None where no such thing is said."""
    if not _WISH.search(case.facts.near):
        return None
    return from_to(case) or effect(case, _way(case).value, None)


def from_to(case: Case) -> Draft | None:
    """ "Från 23 procent till 18 procent": the figure from before, and the one that is to be reached."""
    figures = _FROM_TO.search(case.facts.near)
    if figures is None:
        return None
    baseline, threshold = (Decimal(figure.replace(",", ".")) for figure in figures.groups())
    if baseline == threshold:
        return None
    level = EffectDirection.AT_MOST if threshold < baseline else EffectDirection.AT_LEAST
    return effect(case, level.value, threshold, baseline)


def percent(case: Case) -> Draft:
    """A share to reach, or a change by so many per cent."""
    facts = case.facts
    threshold = None if facts.count is None else Decimal(facts.count)
    down, up = facts.says(_DOWN.pattern), facts.says(_UP.pattern)
    measured = from_to(case)
    if measured is not None:
        return measured
    if (down or up) and not facts.says(_CHANGED_TO.pattern):
        return effect(case, _way(case).value, None)
    if down or facts.says(_AT_MOST.pattern):
        return effect(case, EffectDirection.AT_MOST.value, threshold)
    return effect(case, EffectDirection.AT_LEAST.value, threshold)


def _way(case: Case) -> EffectDirection:
    return EffectDirection.DOWN if case.facts.says(_DOWN.pattern) else EffectDirection.UP


def source(case: Case) -> str:
    """Where the figure is found, as the promise says it; blank where it does not."""
    found = _SOURCE.search(case.facts.near)
    return found.group(1).strip()[:LONGEST_SOURCE].rstrip() if found else ""


def indicator(case: Case) -> str:
    """What is measured, in the promise's own words: without the figures and the source, which are kept beside it."""
    text = _SOURCE.sub("", case.facts.near)
    figures = _FROM_TO.search(text)
    percents = figures is not None and re.search(_PERCENT, figures[0], re.IGNORECASE)
    if figures:
        text = text[: figures.start()] + text[figures.end() :]
    text = _of_what(text).strip(" .,;:-–•\n")
    if percents and not re.search(r"andel|procent|%", text, re.IGNORECASE):
        text += " (procent)"
    return (text[:1].upper() + text[1:])[:LONGEST_INDICATOR].rstrip()


def _of_what(text: str) -> str:
    share = _SHARE.search(text)
    if share:
        return "andel av " + re.sub(r"\s+ska(?:ll)?\s+", ": ", share.group(1), count=1)
    named = _NAMED.search(text) or _BEFORE_CHANGE.search(text)
    return named.group(1) if named else text
