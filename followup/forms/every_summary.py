from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.forms.areas import InTheAddress, choice

APPROVED, WAITING = "godkanda", "vantar"


class EverySummaryFilter(InTheAddress):
    """Which of the summaries of all one's councils to show."""

    omrade = choice(gettext_lazy("Lokalpolisområde"))
    ar = choice(gettext_lazy("År"))
    visa = choice(
        gettext_lazy("Läge"),
        [
            ("", gettext_lazy("Alla")),
            (APPROVED, gettext_lazy("Godkända")),
            (WAITING, gettext_lazy("Inte godkända än")),
        ],
    )

    def __init__(self, data, *, areas, lines):
        super().__init__(data)
        self._councils = {str(area.pk): {gate.council.pk for gate in gates} for area, gates in areas}
        self.fields["omrade"].choices = [
            ("", _("Alla områden")),
            *((str(area.pk), area.name) for area, _gates in areas),
        ]
        years = sorted({line.year for line in lines}, reverse=True)
        self.fields["ar"].choices = [("", _("Alla år")), *((str(year), str(year)) for year in years)]

    def kept(self, lines):
        """Those of the lines that were asked for, in the order they came."""
        return [line for line in lines if self._is_asked_for(line, self.chosen)]

    def _is_asked_for(self, line, chosen):
        councils = self._councils.get(chosen.get("omrade"))
        return (
            (councils is None or line.council.pk in councils)
            and chosen.get("ar") in (None, str(line.year))
            and chosen.get("visa") in (None, APPROVED if line.is_approved else WAITING)
        )
