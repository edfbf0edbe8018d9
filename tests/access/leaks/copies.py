"""Parameters, caches and copies: ways round the gate that need no address of the other council's."""

from councils import access
from councils.models import Council
from promises.models import Activity
from tests.access.leaks.planting import answering, leak, module, says, swapped


@leak("Sökning i alla råd", "parameter", "promises:activities")
def search_in_all_councils():
    def change(request, response):
        if asked := request.GET.get("q"):
            found = Activity.objects.filter(place__name__icontains=asked)
            says(response, ", ".join(row.note for row in found))

    with answering(change):
        yield


@leak("Tillägget ?council= byter råd", "parameter", "promises:activities", stopped_by_the_wall=False)
def parameter_switches_council():
    original = access.open_gate

    def open_gate(request, slug):
        gate = original(request, slug)
        gate.council = Council.objects.filter(slug=request.GET.get("council", "")).first() or gate.council
        return gate

    with swapped(access, "open_gate", open_gate):
        yield


@leak("En ny aktivitet fylls i efter ett annat råds", "parameter", "followup:log")
def copy_of_a_foreign_activity():
    place = module("followup.views.log")
    original = place._first_values

    def first_values(request):
        source = Activity.objects.filter(pk=request.GET.get("kopia") or 0).first()
        return {**original(request), **({"note": source.note} if source else {})}

    with swapped(place, "_first_values", first_values):
        yield


@leak("Numret ?mal= visar namnet på ett annat råds mål", "canary", "promises:activities")
def declared_parameter_with_a_foreign_id():
    place = module("promises.forms.activity_filter")

    class AnyTarget(place.ActivityFilterForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["mal"].queryset = place.Target.objects.all()

    with swapped(module("promises.views.activities"), "ActivityFilterForm", AnyTarget):
        yield


@leak("En sida sparas i minnet utan rådet i nyckeln", "canary", "promises:promise_sets", stopped_by_the_wall=False)
def cache_key_without_council():
    place = module("promises.views.promise_sets")
    original, kept = place.render, {}

    def render(request, template, context):
        # As a page is cached by its template and language.
        if template not in kept:
            kept[template] = original(request, template, context)
        return kept[template]

    with swapped(place, "render", render):
        yield


@leak("En beräkning sparas i minnet per slag av mål", "count", "followup:evidence", stopped_by_the_wall=False)
def computed_once_for_all_councils():
    place = module("followup.views.evidence")
    original, kept = place.seen_today, {}

    def seen_today(target):
        facts = original(target)
        return kept.setdefault(target.kind, facts)

    with swapped(place, "seen_today", seen_today):
        yield
