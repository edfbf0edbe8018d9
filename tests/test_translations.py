"""Swedish is the source of every string, and English is complete: nothing missing, nothing mixed.

Each rule is a function to the faults it finds, with a control that it must see. The tools of gettext are not needed.
"""

import ast
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
import time_machine
from django.template.base import Lexer, TokenType
from django.urls import reverse
from django.utils import translation

from councils.models import Municipality, Organisation, PoliceArea
from councils.roles import Role
from followup import arithmetic
from followup.actions.assessments import judge_target
from followup.assessment import Counting, Entry, Rule, assess
from followup.codes import OF_A_PROMISE
from followup.document.pdf import document_data
from followup.progress import judged_targets, target_progress
from promises import wording
from promises.codes import OWN_NAMES
from promises.models import Activity, Target
from promises.periods import Per, Period
from tests import factories as make
from tests.followup.document.factories import make_snapshot
from tests.second_factors import give_app, give_passkey
from tests.signing_in import sign_in

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
APPS = ("brapp", "councils", "promises", "followup")
# For whoever runs a command; and the reader and what proposes targets from it, whose Swedish is what they read.
SWEDISH_ONLY = (
    "councils/report_duties.py",  # reads what people have written in Swedish
    "councils/management/",
    "councils/personal_data_patterns.py",  # what is looked for
    "councils/observation_rows.py",  # a file, in Swedish as the other files are
    "councils/statistics/",  # the words of published tables, which are looked for
    "followup/agenda_proposals.py",  # written into the agenda, which is Swedish whoever takes it
    "followup/benchmark/",
    "followup/demo/",
    "followup/exports/",  # files are in Swedish, whoever fetches them
    "followup/document/excel.py",  # words of a summary's files, which are Swedish as the other files are
    "followup/document/excel_columns.py",
    "followup/document/lines.py",  # words of a frozen document, which is Swedish
    "followup/document/pictures.py",
    "followup/document/word.py",
    "followup/document/word_paper.py",
    "followup/management/",
    "promises/forms/table_words.py",  # what people type, and what their lists are called
    "promises/management/",
    "promises/named_parties.py",
    "promises/proposals/days.py",
    "promises/proposals/effects.py",
    "promises/proposals/guesses.py",
    "promises/proposals/left_out.py",
    "promises/proposals/names.py",
    "promises/proposals/normal_form.py",
    "promises/proposals/noun_forms.py",
    "promises/proposals/patterns.py",
    "promises/proposals/steps.py",
    "promises/reader/",
    "promises/themes.py",  # the stems that are looked for
    "promises/spreadsheets/columns.py",  # a file is in Swedish, whoever fetches it: it is read in again
    "promises/spreadsheets/files.py",
    "promises/spreadsheets/read_me.py",
    "promises/spreadsheets/writing.py",
)
FUNCTIONS = {  # name → the arguments that are context, singular and plural
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
SWEDISH_LETTER = re.compile("[åäöÅÄÖ]")
WORD = re.compile(r"[^\W\d_]{2,}")
READ_ATTRIBUTES = {"aria-label", "aria-description", "alt", "title", "placeholder"}
# The same in every language.
NAMES = re.compile(r"\b(BRÅ|Excel|Word|CSV|JSON|SHA-256|Brapp|https://www\.digg\.se/tdosanmalan)\b")
PRINTED = {"Sammanställning", "[texten är avkortad]"}  # the PDF is Swedish
STORED = {
    "Polisen, lokalpolisområde ",
    "Tidigare användare ",
    "riskkväll",
    "Avstämning på mötet",
    "Avstämning (mötet ställdes in)",
    *OWN_NAMES.values(),
}  # names and tags, the same to whoever reads them
HEADINGS = {"händelse", "gäller", "gäller nr", "begäran", "föregående kontrollsumma"}  # of the log as a file
LETTERS = {"å", "ä", "ö"}  # to sort by


def of_project(pattern, *folders):
    """Path from the project's folder → text."""
    found = {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for folder in folders
        for path in sorted((ROOT / folder).rglob(pattern))
        if "migrations" not in path.parts
    }
    return {path: text for path, text in found.items() if not path.startswith(SWEDISH_ONLY)}


def python_files():
    return of_project("*.py", *APPS)


def templates():
    return {**of_project("*.html", "templates"), **of_project("*.txt", "templates")}


def report(found):
    return "\n".join(["", *found])


# The catalogue


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def unfinished(entries):
    return [f"{entry.msgid!r} has no English" for entry in entries if not all(texts(entry))] + [
        f"{entry.msgid!r} is a guess (fuzzy)" for entry in entries if entry.fuzzy
    ]


KEPT = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\{?\s*\w+\s*\}?\}|</?\w+>|\N{NO-BREAK SPACE}")


