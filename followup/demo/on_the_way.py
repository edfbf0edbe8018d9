"""Summaries beside the final one: a year of several approved, and four months that nobody has read the draft of."""

from datetime import date, timedelta

from followup.actions.comments import comment_on_summary
from followup.actions.publishing import publish_summary
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_flow import accept_proposals, mark_ready, start_summary
from followup.codes import Party, SummaryKind
from followup.demo.plans import MUNICIPALITY
from followup.demo.world import at_noon
from followup.summary_addresses import final_summary


def sum_up_a_year(town, promise_set, *, year, on, chief):
    """How the promises of several years stood at the end of one of them: the draft as it was written from the log."""
    by = town.people[MUNICIPALITY]
    summary = start_summary(
        promise_set=promise_set, kind=SummaryKind.YEAR, name=str(year), as_of=date(year, 12, 31), by=by
    )
    summary = accept_proposals(summary=summary, by=by, day=on)
    summary = mark_ready(summary=summary, by=by, at=at_noon(on))
    read = content_on(summary, day=on)
    approve_summary(summary=summary, party=Party.MUNICIPALITY, by=by, at=at_noon(on), read=read)
    next_day = at_noon(on + timedelta(days=1))
    approve_summary(summary=summary, party=Party.POLICE, by=chief, at=next_day, read=read)


def begin_first_months(town, promise_set, *, chief, today):
    """January to April of the running year, once they are over: begun, with a question from the police."""
    as_of = date(today.year, 4, 30)
    if today <= as_of:
        return
    months = f"januari\N{EN DASH}april {today.year}"
    by = town.people[MUNICIPALITY]
    summary = start_summary(promise_set=promise_set, kind=SummaryKind.PART, name=months, as_of=as_of, by=by)
    comment_on_summary(
        summary=summary,
        text="Ska vi ta med riskkvällen vid skolavslutningen, eller hör den till nästa del?",
        by=chief,
        at=at_noon(today),
        part="situation",
    )


def publish(town, promise_set, *, on):
    """Anybody may read what both parties approved."""
    publish_summary(summary=final_summary(promise_set), by=town.people[MUNICIPALITY], at=at_noon(on))
