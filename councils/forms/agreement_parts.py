"""The forms of an agreement's parts: who signed, what is done every year, and the signed paper."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.agreements import version_field
from councils.forms.asking import NamedFileField, ask_about_file_name
from councils.forms.fields import DayField, FreeTextField, PersonNameField
from councils.pdf_files import LARGEST, MOST_MEGABYTES, NotKept, check_pdf
from councils.text import in_one_line, tidy

LONGEST_NAME = 200


class SignatoriesForm(forms.Form):
    """Who has signed for each party, in which office, and the number in that party's registry."""

    version = version_field()

    def __init__(self, *args, parties, signed, **kwargs):
        """`signed`: organisation id → what is stored."""
        super().__init__(*args, **kwargs)
        self.parties = list(parties)
        for party in self.parties:
            row = signed.get(party.pk)
            for name, field, longest, label in (
                ("name", PersonNameField, 120, _("Undertecknat av")),
                ("office", FreeTextField, 120, _("Befattning")),
                ("registry_number", FreeTextField, 60, _("Diarienummer")),
            ):
                stored = getattr(row, name, "")
                named = f"{name}_{party.pk}"
                self.fields[named] = field(label=label, max_length=longest, required=False, initial=stored)

    def clean(self):
        # Somebody is named here for the office they hold, and for nothing else.
        for party in self.parties:
            name, office = f"name_{party.pk}", f"office_{party.pk}"
            if self.cleaned_data.get(name) and not self.cleaned_data.get(office) and office not in self.errors:
                self.add_error(office, _("Skriv befattningen för den som har undertecknat."))
        return self.cleaned_data

    @property
    def groups(self):
        """(party, its three fields) for the page."""
        return [
            (party, [self[f"{name}_{party.pk}"] for name in ("name", "office", "registry_number")])
            for party in self.parties
        ]

    def values(self):
        return {
            party: {name: self.cleaned_data[f"{name}_{party.pk}"] for name in ("name", "office", "registry_number")}
            for party in self.parties
        }


class DutyForm(forms.Form):
    """What is to be done every year, and before the end of which month."""

    duty_text = FreeTextField(
        label=gettext_lazy("Vad ska göras varje år?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: en gemensam handlingsplan."),
        error_messages={"required": gettext_lazy("Skriv vad som ska göras varje år.")},
    )
    duty_month = forms.TypedChoiceField(
        label=gettext_lazy("Ska vara gjort före slutet av"),
        coerce=int,
        initial=12,
        error_messages={
            "required": gettext_lazy("Välj månad."),
            "invalid_choice": gettext_lazy("Välj en månad i listan."),
        },
    )
    version = version_field()

    def __init__(self, *args, is_new=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].required = not is_new
        self.fields["duty_month"].choices = [(number, capfirst(name)) for number, name in MONTHS.items()]


class MarkDutyForm(forms.Form):
    """That a yearly duty has been done for a year."""

    done_on = DayField(
        label=gettext_lazy("Gjort den"), error_messages={"required": gettext_lazy("Ange när det gjordes.")}
    )
    done_note = FreeTextField(
        label=gettext_lazy("Anteckning"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel var beslutet finns. Skriv inget om enskilda personer."),
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > self.today:
            raise ValidationError(_("Dagen har inte varit ännu. Ange den dag det gjordes."))
        return day


class DocumentForm(forms.Form):
    """The signed agreement as a PDF. `content` and `name` are what is kept of it."""

    file = NamedFileField(
        label=gettext_lazy("Dokumentet som PDF"),
        help_text=gettext_lazy("Högst 12 MB. Filen får inte vara låst med lösenord eller innehålla skript."),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={name: gettext_lazy("Välj en PDF-fil.") for name in ("required", "missing", "invalid")}
        | {"empty": gettext_lazy("Filen är tom. Välj en annan.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Filen är för stor. Den får vara högst %(most)s MB.") % {"most": MOST_MEGABYTES})
        self.content = file.read()
        try:
            check_pdf(self.content)
        except NotKept as refused:
            raise ValidationError(str(refused)) from refused
        self.name = _named(file.name)
        ask_about_file_name(self["file"], self.name)
        return file


def _named(sent):
    """The file's own name without folders, always as a PDF."""
    name = in_one_line(tidy(PurePosixPath(sent.replace("\\", "/")).name)).strip()
    stem = name[:-4] if name.casefold().endswith(".pdf") else name
    return f"{stem[: LONGEST_NAME - 4] or 'dokument'}.pdf"
