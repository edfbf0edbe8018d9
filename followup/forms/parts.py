"""One organisation denies its part in an activity."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField

LONGEST_REASON = 100  # as long as the history keeps


class DenyPartForm(forms.Form):
    """Why one's own organisation was not part of an activity."""

    denial = FreeTextField(
        label=gettext_lazy("Varför är det inte er del?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Till exempel: vi var inte med den kvällen."),
        error_messages={"required": gettext_lazy("Skriv varför, så att andra förstår.")},
    )
