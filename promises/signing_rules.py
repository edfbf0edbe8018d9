"""Who has to sign a promise set and from which day: nobody changes alone what several have signed."""

from django.utils.translation import gettext as _

from councils.models import Organisation
from promises.measurability import Remark
from promises.querysets import IN_FORCE
from promises.target_remarks import STOP

# Nobody signs promises longer than this before they begin to hold.
YEARS_BEFORE = 2


class PartyMissing(Exception):
    """A new edition without somebody who signed the one before. Carries the sentence that says who."""

    def __init__(self, text):
        super().__init__("a party of the edition before is missing")
        self.text = text


def missing_from_before(promise_set, parties):
    """Who of the edition before is not among these parties, in a sentence; "" when nobody is missing."""
    chosen = set(parties)
    before = promise_set.replaces.parties.main_parties_first() if promise_set.replaces_id else ()
    missing = [party.name for party in before if party not in chosen]
    if not missing:
        return ""
    text = _("%(parties)s är part i utgåvan före och ska underteckna den här också.")
    return text % {"parties": ", ".join(missing)}


def _faults_of_parties(promise_set):
    parties = list(promise_set.parties.all())
    kinds = {party.kind for party in parties}
    if text := missing_from_before(promise_set, parties):
        yield text
    if Organisation.Kind.MUNICIPALITY not in kinds:
        yield _("Ingen kommun är part. Löftena undertecknas av minst en kommun och polisen.")
    if Organisation.Kind.POLICE not in kinds:
        yield _("Polisen är inte part. Löftena undertecknas av minst en kommun och polisen.")


def remarks_on_signing(promise_set):
    """What stops a set from being signed by anybody, whatever it promises: its parties, and an edition overtaken."""
    hint = _("Kryssa i parten i löftenas uppgifter.")
    for text in _faults_of_parties(promise_set):
        yield Remark("party_missing", None, None, text, hint, STOP)
    if promise_set.replaces_id and promise_set.replaces.status not in IN_FORCE:
        text = _("Löftena som den här utgåvan skulle ersätta gäller inte längre.")
        hint = _("De är avslutade eller ersatta. Skapa nästa periods löften i stället.")
        yield Remark("nothing_to_replace", None, None, text, hint, STOP)


def earliest_signing(promise_set, *, today):
    """The first day that a set can have been signed on.

    An edition: not before the one it replaces was signed, nor, once that one's period has begun, before its first day.
    """
    old = promise_set.replaces
    if old is None:
        first = promise_set.first_day
        return first.replace(year=first.year - YEARS_BEFORE, day=min(first.day, 28))
    begun = min(old.first_day, today)
    return max(old.signed_on or old.first_day, begun)
