"""What to see of several councils at once. It stands in the address, so that a choice can be kept and sent on."""

from urllib.parse import urlencode

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.text import swedish_key
from followup.codes import VERDICT_NAMES
from followup.markup.plain_select import PlainSelect
from followup.matrix import WITHOUT_THEME, WORST_FIRST
from promises.codes import Theme

NOT_THERE = gettext_lazy("Det valda finns inte här. Välj i listan.")
ATTENTION, ALL, NO_THEME = "uppmarksamhet", "alla", "inget"
THEMES = [("", gettext_lazy("Alla teman")), *Theme.choices, (NO_THEME, WITHOUT_THEME)]


def choice(label, choices=()):
    """A choice that may be left out; what is not in the list is told, and not used."""
    wrong = {"invalid_choice": NOT_THERE}
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=PlainSelect, error_messages=wrong)


class InTheAddress(forms.Form):
    """A choice that stands in the address. What is wrong in it is told and narrows nothing."""

    @property
    def chosen(self):
        """Name → value of what is chosen and valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self):
        return urlencode(self.chosen)


class ThemeInTheAddress(InTheAddress):
    """The same, where one may choose a theme."""

    tema = choice(gettext_lazy("Tema"), THEMES)

    def __init__(self, data):
        super().__init__(data)
        self.fields["tema"].choices = [(code, capfirst(name)) for code, name in THEMES]

    def has_theme(self, theme):
        """Is this what was asked for? Everything is, when no theme was."""
        wanted = self.chosen.get("tema")
        return wanted is None or theme == ("" if wanted == NO_THEME else wanted)


class AreaFilter(ThemeInTheAddress):
    """Which targets of an area to list, and in which order. Nothing chosen: those that need attention, worst first."""

    rad = choice(gettext_lazy("Råd"))
    lage = choice(
        gettext_lazy("Läge"),
        [
            ("", gettext_lazy("Det som kräver uppmärksamhet")),
            (ALL, gettext_lazy("Alla mål")),
            *((one.value, VERDICT_NAMES[one]) for one in WORST_FIRST),
        ],
    )
    ordning = choice(
        gettext_lazy("Ordning"),
        [
            ("", gettext_lazy("Sämst läge först")),
            ("rad", gettext_lazy("Efter råd")),
            ("senast", gettext_lazy("Längst sedan något loggades först")),
        ],
    )

    def __init__(self, data, *, councils):
        super().__init__(data)
        self.order_fields(["rad", "tema", "lage", "ordning"])
        names = ((council.slug, council.short_name) for council in councils)
        self.fields["rad"].choices = [("", _("Alla råd")), *names]

    def kept(self, lines):
        """Those of the lines that were asked for, in the order asked for."""
        chosen = self.chosen
        found = [line for line in lines if self._is_asked_for(line, chosen)]
        orders = {"rad": _by_council, "senast": _longest_silence}
        return sorted(found, key=orders.get(chosen.get("ordning"), _worst))

    def _is_asked_for(self, line, chosen):
        state = chosen.get("lage", ATTENTION)
        return (
            chosen.get("rad") in (None, line.council.slug)
            and self.has_theme(line.promise.promise.theme)
            and (line.needs_attention if state == ATTENTION else state in (ALL, line.facts.verdict))
        )


def _worst(line):
    return line.rank, *_by_council(line)


def _by_council(line):
    return swedish_key(line.council.short_name), line.promise.number


def _longest_silence(line):
    latest_on = line.facts.latest_on
    return latest_on is not None, latest_on or line.facts.as_of, *_worst(line)


class NationFilter(ThemeInTheAddress):
    """Which councils of the country or a region to show, by which of their promises, and in which order."""

    region = choice(gettext_lazy("Polisregion"))
    lan = choice(gettext_lazy("Län"))
    lage = choice(
        gettext_lazy("Läge"),
        [("", gettext_lazy("Alla råd")), (ATTENTION, gettext_lazy("Bara råd där något kräver uppmärksamhet"))],
    )
    ordning = choice(
        gettext_lazy("Ordning"),
        [
            ("", gettext_lazy("Efter namn")),
            ("lage", gettext_lazy("Mest som kräver uppmärksamhet först")),
            ("senast", gettext_lazy("Längst sedan något loggades först")),
        ],
    )

    def __init__(self, data, *, regions, counties):
        super().__init__(data)
        self.order_fields(["region", "lan", "tema", "lage", "ordning"])
        self.fields["lan"].choices = [("", _("Alla län")), *counties]
        if regions:
            self.fields["region"].choices = [("", _("Alla regioner")), *((str(pk), name) for pk, name in regions)]
        else:
            del self.fields["region"]

    def covers(self, municipalities):
        """Does one of these lie in the county and the police region that were asked for?"""
        county, region = self.chosen.get("lan"), self.chosen.get("region")
        return not (county or region) or any(
            county in (None, one.county_id) and region in (None, str(one.police_region_id)) for one in municipalities
        )
