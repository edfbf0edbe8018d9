from followup.models.assessments import Assessment
from followup.models.summaries import Approval, Summary, SummaryShare, SummaryText

__all__ = ["Approval", "Assessment", "Summary", "SummaryShare", "SummaryText"]
