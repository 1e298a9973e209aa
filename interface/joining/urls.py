from django.urls import path

from interface.joining import views

urlpatterns = [
    path("launch/<str:token>/", views.launch, name="launch"),
    path("join/", views.join, name="join"),
    path("join/code/", views.join_code, name="join_code"),
    path("join/name/", views.join_name, name="join_name"),
    path("practice/", views.practice_settings, name="practice_settings"),
    path("practice/remove/", views.remove_member, name="remove_member"),
]
