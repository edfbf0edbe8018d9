"""What is missing before a summary can be approved, and what one should think of first, as a list.

Reads the snapshot that the page shows: what is hidden from a reader there is not told of here.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.codes import OF_THE_WHOLE, Party, TextPart
from promises.wording import both

DID = {Party.POLICE: "police_did", Party.MUNICIPALITY: "municipality_did"}
ANSWERS = {Party.POLICE: "police_answers", Party.MUNICIPALITY: "municipality_answers"}


@dataclass(frozen=True)
class Missing:
    """One thing that is missing. `blocks`: the summary cannot be said to be ready before it is there."""

    text: str
    url: str = ""
    blocks: bool = False


def what_is_missing(summary, snapshot, sharing, *, open_comments=0, unconfirmed=0):
    """Everything that is missing, what blocks first. `unconfirmed`: joint activities whose part somebody has not said.

    Asks the database nothing.
    """
    found = [
        *_unshared(summary, sharing),
        *_proposals(summary, snapshot),
        *_silent_parties(summary, snapshot),
        *_figures(snapshot),
        *_around(summary, snapshot, open_comments, unconfirmed),
    ]
    return sorted(found, key=lambda missing: not missing.blocks)


def _address(summary, name, *more):
    return reverse(f"followup:{name}", args=[summary.promise_set.council.slug, summary.address, *more])


def _unshared(summary, sharing):
    own = {organisation.pk for organisation in sharing.own_unshared}
    for organisation in sharing.unshared:
        text = _("%(organisation)s har inte delat sin text.") % {"organisation": organisation.short_name}
        yield Missing(text, _address(summary, "share_summary") if organisation.pk in own else "", blocks=True)


def _proposals(summary, snapshot):
    whole = [str(TextPart(part).label) for part in OF_THE_WHOLE if part in snapshot.get("proposed", ())]
    if whole:
        text = _("Förslag till text som ingen har läst: %(parts)s.") % {"parts": both(whole)}
        yield Missing(text, _address(summary, "summary_whole"), blocks=True)
    unread = [promise for promise in _promises(snapshot) if promise.get("proposed")]
    if unread:
        text = _("Förslag till text som ingen har läst: löfte %(numbers)s.") % {"numbers": _numbers(unread)}
        yield Missing(text, _address(summary, "summary_text", unread[0]["id"]), blocks=True)


def _silent_parties(summary, snapshot):
    for party, part in DID.items():
        silent = [
            promise
            for promise in _promises(snapshot)
            if promise[ANSWERS[party]] and not promise[part] and part not in promise.get("not_shared", {})
        ]
        if silent:
            text = _("%(party)s ansvarar för löfte %(numbers)s men har inte sagt vad som gjordes.")
            text = text % {"party": party.label, "numbers": _numbers(silent)}
            yield Missing(text, _address(summary, "summary_text", silent[0]["id"]))


def _figures(snapshot):
    without = [row for row in snapshot.get("statistics", ()) if not row["value"]]
    if without:
        numbers = both(dict.fromkeys(row["promise"] for row in without))
        yield Missing(_("Mätvärde saknas för löfte %(numbers)s.") % {"numbers": numbers})


def _around(summary, snapshot, open_comments, unconfirmed):
    if unconfirmed:
        text = ngettext(
            "%(number)s aktivitet väntar på att en part säger sin del. Den räknas inte förrän dess.",
            "%(number)s aktiviteter väntar på att en part säger sin del. De räknas inte förrän dess.",
            unconfirmed,
        )
        url = reverse("followup:parts", args=[summary.promise_set.council.slug])
        yield Missing(text % {"number": unconfirmed}, url)
    if open_comments:
        text = ngettext(
            "%(number)s kommentar är inte avklarad.", "%(number)s kommentarer är inte avklarade.", open_comments
        )
        yield Missing(text % {"number": open_comments})
    if not snapshot["recipients"]:
        yield Missing(_("Löftena har ingen mottagare av sammanställningen."))
    if not (snapshot.get("registry_number") or snapshot.get("police_registry_number")):
        yield Missing(_("Diarienummer saknas."))


def _promises(snapshot):
    return [promise for section in snapshot["sections"] for promise in section["promises"]]


def _numbers(promises):
    return both(promise["number"] for promise in promises)
