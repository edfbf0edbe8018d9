"""A text read and proposed in one go, as the page does it."""

import json
from datetime import date

from promises.periods import Period
from promises.proposals import plain, propose
from promises.reader import read

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
TWO_YEARS = Period(date(2023, 1, 1), date(2024, 12, 31))
THREE_MONTHS = Period(date(2019, 1, 1), date(2019, 3, 31))
OPEN = Period(date(2019, 1, 1), None)


def proposals(text, period=YEAR, answers=None, heading=None, **calendar):
    """Every proposal of a text; the commitments go by way of JSON, as they are stored."""
    return [
        propose(
            json.loads(json.dumps(plain(commitment, promise))),
            words=promise.text,
            period=period,
            answers=answers or {},
            **calendar,
        )
        for promise in read(text, heading).promises
        for commitment in promise.commitments
    ]


def proposal(text, period=YEAR, answers=None, heading="Polis och kommun ska:", **calendar):
    """The one proposal of a text that holds one commitment."""
    (found,) = proposals(text, period, answers, heading, **calendar)
    return found


def draft(text, period=YEAR, answers=None, **more):
    return proposal(text, period, answers, **more).draft


def rule(found):
    """What is counted, in short."""
    return (found.kind, found.minimum, found.per, found.counting)


def asked(found):
    return [question.about for question in found.questions]


def question(text, about, period=YEAR, answers=None, **calendar):
    """The question of one code that a text raises."""
    return next(q for q in proposal(text, period, answers, **calendar).questions if q.about == about)
