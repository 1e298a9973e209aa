from django.urls import path

from issues.statements import views

urlpatterns = [
    path("", views.you_said_we_did, name="you_said_we_did"),
    path("feed/", views.feed, name="you_said_we_did_feed"),
    path("<int:year>/<int:month>/", views.monthly, name="monthly_update"),
    path("<int:year>/<int:month>/update.<slug:kind>", views.monthly_file, name="monthly_file"),
]
