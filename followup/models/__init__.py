from followup.models.assessments import Assessment
from followup.models.deadlines import Deadline
from followup.models.delivered import Delivery, SummaryDocument
from followup.models.deviations import Deviation
from followup.models.reminders import Reminder
from followup.models.summaries import Approval, Summary, SummaryShare, SummaryText
from followup.models.summary_work import SummaryComment, SummaryReturn

__all__ = [
    "Approval",
    "Assessment",
    "Deadline",
    "Delivery",
    "Deviation",
    "Reminder",
    "Summary",
    "SummaryComment",
    "SummaryDocument",
    "SummaryReturn",
    "SummaryShare",
    "SummaryText",
]
