"""Forms that take in a file of figures: the file, what the columns of one's own table hold, and what is to be saved."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.asking import NamedFileField, ReadNamesField, ask_about_file_name
from councils.forms.fields import FreeTextField
from councils.statistics.numbers import EARLIEST, LATEST
from councils.statistics_files import NotTaken, Proposal, asked_for, unpacked_rows
from councils.text import in_one_line, tidy

LONGEST_FILE_NAME = 200
MOST_VALUE_COLUMNS = 40
A_YEAR = {
    "invalid": gettext_lazy("Skriv året med fyra siffror, till exempel 2019."),
    "min_value": gettext_lazy("Året ska vara tidigast 1950."),
    "max_value": gettext_lazy("Året ska vara senast 2100."),
}


class YearField(forms.IntegerField):
    """A calendar year that figures can be of."""

    def __init__(self, **kwargs):
        errors = A_YEAR | kwargs.pop("error_messages", {})
        attributes = {"inputmode": "numeric", "autocomplete": "off", "size": 6}
        widget = forms.TextInput(attrs=attributes)
        super().__init__(min_value=EARLIEST, max_value=LATEST, widget=widget, error_messages=errors, **kwargs)


class StatisticsFileForm(forms.Form):
    """A file with figures. `content` is what is in it and `file_name` what it is called."""

    statistics_file = NamedFileField(
        label=gettext_lazy("Fil med statistik"),
        help_text=gettext_lazy("CSV eller Excel (xlsx), högst 12 MB och 100 000 rader."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom."),
            "missing": gettext_lazy("Välj en fil."),
            "invalid": gettext_lazy("Välj en fil."),
        },
    )
    file_year = YearField(
        label=gettext_lazy("Vilket år gäller siffrorna?"),
        required=False,
        help_text=gettext_lazy("Behövs bara om året inte står i filen eller i dess namn."),
    )
    file_source = FreeTextField(
        label=gettext_lazy("Källa"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Behövs bara om filen inte kommer från Brå, Kolada eller SCB."),
    )
    file_is_preliminary = forms.BooleanField(label=gettext_lazy("Siffrorna är preliminära"), required=False)

    def clean_statistics_file(self):
        file = self.cleaned_data["statistics_file"]
        self.content = file.read()
        self.file_name = in_one_line(tidy(PurePosixPath(file.name.replace("\\", "/")).name))[-LONGEST_FILE_NAME:]
        ask_about_file_name(self["statistics_file"], self.file_name)
        return file


class MappingForm(forms.Form):
    """What the columns of one's own table hold. `rows` and `file_name` are what was sent with it."""

    rows_read = forms.CharField(widget=forms.HiddenInput)
    map_region = forms.ChoiceField(label=gettext_lazy("Vilket område gäller siffrorna?"))
    map_year = forms.ChoiceField(label=gettext_lazy("I vilken kolumn står året?"), required=False)
    map_fixed_year = YearField(
        label=gettext_lazy("Eller samma år för alla rader"),
        required=False,
        help_text=gettext_lazy("Till exempel 2019."),
    )
    map_values = forms.MultipleChoiceField(
        label=gettext_lazy("I vilka kolumner står siffrorna?"),
        help_text=gettext_lazy("Varje kolumn blir en indikator med rubriken som namn."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Välj minst en kolumn med siffror."),
            "invalid_choice": gettext_lazy("Välj bland kolumnerna i listan."),
        },
    )
    map_unit = FreeTextField(
        label=gettext_lazy("Enhet"),
        max_length=60,
        help_text=gettext_lazy("Till exempel andel (%) eller antal."),
        error_messages={"required": gettext_lazy("Skriv vad siffrorna räknas i.")},
    )
    map_is_per_100_000 = forms.BooleanField(label=gettext_lazy("Siffrorna är per 100 000 invånare"), required=False)
    map_source = FreeTextField(
        label=gettext_lazy("Källa"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Trygghetsmätningen i kommunen."),
        error_messages={"required": gettext_lazy("Skriv varifrån siffrorna kommer.")},
    )

    def __init__(self, *args, council, read=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.file_name, self.rows = read or self._sent(council)
        headings = self.rows[0][1] if self.rows else []
        columns = [
            (str(place), heading[:80] or _("Kolumn %(number)s") % {"number": place + 1})
            for place, heading in enumerate(headings)
        ]
        areas = [(f"{level}:{code}", name) for (level, code), name in asked_for(council).items()]
        in_column = [(f"column:{place}", _("Står i kolumnen %(name)s") % {"name": name}) for place, name in columns]
        choose, listed = [("", _("Välj"))], _("Välj i listan.")
        self.fields["map_region"].choices = choose + areas + in_column
        self.fields["map_year"].choices = [("", _("Ingen kolumn")), *columns]
        self.fields["map_values"].choices = columns[:MOST_VALUE_COLUMNS]
        for name in ("map_region", "map_year"):
            self.fields[name].error_messages |= {"required": listed, "invalid_choice": listed}

    def _sent(self, council):
        try:
            return unpacked_rows(self.data.get("rows_read", ""), council)
        except NotTaken:
            return "", []

    @property
    def is_lost(self):
        """Is what was read from the file no longer in the form, or too old?"""
        return not self.rows

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("map_year") and cleaned.get("map_fixed_year"):
            self.add_error("map_fixed_year", _("Välj en kolumn eller skriv ett år, inte båda."))
        elif not cleaned.get("map_year") and not cleaned.get("map_fixed_year") and "map_fixed_year" not in self.errors:
            self.add_error("map_fixed_year", _("Välj kolumnen med året, eller skriv året här."))
        return cleaned

    @property
    def mapping(self):
        cleaned = self.cleaned_data
        kind, _colon, what = cleaned["map_region"].partition(":")
        return {
            "region": int(what) if kind == "column" else None,
            "area": what,
            "year": int(cleaned["map_year"]) if cleaned["map_year"] else None,
            "fixed_year": cleaned["map_fixed_year"],
            "values": [int(place) for place in cleaned["map_values"]],
            "unit": cleaned["map_unit"],
            "is_per_100_000": cleaned["map_is_per_100_000"],
        }


class ChosenForm(forms.Form):
    """Which of what a file holds is to be saved. `proposal` is what was read, or None when it is not what was sent."""

    read_from_file = forms.CharField(widget=forms.HiddenInput)
    chosen = ReadNamesField(
        label=gettext_lazy("Indikatorer att spara"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Välj minst en indikator."),
            "invalid_choice": gettext_lazy("Välj bland indikatorerna i listan."),
        },
    )

    def __init__(self, *args, council, proposal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal or self._sent(council)
        proposed = self.proposal.proposed if self.proposal else []
        self.fields["chosen"].choices = [(str(place), one.name) for place, one in enumerate(proposed)]

    def _sent(self, council):
        try:
            return Proposal.unpacked(self.data.get("read_from_file", ""), council)
        except NotTaken:
            return None

    def clean_chosen(self):
        chosen = [self.proposal.proposed[int(place)] for place in dict.fromkeys(self.cleaned_data["chosen"])]
        if faulty := [one.name for one in chosen if one.has_fault]:
            text = _("Det finns fel i siffrorna för ”%(name)s”. Rätta filen och skicka den igen, eller välj bort den.")
            raise ValidationError([text % {"name": name} for name in faulty[:5]])
        # Of the source somebody was asked when it was typed.
        self["chosen"].ask([text for one in chosen for text in (one.name, one.unit)])
        return chosen
