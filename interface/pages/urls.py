from django.urls import path

from interface.pages import demonstration, health, reply_desk, views

urlpatterns = [
    path("", views.home, name="home"),
    path("five-asks/", views.five_asks, name="five_asks"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/issues/", views.issue_counts, name="issue_counts"),
    path("reply-desk/", reply_desk.reply_desk, name="reply_desk"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("accounts/demonstration/", demonstration.sign_in, name="demonstration_sign_in"),
    path("outbox/", demonstration.outbox, name="outbox"),
    path("outbox/<int:pk>/", demonstration.message, name="outbox_message"),
    path("styleguide/", demonstration.styleguide, name="styleguide"),
]
