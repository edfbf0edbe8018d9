from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.forms.weekly_letter import WeekForm, WeeklyLetterForm, letter_title
from followup.weekly import last_week, weekly_draft
from promises.views.communication import HERE, save_new


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("contribute")
def weekly_letter(request, council):
    """A letter to residents, drafted from what was counted in a week, to be changed, copied and kept."""
    today = timezone.localdate()
    weeks = WeekForm(request.GET, last=last_week(today), today=today)
    draft = weekly_draft(council, weeks.monday)
    said = {"told_title": letter_title(draft.monday), "text": draft.text, "promises": draft.promises}
    initial = {**WeeklyLetterForm.first_values(request.gate), **said}
    form = WeeklyLetterForm(request.POST if request.method == "POST" else None, gate=request.gate, initial=initial)
    if form.is_valid() and (row := save_new(request, form)):
        return redirect(row)
    context = {**HERE, "form": form, "weeks": weeks, "draft": draft}
    return render(request, "followup/weekly_letter.html", context, status=422 if form.is_bound else 200)
