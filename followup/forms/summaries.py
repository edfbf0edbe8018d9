from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField
from councils.text import tidy
from followup.actions.summary_texts import Written
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE, TextPart

LONGEST = 30_000
HELP = {"effect": gettext_lazy("Vad som har förändrats. Skilj det från vad ni har gjort.")}


class TextsForm(forms.Form):
    """Some parts of a summary, each with what its writer has read there: which version, and a mark of the text.

    The version is 0 for what nobody has saved; a text that stands there all the same is a proposal. By the mark one
    sees what the writer has touched: the rest is left alone, however others have changed it meanwhile.
    """

    parts: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in self.parts:
            self.fields[f"{part}_version"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, max_value=2**31, initial=0, required=False
            )
            self.fields[f"{part}_was"] = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
            self.initial.setdefault(f"{part}_was", mark_of(part, self.initial.get(part, "")))

    def leave_out(self, parts):
        """Drop parts that are not this writer's to see."""
        for part in parts:
            for name in (part, f"{part}_version", f"{part}_was"):
                del self.fields[name]
        self.parts = tuple(part for part in self.parts if part not in parts)

    def call_proposed(self, parts):
        """Say of these parts that what stands there is a proposal."""
        for part in parts:
            mark = format_html('<span class="ds-tag" data-tone="calm">{}</span>', _("Förslag ur underlaget"))
            said = HELP.get(part, "")
            self.fields[part].help_text = format_html("<span data-proposal>{} </span>{}", mark, said)

    def written(self, *, with_proposals=False):
        """What was typed, part by part; with the proposals that nobody touched, if they are to be taken over.

        A part whose version was not sent was not on the page and is left alone.
        """
        return [one for part in self.parts for one in self._written(part, with_proposals)]

    def _written(self, part, with_proposals):
        text, version = self.cleaned_data[part], self.cleaned_data[f"{part}_version"]
        if version is None:
            return
        was = self.cleaned_data[f"{part}_was"] or (mark_of(part, "") if version == 0 else "")
        is_touched = not constant_time_compare(was, mark_of(part, text))
        is_proposal = not is_touched and version == 0 and text != ""
        if is_touched or (is_proposal and with_proposals):
            yield Written(part, text, version, is_proposal)


def mark_of(part, text):
    """A mark of what stands in a part. The server's key is in it, so that nobody else's words pass for a proposal."""
    return salted_hmac("followup.summary_texts", f"{part}\n{tidy(text).strip()}", algorithm="sha256").hexdigest()[:20]


def _texts_form(name, parts, rows):
    fields = {
        part: FreeTextField(
            label=TextPart(part).label,
            max_length=LONGEST,
            required=False,
            help_text=HELP.get(part, ""),
            widget=forms.Textarea(attrs={"rows": rows, "lang": "sv"}),
        )
        for part in parts
    }
    return type(name, (TextsForm,), {"parts": parts, "__module__": __name__, **fields})


PromiseTextsForm = _texts_form("PromiseTextsForm", OF_A_PROMISE, 4)
WholeTextsForm = _texts_form("WholeTextsForm", OF_THE_WHOLE, 6)