def kept(text):
    """What a translator must leave as it is: placeholders, mark-up and no-break spaces."""
    return sorted(KEPT.findall(text))


def changed_placeholders(entries):
    found = []
    for entry in entries:
        given = kept(entry.msgid_plural or entry.msgid)
        *singular, last = texts(entry)
        wrong = kept(last) != given or any(set(kept(text)) - set(given) for text in singular)
        if wrong:  # the singular may say "once" instead of "1 time"
            found.append(f"{entry.msgid!r} and {last!r} have different placeholders")
    return found


def same_entries(one, other):
    def content(file):
        return {key(entry): texts(entry) for entry in file}

    return content(one) == content(other)


def test_every_string_has_its_english():
    found = unfinished(polib.pofile(CATALOGUE))
    assert not found, report(found)


def test_placeholders_agree():
    found = changed_placeholders(polib.pofile(CATALOGUE))
    assert not found, report(found)


def test_the_compiled_catalogue_is_the_same():
    assert same_entries(polib.pofile(CATALOGUE), polib.mofile(CATALOGUE.with_suffix(".mo")))


# What is marked in code and templates


def marked_in_code(text):
    """(context, singular, plural) of each marked string, and what no tool could collect."""
    tree = ast.parse(text)
    names = {
        alias.asname or alias.name: FUNCTIONS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }
    in_f_strings = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    found, faults = set(), []
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names):
            continue
        arguments = [None if place is None else call.args[place] for place in names[call.func.id]]
        if not all(argument is None or isinstance(argument, ast.Constant) for argument in arguments):
            faults.append(f"line {call.lineno}: not a plain string")
            continue
        if id(call) in in_f_strings:
            faults.append(f"line {call.lineno}: inside an f-string, where makemessages does not look")
        context, singular, plural = [argument and argument.value for argument in arguments]
        found.add((context, singular, plural or ""))
    return found, faults


TRANSLATE = re.compile(r"""^trans(?:late)?\s+(["'])(?P<text>.*?)\1(?:.*\scontext\s+(["'])(?P<context>.*?)\3)?""")
UNDERSCORE = re.compile(r"""\b_\((["'])(.*?)\1\)""")
BLOCK = ("blocktranslate", "blocktrans")


def pieces_of(text):
    """A template's tokens; each {% blocktranslate %} as one piece: (kind, contents, inner tokens)."""
    block, inner = None, []
    for token in Lexer(text).tokenize():
        word = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if block is None and word in BLOCK:
            block, inner = token, []
        elif block is not None and word.removeprefix("end") in BLOCK:
            yield "blocktranslate", block.contents, inner
            block = None
        elif block is not None:
            inner.append(token)
        else:
            yield token.token_type, token.contents, []


def marked_in_template(text):
    found = set()
    for kind, contents, inner in pieces_of(text):
        if kind == "blocktranslate":
            parts = [""]
            for token in inner:
                if token.token_type == TokenType.TEXT:
                    parts[-1] += token.contents.replace("%", "%%")
                elif token.token_type == TokenType.VAR:
                    parts[-1] += f"%({token.contents})s"
                else:
                    parts.append("")  # {% plural %}
            if " trimmed" in contents:
                parts = [" ".join(line.strip() for line in part.strip().splitlines()) for part in parts]
            context = re.search(r"""\scontext\s+(["'])(.*?)\1""", contents)
            found.add((context and context[2], parts[0], parts[1] if len(parts) > 1 else ""))
        elif kind == TokenType.BLOCK and (match := TRANSLATE.match(contents)):
            found.add((match["context"], match["text"].replace("%", "%%"), ""))
        elif kind in (TokenType.BLOCK, TokenType.VAR):
            found |= {(None, string, "") for _, string in UNDERSCORE.findall(contents)}
    return found


