"""Side doors: errors, headers, file names and messages that say what the page itself does not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F

from councils.forms.fields import RowsField
from councils.models import Council, User
from promises.models import Activity, PromiseSet, Target
from tests.access.leaks.planting import answering, leak, module, parts_of, says, swapped


@leak("Felsidan låter annorlunda när rådet finns", "alike", "promises:promise_sets", stopped_by_the_wall=False)
def error_page_that_knows():
    def change(request, response):
        if response.status_code == 404 and Council.objects.filter(slug=parts_of(request).get("council")).exists():
            says(response, "Be rådets samordnare om behörighet.")

    with answering(change):
        yield


@leak("Felsidan återger det som inte fick visas", "canary", "promises:activity")
def error_page_that_shows():
    def change(request, response):
        if response.status_code == 404:
            row = Activity.objects.filter(pk=parts_of(request)["activity"]).first()
            says(response, f"Du får inte se: {row.note}" if row else "")

    with answering(change):
        yield


@leak("Huvudet i svaret avslöjar när en annans rad ändrades", "alike", "promises:activity")
def header_of_a_foreign_row():
    def change(request, response):
        row = Activity.objects.filter(pk=parts_of(request).get("activity", 0)).first()
        if row:
            response["Last-Modified"] = row.logged_at.strftime("%a, %d %b %Y %H:00:00 GMT")

    with answering(change):
        yield


@leak("ETag räknas på alla råds rader", "interference", "promises:activities")
def etag_of_all_rows():
    def change(request, response):
        response["ETag"] = f'"{Activity.objects.count()}"'

    with answering(change):
        yield


@leak("Filens namn kommer från ett annat råd", "canary", "followup:summary_pdf")
def file_name_of_a_foreign_set():
    def change(request, response):
        if "Content-Disposition" in response:
            title = PromiseSet.objects.order_by("-pk").first().slug
            response["Content-Disposition"] = f'attachment; filename="{title}.pdf"'

    with answering(change):
        yield


@leak("Efter sparat leder svaret till ett annat råd", "canary", "promises:withdraw_activity", methods=["POST"])
def redirect_to_another_council():
    def change(request, response):
        if response.status_code == 302 and request.user.is_authenticated:
            response["Location"] = PromiseSet.objects.order_by("-pk").first().get_absolute_url()

    with answering(change):
        yield


@leak("Meddelandet efter sparat nämner ett annat råds mål", "canary", "followup:log", methods=["POST"])
def message_about_a_foreign_target():
    place = module("followup.views.log")
    original = place._save

    def save(request, form):
        messages.info(request, f"Logga gärna också för {Target.objects.order_by('-pk').first().label}.")
        return original(request, form)

    with swapped(place, "_save", save):
        yield


# Parties are shared by the councils, and no manager of theirs is walled.
@leak("Felmeddelandet i ett formulär nämner raden", "body", "followup:log", stopped_by_the_wall=False)
def refusal_names_the_row():
    original = RowsField.clean

    def clean(self, value):
        try:
            return original(self, value)
        except ValidationError:
            found = self.queryset.model.objects.filter(pk__in=value or [])
            raise ValidationError(f"Finns inte i rådet: {', '.join(map(str, found))}") from None

    with swapped(RowsField, "clean", clean):
        yield


@leak("Att läsa en sida räknas i databasen", "safe", "promises:activity")
def reading_writes():
    def change(request, response):
        if request.method == "GET" and response.status_code == 200:
            Activity.objects.filter(pk=parts_of(request)["activity"]).update(version=F("version") + 1)

    with answering(change):
        yield


@leak("Den som nekas sparar ändå något", "refusal", "followup:judge", stopped_by_the_wall=False, methods=["POST"])
def refusal_writes():
    def change(request, response):
        if response.status_code == 403:
            User.objects.filter(pk=request.user.pk).update(title="Försökte")

    with answering(change):
        yield
