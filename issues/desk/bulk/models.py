"""A step for many issues, and where each of them stands with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Specialty
from interface.privacy.fields import GuardedTextField


class JobState(models.TextChoices):
    PLANNED = "planned", "Not started"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Stopped"


class RowState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    REFUSED = "refused", "Not possible"
    CHANGED = "changed", "Changed meanwhile"
    FAILED = "failed", "Failed"


class BulkJobQuerySet(models.QuerySet):
    def due(self):
        return self.filter(state=JobState.RUNNING)


class BulkJob(models.Model):
    """What is to be done with which issues; what is said once holds for all of them."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.PLANNED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_jobs")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    list_address = models.TextField(blank=True, help_text="The way back")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        "issues.Category", models.PROTECT, null=True, related_name="+", db_index=False
    )
    into = models.ForeignKey(
        "issues.Issue", models.PROTECT, null=True, related_name="+", db_index=False
    )
    validity = models.CharField(max_length=25, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    respond_by = models.DateField(null=True)
    text = GuardedTextField(max_length=4_000, blank=True)

    objects = BulkJobQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["-made_at"]
        indexes = [
            models.Index(
                fields=["made_at"], name="bulk_job_under_way", condition=Q(state=JobState.RUNNING)
            )
        ]

    def __str__(self):
        return f"{self.verb}, {timezone.localtime(self.made_at):%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("admin:issues_issue_bulk", args=[self.key])

    @property
    def is_planned(self) -> bool:
        return self.state == JobState.PLANNED

    @property
    def is_running(self) -> bool:
        return self.state == JobState.RUNNING

    def counts(self) -> dict[str, int]:
        """How many issues stand where, and `all` of them."""
        states = {state.value: Count("pk", filter=Q(state=state)) for state in RowState}
        return self.rows.aggregate(all=Count("pk"), **states)


class BulkRow(models.Model):
    """One issue of a job, with the version of it that was looked at."""

    job = models.ForeignKey(BulkJob, models.CASCADE, related_name="rows", db_index=False)
    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="bulk_rows")
    submission = models.UUIDField(default=uuid.uuid4, editable=False)
    seen = models.PositiveIntegerField(help_text="Version of the issue when it was looked at")
    was = models.CharField(max_length=20, help_text="Status of the issue when it was looked at")
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "issues"
        constraints = [
            models.UniqueConstraint(name="issue_once_in_a_bulk_job", fields=["job", "issue"])
        ]
        indexes = [models.Index(fields=["job", "state"], name="bulk_row_of_job")]

    def __str__(self):
        return f"{self.issue_id}: {self.get_state_display()}"
