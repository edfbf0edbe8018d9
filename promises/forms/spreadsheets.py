"""Forms that take in a file with activities: the file, what its columns and words mean, and that one has looked."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.personal_data import findings
from councils.sheets.rows import Unreadable
from councils.text import in_one_line, tidy
from promises.spreadsheets.layout import opened

LONGEST_NAME = 200
NOT_TAKEN = "-"
COLUMN = "column_"
CHOOSE = ("", gettext_lazy("Välj"))


class ImportFileForm(forms.Form):
    """A file with activities. `content` is what is in it, and `is_ours` whether the columns are known."""

    file = forms.FileField(
        label=gettext_lazy("Fil med aktiviteter"),
        help_text=gettext_lazy("Excel (xlsx) eller CSV, högst 12 MB och 100 000 rader."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom."),
            "missing": gettext_lazy("Välj en fil."),
            "invalid": gettext_lazy("Välj en fil."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.content = file.read()
        try:
            sheet = opened(self.content)
            rows = sum(1 for _line in sheet.lines)
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable)) from unreadable
        if not rows:
            raise ValidationError(_("Filen har rubriker men inga rader. Skriv en rad för varje aktivitet."))
        self.is_ours = sheet.columns is not None
        self.name = in_one_line(tidy(PurePosixPath(file.name.replace("\\", "/")).name))[-LONGEST_NAME:]
        if any(found.stops for found in findings(self.name)):
            raise ValidationError(_("Filens namn innehåller ett personnummer. Byt namn på filen."))
        return file


class ColumnsForm(forms.Form):
    """Which column of another layout says what; the fields are those that `layout.ASKED` names."""

    column_occurred_on = forms.ChoiceField(label=gettext_lazy("Vilken kolumn är datum?"))
    column_what = forms.ChoiceField(label=gettext_lazy("Vilken kolumn säger vad som gjordes?"))
    column_place_text = forms.ChoiceField(label=gettext_lazy("Vilken kolumn är plats?"), required=False)
    column_count = forms.ChoiceField(
        label=gettext_lazy("Vilken kolumn är antal?"),
        required=False,
        help_text=gettext_lazy("Utan kolumn räknas varje rad som 1."),
    )
    column_note = forms.ChoiceField(label=gettext_lazy("Vilken kolumn är anteckning?"), required=False)

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(place), heading[:80] or _column(place)) for place, heading in enumerate(headings)]
        for field in self.fields.values():
            field.choices = [CHOOSE if field.required else ("", _("Ingen")), *named]
            field.error_messages |= {"required": _("Välj en kolumn."), "invalid_choice": _("Välj en kolumn i listan.")}

    def clean(self):
        cleaned = super().clean()
        places = [place for place in cleaned.values() if place]
        if len(set(places)) < len(places):
            raise ValidationError(_("Samma kolumn är vald två gånger. Välj olika kolumner."))
        return cleaned

    @property
    def columns(self):
        return {name.removeprefix(COLUMN): int(place) for name, place in self.cleaned_data.items() if place}


class WordsForm(forms.Form):
    """Which targets each word means, and how days are written where that cannot be seen."""

    def __init__(self, *args, words, days_are_ambiguous, known, initial=None, **kwargs):
        self.words = list(words.items())
        super().__init__(*args, initial=self._first(initial or {}), **kwargs)
        targets = [(str(pk), known.target_names[pk]) for pk, target in known.targets.items() if known.is_open(target)]
        if days_are_ambiguous:
            self.fields["day_first"] = forms.ChoiceField(
                label=_("Hur är 03/04/2019 skrivet?"),
                choices=[CHOOSE, ("day", _("3 april: dagen först")), ("month", _("4 mars: månaden först"))],
                error_messages={"required": _("Välj vad som står först."), "invalid_choice": _("Välj i listan.")},
            )
        for number, (_folded, word) in enumerate(self.words):
            self.fields[f"word_{number}"] = _select(
                _("Vad är ”%(word)s”?") % {"word": word[:80]}, [CHOOSE, (NOT_TAKEN, _("Tas inte med")), *targets]
            )
            self.fields[f"also_{number}"] = _select(
                _("”%(word)s” är också") % {"word": word[:80]}, [("", _("Inget mer")), *targets], required=False
            )

    def _first(self, mapping):
        """What was answered before, so that one answer can be changed."""
        values = {}
        for number, (word, _shown) in enumerate(self.words):
            chosen = mapping.get("words", {}).get(word)
            if chosen is not None:
                values |= {f"word_{number}": str(chosen[0]) if chosen else NOT_TAKEN}
                values |= {f"also_{number}": str(chosen[1])} if len(chosen) > 1 else {}
        return {**values, "day_first": {True: "day", False: "month"}.get(mapping.get("day_first"), "")}

    @property
    def answers(self):
        """As SpreadsheetImport.mapping keeps them."""
        cleaned = self.cleaned_data
        found = {}
        for number, (word, _shown) in enumerate(self.words):
            chosen = [cleaned[f"word_{number}"], cleaned[f"also_{number}"]]
            taken = [] if chosen[0] == NOT_TAKEN else chosen
            found[word] = list(dict.fromkeys(int(pk) for pk in taken if pk))
        return {"words": found, "day_first": {"day": True, "month": False}.get(cleaned.get("day_first"))}


class CarryOutForm(forms.Form):
    """That somebody has looked through the marked cells, and what to do with rows that are stored already."""

    looked_through = forms.BooleanField(
        label=gettext_lazy("Jag har kontrollerat de markerade cellerna"), required=False
    )
    as_new = forms.BooleanField(label=gettext_lazy("Spara dem ändå som nya"), required=False)


def _select(label, choices, *, required=True):
    messages = {"required": _("Välj ett mål, eller att ordet inte tas med."), "invalid_choice": _("Välj i listan.")}
    return forms.ChoiceField(label=label, choices=choices, required=required, error_messages=messages)


def _column(place):
    """A, B … Z, AA: what the column is called in Excel."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return _("Kolumn %(letters)s") % {"letters": letters}
