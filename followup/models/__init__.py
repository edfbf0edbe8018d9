from followup.models.assessments import Assessment
from followup.models.summaries import Approval, Summary, SummaryText

__all__ = ["Approval", "Assessment", "Summary", "SummaryText"]
