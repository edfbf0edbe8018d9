"""Opening what an organisation writes in a summary to the others."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.models import Membership, Organisation
from followup.models import Summary, SummaryShare
from followup.sharing import sharing_of

SET = "promise_set__council"


class NotShared(Exception):
    """The text is another organisation's own until it shares it. Carries that organisation."""

    def __init__(self, organisation):
        super().__init__(f"{organisation} has not shared its text")
        self.organisation = organisation


@transaction.atomic
def share_summary_texts(*, summary, organisation, by, at):
    """Open all that an organisation writes in the summary to the others, for good; None when it has written nothing.

    Sharing twice is once. There is no undoing: what has been read at another authority stays a document there.
    """
    summary = Summary.objects.select_for_update(of=("self",)).filter(pk=summary.pk).select_related(SET).first()
    if summary is None or organisation.pk not in sharing_of(summary).writers:
        return None
    share, made = SummaryShare.objects.get_or_create(
        summary=summary, organisation=organisation, defaults={"shared_by": by, "shared_at": at}
    )
    if made:
        council = summary.promise_set.council
        readers = Organisation.objects.reading_drafts_in(council, on=timezone.localdate(at)).exclude(pk=organisation.pk)
        readers = sorted(readers.values_list("pk", flat=True))
        details = {"organisation": organisation.pk, "readers": readers}
        audit.record(council=council, by=by, verb="share_summary_texts", of=summary, **details)
    return share


def organisations_of(person, council):
    """The organisations a person acts for in a council today, the one that what they write belongs to first."""
    rows = Membership.objects.of(council).for_user(person).on(timezone.localdate())
    return list(dict.fromkeys(row.organisation for row in rows.select_related("organisation")))


def require_open(summary, organisation, writers):
    """NotShared unless a text of this organisation is open to somebody who acts for `writers`."""
    if organisation and not sharing_of(summary, {writer.pk for writer in writers}).is_open(organisation.pk):
        raise NotShared(organisation)


def require_all_shared(summary):
    """NotShared while anybody's text is its own: nobody approves what the other party cannot read."""
    for organisation in sharing_of(summary).unshared:
        raise NotShared(organisation)
