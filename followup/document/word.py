"""The written summary as a Word document: the same words, figures and drawings as the PDF, to be worked on further.

The same snapshot gives the same bytes, as the PDF does. It says less than the PDF about itself: only the PDF is kept.
"""

from itertools import chain

from django.utils import translation

from followup.codes import OF_A_PROMISE, TextPart
from followup.document.cleaning import clean
from followup.document.pdf import MOST_EVIDENCE_ROWS, document_data
from followup.document.pictures import pictures_of
from followup.document.word_paper import Paper

# Fixed words stand in Swedish, as in every file: it goes from hand to hand.
BEFORE = ("introduction", "method", "situation")  # the promises
AFTER = ("communicated", "carried_over")
AWAITED = {"police_did": "police_answers", "municipality_did": "municipality_answers"}  # of whom something is asked
MOST_PICTURES = 600
DRAWINGS = (("bar", "bar_text", 80), ("line_svg", "line_text", 160), ("strip_svg", "strip_text", 160))  # width in mm
NO_PICTURES = "Diagrammen är utelämnade, eftersom målen är så många. De finns i PDF:en."
ALTERED = "Det här är en kopia att arbeta vidare med. Den godkända sammanställningen är PDF:en med samma kontrollkod."


def summary_docx(snapshot: dict) -> bytes:
    """The Word document of a snapshot. Raises `DocumentError`."""
    with translation.override("sv"):
        said = clean(snapshot).value
        title = said["title"] or "Sammanställning"
        paper = Paper(title=f"{title}, {said['municipality']}", author=", ".join(said["parties"]), day=said["as_of"])
        _first_page(paper, said, title)
        _texts(paper, said, BEFORE)
        _in_short(paper, said)
        _promises(paper, said, _drawings(snapshot))
        _statistics(paper, said.get("statistics", []))
        _texts(paper, said, AFTER)
        _closing(paper, said)
        _approvals(paper, said)
        _evidence(paper, said["evidence"])
        return paper.as_bytes()


def _drawings(snapshot):
    """For each target its pictures with what they show; None when they are more than a document should carry."""
    data = document_data(snapshot)
    targets = [target for promise in _promises_of(data) for target in promise["targets"]]
    wanted = [[(target[svg], target[words], width) for svg, words, width in DRAWINGS] for target in targets]
    wanted = [[one for one in drawings if one[0]] for drawings in wanted]
    svgs = [svg for svg, _, _ in chain.from_iterable(wanted)]
    if len(svgs) > MOST_PICTURES:
        return None
    made = iter(pictures_of(svgs))
    return iter([[(next(made), words, width) for _svg, words, width in drawings] for drawings in wanted])


def _promises_of(said):
    return [promise for section in said["sections"] for promise in section["promises"]]


def _first_page(paper, said, title):
    marks = [said["status_text"]] if said["status"] == "draft" else []
    marks += ["Exempeldata"] if said["example_data"] else []
    paper.around(" · ".join([said["council_name"], *marks]), f"{title}, {said['municipality']}", ("sida", "av"))
    paper.add(said["council_name"], "Small")
    paper.add(title, "Title")
    paper.add(f"{said['municipality']} · {said['period']['text']}", "Subtitle")
    for name, value in _facts(said):
        if value:
            paper.add(value, lead=f"{name}:")
    if said["example_data"]:
        paper.add("Uppgifterna är exempeldata. De visar hur sammanställningen ser ut och beskriver inget som har hänt.")
    if said["code"]:
        paper.add(ALTERED)
    paper.items(f"{count['label']}: {count['value']}" for count in said["counts"])
    paper.contents("Innehåll")


def _facts(said):
    kind = ": ".join(filter(None, (said.get("kind_text"), said.get("name"))))
    return (
        ("Slag", kind),
        ("Parter", "\n".join(said["parties"])),
        ("Status", f"{said['status_text']}, version {said['version']}"),
        ("Läget den", said["as_of"]),
        ("Ska vara klar", said["due"]["text"]),
        ("Kommunens diarienummer", said["registry_number"]),
        ("Polisens diarienummer", said.get("police_registry_number", "")),
        ("Rättelse", _correction(said.get("corrects"))),
    )


def _correction(corrected):
    if not corrected:
        return ""
    named = f"Ersätter sammanställningen som godkändes {corrected['approved_on']} (kontrollkod {corrected['code']})."
    return f"{named} Anledning: {corrected['reason']}"


def _texts(paper, said, parts):
    for part in parts:
        text = said.get(part, "")
        if text:
            paper.heading(1, str(TextPart(part).label))
            _text(paper, text, part in said.get("proposed", ()))
        _not_shared(paper, [said.get("not_shared", {}).get(part)])


def _text(paper, text, is_proposed):
    if is_proposed:
        paper.add("Förslag ur underlaget", "Small")
    paper.add(text)


def _not_shared(paper, sentences):
    for sentence in dict.fromkeys(filter(None, sentences)):
        paper.add(sentence, "Small")


def _in_short(paper, said):
    paper.heading(1, "Målen i korthet")
    rows = [
        (promise["number"], target["label"], target["outcome"], target["verdict_text"])
        for promise in _promises_of(said)
        for target in promise["targets"]
    ]
    if not rows:
        paper.add("Sammanställningen innehåller inga mål som kan räknas. Löftena redovisas i text.")
        return
    heads = ("Löfte", "Mål", "Utfall", "Bedömning")
    paper.table(heads, rows, (16, 72, 34, 38), caption="Varje mål med utfall och bedömning")


