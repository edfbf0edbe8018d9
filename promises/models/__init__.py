from promises.models.activities import LARGEST_COUNT, Activity, Credit
from promises.models.calendars import Occasion, Term
from promises.models.promise_sets import Promise, PromiseSet, Recipient, Responsibility, Section
from promises.models.targets import Request, Target

__all__ = [
    "LARGEST_COUNT",
    "Activity",
    "Credit",
    "Occasion",
    "Promise",
    "PromiseSet",
    "Recipient",
    "Request",
    "Responsibility",
    "Section",
    "Target",
    "Term",
]
