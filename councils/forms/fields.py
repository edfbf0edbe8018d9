"""Form fields that every form uses for what people type."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.screened import ScreenedBoundField, Typed, refusal
from councils.screening import screen
from councils.text import in_one_line, is_row_id, tidy

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
_NUMBER_ALONE = re.compile(r"\d{1,5} ?[^\W\d_]?")
INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")


class FreeTextField(forms.CharField):
    """Text somebody typed: tidied, and refused where it may tell who somebody is, until they say that it does not.

    The answer is a box to tick beneath the field (councils/forms/screened.py).
    """

    bound_field_class = ScreenedBoundField

    def to_python(self, value):
        text = tidy(super().to_python(value)).strip()
        return text if isinstance(self.widget, forms.Textarea) else in_one_line(text)

    def clean(self, value):
        text = super().clean(value)
        typed = value if isinstance(value, Typed) else Typed()
        screened = screen(text, field=typed.field, accepted=typed.ticked, asked=typed.asked(text))
        if screened.refused:
            raise ValidationError([refusal(text, found, self.error_messages) for found in screened.refused])
        return text


class ParagraphField(FreeTextField):
    """The paragraph of a decision in somebody's minutes. Typed as a number alone it gets its sign."""

    def __init__(self, **options):
        options = {"max_length": 20, "required": False, "help_text": gettext_lazy("Till exempel § 14."), **options}
        super().__init__(label=gettext_lazy("Paragraf"), **options)

    def to_python(self, value):
        text = super().to_python(value)
        return f"§ {text}" if _NUMBER_ALONE.fullmatch(text) else text


class PersonNameField(FreeTextField):
    """What somebody in a council is called: that much is kept of a person, and no number."""

    default_error_messages = {
        "personal_number": (gettext_lazy("Här står ett personnummer:"), gettext_lazy("Skriv bara namnet."))
    }


class RowsField(forms.ModelMultipleChoiceField):
    """Rows chosen by their ids. What no id can be, such as 10^30, is a wrong choice and not a database's error."""

    def _check_values(self, value):
        for pk in value if isinstance(value, list | tuple) else ():
            if not is_row_id(str(pk)):
                raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value")
        return super()._check_values(value)


class OneRowField(forms.ModelChoiceField):
    """One row chosen by its id; what no id can be, such as 10^30, is as a row that is not there."""

    def to_python(self, value):
        return super().to_python(value if not value or is_row_id(str(getattr(value, "pk", value))) else "0")


class DayField(forms.DateField):
    """A local date, written 2019-11-20 also where the browser shows its own format."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv datumet som år-månad-dag, till exempel 2019-11-20."),
        "required": gettext_lazy("Ange datum."),
    }

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value):
        day = super().to_python(value)
        if day is not None and day.year < EARLIEST_YEAR:
            raise ValidationError(_("Året %(year)s är för långt tillbaka. Kontrollera datumet.") % {"year": day.year})
        if day is not None and day.year > LATEST_YEAR:
            raise ValidationError(_("Året %(year)s är för långt fram. Kontrollera datumet.") % {"year": day.year})
        return day


def version_field():
    """Which version of a row a form was filled with."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31,
        error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE, "min_value": INCOMPLETE},
    )


def text_field(label, *, rows=4, longest=5000, help_text="", **options):
    """A longer text that may be left empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    options.setdefault("required", False)
    return FreeTextField(label=label, max_length=longest, widget=widget, help_text=help_text, **options)


class ReadVersionForm(forms.Form):
    """Only which version of a row was read."""

    version = version_field()
