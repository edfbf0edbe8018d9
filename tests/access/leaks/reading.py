"""Pages, lists and documents that forget whose rows they show."""

from django.utils import timezone

from councils import access
from councils.agreement_page import standing_of
from councils.models import Agreement, Council, Membership, Place, Seat
from councils.roles import Permission
from followup import council_sets, counted
from followup.assessment import Entry
from promises.models import Activity, Credit, PromiseSet
from promises.querysets import ActivityQuerySet, PromiseQuerySet, PromiseSetQuerySet, TargetQuerySet
from tests.access.leaks.planting import (
    answering,
    asking_of_all,
    everybody,
    leak,
    module,
    parts_of,
    says,
    swapped,
    with_context,
)


def everybodys(queryset_class, name="of"):
    """A queryset's sentence that no longer filters by council."""
    return swapped(queryset_class, name, lambda self, *args, **kwargs: self.all())


@leak("En lista utan filter på råd", "canary", "promises:activities")
def list_without_filter():
    with everybodys(ActivityQuerySet):
        yield


@leak("En sida som hämtar sin rad på enbart nummer", "canary", "promises:activity")
def detail_by_id_alone():
    with everybodys(ActivityQuerySet):
        yield


@leak("Ett mål hämtas på enbart nummer", "canary", "followup:evidence")
def target_by_id_alone():
    with everybodys(TargetQuerySet):
        yield


@leak("Ett löfte och dess sammanställning hämtas utan filter på råd", "status", "followup:summary_text")
def promise_by_id_alone():
    with everybodys(PromiseQuerySet), everybodys(PromiseSetQuerySet):
        yield


@leak("Uppföljningen av ett annat råds löften", "canary", "followup:overview")
def overview_of_any_set():
    with everybodys(PromiseSetQuerySet):
        yield


@leak("Listan över löften gäller alla råd", "canary", "promises:promise_sets")
def sets_of_all_councils():
    with everybodys(PromiseSetQuerySet):
        yield


@leak("Listan över sammanställningar gäller alla råd", "canary", "followup:summaries")
def summaries_of_all_councils():
    with everybodys(PromiseSetQuerySet):
        yield


@leak("Ett annat råds sammanställning som PDF", "canary", "followup:summary_pdf")
def document_of_any_set():
    with everybodys(PromiseSetQuerySet):
        yield


@leak("Rådets översikt visar alla råds löften", "canary", "followup:council_overview")
def council_overview_of_all_councils():
    def sets_of(gates, _asked):
        return council_sets._sets_of(councils=Council.objects.values_list("pk", flat=True))

    with swapped(module("followup.council_standing"), "sets_of", sets_of):
        yield


@leak("Underlaget visar aktiviteter från alla råd", "canary", "followup:evidence")
def evidence_of_all_activities():
    with swapped(module("followup.views.evidence"), "Credit", asking_of_all(Credit)):
        yield


@leak("Rådets sida visar alla råds platser", "canary", "councils:council")
def seats_of_all_councils():
    with swapped(module("councils.seating"), "Seat", asking_of_all(Seat)):
        yield


@leak("Rådets sida visar alla råds överenskommelser", "canary", "councils:council")
def agreements_of_all_councils():
    def agreements_of_all():
        return [(row, standing_of(row, timezone.localdate())) for row in Agreement.objects.all()]

    with with_context(module("councils.views.councils"), agreements=agreements_of_all):
        yield


@leak("Parter att välja mellan hämtas från alla råd", "canary", "followup:log", stopped_by_the_wall=False)
def parties_of_all_councils():
    with swapped(module("followup.log_entries"), "choosable_parties", everybody):
        yield


@leak("Förslag på platser hämtas från alla råd", "canary", "followup:log")
def suggested_places_of_all_councils():
    with swapped(module("promises.forms.activity_choices"), "Place", asking_of_all(Place)):
        yield


@leak("Startsidan visar alla råd", "canary", "followup:start", stopped_by_the_wall=False)
def start_page_of_all_councils():
    everything = frozenset({Permission.VIEW_COUNCIL})

    def council_permissions(user):
        return dict.fromkeys(Council.objects.values_list("pk", flat=True), everything)

    with swapped(access, "council_permissions", council_permissions):
        yield


@leak("Summor räknas över alla råd", "count", "followup:evidence")
def sums_over_all_councils():
    def entries(sums):
        rows = Credit.objects.counting().values_list("window_start", "amount")
        everybody = [Entry(day, amount) for day, amount in rows]
        return {row[0]: everybody for row in sums}

    with swapped(counted, "_entries", entries):
        yield


@leak("Länken till nästa aktivitet går till ett annat råd", "canary", "promises:activity")
def next_object_of_any_council():
    def change(request, response):
        if response.status_code == 200:
            following = Activity.objects.filter(pk__gt=parts_of(request)["activity"]).order_by("pk").first()
            says(response, f'<a href="{following.get_absolute_url()}">Nästa</a>' if following else "")

    with answering(change):
        yield


@leak("Ordningen i en lista beror på andra råd", "interference", "promises:promise_sets")
def order_by_foreign_rows():
    def latest_first(self):
        # "The years that most councils have made promises for come first."
        years = list(PromiseSet.objects.values_list("first_day__year", flat=True))
        common = sorted(set(years), key=lambda year: (-years.count(year), year))
        return self.order_by("first_day" if common[0] == 2018 else "-first_day", "pk")

    with swapped(PromiseSetQuerySet, "latest_first", latest_first):
        yield


@leak("Polisens övriga råd visas vid partens namn", "canary", "councils:council")
def the_parties_other_councils():
    def change(request, response):
        chiefs = Membership.objects.filter(role="police_manager").select_related("council")
        if response.status_code == 200:
            says(response, ", ".join(chief.council.name for chief in chiefs))

    with answering(change):
        yield


@leak("En sida för alla visar också utkast", "draft", "followup:public_promises", stopped_by_the_wall=False)
def public_page_of_a_draft():
    with everybodys(PromiseSetQuerySet, "published"):
        yield


@leak("En sida för alla hämtar löften ur vilket råd som helst", "canary", "followup:public_promises")
def public_page_of_any_set():
    with everybodys(PromiseSetQuerySet):
        yield


@leak(
    "En sida för alla visar anteckningen om senaste aktiviteten",
    "public",
    "followup:public_promises",
    stopped_by_the_wall=False,
)
def public_page_with_a_note():
    def change(request, response):
        if response.status_code == 200:
            council = parts_of(request)["council"]
            says(response, Activity.objects.filter(council__slug=council).order_by("pk").first().note)

    with answering(change):
        yield


@leak("En sida för alla hälsar den som är inloggad", "public", "followup:public_promises", stopped_by_the_wall=False)
def public_page_that_knows_who_reads():
    with swapped(module("brapp.middleware"), "is_public", lambda path: False):

        def change(request, response):
            if response.status_code == 200 and request.user.is_authenticated:
                says(response, "Hej igen.")

        with answering(change):
            yield
