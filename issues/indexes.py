"""By what issues are found, however many there are: lists, the desk, its counts, what is near."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from issues.choices import HAS_ANSWER, Kind, Status
from issues.themes.related import RELATED_INDEXES

OPEN = ~Q(status__in=HAS_ANSWER)
SENT = Q(sent_to_specialty_at__isnull=False)
SUMMARISED = ~Q(public_summary="")

INDEXES = [  # those that begin with a foreign key serve for it as well
    models.Index(fields=["practice", "-raised_at"], name="issue_of_practice"),
    models.Index(fields=["practice", "status"], name="issue_of_practice_by_status"),
    models.Index(
        fields=["practice", "-raised_at"],
        name="open_issue_of_practice",
        condition=OPEN,
    ),
    models.Index(fields=["specialty", "-raised_at"], name="sent_issue", condition=SENT),
    models.Index(
        fields=["specialty", "status", "-raised_at"],
        name="sent_issue_by_status",
        condition=SENT,
    ),
    models.Index(
        fields=["specialty", "-raised_at"],
        name="open_sent_issue",
        condition=OPEN & SENT,
    ),
    models.Index(fields=["-raised_at"], name="open_issue", condition=OPEN),
    models.Index(fields=["-raised_at"], name="issue_by_moment"),
    models.Index(  # as the desk has them: the worst first
        fields=["-priority", "respond_by", "raised_at", "id"],
        name="open_issue_worst_first",
        condition=OPEN,
    ),
    models.Index(
        fields=["status_since"],
        name="open_issue_standing_still",
        condition=OPEN,
    ),
    models.Index(
        fields=["raised_at"],
        name="open_recurrence",
        condition=OPEN & Q(is_recurrence=True),
    ),
    models.Index(
        fields=["raised_at"],
        name="open_praise",
        condition=OPEN & Q(kind=Kind.PRAISE),
    ),
    models.Index(fields=["status", "-raised_at"], name="issue_by_status"),
    models.Index(fields=["specialty", "status"], name="issue_of_specialty"),
    models.Index(fields=["status", "respond_by"], name="issue_by_due_date"),
    models.Index(fields=["closed_at"], name="issue_by_closing", condition=Q(status=Status.CLOSED)),
    models.Index(fields=["category", "id"], name="issue_of_category"),
    models.Index(fields=["category", "specialty", "id"], name="issue_of_cell"),
    models.Index(fields=["category", "id"], name="summary_of_category", condition=SUMMARISED),
    models.Index(fields=["specialty", "id"], name="summary_of_specialty", condition=SUMMARISED),
    models.Index(fields=["raised_by", "-raised_at"], name="issue_of_reporter"),
    models.Index(
        fields=["owner", "respond_by"],
        name="issue_of_owner",
        condition=OPEN,
    ),
    GinIndex(  # few rows may wait to be filed: every search reads them all
        fields=["words"], gin_pending_list_limit=64, name="issue_words"
    ),
    *RELATED_INDEXES,
]
