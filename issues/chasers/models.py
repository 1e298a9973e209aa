"""Each reminder about an overdue issue, and who got it at last: one row, once."""

from django.db import models
from django.utils import timezone


class Chaser(models.Model):
    """A specialty was reminded of an answer that was due on a day, for the first, second … time.

    With a new due date the count begins anew.
    """

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="chasers")
    due = models.DateField(help_text="When the answer was due")
    number = models.PositiveSmallIntegerField()
    escalated = models.BooleanField("told to the team", default=False)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "issues"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_chaser_of_each_number", fields=["issue", "due", "number"]
            )
        ]

    def __str__(self):
        return f"{self.issue}, {'escalation' if self.escalated else f'reminder {self.number}'}"
