"""What the stored proposal of a target says: the reader's commitment, the answers so far, and the set's days."""

from promises.models import Occasion, Term
from promises.proposals import propose

# Kept beside what the reader found: the version of the target that was made from it last.
OF_VERSION = "of_version"


def calendars_for(promise_set):
    """The set's period and the council's terms and occasions, as `propose` takes them. Two queries."""
    council = promise_set.council_id
    return {
        "period": promise_set.period,
        "terms": list(Term.objects.filter(council=council).values_list("first_day", "last_day")) or None,
        "occasions": list(Occasion.objects.filter(council=council).values_list("day", flat=True)),
    }


def proposed(proposal, calendars):
    """What the commitment and the answers make, with the questions that are left."""
    words = proposal.source.text[proposal.start : proposal.end]
    return propose(proposal.commitment, words=words, answers=proposal.answers, **calendars)


def is_by_hand(proposal):
    """Has somebody written in the target since it was made from the proposal? Then an answer would undo that."""
    return proposal.target.version != proposal.commitment.get(OF_VERSION, 1)
