"""Swedish words by which a promise shows what it is. Data only: nothing here is shown to anybody."""

from __future__ import annotations

import re

from promises.reader.number_words import TENS, UNITS

# What these verbs have as their object is done once, and then it is there.
MAKING = (
    r"\b(?:(?:ta|tas|tar) fram|upprätta\w*|införa?s?|inrätta\w*|starta\w*|bilda[rs]?|skapa[rs]?|bygg[as]\w*|"
    r"utarbeta\w*|installera\w*|öppna[rs]?|utse[rs]?|anställa?s?)\b"
)
# Whoever says so has not promised a number.
STRIVING = r"\b(?:sträva\w*|verka för|försöka|ambition\w*)\b"
# Between the two numbers of a range.
JOINT = r"\s*(?:-|–|—|till|och|eller|à)\s*"
NO_PROMISE = re.compile(r"\b(?:sträva\w* efter|verka för|försöka|ha som ambition|ambitionen är)\b", re.IGNORECASE)
# An upper bound.
OFFER = re.compile(r"\b(?:upp till|högst|max|maximalt|som mest)\s+\w+", re.IGNORECASE)
# Within which time something is done.
TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|år\w*|halvår\w*|\w*terminen|termin\w*|månad\w*|veck\w*|kvartal\w*|tertial\w*|period\w*|daglig\w*|"
    r"(?:var|varje|om) dag\w*|(?:vår|höst|vinter|sommar)e?n|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|helg\w*|senast)\b",
    re.IGNORECASE,
)
# Who judges a condition.
WHO = re.compile(
    r"\b(?:polis\w*|kommun\w*|chef\w*|rådet|brå|styrgrupp\w*|arbetsgrupp\w*|rektor\w*|skola\w*|handlare|ägare\w*|bedöm\w*|"
    r"beslut\w*|enligt|parterna|vi)\b",
    re.IGNORECASE,
)
# Units that do not tell what is done.
UNTOLD = ("tillfälle", "tillfällen", "gång")
# Words that tell nothing of what is done.
COMMON = re.compile(
    r"\b(?:\w{1,3}|minst|högst|ska|skall|polisen|kommunen|vi|göra|gör|genomföra|genomför|hålla|ordna|ha|per|under|"
    r"varje|året|periode?n?|halvår\w*|kvartal\w*|tertial\w*|termin\w*|månad\w*|veck\w*|dag\w*|gång\w*|tillfällen?|"
    rf"{'|'.join((*UNITS, *TENS))})\b|[^\w\s]|\d+"
)
