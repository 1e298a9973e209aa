from django.urls import path

from projects import views

urlpatterns = [
    path("projects/", views.projects, name="projects"),
    path("projects/<slug:slug>/", views.project, name="project"),
    path("roadmap/", views.roadmap, name="roadmap"),
]
