from followup.views.all_summaries import all_summaries, all_summaries_zip, archive_summary
from followup.views.areas import area, areas
from followup.views.checkpoints import plan_checkpoints
from followup.views.comments import settle_comment, summary_comments
from followup.views.copying import copy_promise_set
from followup.views.council_overview import council_overview
from followup.views.deadlines import add_deadline, change_deadline, deadlines, finish_deadline, remove_deadline
from followup.views.deliveries import acknowledge_delivery, deliver_summary
from followup.views.evidence import evidence, judge
from followup.views.exports import export_area, export_council, export_nation, export_overview, export_region
from followup.views.feeds import calendar_feed
from followup.views.history import summary_history
from followup.views.log import log
from followup.views.log_preview import log_preview
from followup.views.log_table import log_table
from followup.views.meetings import add_meeting, cancel_meeting, change_meeting, meetings
from followup.views.nation import nation, region
from followup.views.noted import note_deviation, note_measurement, note_request, withdraw_note
from followup.views.offline import log_manifest, log_worker, offline_log, send_logged
from followup.views.overview import current_overview, overview
from followup.views.own_data import own_data, own_data_json
from followup.views.parts import confirm_part, deny_part, parts
from followup.views.public import public_promise_sets, public_promises, public_summary, public_summary_pdf
from followup.views.quick_log import quick_log, undo_log
from followup.views.sharing import share_summary
from followup.views.signing import sign_promise_set
from followup.views.start import accessibility, start
from followup.views.summaries import summary
from followup.views.summary_after import correct_summary, publish_summary, summary_facts
from followup.views.summary_documents import summary_document, summary_pdf
from followup.views.summary_flow import approve_summary, mark_summary_ready, send_back_summary, start_summary
from followup.views.summary_list import summaries
from followup.views.summary_saving import save_summary_text
from followup.views.summary_texts import summary_text, summary_whole, use_proposals
from followup.views.to_do import to_do
from followup.views.verification import verify, verify_code
from followup.views.weekly_letter import weekly_letter

__all__ = [
    "add_deadline",
    "add_meeting",
    "calendar_feed",
    "cancel_meeting",
    "change_deadline",
    "change_meeting",
    "deadlines",
    "finish_deadline",
    "meetings",
    "plan_checkpoints",
    "remove_deadline",
    "to_do",
    "accessibility",
    "area",
    "areas",
    "nation",
    "region",
    "approve_summary",
    "confirm_part",
    "copy_promise_set",
    "council_overview",
    "current_overview",
    "deny_part",
    "evidence",
    "export_area",
    "export_council",
    "export_nation",
    "export_overview",
    "export_region",
    "judge",
    "log",
    "note_deviation",
    "note_measurement",
    "note_request",
    "log_preview",
    "log_manifest",
    "log_worker",
    "offline_log",
    "log_table",
    "overview",
    "own_data",
    "own_data_json",
    "parts",
    "public_promise_sets",
    "public_promises",
    "send_logged",
    "quick_log",
    "share_summary",
    "sign_promise_set",
    "start",
    "summaries",
    "summary",
    "summary_document",
    "summary_history",
    "summary_pdf",
    "summary_text",
    "summary_whole",
    "save_summary_text",
    "use_proposals",
    "summary_comments",
    "settle_comment",
    "withdraw_note",
    "undo_log",
    "correct_summary",
    "mark_summary_ready",
    "publish_summary",
    "send_back_summary",
    "start_summary",
    "summary_facts",
    "verify",
    "verify_code",
    "acknowledge_delivery",
    "deliver_summary",
    "all_summaries",
    "all_summaries_zip",
    "archive_summary",
    "public_summary",
    "public_summary_pdf",
    "weekly_letter",
]
