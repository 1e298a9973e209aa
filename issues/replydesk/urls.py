from django.urls import path, register_converter

from issues.references import StatusTokenConverter
from issues.replydesk import views

register_converter(StatusTokenConverter, "desk_token")

urlpatterns = [
    path("link/<desk_token:token>/", views.desk_link, name="desk_link"),
    path("link/<desk_token:token>/new/", views.ask_for_new_link, name="ask_for_new_link"),
    path(
        "link/<desk_token:token>/<reference:reference>/",
        views.desk_link_issue,
        name="desk_link_issue",
    ),
    path(
        "link/<desk_token:token>/<reference:reference>/<slug:name>/",
        views.desk_link_step,
        name="desk_link_step",
    ),
    path("<reference:reference>/", views.reply_desk_issue, name="reply_desk_issue"),
    path("<reference:reference>/<slug:name>/", views.reply_desk_step, name="reply_desk_step"),
]
