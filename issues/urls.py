from django.urls import include, path, register_converter

from issues import views
from issues.drafts import views as drafts
from issues.endorsements import views as endorsements
from issues.references import ReferenceConverter

register_converter(ReferenceConverter, "reference")

urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/draft/", drafts.keep_draft, name="keep_draft"),
    path("report/draft/discard/", drafts.discard_draft, name="discard_draft"),
    path("issues/", views.issues, name="issues"),
    path("issues/same-here/", endorsements.endorsed_issues, name="endorsed_issues"),
    path("issues/<reference:reference>/same-here/", endorsements.same_here, name="same_here"),
    path(
        "issues/<reference:reference>/same-here/withdraw/",
        endorsements.withdraw_endorsement,
        name="withdraw_endorsement",
    ),
    path("issues/<reference:reference>/", views.issue, name="issue"),
    path("issues/<reference:reference>/sent/", views.issue_receipt, name="issue_receipt"),
    path("issues/<reference:reference>/reply/", views.reply_to_issue, name="reply_to_issue"),
    path("issues/<reference:reference>/answer/", views.answer_issue, name="answer_issue"),
    path("issues/<reference:reference>/reopen/", views.reopen_issue, name="reopen_issue"),
    path("status/", include("issues.status_urls")),
    path("our-year/", include("issues.year.urls")),
    path("letters/", include("issues.letters.urls")),
    path("fix-it/", include("issues.fixit.urls")),
    path("reply-desk/", include("issues.replydesk.urls")),
    path("you-said-we-did/", include("issues.statements.urls")),
]
