from promises.models.activities import LARGEST_COUNT, Activity, Confirmation, Credit
from promises.models.calendars import Occasion, Term
from promises.models.communication import Communication
from promises.models.noted import COUNCIL_OF_A_NOTE, Measurement, NotedOnTarget, Request
from promises.models.promise_sets import PromiseSet, Recipient, Signature
from promises.models.promises import Promise, Responsibility, Section
from promises.models.readings import LONGEST_SOURCE, Proposal, SourceText
from promises.models.spreadsheet_imports import SpreadsheetImport
from promises.models.targets import Target
from promises.models.translations import PromiseTranslation, Translation

__all__ = [
    "COUNCIL_OF_A_NOTE",
    "LARGEST_COUNT",
    "LONGEST_SOURCE",
    "Activity",
    "Communication",
    "Confirmation",
    "Credit",
    "Measurement",
    "NotedOnTarget",
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
    "SpreadsheetImport",
    "Target",
    "Term",
    "Translation",
]
