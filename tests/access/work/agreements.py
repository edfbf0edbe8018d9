import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.roles import Role
from tests.access.pages import CouncilPage

PLANNERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})


class SentAgain(SimpleUploadedFile):
    """A file that each post of the same form reads from its beginning."""

    def read(self, *size):
        self.seek(0)
        return super().read(*size)

    def __eq__(self, other):
        return isinstance(other, SentAgain) and self.read() == other.read()

    __hash__ = SimpleUploadedFile.__hash__


def a_pdf():
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


PAPER = a_pdf()


def agreement_form(side):
    rows = side.rows
    said = {"agreement_title": "Avtal", "purpose": "Trygghet", "areas": "Trafik", "version": rows.agreement.version}
    return {**said, "parties": [rows.police.pk, rows.municipal.pk]}


def signatories_form(side):
    """Its fields are named by the parties; those of other councils have none."""
    return {"version": side.rows.agreement.version}


def duty_form(side):
    return {"duty_text": "Ett möte", "duty_month": 6, "version": side.rows.agreement.version}


def planned_page(**rest):
    return CouncilPage(read=PLANNERS, write=PLANNERS, **rest)


ROUTES = {
    "councils:agreements": CouncilPage(),
    "councils:agreement": CouncilPage(),
    "councils:agreement_document": CouncilPage(),
    "councils:add_agreement": planned_page(body=agreement_form),
    "councils:edit_agreement": planned_page(body=agreement_form),
    "councils:edit_signatories": planned_page(body=signatories_form),
    "councils:attach_document": planned_page(body=lambda side: {"file": SentAgain("avtal.pdf", PAPER)}),
    # Promises and a plan hang on the world's agreements.
    "councils:remove_agreement": planned_page(closed_to=PLANNERS, body=signatories_form),
    "councils:add_duty": planned_page(body=duty_form),
    "councils:edit_duty": planned_page(body=duty_form),
    "councils:mark_duty": planned_page(body=lambda side: {"done_on": "2019-05-06", "done_note": "Klart"}),
    "councils:unmark_duty": CouncilPage(read=None, write=PLANNERS),
    "councils:remove_duty": CouncilPage(read=None, write=PLANNERS),
}
