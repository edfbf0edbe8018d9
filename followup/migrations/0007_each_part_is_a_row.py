"""What was written of a promise in five columns of one row becomes a row for each part, with its history.

Who wrote what and when stays as it was told: of each earlier save only the parts that it changed.
"""

from django.db import migrations

OF_A_PROMISE = ("police_did", "municipality_did", "why_not", "effect", "next_step")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HISTORY = ("history_date", "history_change_reason", "history_type", "history_user_id")


def forwards(apps, schema_editor):
    alias = schema_editor.connection.alias
    summaries, texts, saves = _models(apps, alias)
    for summary in summaries.all():
        if summary.version > 1:
            _introduction(apps, alias, summary, texts, saves)
        if summary.sha256:
            summaries.filter(pk=summary.pk).update(code=_code(summary.sha256))
    for row in list(texts.filter(part="").order_by("pk")):
        _divide(row, texts, saves)


def _models(apps, alias):
    names = ("Summary", "SummaryText", "HistoricalSummaryText")
    return [apps.get_model("followup", name)._base_manager.using(alias) for name in names]


def _introduction(apps, alias, summary, texts, saves):
    made = texts.create(
        summary_id=summary.pk,
        promise=None,
        part="introduction",
        organisation_id=summary.introduction_organisation_id,
        text=summary.introduction,
        version=summary.version,
    )
    before = None
    history = apps.get_model("followup", "HistoricalSummary")._base_manager.using(alias)
    for row in history.filter(id=summary.pk).order_by("history_date", "history_id"):
        if row.version > 1 and row.introduction != before:
            _save(saves, row, made.pk, "introduction", row.introduction, None, row.introduction_organisation_id, before)
            before = row.introduction


def _divide(row, texts, saves):
    history = list(saves.filter(id=row.pk, part="").order_by("history_date", "history_id"))
    for part in OF_A_PROMISE:
        told = any(getattr(old, part) for old in history)
        if not getattr(row, part) and not told:
            continue
        made = texts.create(
            summary_id=row.summary_id,
            promise_id=row.promise_id,
            part=part,
            organisation_id=row.organisation_id,
            text=getattr(row, part),
            version=row.version,
        )
        before = None
        for old in history:
            text = getattr(old, part)
            if text != (before or ""):
                _save(saves, old, made.pk, part, text, old.promise_id, old.organisation_id, before)
                before = text
    saves.filter(id=row.pk, part="").delete()
    texts.filter(pk=row.pk).delete()


def _save(saves, old, pk, part, text, promise_id, organisation_id, before):
    said = {name: getattr(old, name) for name in HISTORY} | {"history_type": "+" if before is None else "~"}
    summary_id = getattr(old, "summary_id", None) or old.id
    values = {"promise_id": promise_id, "organisation_id": organisation_id, "version": old.version}
    saves.create(id=pk, summary_id=summary_id, part=part, text=text, **values, **said)


def _code(sha256):
    number = int(sha256, 16) >> (256 - 60)
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(12)))
    return "-".join(signs[start : start + 4] for start in (0, 4, 8))


def backwards(apps, schema_editor):
    """The texts as they stand, in one row for each promise again. Their history cannot be put together."""
    summaries, texts, saves = _models(apps, schema_editor.connection.alias)
    for row in list(texts.filter(part="introduction")):
        summaries.filter(pk=row.summary_id).update(
            introduction=row.text,
            introduction_organisation_id=row.organisation_id,
            version=max(row.version, 2),
        )
    whole = {}
    for row in list(texts.filter(promise__isnull=False).order_by("pk")):
        key = (row.summary_id, row.promise_id)
        if key not in whole:
            whole[key] = texts.create(
                summary_id=row.summary_id, promise_id=row.promise_id, organisation_id=row.organisation_id, part=""
            )
        setattr(whole[key], row.part, row.text)
        whole[key].version = max(whole[key].version, row.version)
        whole[key].save()
    texts.exclude(part="").delete()
    saves.exclude(part="").delete()
    summaries.update(code="")


class Migration(migrations.Migration):
    dependencies = [("followup", "0006_summaries")]

    operations = [migrations.RunPython(forwards, backwards)]
