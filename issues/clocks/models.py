"""The moments at which an issue changes hands."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Holder(models.TextChoices):
    """Whose the next step is; the first four share every working minute of an open issue."""

    PRACTICE = "practice", "The practice"
    INTEGRATION_TEAM = "integration_team", "The integration team"
    SPECIALTY = "specialty", "The specialty"
    OTHER = "other", "A project, or a stopped clock"
    NOBODY = "nobody", "Nobody, it has an answer"


class Handover(models.Model):
    """From this moment on somebody holds an issue, until the next handover.

    Since only beginnings are kept, no two people can hold an issue at once and no minute is lost.
    The integration team holds every issue from when it was raised, without a row.
    """

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="handovers")
    at = models.DateTimeField(default=timezone.now)
    holder = models.CharField(max_length=20, choices=Holder)
    specialty = models.ForeignKey(
        "directory.Specialty", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Which one holds it, or held it when the clock was stopped",
    )  # fmt: skip
    is_pause = models.BooleanField("the clock was stopped", default=False)
    because = models.ForeignKey(
        "issues.Note", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Why the clock was stopped",
    )  # fmt: skip
    triage_left = models.SmallIntegerField(
        null=True, blank=True, help_text="Working days left when it was stopped; less than 0: late"
    )
    respond_left = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        app_label = "issues"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_specialty_that_holds_is_named",
                condition=~Q(holder=Holder.SPECIALTY) | Q(specialty__isnull=False),
            ),
            models.CheckConstraint(
                name="a_stopped_clock_is_nobodys_time",
                condition=Q(is_pause=False) | Q(holder=Holder.OTHER),
            ),
        ]
        indexes = [models.Index(fields=["issue", "at"], name="handover_of_issue")]

    def __str__(self):
        return f"{self.issue}: {self.get_holder_display()}"
