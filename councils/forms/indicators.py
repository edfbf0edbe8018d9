"""Forms of an indicator and its figures, for what is written by hand."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import GeographyLevel
from councils.forms.fields import FreeTextField
from councils.forms.statistics import YearField
from councils.statistics.numbers import NoNumber, read_number
from councils.statistics_files import asked_for
from councils.statistics_words import NOT_READ, number_in_words

OTHER = "other"


class IndicatorForm(forms.Form):
    """What an indicator is, in what it is counted and where it comes from."""

    indicator_name = FreeTextField(
        label=gettext_lazy("Indikator"),
        max_length=160,
        help_text=gettext_lazy("Till exempel andelen som känner sig trygga ute på kvällen."),
        error_messages={"required": gettext_lazy("Skriv vad siffrorna visar.")},
    )
    indicator_unit = FreeTextField(
        label=gettext_lazy("Enhet"),
        max_length=60,
        help_text=gettext_lazy("Till exempel andel (%), antal eller per 100 000 invånare."),
        error_messages={"required": gettext_lazy("Skriv vad siffrorna räknas i.")},
    )
    indicator_source = FreeTextField(
        label=gettext_lazy("Källa"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Brå, Kolada eller en egen enkät."),
        error_messages={"required": gettext_lazy("Skriv varifrån siffrorna kommer.")},
    )
    is_per_100_000 = forms.BooleanField(label=gettext_lazy("Räknas per 100 000 invånare"), required=False)
    indicator_note = FreeTextField(
        label=gettext_lazy("Anmärkning"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel att frågan ändrades 2018."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    FIELDS = {
        "indicator_name": "name",
        "indicator_unit": "unit",
        "indicator_source": "source",
        "is_per_100_000": "is_per_100_000",
        "indicator_note": "note",
    }

    @property
    def values(self):
        return {column: self.cleaned_data[name] for name, column in self.FIELDS.items()}

    @classmethod
    def initial_of(cls, indicator):
        return {name: getattr(indicator, column) for name, column in cls.FIELDS.items()}


class ValueForm(forms.Form):
    """One figure of an indicator: of a year and an area. Left blank, the figure is taken away."""

    value_area = forms.ChoiceField(
        label=gettext_lazy("Område"),
        error_messages={
            "required": gettext_lazy("Välj ett område."),
            "invalid_choice": gettext_lazy("Välj ett område i listan."),
        },
    )
    value_place = FreeTextField(
        label=gettext_lazy("Vilken plats eller vilket område?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bara om du har valt Annat."),
    )
    value_year = YearField(label=gettext_lazy("År"), error_messages={"required": gettext_lazy("Skriv året.")})
    value_figure = forms.CharField(
        label=gettext_lazy("Värde"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 12}),
        help_text=gettext_lazy("Lämna tomt om det inte finns någon siffra. Noll är också en siffra."),
        error_messages={"max_length": gettext_lazy("Skriv bara talet.")},
    )
    value_is_preliminary = forms.BooleanField(label=gettext_lazy("Preliminär"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, council, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        areas = [(f"{level}:{code}", name) for (level, code), name in asked_for(council).items()]
        known = [(f"{level}:{name}", name) for level, name in places]
        self.fields["value_area"].choices = [("", _("Välj")), *areas, *known, (OTHER, _("Annat"))]

    def clean_value_figure(self):
        try:
            return read_number(self.cleaned_data["value_figure"], point=",").value
        except NoNumber as fault:
            raise ValidationError(
                _("Skriv ett tal, till exempel 3 200 eller 12,5.")
                if fault.code in ("words", "two_ways")
                else str(NOT_READ[fault.code])
            ) from fault

    def clean_seen(self):
        """What stood there when the page was made. Nonsense is as nothing."""
        try:
            return read_number(self.cleaned_data["seen"], point=".").value
        except NoNumber:
            return None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("value_area") == OTHER and not cleaned.get("value_place") and "value_place" not in self.errors:
            self.add_error("value_place", _("Skriv vad platsen eller området heter."))
        return cleaned

    @property
    def spot(self):
        """(level, geography) that the figure is of."""
        area = self.cleaned_data["value_area"]
        if area == OTHER:
            return GeographyLevel.PLACE, self.cleaned_data["value_place"]
        level, _colon, code = area.partition(":")
        return level, code

    def say_first(self, value):
        """That somebody else has written another figure since the page was shown, and which."""
        said = number_in_words(value) or _("ingen siffra")
        text = _("Någon annan har ändrat värdet under tiden. Nu står det: %(value)s. Spara igen om ditt ska gälla.")
        self.add_error("value_figure", text % {"value": said})
        self.data = self.data.copy()
        self.data["seen"] = "" if value is None else str(value)
