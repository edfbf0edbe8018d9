"""Forms of what residents were told."""

import uuid
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import Channel
from councils.forms.dialogues import INCOMPLETE, NO_NAMES, NOT_A_PARTY, parties_in, short_name, version_field
from councils.forms.fields import DayField, FreeTextField, OneRowField, RowsField
from councils.models import Organisation
from promises.models import Promise
from promises.told import lineage

MOST_REACHED = 10_000_000
LONGEST_TEXT = 10_000
SHOWN_OF_A_PROMISE = 110
CHANNELS = [(code, name.capitalize()) for code, name in Channel.choices]
NO_PROMISE = gettext_lazy("Ett av löftena finns inte i rådet eller är ett utkast. Välj bland dem i listan.")


def tellable_promises(gate):
    """Promises that residents can be told of, the latest set first and each set in reading order."""
    return Promise.objects.of(gate.council).tellable().select_related("section__promise_set").latest_set_first()


class CommunicationForm(forms.Form):
    """What was told, when, how, by whom, and of which promises."""

    told_on = DayField(label=gettext_lazy("Dag"))
    channel = forms.ChoiceField(
        label=gettext_lazy("Kanal"),
        choices=CHANNELS,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={
            "required": gettext_lazy("Välj hur invånarna fick veta det."),
            "invalid_choice": gettext_lazy("Välj en kanal i listan."),
        },
    )
    told_title = FreeTextField(
        label=gettext_lazy("Rubrik"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Veckobrev vecka 12."),
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    text = FreeTextField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_NAMES,
    )
    link = forms.URLField(
        label=gettext_lazy("Länk"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Till sidan eller inlägget, om det finns."),
        error_messages={
            "invalid": gettext_lazy("Skriv hela adressen, till exempel https://www.haparanda.se/nyheter."),
            "max_length": gettext_lazy("Adressen får vara högst 300 tecken."),
        },
    )
    reach = forms.IntegerField(
        label=gettext_lazy("Ungefär hur många nåddes?"),
        min_value=0,
        max_value=MOST_REACHED,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Antalet ska vara ett heltal, till exempel 400."),
            "min_value": gettext_lazy("Antalet kan inte vara mindre än 0."),
            "max_value": gettext_lazy("Antalet kan vara högst 10 000 000."),
        },
    )
    sender = OneRowField(
        label=gettext_lazy("Avsändare"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={**NOT_A_PARTY, "required": gettext_lazy("Välj vem som berättade.")},
    )
    promises = RowsField(
        label=gettext_lazy("Löften som det handlar om"),
        queryset=None,  # the council's: see below
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_PROMISE, "invalid_pk_value": NO_PROMISE},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE})

    def __init__(self, *args, gate, **kwargs):
        super().__init__(*args, **kwargs)
        senders = parties_in(gate.council)
        self.fields["sender"].queryset = senders if gate.can_edit_plan else senders.filter(pk__in=gate.organisations)
        self.fields["sender"].label_from_instance = short_name
        self.fields["promises"].queryset = tellable_promises(gate)
        self.fields["promises"].label_from_instance = _as_a_choice

    @staticmethod
    def first_values(gate):
        own = gate.organisation
        return {"told_on": timezone.localdate(), "sender": own.pk if own else None, "key": uuid.uuid4()}

    def clean_told_on(self):
        day = self.cleaned_data["told_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dagen har inte varit än. Ange den dag då det berättades."))
        return day

    def values(self):
        said = self.cleaned_data
        same = {name: said[name] for name in ("told_on", "channel", "text", "link", "reach")}
        return {**same, "title": said["told_title"], "organisation": said["sender"], "promises": list(said["promises"])}

    @property
    def promise_groups(self):
        """[(the heading of the promises, their boxes, whether one is ticked)], the latest first."""
        groups = {}
        for box in self["promises"]:
            promise = box.data["value"].instance
            groups.setdefault(promise.section.promise_set.heading, []).append(box)
        return [(heading, boxes, any(box.data["selected"] for box in boxes)) for heading, boxes in groups.items()]

    def renew_key(self):
        """A form that was refused is a new try: the old key is taken."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())


class ChangeCommunicationForm(CommunicationForm):
    version = version_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["key"]


class VersionForm(forms.Form):
    """That a row is to be taken away as it was read."""

    version = version_field()


class CommunicationFilterForm(forms.Form):
    """What to see of what residents were told. It stands in the address, and everything may be left out."""

    ar = forms.ChoiceField(
        label=gettext_lazy("År"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Det året finns inget noterat. Välj i listan.")},
    )
    kanal = forms.ChoiceField(
        label=gettext_lazy("Kanal"),
        required=False,
        choices=[("", gettext_lazy("Alla kanaler")), *CHANNELS],
        error_messages={"invalid_choice": gettext_lazy("En sådan kanal finns inte. Välj i listan.")},
    )
    lofte = OneRowField(
        label=gettext_lazy("Löfte"),
        queryset=None,  # the council's: see below
        required=False,
        empty_label=gettext_lazy("Alla löften"),
        error_messages={"invalid_choice": gettext_lazy("Löftet finns inte i rådet. Välj i listan.")},
    )
    avsandare = OneRowField(
        label=gettext_lazy("Avsändare"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alla"),
        error_messages=NOT_A_PARTY,
    )

    def __init__(self, *args, gate, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = [str(year) for year in years]
        self.fields["ar"].choices = [(year, year) for year in self.years]
        self.fields["lofte"].queryset = tellable_promises(gate)
        self.fields["lofte"].label_from_instance = _as_a_choice
        self.fields["avsandare"].queryset = parties_in(gate.council)
        self.fields["avsandare"].label_from_instance = short_name

    @property
    def chosen(self):
        """Name → value of what is valid: what is not does not narrow the list, and is told."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def year(self):
        return int(self.chosen.get("ar", self.years[0]))

    @property
    def query(self):
        return urlencode({name: getattr(value, "pk", value) for name, value in self.chosen.items()})

    def narrowed(self, communications):
        chosen = self.chosen
        if "kanal" in chosen:
            communications = communications.filter(channel=chosen["kanal"])
        if "avsandare" in chosen:
            communications = communications.filter(organisation=chosen["avsandare"])
        if "lofte" in chosen:
            communications = communications.filter(promises__in=lineage(chosen["lofte"])).distinct()
        return communications.in_year(self.year)


def _as_a_choice(promise):
    words = promise.wording
    return words if len(words) <= SHOWN_OF_A_PROMISE else f"{words[:SHOWN_OF_A_PROMISE].rstrip()} …"
