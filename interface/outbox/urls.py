from django.urls import path

from interface.outbox import views

urlpatterns = [
    path("accounts/what-we-send-you/", views.news_choice, name="news_choice"),
    path(
        "accounts/what-we-send-you/<str:token>/",
        views.news_choice_by_link,
        name="news_choice_by_link",
    ),
    path("accounts/what-we-send-you/<str:token>/stop/", views.stop_news, name="stop_news"),
]
