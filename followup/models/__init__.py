from followup.models.assessments import Assessment
from followup.models.deviations import Deviation
from followup.models.summaries import Approval, Summary, SummaryShare, SummaryText

__all__ = ["Approval", "Assessment", "Deviation", "Summary", "SummaryShare", "SummaryText"]
