"""Forms that take another council's rows, and writes that reach them."""

from django.core.exceptions import ValidationError
from django.db.models import F

from councils import audit
from councils.forms.fields import RowsField
from councils.models import Council, Place
from promises.actions import activities as actions
from promises.models import Activity, Credit
from promises.querysets import TargetQuerySet
from tests.access.leaks.planting import asking_of_all, everybody, leak, module, swapped
from tests.access.leaks.reading import everybodys

WITHDRAW = "promises:withdraw_activity"


@leak("Ett formulär godtar ett annat råds mål", "crossing", "followup:log")
def foreign_target_in_a_form():
    def credit(activity, targets):
        for target in targets:
            Credit.objects.create(activity=activity, target=target, amount=activity.count)

    # Both the form and the action behind it have forgotten.
    with everybodys(TargetQuerySet), swapped(actions, "credit_new", credit):
        yield


@leak("Ett formulär godtar en part ur ett annat råd", "body", "followup:log", stopped_by_the_wall=False)
def foreign_party_in_a_form():
    with swapped(module("followup.log_entries"), "choosable_parties", everybody):
        yield


@leak("Ett platsnamn knyts till ett annat råds plats", "crossing", "followup:send_logged")
def foreign_place_by_its_name():
    with swapped(module("promises.forms.activity_choices"), "Place", asking_of_all(Place)):
        yield


@leak("En lista med en främmande rad sparas till hälften", "body", "followup:log", stopped_by_the_wall=False)
def list_partly_applied():
    original = RowsField.clean

    def clean(self, value):
        try:
            return original(self, value)
        except ValidationError:
            known = self.queryset.filter(pk__in=[one for one in value if str(one).isdigit()])
            if not known:
                raise
            return known

    with swapped(RowsField, "clean", clean):
        yield


@leak("En bedömning godtar ett annat råds aktivitet som ersättning", "canary", "followup:judge")
def foreign_substitute():
    def substitutes_for(gate, target):
        return Activity.objects.select_related("place").prefetch_related("credits__target").order_by("-pk")

    with swapped(module("followup.views.evidence"), "substitutes_for", substitutes_for):
        yield


@leak("En ändring träffar alla råds rader", "fingerprint", WITHDRAW, methods=["POST"])
def update_without_council():
    original = actions.withdraw_activity

    def withdraw_activity(**values):
        Activity.objects.filter(withdrawn_at=None).exclude(pk=values["activity"].pk).update(version=F("version") + 1)
        return original(**values)

    with swapped(actions, "withdraw_activity", withdraw_activity):
        yield


@leak("En borttagning träffar alla råds rader", "fingerprint", "promises:correct_activity", methods=["POST"])
def delete_without_council():
    original = actions.credit

    def credit(activity, targets):
        Credit.objects.exclude(target__in=targets).delete()
        return original(activity, targets)

    with swapped(actions, "credit", credit):
        yield


@leak("Loggraden hamnar i ett annat råd", "fingerprint", WITHDRAW, stopped_by_the_wall=False, methods=["POST"])
def line_in_a_foreign_log():
    original = audit.record

    def record(*, council=None, **values):
        return original(council=Council.objects.order_by("-pk").first(), **values)

    with swapped(audit, "record", record):
        yield


@leak("Raden byter råd när den sparas", "fingerprint", WITHDRAW, stopped_by_the_wall=False, methods=["POST"])
def row_moves_to_another_council():
    original = actions.withdraw_activity

    def withdraw_activity(**values):
        row = original(**values)
        row.council = Council.objects.order_by("-pk").first()
        row.save()
        return Activity(pk=row.pk, council=values["activity"].council)

    with swapped(actions, "withdraw_activity", withdraw_activity):
        yield