def _promises(paper, said, drawings):
    if drawings is None:
        paper.add(NO_PICTURES, "Small")
    for section in said["sections"]:
        paper.heading(1, section["title"] or "Löften")
        for promise in section["promises"]:
            _promise(paper, promise, drawings, is_draft=said["status"] == "draft")


def _promise(paper, promise, drawings, *, is_draft):
    paper.heading(2, f"Löfte {promise['number']}")
    paper.add(promise["wording"], "Quote")
    if promise["responsible"]:
        paper.add(f"Ansvariga: {', '.join(promise['responsible'])}", "Small")
    if not promise["targets"]:
        paper.add("Löftet har inget mål som kan räknas. Det följs upp i text.", "Small")
    for target in promise["targets"]:
        _target(paper, target, next(drawings) if drawings else ())
    closed = promise.get("not_shared", {})
    _not_shared(paper, closed.values())
    for part in OF_A_PROMISE:
        is_asked = part in AWAITED and promise.get(AWAITED[part], True)
        _part(paper, promise, part, is_awaited=is_draft and not closed and is_asked)


def _part(paper, promise, part, *, is_awaited):
    text = promise.get(part, "")
    deviations = promise.get("deviations", []) if part == TextPart.WHY_NOT else []
    if not (text or deviations or is_awaited):
        return
    paper.heading(3, str(TextPart(part).label))
    if text:
        _text(paper, text, part in promise.get("proposed", ()))
    elif is_awaited:
        paper.add("Ingen uppgift lämnad.", "Small")
    paper.items(_deviation(row) for row in deviations)


def _deviation(row):
    text = f": {row['text']}" if row["text"] else ""
    instead = f"\nI stället: {row['substitute']}." if row["substitute"] else ""
    return f"{row['day']}, {row['reason']} ({row['target']}){text}{instead}"


def _target(paper, target, drawings):
    paper.heading(3, target["label"])
    paper.add(target["verdict_text"], lead="Bedömning:")
    if target["computed_verdict_text"] not in ("", target["verdict_text"]):
        paper.add(target["computed_verdict_text"], lead="Beräknat utfall:")
    if target["outcome"]:
        paper.add(target["outcome"], lead="Utfall:")
    paper.add(target["rule"])
    for png, words, width in drawings:
        paper.picture(png, f"{target['label']}: {words}", width=width)
    if target["arithmetic"]:
        paper.add(target["arithmetic"])
    if target["activities"]:
        number = "1 aktivitet" if target["activities"] == 1 else f"{target['activities']} aktiviteter"
        paper.add(f"Underlag: {number}.", "Small")
    for lead, text in (("Motivering.", target["motivation"]), ("Avvikelse.", target["deviation"])):
        if text:
            paper.add(text, lead=lead)


def _statistics(paper, rows):
    if not rows:
        return
    paper.heading(1, "Statistik och effekt")
    paper.add("Uppmätta siffror. De visar läget, inte hur mycket som har gjorts.", "Small")
    heads = ("Löfte", "Mått", "Före", "Målet", "Uppmätt", "Källa", "Bedömning")
    cells = [
        (
            row["promise"],
            row["indicator"] or row["target"],
            row["baseline"],
            row["goal"],
            " ".join(filter(None, (row["value"] or "inte uppmätt", row["on"]))),
            row["source"],
            row["verdict_text"],
        )
        for row in rows
    ]
    paper.table(heads, cells, (14, 36, 20, 20, 26, 22, 22), caption="Uppmätta siffror med dag och källa")


def _closing(paper, said):
    # What the set says of its follow-up is part of the text on method, where there is one.
    if said["followup_text"] and not said.get("method"):
        paper.heading(1, "Uppföljning")
        paper.add(said["followup_text"])
    if said["recipients"]:
        paper.heading(1, "Mottagare")
        paper.items(said["recipients"])


def _approvals(paper, said):
    if not said["approvals"]:
        return
    paper.heading(1, "Godkännande")
    for approval in said["approvals"]:
        who = ", ".join(filter(None, (approval["name"], approval["title"])))
        is_given = f"Godkänd {approval['on']} av {who}" if approval["on"] else "Inte godkänd ännu"
        paper.add(is_given, lead=f"{approval['party']}:")
    if said["code"]:
        paper.add(said["code"], lead="Kontrollkod:")
    if said["sha256"]:
        paper.add(said["sha256"], "Small", lead="Kontrollsumma för de frysta uppgifterna (SHA-256):")
    head = said.get("log_head")
    if head:
        lead = f"Rådets logg vid godkännandet, rad {head['sequence']}, kontrollsumma (SHA-256):"
        paper.add(head["sha256"], "Small", lead=lead)


def _evidence(paper, evidence):
    if not evidence:
        return
    paper.next_page()
    paper.heading(1, "Bilaga: underlag")
    paper.add("De aktiviteter som utfallet bygger på, mål för mål.")
    heads = ("Datum", "Vad", "Plats", "Deltog", "Antal", "Nr")
    for found in evidence:
        name = f"Löfte {found['promise']}: {found['target']}"
        paper.heading(2, name)
        rows = found["rows"]
        cells = [
            (row["day"], row["what"], row["place"], row.get("parties", ""), row["count"], row["id"])
            for row in rows[:MOST_EVIDENCE_ROWS]
        ]
        if cells:
            paper.table(heads, cells, (24, 42, 34, 30, 16, 14), caption=f"Aktiviteter. {name}")
        else:
            paper.add("Ingen aktivitet är registrerad.", "Small")
        left_out = len(rows) - len(cells)
        if left_out:
            paper.add(f"Ytterligare {left_out} aktiviteter räknas men visas inte här.", "Small")
