"""What a page for everybody may show of a council. All other text of the council's may never be on one."""

from django.db.models import CharField, JSONField, TextField

from tests.access.fingerprints import rows_of, tenant_models

# Model → its columns that are published with a promise set, or with its summary.
PUBLISHED = {
    "councils.Council": ("name", "short_name", "slug", "independence_note"),
    "councils.Organisation": ("name", "short_name"),
    "promises.PromiseSet": (
        *("title", "slug", "introduction", "aim", "implementation", "communication", "follow_up"),
        *("summary_due_wording", "edition_reason"),
    ),
    "promises.Recipient": ("office",),
    "promises.Section": ("title",),
    "promises.Promise": ("wording",),
    "promises.Target": ("label", "unit", "units", "condition", "indicator", "source"),
    "promises.Translation": ("translator", "title", "introduction"),
    "promises.PromiseTranslation": ("wording",),
    # With the summary, when both parties have approved it and it has been published.
    "followup.SummaryText": ("text",),
}


def private_texts(side):
    """Every text that holds the side's token and is in no published column: notes, names, places, drafts' histories."""
    published, private = set(), set()
    for model in tenant_models():
        for field in model._meta.fields:
            if isinstance(field, CharField | TextField | JSONField) and not field.choices:
                is_published = field.name in PUBLISHED.get(model._meta.label, ())
                values = rows_of(model, side).values_list(field.name, flat=True)
                found = {str(value).casefold() for value in values if value}
                (published if is_published else private).update(found)
    marked = {text for text in private if side.token.casefold() in text}
    return {text for text in marked if not any(text in one for one in published)}
