"""Every act in the log has its Swedish words."""

import ast

from councils.log_details import CODES, DETAILS, PARTIES, PERMISSIONS, told
from councils.roles import Permission
from councils.verbs import OBJECTS, VERBS, deed, noun
from followup.codes import VERDICT_NAMES, Judgement, Party
from tests.test_architecture import python_files

RECORDERS = {"record", "record_refusal", "_record"}


def verbs_in(text):
    """The verbs a file writes, and the lines where it writes one that is worked out and cannot be looked up."""
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call):
            for word in call.keywords:
                if word.arg == "verb" and ast.unparse(call.func).split(".")[-1] in RECORDERS:
                    for one in ways_of(word.value):
                        yield one.value if isinstance(one, ast.Constant) else f"line {call.lineno}"


def ways_of(value):
    """`a if … else b` is either."""
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def test_every_verb_that_is_written_has_its_words():
    written = {(path, verb) for path, text in python_files().items() for verb in verbs_in(text)}
    assert len(written) > 10
    without = sorted(f"{path}: {verb}" for path, verb in written if verb not in VERBS)
    assert without == []


def test_the_search_for_verbs_sees_what_it_should():
    assert list(verbs_in('audit.record(by=x, verb="fly")\nrecord_refusal(verb=name)')) == ["fly", "line 2"]
    assert list(verbs_in('audit.record(verb="fly" if x else "land")')) == ["fly", "land"]
    assert list(verbs_in('other(verb="fly")')) == []


def test_words_are_said_once_and_without_full_stop():
    for table in (VERBS, OBJECTS, PERMISSIONS):
        words = [str(one) for one in table.values()]
        assert len(set(words)) == len(words)
    for one in [*VERBS.values(), *OBJECTS.values(), *DETAILS.values(), *PERMISSIONS.values()]:
        assert str(one).strip(" .") == str(one)
        assert str(one)[0].islower()


def test_what_nobody_has_words_for_stands_as_it_is():
    assert (deed("fly"), noun("kite")) == ("fly", "kite")
    assert told({"height": 3}) == [("height", "3")]


def test_a_change_tells_only_what_differs():
    before = {"count": "1", "place": "None", "targets": [1, 2], "reach": "4"}
    after = {"count": "2", "place": "Torget", "targets": [], "reach": "4"}
    said = [(str(name), value) for name, value in told({"before": before, "after": after})]
    assert said == [("antal", "1 → 2"), ("plats", "\N{EN DASH} → Torget"), ("mål", "1, 2 → \N{EN DASH}")]
    assert str(told({"more_follow": True})[0][1]).startswith("Fler försök")
    assert told({"on": True, "nested": {"role": "member"}}) == [("on", "ja"), ("nested", "roll: member")]


def test_codes_have_the_words_that_the_rest_of_the_site_uses():
    assert set(PERMISSIONS) == {permission.value for permission in Permission}
    assert CODES["computed"] == {verdict.value: words for verdict, words in VERDICT_NAMES.items()}
    assert CODES["judgement"] == dict(Judgement.choices)
    assert dict(Party.choices) == PARTIES


def test_codes_and_ids_are_told_in_words_and_what_is_empty_is_left_out():
    said = told({"permission": "view_log", "route": "councils:log", "to_day": None, "count": 0})
    assert [(str(name), value) for name, value in said] == [("rättighet", "läsa loggen"), ("antal", "0")]
    names = {"readers": {"7": "Skolan"}}
    said = told({"readers": [7, 8], "promise": 10, "parties": ["police"], "handelse": "invite", "roles": []}, names)
    assert [(str(name), value) for name, value in said] == [
        ("läsare", "Skolan, 8"),
        ("löfte", "10"),
        ("parter", "Polisen"),
        ("händelse", "bjöd in en person"),
    ]
