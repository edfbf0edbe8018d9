"""The forms that make a promise set, change what is said about it, and take it away."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from councils.models import Agreement, Organisation, Picture
from promises.forms.days import fault_of_period
from promises.forms.deadlines import DeadlineFields
from promises.forms.editing import organisations_field, text_field, version_field

OWN, TOGETHER = "own", "together"
PASTE, EMPTY = "paste", "empty"
MOST_RECIPIENTS = 20
LONGEST_OFFICE = 120
# What the action calls it → the field. A field's name means one thing on the whole site, and these two were taken.
FRAME = {"title": "heading", "first_day": "first_day", "last_day": "last_day", "parties": "signers"}
TEXTS = ("introduction", "aim", "implementation", "communication", "follow_up")


class FrameForm(forms.Form):
    """What every promise set has: a title, its days and who signs."""

    heading = FreeTextField(
        label=gettext_lazy("Rubrik"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Medborgarlöften 2020."),
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    first_day = DayField(
        label=gettext_lazy("Första dag"), error_messages={"required": gettext_lazy("Ange den första dagen.")}
    )
    last_day = DayField(
        label=gettext_lazy("Sista dag"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om löftena gäller tills vidare."),
    )
    signers = organisations_field(
        gettext_lazy("Parter som undertecknar"),
        error_messages={"required": gettext_lazy("Kryssa i minst en part som ska underteckna.")},
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signers"].queryset = parties

    def clean(self):
        cleaned = super().clean()
        if fault := fault_of_period(cleaned.get("first_day"), cleaned.get("last_day")):
            self.add_error("last_day", fault)
        return cleaned


class NewSetForm(FrameForm):
    """A new draft: whose it is, and how to begin."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Vem skriver utkastet?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vem som skriver."),
            "invalid_choice": gettext_lazy("Välj vem som skriver."),
        },
    )
    begin = forms.ChoiceField(
        label=gettext_lazy("Hur vill du börja?"),
        choices=[
            (PASTE, gettext_lazy("Klistra in en text. Brapp läser den och föreslår löften och mål som du granskar.")),
            (EMPTY, gettext_lazy("Börja tomt. Du skriver avsnitt och löften ett i taget.")),
        ],
        widget=forms.RadioSelect(attrs={"class": "boxed"}),
        error_messages={
            "required": gettext_lazy("Välj hur du vill börja."),
            "invalid_choice": gettext_lazy("Välj hur du vill börja."),
        },
    )
    field_order = ["begin", "heading", "first_day", "last_day", "whose", "signers"]

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        name = organisation.name
        self.organisation = organisation
        self.fields["whose"].choices = [
            (OWN, _("Bara %(name)s. Ingen annan organisation kan läsa utkastet förrän ni delar det.") % {"name": name}),
            (TOGETHER, _("Gruppen skriver tillsammans. Alla i gruppen kan läsa utkastet från början.")),
        ]

    def values(self):
        """The cleaned values as the action takes them."""
        kept = {column: self.cleaned_data[name] for column, name in FRAME.items()}
        return {**kept, "organisation": self.organisation if self.cleaned_data["whose"] == OWN else None}


