from django.urls import path, register_converter

from issues import status_page
from issues.references import StatusTokenConverter

register_converter(StatusTokenConverter, "status_token")

urlpatterns = [
    path("<status_token:token>/", status_page.issue_status, name="issue_status"),
    path("<status_token:token>/reply/", status_page.issue_status_reply, name="issue_status_reply"),
    path(
        "<status_token:token>/reopen/", status_page.issue_status_reopen, name="issue_status_reopen"
    ),
    path("<status_token:token>/fixed/", status_page.issue_fixed, name="issue_fixed"),
]
