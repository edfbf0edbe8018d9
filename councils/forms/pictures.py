"""Forms of the council's situational picture: begin one, write it, show figures and observations, adopt it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.codes import GeographyLevel
from councils.forms.fields import DayField, FreeTextField, ParagraphField, text_field, version_field
from councils.models import Indicator, Meeting, Organisation

OWN, TOGETHER = "own", "together"
LONGEST_PART = 20000
# What the action calls it → the field.
FRAME = {"title": "picture_title", "from_day": "picture_from", "to_day": "picture_to"}
TEXTS = {"mapping": "picture_mapping", "other_information": "picture_other", "analysis": "picture_analysis"}


PICTURE_ADOPTED = gettext_lazy(
    "Lägesbilden är fastställd och tar inte emot mer. Välj ett utkast eller ingen lägesbild."
)


class PictureFrameForm(forms.Form):
    """What a picture is called and which time it describes."""

    picture_title = FreeTextField(
        label=gettext_lazy("Rubrik"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Lägesbild 2026."),
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    picture_from = DayField(label=gettext_lazy("Beskriver tiden från"), required=False)
    picture_to = DayField(label=gettext_lazy("Till och med"), required=False)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("picture_from"), cleaned.get("picture_to")
        if first and last and last < first:
            self.add_error("picture_to", _("Tiden slutar före den börjar. Kontrollera dagarna."))
        return cleaned

    def values(self):
        """The cleaned values as the actions take them."""
        return {column: self.cleaned_data[name] for column, name in FRAME.items()}


class NewPictureForm(PictureFrameForm):
    """A new picture: whose draft it is, and whether it begins as a copy of the one in force."""

    picture_whose = forms.ChoiceField(
        label=gettext_lazy("Vem skriver lägesbilden?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vem som skriver."),
            "invalid_choice": gettext_lazy("Välj vem som skriver."),
        },
    )
    copies = forms.BooleanField(
        label=gettext_lazy("Börja med texterna från den lägesbild som gäller"),
        required=False,
        help_text=gettext_lazy(
            "De tre delarna och siffrorna kopieras, och skriver ni tillsammans följer problemområdena med. Varje del "
            "som ni inte ändrar märks ut som oförändrad. Bidrag och iakttagelser kopieras inte."
        ),
    )
    field_order = ["picture_title", "picture_from", "picture_to", "copies", "picture_whose"]

    def __init__(self, *args, organisation, has_earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.fields["picture_whose"].choices = [
            (TOGETHER, _("Rådet skriver tillsammans. Alla i rådet kan läsa utkastet från början.")),
            (
                OWN,
                _("Bara %(name)s. Ingen annan organisation kan läsa utkastet förrän ni delar det.")
                % {"name": organisation.name},
            ),
        ]
        if not has_earlier:
            del self.fields["copies"]

    def values(self):
        own = self.cleaned_data["picture_whose"] == OWN
        copies = self.cleaned_data.get("copies", False)
        return {**super().values(), "copies": copies, "organisation": self.organisation if own else None}


class PictureForm(PictureFrameForm):
    """The three parts that the law asks for."""

    picture_mapping = text_field(
        gettext_lazy("Kartläggning av brottsligheten"),
        rows=12,
        longest=LONGEST_PART,
        help_text=gettext_lazy("Vilka brott som begås, hur många, var och när. Ange källa till siffrorna."),
    )
    picture_other = text_field(
        gettext_lazy("Annan relevant information"),
        rows=10,
        longest=LONGEST_PART,
        help_text=gettext_lazy(
            "Otrygghet, skola, socialtjänst, droger, fysisk miljö och annat som hör dit men inte syns i "
            "brottsstatistiken."
        ),
    )
    picture_analysis = text_field(
        gettext_lazy("Analys"),
        rows=10,
        longest=LONGEST_PART,
        help_text=gettext_lazy(
            "Vad det ni vet betyder: vilka problem som är störst, varför de finns, vad som blir bättre och sämre."
        ),
    )
    version = version_field()

    def values(self):
        return {**super().values(), **{column: self.cleaned_data[name] for column, name in TEXTS.items()}}

    @property
    def parts(self):
        return [self[name] for name in TEXTS.values()]


def picture_values(picture):
    """A stored picture as its form shows it."""
    return {
        **{name: getattr(picture, column) for column, name in {**FRAME, **TEXTS}.items()},
        "version": picture.version,
    }


class OrganisationField(forms.ModelChoiceField):
    """One organisation by its whole name."""

    def label_from_instance(self, organisation):
        return organisation.name


class PictureObservationForm(forms.Form):
    """Something seen that no statistics tell."""

    seen = text_field(
        gettext_lazy("Iakttagelse"),
        longest=2000,
        required=True,
        help_text=gettext_lazy("Vad som har setts eller hörts, var och när. Skriv inget om enskilda personer."),
        error_messages={"required": gettext_lazy("Skriv vad som har iakttagits.")},
    )
    seen_by = OrganisationField(
        label=gettext_lazy("Källa"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Välj"),
        help_text=gettext_lazy("Den organisation som har gjort iakttagelsen."),
        error_messages={
            "required": gettext_lazy("Välj vilken organisation som har gjort iakttagelsen."),
            "invalid_choice": gettext_lazy("Organisationen finns inte i rådet. Välj i listan."),
        },
    )
    seen_level = forms.ChoiceField(
        label=gettext_lazy("Gäller"),
        choices=GeographyLevel.choices,
        error_messages={
            "required": gettext_lazy("Välj vad iakttagelsen gäller."),
            "invalid_choice": gettext_lazy("Nivån finns inte. Välj i listan."),
        },
    )
    seen_where = FreeTextField(
        label=gettext_lazy("Område"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel torget, E10 genom byn eller hela kommunen."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_by"].queryset = organisations
        self.fields["seen_level"].choices = [(code, word.capitalize()) for code, word in GeographyLevel.choices]

    def values(self):
        said = self.cleaned_data
        return {
            "text": said["seen"],
            "organisation": said["seen_by"],
            "level": said["seen_level"],
            "geography": said["seen_where"],
        }


class ShownIndicatorForm(forms.Form):
    """Which of the council's figures the picture shows, and what they say."""

    shown_indicator = forms.ModelChoiceField(
        label=gettext_lazy("Indikator"),
        queryset=Indicator.objects.none(),
        empty_label=gettext_lazy("Välj"),
        error_messages={
            "required": gettext_lazy("Välj vilken indikator lägesbilden ska visa."),
            "invalid_choice": gettext_lazy("Indikatorn finns inte i rådet. Välj i listan."),
        },
    )
    figures_say = text_field(
        gettext_lazy("Vad siffrorna säger"),
        longest=2000,
        help_text=gettext_lazy("Visas redan indikatorn byts texten mot den här."),
    )

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shown_indicator"].queryset = indicators

    def values(self):
        return {"indicator": self.cleaned_data["shown_indicator"], "comment": self.cleaned_data["figures_say"]}


