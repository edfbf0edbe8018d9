from django.urls import path

from councils import views

app_name = "councils"

urlpatterns = [
    path("<slug:council>/bra-gruppen/", views.council, name="council"),
]
