"""The forms of the council's yearly look at itself."""

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, version_field
from councils.models import Meeting
from councils.review_questions import QUESTIONS, SHORT_SCALE, score_in_words

YEARS_BACK = 4
PICK = gettext_lazy("Välj ett av svaren, eller Inte besvarat.")


class YearForm(forms.Form):
    """Which year to look back at: this one, or one of the latest that have not been looked back at."""

    review_year = forms.TypedChoiceField(
        label=gettext_lazy("År"),
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Välj ett år i listan.")),
    )

    def __init__(self, *args, this_year, taken, **kwargs):
        """`taken`: the years that there are reviews of."""
        super().__init__(*args, **kwargs)
        years = [year for year in range(this_year, this_year - YEARS_BACK - 1, -1) if year not in taken]
        self.fields["review_year"].choices = [(str(year), str(year)) for year in years]


class ReviewForm(forms.Form):
    """Every question, answered by a figure and in words, and what the council makes of it."""

    conclusion = FreeTextField(
        label=gettext_lazy("Slutsats och vad vi ändrar"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Det viktigaste, och det som ska bli annorlunda till nästa år."),
    )
    version = version_field()

    def __init__(self, *args, before, year_before, **kwargs):
        """`before`: question → (score, words) of the year before."""
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            told = _told(before.get(question.code), year_before)
            if question.has_scale:
                self.fields[f"score_{question.code}"] = _score_field(question, told)
            self.fields[f"comment_{question.code}"] = _comment_field(question, "" if question.has_scale else told)
        self.order_fields([*(name for name in self.fields if name != "conclusion"), "conclusion"])

    @property
    def parts(self):
        """(question, its fields) as the page shows them."""
        for question in QUESTIONS:
            names = (f"score_{question.code}", f"comment_{question.code}")
            yield question, [self[name] for name in names if name in self.fields]

    def answers(self):
        """Question → (score or None, words), as the action takes them."""
        said = self.cleaned_data
        return {one.code: (said.get(f"score_{one.code}"), said[f"comment_{one.code}"]) for one in QUESTIONS}

    @staticmethod
    def values_of(review, answers):
        """A stored review as the fields show it."""
        values = {"conclusion": review.conclusion, "version": review.version}
        for code, (score, comment) in answers.items():
            values |= {f"score_{code}": "" if score is None else str(score), f"comment_{code}": comment}
        return values


def _score_field(question, told):
    steps = [(str(score), f"{score} \N{EN DASH} {words}") for score, words in SHORT_SCALE.items()]
    return forms.TypedChoiceField(
        label=question.text,
        choices=[*steps, ("", _("Inte besvarat"))],
        coerce=int,
        empty_value=None,
        required=False,
        initial="",
        widget=forms.RadioSelect(attrs={"class": "scale"}),
        help_text=told,
        error_messages={"invalid_choice": PICK},
    )


def _comment_field(question, told):
    return FreeTextField(
        label=_("Med ord") if question.has_scale else question.text,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=" ".join(filter(None, [str(question.about), told])),
    )


def _told(last, year):
    """What was answered the year before, to stand beneath the question. Help texts are markup, so words are escaped."""
    if last is None:
        return ""
    score, comment = last
    words = ". ".join(filter(None, [score_in_words(score) if score else "", comment]))
    return escape(_("Svaret för %(year)s: %(words)s") % {"year": year, "words": words})


class FinishReviewForm(forms.Form):
    """At which meeting the review was gone through."""

    review_meeting = forms.ModelChoiceField(
        label=gettext_lazy("Vid vilket möte gick rådet igenom självvärderingen?"),
        queryset=Meeting.objects.none(),
        empty_label=gettext_lazy("Välj möte"),
        error_messages={
            "required": gettext_lazy("Välj vilket möte."),
            "invalid_choice": gettext_lazy("Mötet finns inte i rådet. Välj i listan."),
        },
    )
    version = version_field()

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["review_meeting"].queryset = meetings
