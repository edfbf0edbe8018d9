from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField

LONGEST = 2000


class CommentForm(forms.Form):
    """What somebody in the group says of a summary."""

    comment_text = FreeTextField(
        label=gettext_lazy("Kommentar"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv något i kommentaren.")},
    )
