from followup.views.all_summaries import all_summaries, all_summaries_zip, archive_summary
from followup.views.areas import area, areas
from followup.views.checkpoints import plan_checkpoints
from followup.views.comments import settle_comment, summary_comments
from followup.views.copying import copy_promise_set
from followup.views.council_overview import council_overview
from followup.views.deadlines import (
    add_deadline,
    change_deadline,
    deadlines,
    finish_deadline,
    remove_deadline,
    reopen_deadline,
)
from followup.views.decisions import add_decision, change_decision, decisions, finish_decision, remove_decision
from followup.views.deliveries import acknowledge_delivery, deliver_summary
from followup.views.evidence import evidence, judge
from followup.views.exports import export_area, export_council, export_nation, export_overview, export_region
from followup.views.feeds import calendar_feed
from followup.views.history import summary_history
from followup.views.legal_check import legal_check, legal_check_pdf
from followup.views.log import log
from followup.views.log_preview import log_preview
from followup.views.log_table import log_table
from followup.views.meeting import agenda_pdf, meeting, meeting_ics, minutes_pdf
from followup.views.meeting_agenda import (
    change_agenda_item,
    meeting_agenda,
    move_agenda_item,
    remove_agenda_item,
    take_proposals,
)
from followup.views.meeting_invitation import invite_to_meeting
from followup.views.meeting_year import plan_meetings
from followup.views.meetings import add_meeting, cancel_meeting, change_meeting, meetings
from followup.views.minutes import approve_minutes, meeting_attendance, meeting_minutes
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
from followup.views.work_papers import picture_pdf, picture_word, plan_pdf, plan_word
from followup.views.year_wheel import this_years_wheel, year_wheel, year_wheel_calendar

__all__ = [
    "accessibility",
    "acknowledge_delivery",
    "add_deadline",
    "add_decision",
    "add_meeting",
    "agenda_pdf",
    "all_summaries",
    "all_summaries_zip",
    "approve_minutes",
    "approve_summary",
    "archive_summary",
    "area",
    "areas",
    "calendar_feed",
    "cancel_meeting",
    "change_agenda_item",
    "change_deadline",
    "change_decision",
    "change_meeting",
    "confirm_part",
    "copy_promise_set",
    "correct_summary",
    "council_overview",
    "current_overview",
    "deadlines",
    "decisions",
    "deliver_summary",
    "deny_part",
    "evidence",
    "export_area",
    "export_council",
    "export_nation",
    "export_overview",
    "export_region",
    "finish_deadline",
    "finish_decision",
    "invite_to_meeting",
    "judge",
    "legal_check",
    "legal_check_pdf",
    "log",
    "log_manifest",
    "log_preview",
    "log_table",
    "log_worker",
    "mark_summary_ready",
    "meeting",
    "meeting_agenda",
    "meeting_attendance",
    "meeting_ics",
    "meeting_minutes",
    "meetings",
    "minutes_pdf",
    "move_agenda_item",
    "nation",
    "note_deviation",
    "note_measurement",
    "note_request",
    "offline_log",
    "overview",
    "own_data",
    "own_data_json",
    "parts",
    "picture_pdf",
    "picture_word",
    "plan_checkpoints",
    "plan_meetings",
    "plan_pdf",
    "plan_word",
    "public_promise_sets",
    "public_promises",
    "public_summary",
    "public_summary_pdf",
    "publish_summary",
    "quick_log",
    "region",
    "remove_agenda_item",
    "remove_deadline",
    "reopen_deadline",
    "remove_decision",
    "save_summary_text",
    "send_back_summary",
    "send_logged",
    "settle_comment",
    "share_summary",
    "sign_promise_set",
    "start",
    "start_summary",
    "summaries",
    "summary",
    "summary_comments",
    "summary_document",
    "summary_facts",
    "summary_history",
    "summary_pdf",
    "summary_text",
    "summary_whole",
    "take_proposals",
    "this_years_wheel",
    "to_do",
    "undo_log",
    "use_proposals",
    "verify",
    "verify_code",
    "weekly_letter",
    "withdraw_note",
    "year_wheel",
    "year_wheel_calendar",
]
