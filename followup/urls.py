from django.urls import path

from followup import views

app_name = "followup"

urlpatterns = [
    path("", views.start, name="start"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    # For whoever has a paper: is it an approved summary?
    path("kontrollera/", views.verify, name="verify"),
    path("kontrollera/<slug:code>/", views.verify_code, name="verify_code"),
    # Above the councils: several at once.
    path("omraden/", views.areas, name="areas"),
    path("omraden/<id:area>/", views.area, name="area"),
    path("sammanstallningar/", views.all_summaries, name="all_summaries"),
    path("sammanstallningar/fil.zip", views.all_summaries_zip, name="all_summaries_zip"),
    path("regioner/<id:region>/", views.region, name="region"),
    path("landet/", views.nation, name="nation"),
    # The same figures as files, each below its page.
    path("omraden/<id:area>/fil.<slug:file_type>", views.export_area, name="export_area"),
    path("regioner/<id:region>/fil.<slug:file_type>", views.export_region, name="export_region"),
    path("landet/fil.<slug:file_type>", views.export_nation, name="export_nation"),
    path("<slug:council>/uppfoljning/fil.<slug:file_type>", views.export_council, name="export_council"),
    path(
        "<slug:council>/uppfoljning/<slug:promise_set>/fil.<slug:file_type>",
        views.export_overview,
        name="export_overview",
    ),
    path("konto/mina-uppgifter/", views.own_data, name="own_data"),
    path("konto/mina-uppgifter/fil/", views.own_data_json, name="own_data_json"),
    # What is to be done, across councils and in one; the calendar's address is a key and asks for no login.
    path("att-gora/", views.to_do, name="to_do"),
    path("kalender/<str:key>.ics", views.calendar_feed, name="calendar_feed"),
    path("<slug:council>/tidsgranser/", views.deadlines, name="deadlines"),
    path("<slug:council>/tidsgranser/ny/", views.add_deadline, name="add_deadline"),
    path("<slug:council>/tidsgranser/avstamningar/", views.plan_checkpoints, name="plan_checkpoints"),
    path("<slug:council>/tidsgranser/<id:deadline>/", views.change_deadline, name="change_deadline"),
    path("<slug:council>/tidsgranser/<id:deadline>/klart/", views.finish_deadline, name="finish_deadline"),
    path("<slug:council>/tidsgranser/<id:deadline>/ta-bort/", views.remove_deadline, name="remove_deadline"),
    path("<slug:council>/moten/", views.meetings, name="meetings"),
    path("<slug:council>/moten/nytt/", views.add_meeting, name="add_meeting"),
    path("<slug:council>/moten/<id:meeting>/", views.change_meeting, name="change_meeting"),
    path("<slug:council>/moten/<id:meeting>/stall-in/", views.cancel_meeting, name="cancel_meeting"),
    path("<slug:council>/kommunikation/veckobrev/", views.weekly_letter, name="weekly_letter"),
    path("<slug:council>/", views.current_overview, name="current_overview"),
    path("<slug:council>/medborgarloften/", views.public_promise_sets, name="public_promise_sets"),
    path("<slug:council>/medborgarloften/<slug:promise_set>/", views.public_promises, name="public_promises"),
    path(
        "<slug:council>/medborgarloften/<slug:promise_set>/sammanstallning/",
        views.public_summary,
        name="public_summary",
    ),
    path(
        "<slug:council>/medborgarloften/<slug:promise_set>/sammanstallning/pdf/",
        views.public_summary_pdf,
        name="public_summary_pdf",
    ),
    path("<slug:council>/sammanstallning/<slug:summary>/arkiv/", views.archive_summary, name="archive_summary"),
    path("<slug:council>/logga/", views.log, name="log"),
    path("<slug:council>/logga/raknas/", views.log_preview, name="log_preview"),
    # Without coverage: what the phone keeps, and where it sends what was typed.
    path("<slug:council>/logga/sw.js", views.log_worker, name="log_worker"),
    path("<slug:council>/logga/app.webmanifest", views.log_manifest, name="log_manifest"),
    path("<slug:council>/logga/utan-tackning/", views.offline_log, name="offline_log"),
    path("<slug:council>/logga/skicka/", views.send_logged, name="send_logged"),
    path("<slug:council>/logga/snabb/", views.quick_log, name="quick_log"),
    path("<slug:council>/logga/angra/<id:activity>/", views.undo_log, name="undo_log"),
    path("<slug:council>/logga/var-del/", views.parts, name="parts"),
    path("<slug:council>/aktiviteter/<id:activity>/var-del/", views.confirm_part, name="confirm_part"),
    path("<slug:council>/aktiviteter/<id:activity>/inte-var-del/", views.deny_part, name="deny_part"),
    path("<slug:council>/logga/tabell/", views.log_table, name="log_table"),
    path("<slug:council>/uppfoljning/", views.council_overview, name="council_overview"),
    path("<slug:council>/uppfoljning/<slug:promise_set>/", views.overview, name="overview"),
    path("<slug:council>/loften/kopiera/<slug:promise_set>/", views.copy_promise_set, name="copy_promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/underteckna/", views.sign_promise_set, name="sign_promise_set"),
    # A summary on its way: begun, ready, sent back, corrected, published, and what the archives note of it.
    path(
        "<slug:council>/uppfoljning/<slug:promise_set>/ny-sammanstallning/", views.start_summary, name="start_summary"
    ),
    path("<slug:council>/sammanstallning/<slug:summary>/klar/", views.mark_summary_ready, name="mark_summary_ready"),
    path(
        "<slug:council>/sammanstallning/<slug:summary>/skicka-tillbaka/",
        views.send_back_summary,
        name="send_back_summary",
    ),
    path("<slug:council>/sammanstallning/<slug:summary>/ratta/", views.correct_summary, name="correct_summary"),
    path("<slug:council>/sammanstallning/<slug:summary>/publicera/", views.publish_summary, name="publish_summary"),
    path("<slug:council>/sammanstallning/<slug:summary>/uppgifter/", views.summary_facts, name="summary_facts"),
    # Handed over to its recipients, who say that they have got it.
    path("<slug:council>/sammanstallning/<slug:summary>/overlamna/", views.deliver_summary, name="deliver_summary"),
    path(
        "<slug:council>/sammanstallning/<slug:summary>/overlamnat/<id:delivery>/kvittera/",
        views.acknowledge_delivery,
        name="acknowledge_delivery",
    ),
    path("<slug:council>/mal/<id:target>/", views.evidence, name="evidence"),
    path("<slug:council>/mal/<id:target>/bedom/", views.judge, name="judge"),
    path("<slug:council>/mal/<id:target>/onskemal/", views.note_request, name="note_request"),
    path("<slug:council>/mal/<id:target>/matvarde/", views.note_measurement, name="note_measurement"),
    path("<slug:council>/mal/<id:target>/avvikelse/", views.note_deviation, name="note_deviation"),
    path("<slug:council>/noterat/<slug:kind>/<id:note>/ta-bort/", views.withdraw_note, name="withdraw_note"),
    path("<slug:council>/sammanstallning/", views.summaries, name="summaries"),
    path("<slug:council>/sammanstallning/<slug:summary>/", views.summary, name="summary"),
    path("<slug:council>/sammanstallning/<slug:summary>/text/", views.summary_whole, name="summary_whole"),
    path("<slug:council>/sammanstallning/<slug:summary>/lofte/<id:promise>/", views.summary_text, name="summary_text"),
    path(
        "<slug:council>/sammanstallning/<slug:summary>/spara/",
        views.save_summary_text,
        name="save_summary_text",
    ),
    path("<slug:council>/sammanstallning/<slug:summary>/forslag/", views.use_proposals, name="use_proposals"),
    path(
        "<slug:council>/sammanstallning/<slug:summary>/kommentarer/",
        views.summary_comments,
        name="summary_comments",
    ),
    path(
        "<slug:council>/sammanstallning/<slug:summary>/kommentarer/<id:comment>/klar/",
        views.settle_comment,
        name="settle_comment",
    ),
    path("<slug:council>/sammanstallning/<slug:summary>/pdf/", views.summary_pdf, name="summary_pdf"),
    path(
        "<slug:council>/sammanstallning/<slug:summary>/dokument/<slug:document>/",
        views.summary_document,
        name="summary_document",
    ),
    path("<slug:council>/sammanstallning/<slug:summary>/godkann/", views.approve_summary, name="approve_summary"),
    path("<slug:council>/sammanstallning/<slug:summary>/dela/", views.share_summary, name="share_summary"),
    path("<slug:council>/sammanstallning/<slug:summary>/historik/", views.summary_history, name="summary_history"),
]
