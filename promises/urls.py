from django.urls import path

from promises import views

app_name = "promises"

urlpatterns = [
    path("<slug:council>/loften/", views.promise_sets, name="promise_sets"),
    path("<slug:council>/loften/<slug:promise_set>/", views.promise_set, name="promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/dela/", views.share_promise_set, name="share_promise_set"),
    path("<slug:council>/loften/<slug:promise_set>/historik/", views.promise_set_history, name="promise_set_history"),
    path("<slug:council>/mal/<id:target>/historik/", views.target_history, name="target_history"),
    path("<slug:council>/aktiviteter/", views.activities, name="activities"),
    path("<slug:council>/aktiviteter/<id:activity>/", views.activity, name="activity"),
    path("<slug:council>/aktiviteter/<id:activity>/ratta/", views.correct_activity, name="correct_activity"),
    path("<slug:council>/aktiviteter/<id:activity>/ta-bort/", views.withdraw_activity, name="withdraw_activity"),
    path("<slug:council>/aktiviteter/<id:activity>/aterstall/", views.restore_activity, name="restore_activity"),
]