class AdoptPictureForm(forms.Form):
    """When, where and by whom a picture was adopted."""

    adopted_on = DayField(
        label=gettext_lazy("Fastställd"),
        help_text=gettext_lazy("Dagen för beslutet. Från den räknas de 24 månaderna till nästa lägesbild."),
        error_messages={"required": gettext_lazy("Ange vilken dag lägesbilden fastställdes.")},
    )
    adopted_by_body = FreeTextField(
        label=gettext_lazy("Fastställd av"),
        max_length=120,
        help_text=gettext_lazy("Till exempel brottsförebyggande rådet eller kommunstyrelsen."),
        error_messages={"required": gettext_lazy("Skriv vilket organ som fastställde lägesbilden.")},
    )
    adopted_at_meeting = forms.ModelChoiceField(
        label=gettext_lazy("Rådets möte"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget av rådets möten"),
        error_messages={"invalid_choice": gettext_lazy("Mötet finns inte i rådet. Välj i listan.")},
    )
    adopted_paragraph = ParagraphField()
    adopted_registry_number = FreeTextField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)

    def __init__(self, *args, meetings, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["adopted_at_meeting"].queryset = meetings

    def clean_adopted_on(self):
        day = self.cleaned_data["adopted_on"]
        if day > self.today:
            raise ValidationError(_("Dagen har inte varit än. Skriv den dag då lägesbilden fastställdes."))
        return day

    def values(self):
        said = self.cleaned_data
        return {
            "on": said["adopted_on"],
            "body": said["adopted_by_body"],
            "meeting": said["adopted_at_meeting"],
            "paragraph": said["adopted_paragraph"],
            "registry_number": said["adopted_registry_number"],
        }
