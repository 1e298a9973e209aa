from django.urls import path

from issues.letters import views

urlpatterns = [
    path("", views.letters, name="letters"),
    path("<slug:code>/", views.letter, name="letter"),
    path("<slug:code>/download/", views.download_letter, name="download_letter"),
    path("<slug:code>/copied/", views.copied_letter, name="copied_letter"),
]
