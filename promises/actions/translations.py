"""The only place that writes translations. They are no part of what is signed: the Swedish wording is what holds."""

from django.db import transaction
from django.utils import timezone

from councils.actions.versions import StaleEdit
from promises.actions.editing import record
from promises.models import Promise, PromiseSet, PromiseTranslation, Translation


@transaction.atomic
def save_translation(*, promise_set, language, by, version, wordings, **texts):
    """Save a promise set in a language, as far as it has come. Raises StaleEdit with the row as it is now, or None.

    `version` is the one that was read, 0 for a new translation; `wordings` what was typed for each promise. Whoever
    translated a wording that has changed since has translated the old one, and the page will say so.
    """
    current_set, translation = _locked(promise_set, language, version)
    seen = _swedish_as_seen(current_set, wordings, translation)
    fields = {**texts, "updated_by": by, "updated_at": timezone.now(), "version": version + 1}
    if translation is None:
        translation = Translation.objects.create(promise_set=current_set, language=language, **fields)
    else:
        for name, value in fields.items():
            setattr(translation, name, value)
        translation.save()
    _write(translation, [one for one in wordings if one.promise_id in seen], seen)
    count = translation.promises.count()
    details = {"language": str(language), "translated": count}
    record(current_set, by=by, verb="translate_promises", of=translation, **details)
    return translation


@transaction.atomic
def remove_translation(*, promise_set, language, by, version):
    """Take a translation away. Raises StaleEdit.

    Of it the history keeps translator, title and introduction; the promises' wordings go.
    """
    current_set, translation = _locked(promise_set, language, version)
    details = {"language": str(language), "translated": translation.promises.count()}
    record(current_set, by=by, verb="remove_translation", of=translation, **details)
    translation.delete()


def _locked(promise_set, language, version):
    """The set's row, locked, and its translation, if any: two who begin on a language are told of each other."""
    rows = PromiseSet.objects.select_for_update(of=("self",)).select_related("council")
    current_set = rows.get(pk=promise_set.pk)
    translation = current_set.translations.filter(language=language).first()
    if (translation.version if translation else 0) != version:
        raise StaleEdit(translation)
    return current_set, translation


def _write(translation, wordings, seen):
    stored = {row.promise_id: row for row in translation.promises.all()}
    new, changed, emptied = [], [], []
    for one in wordings:
        row = stored.get(one.promise_id)
        if not one.text:
            emptied += [row.pk] if row else []
        elif row is None:
            facts = {"wording": one.text, "of_wording": seen[one.promise_id]}
            new.append(PromiseTranslation(translation=translation, promise_id=one.promise_id, **facts))
        elif row.wording != one.text or one.still_holds:
            row.wording, row.of_wording = one.text, seen[one.promise_id]
            changed.append(row)
    translation.promises.filter(pk__in=emptied).delete()
    PromiseTranslation.objects.bulk_create(new)
    PromiseTranslation.objects.bulk_update(changed, ["wording", "of_wording"])


def _swedish_as_seen(promise_set, wordings, translation):
    """Promise id → the Swedish that the translator had on the screen, which may have been changed since.

    A promise that has come since was not on it. Raises StaleEdit for text about a promise that has gone.
    """
    rows = Promise.objects.filter(section__promise_set=promise_set)
    known = {(pk, version): wording for pk, version, wording in rows.values_list("pk", "version", "wording")}
    older = [one.promise_id for one in wordings if one.seen and (one.promise_id, one.seen) not in known]
    if older:
        history = Promise.history.filter(section__promise_set=promise_set, id__in=older).order_by("history_id")
        now = {pk for pk, _version in known}
        past = history.values_list("id", "version", "wording")
        known |= {(pk, version): wording for pk, version, wording in past if pk in now}
    if any(one.text and (one.promise_id, one.seen) not in known for one in wordings):
        raise StaleEdit(translation)
    pairs = [(one.promise_id, one.seen) for one in wordings]
    return {pair[0]: known[pair] for pair in pairs if pair in known}
