from promises.models.activities import LARGEST_COUNT, Activity, Credit
from promises.models.calendars import Occasion, Term
from promises.models.promise_sets import PromiseSet, Recipient, Signature
from promises.models.promises import Promise, Responsibility, Section
from promises.models.readings import LONGEST_SOURCE, Proposal, SourceText
from promises.models.targets import Request, Target
from promises.models.translations import PromiseTranslation, Translation

__all__ = [
    "LARGEST_COUNT",
    "LONGEST_SOURCE",
    "Activity",
    "Credit",
    "Occasion",
    "Promise",
    "PromiseSet",
    "PromiseTranslation",
    "Proposal",
    "Recipient",
    "Request",
    "Responsibility",
    "Section",
    "Signature",
    "SourceText",
    "Target",
    "Term",
    "Translation",
]
