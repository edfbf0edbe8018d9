from followup.models.assessments import Assessment
from followup.models.deadlines import Deadline
from followup.models.deviations import Deviation
from followup.models.reminders import Reminder
from followup.models.summaries import Approval, Summary, SummaryShare, SummaryText

__all__ = ["Approval", "Assessment", "Deadline", "Deviation", "Reminder", "Summary", "SummaryShare", "SummaryText"]