def not_collected(marked, entries):
    known = {key(entry) for entry in entries}
    also_plural = {key(entry)[:2] for entry in entries if entry.msgid_plural}
    return sorted(repr(one[1]) for one in marked if one not in known and not (not one[2] and one[:2] in also_plural))


@pytest.mark.parametrize(
    ("files", "marked"),
    [(python_files, lambda text: marked_in_code(text)[0]), (templates, marked_in_template)],
    ids=["code", "templates"],
)
def test_every_marked_string_is_in_the_catalogue(files, marked):
    entries = polib.pofile(CATALOGUE)
    found = [f"{path}: {text}" for path, source in files().items() for text in not_collected(marked(source), entries)]
    assert not found, report([*found, "Run makemessages, translate, and compile."])


def test_every_marked_string_can_be_collected():
    found = [f"{path}: {fault}" for path, text in python_files().items() for fault in marked_in_code(text)[1]]
    assert not found, report(found)


def test_the_catalogue_holds_nothing_that_is_no_longer_said():
    said = set().union(*(marked_in_code(text)[0] for text in python_files().values()))
    said = said.union(*(marked_in_template(text) for text in templates().values()))
    found = [repr(entry.msgid) for entry in polib.pofile(CATALOGUE) if key(entry) not in said]
    assert not found, report(found)


# What is not marked, and should be


