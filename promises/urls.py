from django.urls import path

from promises import views

app_name = "promises"

urlpatterns = [
    path("<slug:council>/loften/", views.promise_sets, name="promise_sets"),
    path("<slug:council>/loften/nya/", views.new_promise_set, name="new_promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/", views.promise_set, name="promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/redigera/", views.edit_promise_set, name="edit_promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/uppgifter/", views.edit_set_details, name="edit_set_details"),
    path("<slug:council>/loften/<slug:promise_set>/ta-bort/", views.remove_promise_set, name="remove_promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/nytt-avsnitt/", views.add_section, name="add_section"),
    path("<slug:council>/avsnitt/<id:section>/redigera/", views.edit_section, name="edit_section"),
    path("<slug:council>/avsnitt/<id:section>/ta-bort/", views.remove_section, name="remove_section"),
    path("<slug:council>/avsnitt/<id:section>/flytta/", views.move_section, name="move_section"),
    path("<slug:council>/avsnitt/<id:section>/nytt-lofte/", views.add_promise, name="add_promise"),
    path("<slug:council>/lofte/<id:promise>/redigera/", views.edit_promise, name="edit_promise"),
    path("<slug:council>/lofte/<id:promise>/ta-bort/", views.remove_promise, name="remove_promise"),
    path("<slug:council>/lofte/<id:promise>/flytta/", views.move_promise, name="move_promise"),
    path("<slug:council>/loften/<slug:promise_set>/dela/", views.share_promise_set, name="share_promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/historik/", views.promise_set_history, name="promise_set_history"),
    path("<slug:council>/loften/<slug:promise_set>/las-in/", views.paste_text, name="paste_text"),
    path("<slug:council>/loften/<slug:promise_set>/granska/<id:source>/", views.review_text, name="review_text"),
    path(
        "<slug:council>/loften/<slug:promise_set>/granska/<id:source>/godkann/",
        views.confirm_settled,
        name="confirm_settled",
    ),
    path(
        "<slug:council>/loften/<slug:promise_set>/granska/<id:source>/ta-bort/",
        views.remove_reading,
        name="remove_reading",
    ),
    path("<slug:council>/mal/<id:target>/svara/", views.answer_question, name="answer_question"),
    path("<slug:council>/mal/<id:target>/godkann-forslag/", views.confirm_target, name="confirm_target"),
    path("<slug:council>/mal/<id:target>/dela-upp/", views.split_target, name="split_target"),
    path("<slug:council>/mal/<id:target>/slopa/", views.drop_target, name="drop_target"),
    path("<slug:council>/mal/<id:target>/historik/", views.target_history, name="target_history"),
    path("<slug:council>/aktiviteter/", views.activities, name="activities"),
    path("<slug:council>/aktiviteter/<id:activity>/", views.activity, name="activity"),
    path("<slug:council>/aktiviteter/<id:activity>/ratta/", views.correct_activity, name="correct_activity"),
    path("<slug:council>/aktiviteter/<id:activity>/ta-bort/", views.withdraw_activity, name="withdraw_activity"),
    path("<slug:council>/aktiviteter/<id:activity>/aterstall/", views.restore_activity, name="restore_activity"),
]
