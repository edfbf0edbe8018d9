"""The demo's agreements in full: yearly duties, signatures, a paper, and what shows how the law's duties stand.

What the municipalities' pages say is restated in the councils' own files. Here is what is invented to show the rest.
"""

from datetime import date, timedelta

from councils.actions.agreement_duties import mark_as_read, mark_duty, save_duty
from councils.actions.agreements import add_agreement, attach_document, save_signatories
from councils.codes import Channel
from councils.models import Agreement, Council, CouncilReport, Organisation, User
from councils.pdf_files import check_pdf
from followup.demo import people
from followup.document.paper import Bullets, Heading, Paper, Paragraph
from followup.document.paper_pdf import paper_pdf
from promises.models import Communication

JOINT_PLAN = "En gemensam handlingsplan, som bygger på en gemensam bild av problemen"
REPORTED = "Redovisning till polisens och kommunens ledning, och uppföljning av hur rådet har fungerat"
VAGGERYD = {
    "title": "Samverkansöverenskommelse mellan Vaggeryds kommun och Polisen",
    "purpose": (
        "Att polis och kommun arbetar utifrån samma lägesbild, med gemensamma problemområden och mål vid sidan av det "
        "ordinarie uppdraget.\n\n"
        "Överenskommelsens ordalydelse är här ett exempel."
    ),
    "areas": "Trygghet på allmän plats\nBarn och unga\nTrafik",
}
EXAMPLE = "Det här är ett exempel. Den undertecknade överenskommelsen finns hos parterna."


def complete_agreements(*, today):
    """Fill in the agreements that the councils were made with, and add Vaggeryd's, which soon has to be renewed."""
    _overkalix(today)
    _arjeplog(today)
    _vaggeryd(today)


def _overkalix(today):
    council, by = _council("overkalix"), _person(people.COORDINATOR)
    agreement = Agreement.objects.of(council).get()
    duty = _duty(agreement, by, JOINT_PLAN, 12)
    for year in (today.year - 2, today.year - 1):
        _mark(duty, council, by, date(year, 11, 27), "Planen antogs på höstens sista möte.")
    reported = _duty(agreement, by, REPORTED, 2)
    for year in (today.year - 2, today.year - 1):
        _mark(reported, council, by, date(year, 2, 14), "Genomgång med båda ledningarna.")


def _arjeplog(today):
    council, by = _council("arjeplog"), _person(people.ARJEPLOG_COORDINATOR)
    agreement = Agreement.objects.of(council).get()
    offices = {"police": "Lokalpolisområdeschef", "municipality": "Kommunalråd"}
    signed = {
        party: {"name": "", "office": offices[party.kind], "registry_number": f"EX {number}/2023"}
        for number, party in enumerate(agreement.parties.order_by("pk"), start=1)
    }
    save_signatories(agreement=agreement, by=by, version=agreement.version, signed=signed)
    content = paper_pdf(_paper(agreement, council))
    check_pdf(content)
    attach_document(agreement=agreement, by=by, file_name="samverkansoverenskommelse-exempel.pdf", content=content)
    _report_and_tell(council, by, today, to="Kommunfullmäktige i Arjeplogs kommun")


def _vaggeryd(today):
    council, by = _council("vaggeryd"), _person(people.VAGGERYD_COORDINATOR)
    parties = [
        by.memberships.get(council=council).organisation,
        Organisation.objects.get(kind="police", police_area__name="Värnamo"),
    ]
    from_day = date(today.year - 3, today.month, 1)
    agreement = add_agreement(
        council=council,
        by=by,
        parties=parties,
        from_day=from_day,
        signed_on=from_day,
        to_day=today + timedelta(days=75),
        **VAGGERYD,
    ).row
    _duty(agreement, by, "Uppföljning av handlingsplanen på vårens första möte", 3)
    _report_and_tell(council, by, today, to="Kommunfullmäktige i Vaggeryds kommun")


def _report_and_tell(council, by, today, *, to):
    """The assembly has had its report, and residents have been told."""
    CouncilReport.objects.create(
        council=council,
        reported_on=today - timedelta(days=60),
        recipient=to,
        to_assembly=True,
        about="Hur det brottsförebyggande arbetet har gått",
        reported_by=by,
    )
    Communication.objects.create(
        council=council,
        told_on=today - timedelta(days=30),
        channel=Channel.WEB,
        title="Så arbetar vi med trygghet",
        text="En sida på kommunens webbplats om vad som är gjort och vad som är på gång.",
        organisation=by.memberships.get(council=council).organisation,
        recorded_by=by,
    )


def _paper(agreement, council):
    return Paper(
        kind="Överenskommelse",
        title=agreement.title,
        council=council.name,
        day=agreement.from_day,
        facts=(("Gäller från", agreement.from_day.isoformat()), ("Gäller till", "tills vidare")),
        blocks=(
            Paragraph(EXAMPLE),
            Heading("Syften"),
            Paragraph(agreement.purpose),
            Heading("Områden"),
            Bullets(tuple(agreement.area_list)),
            Heading("Parter"),
            Bullets(tuple(party.name for party in agreement.parties.all())),
        ),
        is_example=True,
    )


def _duty(agreement, by, text, month):
    return save_duty(agreement=agreement, by=by, version=None, text=text, month=month)


def _mark(duty, council, by, day, note):
    mark_duty(duty=duty, council=council, by=by, year=day.year, read=mark_as_read(None), done_on=day, note=note)


def _council(slug):
    return Council.objects.get(slug=slug)


def _person(login):
    return User.objects.get(email=login[0])
