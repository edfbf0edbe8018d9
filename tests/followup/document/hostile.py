"""What somebody may have typed or pasted, and a snapshot with it in every field."""

from tests.followup.document.factories import make_figure, make_promise, make_snapshot, make_target, make_weeks

HOSTILE = {
    "emoji": "Bra jobbat \N{THUMBS UP SIGN}\N{FIREWORKS} \N{FAMILY}",
    "right to left": "\u202eשלום\u202c مرحبا",
    "NUL": "före\x00efter",
    "a word of 300 characters": "x" * 300,
    "code": '#eval("1") #read("/etc/passwd") #import "@preview/x:1.0.0"',
    "markup": "= Rubrik *fet* _kursiv_ $x^2$ `kod` @ref <label> // bort \\ #pagebreak()",
    "html": "<script>alert(1)</script> &amp; ]]> <![CDATA[",
    "30,000 characters": "ord och mer " * 2_500,
    "only what cannot be seen": "\u200b\u202e\x00",
    "lone surrogate": "a\ud800b",
    "list and numbers": "- ett\n- två\n+ tre\n1. fyra\n/ term: förklaring",
}
CODES = {"as_of", "status", "kind", "verdict", "state", "first_day", "last_day", "sha256", "format"}


def put_everywhere(value, text):
    """The snapshot with the text in every field that holds words."""
    if isinstance(value, dict):
        return {key: item if key in CODES else put_everywhere(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [put_everywhere(item, text) for item in value]
    return text if isinstance(value, str) else value


def everything(**changes):
    """A snapshot with something in every field there is."""
    told = dict.fromkeys(("police_did", "municipality_did", "why_not", "effect", "next_step"), "Ord.")
    whole = dict.fromkeys(("introduction", "method", "situation", "communicated", "carried_over"), "Ord.")
    deviation = {"target": "Mål", "day": "2019-05-01", "reason": "väder", "text": "Snö.", "substitute": "Möte"}
    target = make_target(strip=make_weeks(("met", "missed", "open")), motivation="Så.", deviation="Snö.")
    promise = make_promise(targets=[target], **told, deviations=[deviation], proposed=["police_did"])
    corrects = {"code": "7K3Q-9F2M-XW01", "sha256": "0" * 64, "approved_on": "2020-01-29", "reason": "En saknas."}
    said = {"kind": "part", "kind_text": "Delsammanställning", "name": "tertial 1", "registry_number": "KS 1"}
    named = {**said, "corrects": corrects, "police_registry_number": "A1", "not_shared": {"method": "Inte delat."}}
    return make_snapshot([promise], statistics=[make_figure()], **whole, **{**named, **changes})
