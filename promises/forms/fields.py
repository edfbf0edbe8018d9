"""Form fields for what targets and activities are described with."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField, RowsField
from promises.wording import measure

MOST_TAGS = 10
# Thousands are set apart with one of these, and a minus sign may be the typographer's.
READ_AS = str.maketrans({" ": "", "\N{NO-BREAK SPACE}": "", "\N{NARROW NO-BREAK SPACE}": "", "\N{MINUS SIGN}": "-"})


class ChosenOrAlso(forms.CheckboxSelectMultiple):
    """Boxes to tick, and those ticked where the page proposes further ones, sent as `also`."""

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name) or []
        further = data.getlist("also") if hasattr(data, "getlist") else []
        return [*chosen, *(one for one in further if one not in chosen)]


class TagsInput(forms.TextInput):
    """Tags to tick and tags to type, sent under one name. What `offered()` gives has boxes: the text shows the rest."""

    offered = staticmethod(tuple)

    def value_from_datadict(self, data, files, name):
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        sent = [sent] if isinstance(sent, str) else sent
        return ", ".join(text for text in sent if text.strip())

    def format_value(self, value):
        """What was typed, as it was typed where none of it has a box."""
        words, offered = (value or "").split(","), self.offered()
        rest = [word for word in words if word.strip().casefold() not in offered]
        return value if rest == words else ", ".join(word.strip() for word in rest)


class TagsField(FreeTextField):
    """Words with commas between them, as a sorted list in small letters."""

    widget = TagsInput

    def clean(self, value):
        return self.listed(super().clean(value))

    @staticmethod
    def listed(text):
        """The words of a text; raises ValidationError when they are too many."""
        words = [word.strip().casefold() for word in text.split(",")]
        tags = sorted({word for word in words if word})
        if len(tags) > MOST_TAGS:
            raise ValidationError(_("Högst %(most)s märkningar.") % {"most": MOST_TAGS})
        return tags

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


class KnownRowsField(RowsField):
    """Rows chosen by their ids, some of which somebody has read: of these the database is not asked once more.

    `known` must be rows that may be chosen.
    """

    known = ()

    def _check_values(self, value):
        found = {str(row.pk): row for row in self.known}
        if isinstance(value, list | tuple) and all(isinstance(pk, str) and pk in found for pk in value):
            return [found[pk] for pk in dict.fromkeys(value)]
        return super()._check_values(value)


class MeasureField(forms.DecimalField):
    """A measured value as Swedes write it, 61,5; a point is read as well."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv ett tal, till exempel 61,5."),
        "max_digits": gettext_lazy("Talet är för stort. Skriv högst tio siffror före decimalkommat."),
        "max_whole_digits": gettext_lazy("Talet är för stort. Skriv högst tio siffror före decimalkommat."),
        "max_decimal_places": gettext_lazy("Skriv högst två decimaler, till exempel 61,55."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_digits=12, decimal_places=2, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().translate(READ_AS)
            value = value.replace(",", ".") if value.count(",") == 1 and "." not in value else value
        return super().to_python(value)

    def prepare_value(self, value):
        return measure(value) if isinstance(value, Decimal) else value
