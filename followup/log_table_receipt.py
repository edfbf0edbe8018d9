"""What the receipt of a saved table says of the rows that do not count, by their numbers in the table."""

from django.utils.translation import gettext as _

from promises.matching import Deed, Reason, reasons_against
from promises.wording import both, reason_sentence


def uncounted(numbered):
    """(what waits for other parties, what does not count): a sentence for each thing to say, with its rows.

    `numbered`: number in the table → what the row says.
    """
    waiting, against = {}, {}
    for number, row in numbered.items():
        deed = _deed(row)
        for target in row.targets:
            _sort(target, deed, number, waiting, against)
    return _sentences(waiting), _sentences(against)


def _sort(target, deed, number, waiting, against):
    reasons = reasons_against(target.filters, deed)
    lacking = target.filters.all_parties - deed.parties
    if lacking and reasons == [Reason.PARTY_MISSING]:
        text = _("%(target)s väntar på %(parties)s.") % {"target": target.label, "parties": _named(target, lacking)}
        waiting.setdefault(text, []).append(number)
        return
    for reason in reasons:
        text = f"{target.label}: {reason_sentence(reason, target, deed)}"
        against.setdefault(text, []).append(number)


def _sentences(found):
    """Each thing to say once, behind the rows it is said of."""
    return [f"{_rows(dict.fromkeys(numbers))}: {text}" for text, numbers in found.items()]


def _rows(numbers):
    if len(numbers) == 1:
        return _("Rad %(number)s") % {"number": next(iter(numbers))}
    return _("Rad %(numbers)s") % {"numbers": both(numbers)}


def _named(target, ids):
    answering = {row.organisation_id: row.organisation for row in target.promise.responsibilities.all()}
    if target.lead:
        answering[target.lead_id] = target.lead
    return both(sorted(answering[pk].short_name for pk in ids))


def _deed(row):
    facts = row.facts
    return Deed(
        day=facts["occurred_on"],
        activity_type=facts["activity_type"],
        tags=frozenset(facts["tags"]),
        is_beyond_ordinary=facts["is_beyond_ordinary"],
        parties=frozenset(party.pk for party in row.parties),
        place=facts["place"].pk if facts["place"] else None,
    )
