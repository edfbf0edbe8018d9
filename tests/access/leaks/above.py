"""Pages above the councils that show more than the reader's own, or more than sums."""

from councils import access
from councils.access import Gate
from councils.models import Council, OversightAppointment
from councils.roles import Permission
from followup.nation import CouncilFigures
from tests.access.leaks.planting import leak, module, swapped

ABOVE = {"stopped_by_the_wall": False}


@leak(
    "Sammanställningarna och deras fil gäller alla råd, också dem man inte är med i",
    "canary",
    "followup:all_summaries",
    "followup:all_summaries_zip",
)
def summaries_above_all_councils():
    views = module("followup.views.all_summaries")
    original = views.every_summary

    def every_summary(gates):
        user = gates[0].user if gates else None
        return original([Gate(one, frozenset(Permission), user) for one in Council.objects.all()] if user else [])

    with swapped(views, "every_summary", every_summary):
        yield


@leak("Sidan för ett område visar alla råd i det, också dem man inte är med i", "canary", "followup:area", **ABOVE)
def area_of_all_councils():
    views = module("followup.views.areas")
    original = views.area_standing

    def area_standing(gates, area_id, **how):
        user = gates[0].user if gates else None
        everybodys = [Gate(one, frozenset(Permission), user) for one in Council.objects.all()] if user else []
        return original(everybodys, area_id, **how)

    with swapped(views, "area_standing", area_standing):
        yield


@leak("Landets siffror visar något som står skrivet i ett råd", "canary", "followup:nation", **ABOVE)
def figures_with_words():
    with swapped(CouncilFigures, "places", property(lambda self: self.council.purpose)):
        yield


@leak("Ett uppdrag att följa flera råd gäller efter sin sista dag", "status", "followup:region", **ABOVE)
def oversight_without_end():
    with swapped(access, "oversight_of", lambda user: OversightAppointment.objects.filter(user=user)):
        yield