class SetDetailsForm(DeadlineFields, FrameForm):
    """Everything that is said about a promise set besides the promises."""

    agreement = forms.ModelChoiceField(
        label=gettext_lazy("Överenskommelse"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy("Den samverkansöverenskommelse som löftena vilar på."),
        error_messages={"invalid_choice": gettext_lazy("Överenskommelsen finns inte i rådet. Välj i listan.")},
    )
    set_picture = forms.ModelChoiceField(
        label=gettext_lazy("Lägesbild"),
        queryset=Picture.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy(
            "Den lägesbild som löftena utgår från. Den ska vara fastställd, eller åtminstone öppen för hela rådet."
        ),
        error_messages={"invalid_choice": gettext_lazy("Lägesbilden finns inte i rådet. Välj i listan.")},
    )
    recipients = text_field(
        gettext_lazy("Sammanställningen går till"),
        rows=3,
        longest=3000,
        help_text=gettext_lazy("En mottagare per rad, i den ordning de ska stå. Skriv funktionen och inget namn."),
    )
    presented_on = DayField(
        label=gettext_lazy("Presenterades"),
        required=False,
        help_text=gettext_lazy("Dagen då löftena visades för invånarna."),
    )
    introduction = text_field(gettext_lazy("Inledning"))
    aim = text_field(gettext_lazy("Målsättning"))
    implementation = text_field(gettext_lazy("Genomförande"))
    communication = text_field(gettext_lazy("Kommunikation"))
    follow_up = text_field(gettext_lazy("Uppföljning"))
    counts_before_signing = forms.BooleanField(
        label=gettext_lazy("Räkna det som gjorts före undertecknandet"),
        required=False,
        help_text=gettext_lazy(
            "Spelar roll om löftena undertecknas efter den första dagen. Med kryss räknas allt från den första dagen. "
            "Utan kryss börjar räkningen den dag då löftena undertecknas, och veckor och månader före den dagen prövas "
            "inte."
        ),
    )
    version = version_field()

    def __init__(self, *args, agreements, pictures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements
        self.fields["set_picture"].queryset = pictures

    def clean_recipients(self):
        offices = [" ".join(line.split()) for line in self.cleaned_data["recipients"].splitlines()]
        offices = [office for office in offices if office]
        _require_short(offices)
        _require_once(offices)
        return "\n".join(offices)

    def values(self):
        """The cleaned values as the action takes them."""
        said = self.cleaned_data
        return {
            **{column: said[name] for column, name in FRAME.items()},
            **{name: said[name] for name in ("agreement", "presented_on", "counts_before_signing", "version", *TEXTS)},
            **self.due_values(),
            "picture": said["set_picture"],
            "recipients": said["recipients"].splitlines(),
        }

    def due_fields(self):
        return [self[name] for name in self.DUE]

    def text_fields(self):
        return [self[name] for name in TEXTS]


def _require_short(offices):
    if len(offices) > MOST_RECIPIENTS:
        raise ValidationError(_("Högst %(most)s mottagare.") % {"most": MOST_RECIPIENTS})
    for office in offices:
        if len(office) > LONGEST_OFFICE:
            raise ValidationError(
                _("Mottagaren ”%(start)s …” är för lång. Högst %(most)s tecken på en rad.")
                % {"start": office[:30], "most": LONGEST_OFFICE}
            )


def _require_once(offices):
    seen = set()
    for office in offices:
        if office.casefold() in seen:
            raise ValidationError(_("”%(office)s” står två gånger. Ta bort den ena raden.") % {"office": office})
        seen.add(office.casefold())


def values_of(promise_set):
    """A stored set as the details form shows it."""
    names = ("first_day", "last_day", "presented_on", "counts_before_signing", "version", *TEXTS)
    return {
        **{name: getattr(promise_set, name) for name in names},
        **DeadlineFields.values_of(promise_set),
        "agreement": promise_set.agreement_id,
        "set_picture": promise_set.picture_id,
        "heading": promise_set.title,
        "signers": [party.pk for party in promise_set.parties.all()],
        "recipients": "\n".join(row.office for row in promise_set.recipients.all()),
    }


def choosable_parties(council, *, on, also=()):
    """Municipalities and police that can sign in a council, and those already chosen."""
    kinds = [Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE]
    chosen = Organisation.objects.choosable_in(council, on=on).filter(kind__in=kinds)
    return (chosen | Organisation.objects.filter(pk__in=also)).distinct().main_parties_first()


def both_sides(council, parties, *, on):
    """The parties that one starts with: those of each side with members in the council, or else all of that side."""
    members = set(council.memberships.on(on).values_list("organisation", flat=True))
    found = []
    for kind in (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE):
        side = [party for party in parties if party.kind == kind]
        found += [party for party in side if party.pk in members] or side
    return found
