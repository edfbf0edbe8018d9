"""Database triggers by which what both parties have approved stands. One place for both databases' words.

A frozen summary, its texts and approvals, and the documents kept with it can be neither changed nor removed, whoever
asks: the ORM, the administration or plain SQL. What belongs to the time afterwards is left open: that it is published,
the registry numbers and how long it is kept. A delivery stands as well; only its acknowledgement is filled in, once.

How they are put up, and what a later migration of these tables must do: see councils/triggers.py.
"""

# ruff: noqa: S608  the statements are made of the names below alone

from councils.triggers import ROW as _ROW
from councils.triggers import Triggers, answer_with, changed

SUMMARY, TEXT, APPROVAL = "followup_summary", "followup_summarytext", "followup_approval"
DOCUMENT, DELIVERY = "followup_summarydocument", "followup_delivery"
REFUSAL = "an approved summary stands as it is"

# Every column is in one of the two: a test holds it, so that a new column makes somebody choose.
STANDS = {
    SUMMARY: (
        *("id", "promise_set_id", "kind", "name", "slug", "as_of", "corrects_id", "correction_reason", "edition"),
        *("ready_at", "ready_by_id", "frozen_at", "snapshot", "sha256", "code"),
    ),
    DELIVERY: (
        *("id", "summary_id", "office", "way", "delivered_on", "note", "delivered_by_id", "recorded_at", "key"),
    ),
}
LEFT_OPEN = {
    SUMMARY: ("published_at", "published_by_id", "registry_number", "police_registry_number", "retention"),
    DELIVERY: ("acknowledged_on", "acknowledged_by_id"),
}


def _changed(table, differs):
    return changed(STANDS[table], differs)


def _is_frozen(summary):
    return f"EXISTS (SELECT 1 FROM {SUMMARY} AS s WHERE s.id = {summary} AND s.frozen_at IS NOT NULL)"


# SQLite: INSERT OR REPLACE and UPDATE OR REPLACE delete the row that is in the way without asking its delete trigger.
# Hence those that look for a row with the same unique key as what is written.
_SAME_SUMMARY = (
    f"EXISTS (SELECT 1 FROM {SUMMARY} AS kept WHERE kept.frozen_at IS NOT NULL AND (kept.id = NEW.id"
    " OR (kept.promise_set_id = NEW.promise_set_id AND kept.slug = NEW.slug)"
    " OR kept.corrects_id = NEW.corrects_id OR (kept.code = NEW.code AND NEW.code <> ''))"
)
_SAME_DOCUMENT = (
    f"EXISTS (SELECT 1 FROM {DOCUMENT} AS kept WHERE kept.id = NEW.id"
    " OR (kept.summary_id = NEW.summary_id AND kept.kind = NEW.kind))"
)
_SAME_DELIVERY = (
    f"EXISTS (SELECT 1 FROM {DELIVERY} AS kept WHERE (kept.id = NEW.id"
    " OR (kept.summary_id = NEW.summary_id AND kept.office = NEW.office AND kept.key = NEW.key))"
)


def _same_part(table):
    return f"EXISTS (SELECT 1 FROM {table} AS kept WHERE kept.id = NEW.id AND {_is_frozen('kept.summary_id')}"


def _parts_on_sqlite(name, table):
    """Triggers of rows that stand with their summary."""
    written = f"{_is_frozen('NEW.summary_id')} OR {_same_part(table)}"
    return {
        f"frozen_{name}_no_insert": (table, "INSERT", f"{written})"),
        f"frozen_{name}_no_update": (
            table,
            "UPDATE",
            f"{_is_frozen('OLD.summary_id')} OR {written} AND kept.id <> OLD.id)",
        ),
        f"frozen_{name}_no_delete": (table, "DELETE", _is_frozen("OLD.summary_id")),
    }


# Name → table, event, when it is refused.
_SQLITE = {
    "frozen_summary_no_update": (SUMMARY, "UPDATE", f"OLD.frozen_at IS NOT NULL AND {_changed(SUMMARY, 'IS NOT')}"),
    "frozen_summary_no_delete": (SUMMARY, "DELETE", "OLD.frozen_at IS NOT NULL"),
    "frozen_summary_no_replace": (SUMMARY, "INSERT", f"{_SAME_SUMMARY})"),
    "frozen_summary_not_crowded_out": (SUMMARY, "UPDATE", f"{_SAME_SUMMARY} AND kept.id <> OLD.id)"),
    **_parts_on_sqlite("text", TEXT),
    **_parts_on_sqlite("approval", APPROVAL),
    "frozen_document_no_update": (DOCUMENT, "UPDATE", "1"),
    "frozen_document_no_delete": (DOCUMENT, "DELETE", "1"),
    "frozen_document_no_replace": (DOCUMENT, "INSERT", _SAME_DOCUMENT),
    "delivery_only_acknowledged": (
        DELIVERY,
        "UPDATE",
        f"OLD.acknowledged_on IS NOT NULL OR {_changed(DELIVERY, 'IS NOT')}",
    ),
    "delivery_no_delete": (DELIVERY, "DELETE", "1"),
    "delivery_no_replace": (DELIVERY, "INSERT", f"{_SAME_DELIVERY})"),
}

_REFUSE, _REFUSE_IF_FROZEN = "summary_refuse", "summary_refuse_if_frozen"
_RAISE = answer_with(REFUSAL)
_BODIES = {
    _REFUSE: f"BEGIN {_RAISE} END;",
    _REFUSE_IF_FROZEN: (
        f"BEGIN IF TG_OP <> 'INSERT' AND {_is_frozen('OLD.summary_id')} THEN {_RAISE} END IF;"
        f" IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
        f" IF {_is_frozen('NEW.summary_id')} THEN {_RAISE} END IF; RETURN NEW; END;"
    ),
}
# Name → table, event, for what, function.
_POSTGRES = {
    "frozen_summary_no_update": (
        SUMMARY,
        "UPDATE",
        f"{_ROW} WHEN (OLD.frozen_at IS NOT NULL AND {_changed(SUMMARY, 'IS DISTINCT FROM')})",
        _REFUSE,
    ),
    "frozen_summary_no_delete": (SUMMARY, "DELETE", f"{_ROW} WHEN (OLD.frozen_at IS NOT NULL)", _REFUSE),
    "frozen_text_stands": (TEXT, "INSERT OR UPDATE OR DELETE", _ROW, _REFUSE_IF_FROZEN),
    "frozen_approval_stands": (APPROVAL, "INSERT OR UPDATE OR DELETE", _ROW, _REFUSE_IF_FROZEN),
    "frozen_document_stands": (DOCUMENT, "UPDATE OR DELETE", _ROW, _REFUSE),
    "delivery_only_acknowledged": (
        DELIVERY,
        "UPDATE",
        f"{_ROW} WHEN (OLD.acknowledged_on IS NOT NULL OR {_changed(DELIVERY, 'IS DISTINCT FROM')})",
        _REFUSE,
    ),
    "delivery_no_delete": (DELIVERY, "DELETE", _ROW, _REFUSE),
    **{
        f"{table.removeprefix('followup_')}_no_truncate": (table, "TRUNCATE", "FOR EACH STATEMENT", _REFUSE)
        for table in (SUMMARY, TEXT, APPROVAL, DOCUMENT, DELIVERY)
    },
}


TRIGGERS = Triggers(REFUSAL, _SQLITE, _POSTGRES, _BODIES)
install, remove, missing = TRIGGERS.install, TRIGGERS.remove, TRIGGERS.missing
