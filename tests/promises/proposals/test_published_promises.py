"""The wordings of the demo's councils, read and proposed, beside the targets people wrote for them."""

from functools import cache

import pytest

from followup.demo import arjeplog, haparanda, overkalix
from tests.promises.proposals.reading import YEAR, proposals

# What the reader and the words do not tell, and people did.
KNOWN_ONLY_TO_PEOPLE = {
    "Utbildning för postombud",  # "genomföra utbildningen": the definite form is no number
    "Trygga elever i årskurs 9",  # nobody is said to promise it
    "Krögarutbildning",  # jointly: said in the sentence before
}
SAME = ("kind", "minimum", "per", "counting", "jointly", "only_beyond_ordinary")
DEFAULTS = {"minimum": None, "per": "", "counting": "", "jointly": "any", "only_beyond_ordinary": False}


@cache
def proposed(wording):
    text = wording.replace("{year}", "2019")
    return [found.draft for found in proposals(text, YEAR, heading="Polis och kommun ska:")]


def written():
    for council in (overkalix, haparanda, arjeplog):
        for _title, promises in council.PROMISES.sections:
            for promise in promises:
                for target in promise.targets:
                    yield promise.wording, target.values


@pytest.mark.parametrize(
    ("wording", "values"),
    [pytest.param(*pair, id=pair[1]["label"]) for pair in written() if pair[1]["label"] not in KNOWN_ONLY_TO_PEOPLE],
)
def test_what_people_wrote_is_among_what_is_proposed(wording, values):
    wanted = {name: values.get(name, DEFAULTS.get(name)) for name in SAME}
    found = [{name: getattr(draft, name) for name in SAME} for draft in proposed(wording)]
    assert wanted in found


def test_what_the_words_do_not_tell_is_as_listed():
    lacking = {
        values["label"]
        for wording, values in written()
        if {name: values.get(name, DEFAULTS.get(name)) for name in SAME}
        not in [{name: getattr(draft, name) for name in SAME} for draft in proposed(wording)]
    }
    assert lacking == KNOWN_ONLY_TO_PEOPLE
