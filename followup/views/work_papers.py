from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from councils.access import council_required
from councils.models import ActionPlan, Picture
from councils.picture_reading import read_picture
from councils.plan_reading import picture_read_by, read_plan
from councils.querysets import readable_documents
from followup.document.paper_docx import paper_docx
from followup.document.paper_pdf import paper_pdf
from followup.document.picture_paper import picture_paper
from followup.document.plan_paper import plan_paper
from followup.document.typesetting import DocumentError

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@council_required("view_council", plan=ActionPlan)
def plan_pdf(request, council, plan):
    """The plan as PDF, marked as a draft until it is decided."""
    try:
        return _file(paper_pdf(_plan(request, plan)), PDF, plan.slug, "pdf")
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect("councils:action_plan", council.slug, plan.slug)


@require_safe
@council_required("view_council", plan=ActionPlan)
def plan_word(request, council, plan):
    """The plan as a Word document to be worked on further."""
    return _file(paper_docx(_plan(request, plan)), WORD, plan.slug, "docx")


@require_safe
@council_required("view_council")
def picture_pdf(request, council, number):
    """The situational picture as PDF, with what the parties have shared in it."""
    picture = _picture(request.gate, number)
    try:
        return _file(paper_pdf(_of_picture(picture)), PDF, f"lagesbild-{council.slug}-{number}", "pdf")
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect("councils:council", council.slug)


@require_safe
@council_required("view_council")
def picture_word(request, council, number):
    """The situational picture as a Word document."""
    paper = _of_picture(_picture(request.gate, number))
    return _file(paper_docx(paper), WORD, f"lagesbild-{council.slug}-{number}", "docx")


def _picture(gate, number):
    """A council counts its own pictures: what an address holds is that number."""
    return get_object_or_404(Picture.objects.filter(readable_documents(gate)), council=gate.council, number=number)


def _of_picture(picture):
    return picture_paper(read_picture(picture), today=timezone.localdate(), is_example=settings.EXAMPLE_DATA)


def _plan(request, plan):
    return plan_paper(
        read_plan(plan),
        tells_picture=picture_read_by(request.gate, plan) is not None,
        today=timezone.localdate(),
        is_example=settings.EXAMPLE_DATA,
    )


def _file(body, content_type, name, ending):
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{ending}"'
    return response
