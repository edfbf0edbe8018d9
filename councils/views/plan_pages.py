"""What the views of action plans share: the page, the small form, and what is said when somebody else was first."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from councils.actions.plans import Decided
from councils.actions.versions import StaleEdit

GET_AND_POST = ["GET", "HEAD", "POST"]


def sent(request):
    return request.POST if request.method == "POST" else None


def page(request, template, *, status=200, **context):
    """A page of the council's work with plans."""
    where = {"current_page": "council", "current_work": "action_plans"}
    return render(request, template, where | context, status=status)


def form_page(request, form, *, title, plan=None, button=None, lead="", **context):
    """A small form on a page of its own, that leads back to the plan."""
    about = {"form": form, "plan": plan, "title": title, "lead": lead, "button": button or _("Spara")}
    return page(request, "councils/_plan_form.html", status=422 if form.is_bound else 200, **about, **context)


def saved(request, form, save, plan, *, said=None, anchor=""):
    """Save, and lead back to the plan. None, with the reason in the form, where it was decided meanwhile.

    409 where somebody else saved first, with both texts.
    """
    try:
        save()
    except Decided:
        text = _(
            "Planen har beslutats medan du skrev och kan inte ändras. Det du skrev är inte sparat. Kopiera det, och ta "
            "med det när planen revideras."
        )
        form.add_error(None, ValidationError(text, code="decided"))
        return None
    except StaleEdit as changed:
        context = {"texts": form.differing(changed.current), "saved_by": "", "url": plan.get_absolute_url()}
        return render(request, "409.html", context, status=409)
    messages.success(request, said or _("Sparat."))
    return redirect(f"{plan.get_absolute_url()}{anchor}")


def plan_of(parts):
    """The plan that the parts of an address lie in."""
    if "plan" in parts:
        return parts["plan"]
    row = next(iter(parts.values()))
    return row.plan if hasattr(row, "plan") else row.problem.plan


def drafts_only(view):
    """Lead away from a plan that is decided, with the reason said. Goes under the gate of a view that edits.

    A form that was sent is tried all the same, so that what was typed is not lost.
    """

    @wraps(view)
    def guarded(request, council, **parts):
        try:
            plan = plan_of(parts)
            plan.council = council
            if plan.is_decided and request.method != "POST":
                return _told(request, plan)
            return view(request, council, **parts)
        except Decided:
            return _told(request, plan)

    return guarded


def _told(request, plan):
    messages.error(request, _("Planen är beslutad och kan inte ändras. En ändring görs när planen revideras."))
    return redirect(plan)