class Readable(HTMLParser):
    """The words of a page: text and the attributes that are read aloud."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.skipping = [], False

    def handle_starttag(self, tag, attrs):
        self.skipping = tag in ("script", "style")
        self.found += [value for name, value in attrs if name in READ_ATTRIBUTES and value]

    def handle_endtag(self, tag):
        self.skipping = False

    def handle_data(self, data):
        if not self.skipping:
            self.found.append(data)


def words_of(html):
    """Each stretch of text that a person reads, without the empty ones."""
    reader = Readable()
    reader.feed(html)
    reader.close()
    return [text.strip() for text in reader.found if text.strip()]


def unmarked_in_template(text):
    """Words in the page itself, and Swedish words handed to other tags."""
    html, found, before = "", [], ""
    for kind, contents, _inner in pieces_of(text):
        if kind == TokenType.TEXT and before != "block main_class":  # the name of a style
            html += contents
        elif kind == TokenType.BLOCK and not TRANSLATE.match(contents) and SWEDISH_LETTER.search(contents):
            found.append(contents)
        before = contents
    return found + [text for text in words_of(html) if WORD.search(NAMES.sub("", text))]


def unmarked_in_code(text):
    tree = ast.parse(text)
    marked = {
        id(inner)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("_", *FUNCTIONS)
        for inner in ast.walk(call)
    }
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in marked | documentation
        and SWEDISH_LETTER.search(node.value)
        and node.value not in PRINTED | STORED | HEADINGS | LETTERS
    ]


@pytest.mark.parametrize(
    ("files", "unmarked"),
    [(python_files, unmarked_in_code), (templates, unmarked_in_template)],
    ids=["code", "templates"],
)
def test_no_swedish_is_left_unmarked(files, unmarked):
    found = [f"{path}: {text!r}" for path, source in files().items() for text in unmarked(source)]
    assert not found, report(found)


# Controls: each rule sees its own fault, and not the near miss


def entry(msgid, msgstr="", **more):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def test_the_rules_of_the_catalogue_see_faults():
    assert unfinished([entry("Ja")]) and unfinished([entry("Ja", "Yes", flags=["fuzzy"])])
    assert unfinished([entry("en", msgid_plural="flera", msgstr_plural={0: "one", 1: ""})])
    assert not unfinished([entry("Ja", "Yes")])
    assert changed_placeholders([entry("%(day)s kvar", "%(days)s left")])
    assert changed_placeholders([entry("%s av %s", "%s of")])
    assert changed_placeholders([entry("10\N{NO-BREAK SPACE}%", "10 %")])
    assert changed_placeholders([entry("<b>%(a)s</b>", "%(a)s")])
    gone = {"msgid": "%(n)s gång", "msgid_plural": "%(n)s gånger"}
    assert changed_placeholders([polib.POEntry(**gone, msgstr_plural={0: "once", 1: "times"})])
    assert changed_placeholders([polib.POEntry(**gone, msgstr_plural={0: "%(m)s time", 1: "%(n)s times"})])
    assert not changed_placeholders([polib.POEntry(**gone, msgstr_plural={0: "once", 1: "%(n)s times"})])
    assert not same_entries([entry("Ja", "Yes")], [entry("Ja", "Yes."), entry("Nej", "No")])


IMPORT = "from django.utils.translation import gettext as _, ngettext, pgettext\n"


def test_the_rules_of_marked_strings_see_faults():
    found, faults = marked_in_code(IMPORT + '_("Ja"); ngettext("en", "flera", 2); pgettext("plural", "år")')
    assert found == {(None, "Ja", ""), (None, "en", "flera"), ("plural", "år", "")} and not faults
    assert marked_in_code(IMPORT + "_(name)")[1] and marked_in_code(IMPORT + 'f"{_("ja")}"'.replace('"ja"', "'ja'"))[1]
    template = (
        '{% translate "Ja" as yes %}{% blocktranslate count n=rows|length %}{{ n }} rad{% plural %}{{ n }} rader'
        '{% endblocktranslate %}{% include "a.html" with text=_("Nej") %}{% translate name %}'
        "{% blocktranslate trimmed %}\n  till\n  100 %\n{% endblocktranslate %}"
    )
    assert marked_in_template(template) == {
        (None, "Ja", ""),
        (None, "%(n)s rad", "%(n)s rader"),
        (None, "Nej", ""),
        (None, "till 100 %%", ""),
    }
    assert not_collected({(None, "Ja", "")}, [entry("Nej", "No")]) == ["'Ja'"]
    assert not not_collected({(None, "Nej", "")}, [entry("Nej", "No")])


def test_the_rules_of_unmarked_strings_see_faults():
    assert unmarked_in_template("<h1>Logga in</h1>") == ["Logga in"]
    assert unmarked_in_template('<a aria-label="Sök" href="/å"></a>') == ["Sök"]
    assert unmarked_in_template('{% include "a.html" with text="Översikt" %}')
    assert not unmarked_in_template('{# Ä #}<b id="å">BRÅ {{ x }}</b>{% translate "Översikt" %} (v) – 1')
    assert not unmarked_in_template("{% blocktranslate %}Översikt{% endblocktranslate %}")
    assert not unmarked_in_template("{% block main_class %}narrow{% endblock %}")
    assert unmarked_in_code('"""Före."""\nmessages.error(request, "Går inte")') == ["Går inte"]
    assert not unmarked_in_code(IMPORT + '_("Går inte")')


# English sentences


def test_composed_sentences_are_english():
    year = Target(kind="count", minimum=2, per="year", counting="each", unit="walk", units="walks", weekdays=[5, 6])
    with translation.override("en"):
        assert wording.rule_sentence(year) == "At least 2 walks every year. Counts only: on Fridays or Saturdays."
        assert [wording.per_name("year", number) for number in (1, 2)] == ["year", "years"]
        assert [wording.per_name("half_year", number) for number in (1, 2)] == ["half-year", "half-years"]
        assert arithmetic.decimal(Fraction(57, 52)) == "1.10"
        assert wording.measure(Decimal("61.50")) == "61.5"
        facts = SimpleNamespace(target=year, quality="about", activities=3)
        rule, period = Rule(2, Per.YEAR, Counting.EACH), Period(date(2018, 1, 1), date(2019, 12, 31))
        facts.outcome = assess(rule, period=period, entries=[Entry(date(2018, 5, 1), 3)], as_of=date(2019, 12, 30))
        assert arithmetic.figure(facts) == "1 of 2 years"
        assert arithmetic.sentence(facts) == "At least 2 in 1 of 2 years (50\N{NO-BREAK SPACE}%), about 3 walks in all."
        assert arithmetic.needed(facts) == "2 more walks needed."


def test_the_document_is_swedish_whoever_asks_for_it():
    with translation.override("sv"):
        swedish = document_data(make_snapshot())
    with translation.override("en"):
        assert document_data(make_snapshot()) == swedish


# Pages, with nothing typed in Swedish: every Swedish word on them is the system's own


def vocabulary(strings):
    return {word for text in strings for word in re.findall(r"[^\W\d_]{3,}", text.lower())}


@pytest.fixture(scope="module")
def telling():
    """Words that the Swedish of the system uses and its English never does."""
    entries = polib.pofile(CATALOGUE)
    swedish = vocabulary(text for entry in entries for text in key(entry)[1:])
    # A language is called by its own name where one chooses it.
    return swedish - vocabulary(text for entry in entries for text in texts(entry)) - {"svenska"}


@pytest.fixture
def council(db):
    """A council at work on 20 November 2019, with a target and an activity of every sort."""
    with time_machine.travel(datetime(2019, 11, 20, 12, tzinfo=UTC), tick=False):
        yield make.council(
            name="Xylo Council",
            short_name="Xylo",
            slug="xylo",
            purpose="Zeta.",
            meetings_per_year=4,
            meets_when_needed=True,
        )


@pytest.fixture
def coordinator(council):
    return make.person(Role.COORDINATOR, council=council, organisation=make.organisation(name="Xylo Town"))


@pytest.fixture
def promise_set(council, coordinator):
    town = coordinator.memberships.get().organisation
    others = [make.organisation(name="Xylo Force"), town]
    make.agreement(councils=[council], parties=others, title="Pact", purpose="Zeta.", from_day=make.FIRST_DAY)
    make.seat(council=council, function="xylo", duty="chair", several_persons=True)
    promise_set = make.promise_set(
        council=council, title="Xylo 2019", slug="2019", summary_due_on=date(2020, 1, 31), recipients=["Mayor"]
    )
    section = make.section(promise_set=promise_set, title="Zeta")
    place = make.place(council=council, name="Xylo Square")
    partner = make.organisation(name="Xylo School")
    units = {"unit": "walk", "units": "walks"}
    sorts = [
        {"minimum": 4, "per": "period", "counting": "total", "jointly": "all", "only_beyond_ordinary": True},
        {"minimum": 1, "per": "week", "counting": "average"},
        {"minimum": 1, "per": "week", "counting": "each", "weekdays": [5, 6], "months": [3, 6], "tags": ["xylo"]},
        {"minimum": 2, "per": "half_year", "counting": "each", "activity_types": ["safety_walk"]},
        {"kind": "coverage", "places": [place], **units},
        {"kind": "deliverable"},
        {"kind": "on_demand"},
        {"kind": "effect", "indicator": "zeta", "direction": "at_least", "threshold": 70},
        {"kind": "qualitative"},
        {"kind": "vision"},
    ]
    for number, fields in enumerate(sorts):
        promise = make.promise(section=section, wording=f"Wording {number}", responsible=others, partners=[partner])
        fields = {**units, **fields} if "kind" not in fields else fields
        target = make.target(promise=promise, label=f"Label {number}", **fields)
        if target.kind == "effect":
            make.measurement(target=target, value=61, source="Zeta", note="Zeta.")
        for facts in ({}, {"place": place, "activity_type": "safety_walk", "count": 2, "count_quality": "at_least"}):
            make.activity(targets=[target], by=coordinator, organisation=town, parties=[town], tags=["xylo"], **facts)
    judge_target(
        progress=target_progress(judged_targets(Target.objects.with_rules()).earliest("pk"), as_of=make.LAST_DAY),
        by=coordinator,
        judgement="largely_fulfilled",
        motivation="Zeta.",
        deviation_reason="weather",
        deviation_text="Zeta.",
    )
    make.promise(section=section, wording="Wording alone", responsible=others)
    _written_and_asked_in(promise_set, by=coordinator, organisation=town)
    Municipality.objects.update(own_name="Xylo Town")
    PoliceArea.objects.update(name="Xylo Area")
    Organisation.objects.filter(kind="police").update(name="Xylo Police", short_name="Police")
    return promise_set


def _written_and_asked_in(promise_set, *, by, organisation):
    """A text that is not shared, a draft, a colleague and somebody who has not answered yet."""
    council, first = promise_set.council, promise_set.sections.get().promises.first()
    make.text(promise=first, by=by, **dict.fromkeys(OF_A_PROMISE, "Zeta."))
    draft = make.promise_set(council=council, title="Xylo 2020", slug="2020", status="draft", organisation=organisation)
    make.promise(section=make.section(promise_set=draft, title="Zeta"), wording="Wording", responsible=[organisation])
    make.member(Role.MEMBER, council=council, user=make.user(name="Xavier"), organisation=organisation)
    make.invitation(council=council, by=by, name="Zora", email="z@xylo.example", title="", organisation=organisation)


OF_A_DRAFT = ("edit_promise_set", "edit_set_details", "remove_promise_set", "paste_text", "translations", "add_section")


def pages_of(promise_set):
    """The address of every page that a coordinator can open."""
    of_set = [promise_set.council.slug, promise_set.slug]
    council = of_set[:1]
    colleague = promise_set.council.memberships.get(role=Role.MEMBER).pk
    pages = [
        *(reverse(f"councils:{name}") for name in ("profile", "erase_me")),
        *(reverse(f"followup:{name}") for name in ("accessibility", "own_data")),
        *(reverse(f"followup:{name}", args=council) for name in ("log", "summaries", "council_overview")),
        *(reverse(f"followup:{name}", args=of_set) for name in ("overview", "summary", "summary_whole")),
        *(
            reverse(f"followup:{name}", args=of_set)
            for name in ("share_summary", "summary_history", "summary_comments")
        ),
        *(reverse(f"promises:{name}", args=council) for name in ("activities", "promise_sets")),
        *(reverse(f"promises:{name}", args=of_set) for name in ("promise_set", "promise_set_history")),
        *(reverse(f"promises:{name}", args=[*council, "2020"]) for name in ("promise_set", "share_promise_set")),
        *(reverse(f"promises:{name}", args=council) for name in ("new_promise_set", "calendar")),
        *(reverse(f"promises:{name}", args=[*council, "2020"]) for name in OF_A_DRAFT),
        *(reverse(f"promises:{name}", args=of_set) for name in ("editions", "new_edition")),
        *(reverse(f"councils:{name}", args=council) for name in ("places", "problem_areas")),
        reverse("followup:copy_promise_set", args=of_set),
        *(reverse(f"councils:{name}", args=council) for name in ("council", "members", "invite", "log")),
        *(reverse(f"councils:{name}", args=[*council, colleague]) for name in ("change_member", "end_member")),
        reverse("followup:overview", args=of_set) + "?lage=uppmarksamhet",
    ]
    for target in Target.objects.filter(promise__section__promise_set=promise_set):
        pages += [reverse(f"followup:{name}", args=[*council, target.pk]) for name in ("evidence", "judge")]
        pages.append(reverse("promises:target_history", args=[*council, target.pk]))
        pages.append(reverse("followup:summary_text", args=[*of_set, target.promise_id]))
    for activity in Activity.objects.all()[:4]:
        names = ("activity", "correct_activity", "withdraw_activity")
        pages += [reverse(f"promises:{name}", args=[*council, activity.pk]) for name in names]
    return pages


def choose(client, language):
    assert client.post("/sprak/", {"language": language, "next": "/tillganglighet/"}).status_code == 302


# What is said to be Swedish on a page in English: the text of a summary, which is printed in Swedish.
SAID_TO_BE_SWEDISH = re.compile(r'<(div|textarea)(?=[^>]* lang="sv")[^>]*>.*?</\1>', re.DOTALL)


def words_on(response):
    return vocabulary(words_of(SAID_TO_BE_SWEDISH.sub(" ", response.content.decode())))


def mixed(responses, telling):
    return [
        f"{response.request['PATH_INFO']}: {', '.join(sorted(words))}"
        for response in responses
        if (words := words_on(response) & telling)
    ]


def test_the_telling_words_are_telling(telling):
    known = "översikt logga uppfyllt läget sammanställning aktiviteter löfte och inte räknas bedömning vecka"
    assert not set(known.split()) - telling
    assert len(telling) > 500


def test_pages_in_english_hold_no_swedish(client, coordinator, promise_set, telling):
    sign_in(client, coordinator)
    choose(client, "en")
    responses = [client.get(url) for url in pages_of(promise_set)]
    assert {response.status_code for response in responses} == {200}
    assert {response.headers["Content-Language"] for response in responses} == {"en"}
    assert not (found := mixed(responses, telling)), report(found)


def test_the_same_pages_in_swedish_hold_many_telling_words(client, coordinator, promise_set, telling):
    sign_in(client, coordinator)
    choose(client, "sv")
    for url in pages_of(promise_set):
        assert len(words_on(client.get(url)) & telling) > 10, url


def test_pages_of_the_second_factor_in_english_hold_no_swedish(client, council, telling):
    person = make.person(Role.MEMBER, council=council, user=make.user(password="a long sentence about snow"))
    sign_in(client, person)
    choose(client, "en")
    before = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password")
    responses = [client.get(reverse(name)) for name in before]
    give_app(person)
    passkey = give_passkey(person, name="Xylo")
    after = ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp")
    responses += [client.get(reverse(name)) for name in (*after, "mfa_list_webauthn", "mfa_reauthenticate")]
    responses += [client.get(reverse(name, args=[passkey.pk])) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")]
    responses.append(client.get(reverse("account_reauthenticate")))
    assert not [response.request["PATH_INFO"] for response in responses if response.status_code != 200]
    assert not (found := mixed(responses, telling)), report(found)


def test_an_invitation_in_english_holds_no_swedish(client, coordinator, council, telling):
    organisation = coordinator.memberships.get().organisation
    person = {"name": "Zora", "email": "zora@xylo.example", "title": "Clerk"}
    _, token = make.invitation(council=council, by=coordinator, organisation=organisation, **person)
    choose(client, "en")
    address = reverse("councils:accept_invitation", args=[token])
    responses = [client.get(address), client.post(address, {}), client.get(address.replace(token, "xylo"))]
    assert [response.status_code for response in responses] == [200, 422, 404]
    assert not (found := mixed(responses, telling)), report(found)


def test_text_that_was_sent_too_late_waits_in_english(client, coordinator, promise_set, telling):
    client.force_login(coordinator)
    choose(client, "en")
    with time_machine.travel(datetime(2019, 11, 20, 15, tzinfo=UTC), tick=False):
        late = client.post(reverse("followup:log", args=["xylo"]), {"occurred_on": "2019-11-20", "note": "Zeta."})
        log_in = client.get(late["Location"])
        client.force_login(coordinator)
        responses = [log_in, client.get(reverse("kept_text")), client.get(reverse("followup:accessibility"))]
    assert [response.status_code for response in responses] == [200, 200, 200]
    assert "Zeta." in responses[1].content.decode()
    assert not (found := mixed(responses, telling)), report(found)


def test_what_is_said_of_a_form_is_english(client, coordinator, promise_set, telling):
    sign_in(client, coordinator)
    choose(client, "en")
    log, target = reverse("followup:log", args=["xylo"]), Target.objects.earliest("pk").pk
    sent = [
        {},
        {"targets": [target], "occurred_on": "2019-11-21", "count": "x", "note": "19121212-1212", "reach": "-1"},
        {"targets": [target], "occurred_on": "1719-11-20", "count": "-1", "activity_type": "x", "parties": ["0"]},
        {"targets": [target], "occurred_on": "2018-11-20", "count": "10000", "tags": "a,b,c,d,e,f,g,h,i,j,k"},
        {"targets": [target], "occurred_on": "2019-11-20", "count": "1"},
    ]
    responses = [client.post(log, fields, follow=True) for fields in sent]
    assert [response.status_code for response in responses] == [422, 422, 422, 422, 200]
    judged = client.post(reverse("followup:judge", args=["xylo", target]), {"judgement": "replaced"})
    assert judged.status_code == 422
    # The page was read before the promises were: what is approved is not what stands there now.
    approval = {"party": "municipality", "read": "old"}
    approved = client.post(reverse("followup:approve_summary", args=["xylo", "2019"]), approval, follow=True)
    assert not (found := mixed([*responses, judged, approved], telling)), report(found)


def test_pages_before_log_in_are_english(client, db, telling):
    choose(client, "en")
    names = ("account_login", "account_signup", "account_reset_password", "account_reset_password_done")
    responses = [client.get(reverse(name)) for name in (*names, "socialaccount_login_cancelled")]
    responses.append(client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"}))
    assert {response.status_code for response in responses} == {200}
    assert not (found := mixed(responses, telling)), report(found)


def test_a_missing_page_is_english(client, coordinator, telling):
    client.force_login(coordinator)
    choose(client, "en")
    response = client.get("/xylo/nothing/here/")
    assert response.status_code == 404
    assert not (found := mixed([response], telling)), report(found)
