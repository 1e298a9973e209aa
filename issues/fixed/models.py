"""What a reporter says, weeks after an issue was closed, about whether it is really fixed."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from interface.privacy.fields import GuardedTextField

LONGEST_WORDS = 500  # characters


class Fixed(models.TextChoices):
    YES = "yes", "Yes, it is fixed"
    PARTLY = "partly", "Partly"
    NO = "no", "No, it is not fixed"
    CANNOT_TELL = "cannot_tell", "I cannot tell"


TELLS = [Fixed.YES, Fixed.PARTLY, Fixed.NO]  # whoever cannot tell says neither


class FixedAnswerQuerySet(models.QuerySet):
    def given(self):
        """Those to which somebody answered."""
        return self.exclude(answer="")

    def telling(self):
        """Answers that say something about the fix: yes, partly or no."""
        return self.filter(answer__in=TELLS)

    def held(self):
        """Those closings of which the reporter says that it is fixed."""
        return self.filter(answer=Fixed.YES)

    def counted(self) -> dict[str, int]:
        """How many were asked and answered, and each answer, in one query."""
        return self.order_by().aggregate(
            asked=Count("pk", filter=Q(asked_at__isnull=False)),
            answered=Count("pk", filter=~Q(answer="")),
            **{str(answer.value): Count("pk", filter=Q(answer=answer)) for answer in Fixed},
        )


@pghistory.track()
class FixedAnswer(models.Model):
    """One closing of an issue, whether its reporter was asked about it, and what they said.

    It stands beside the outcome, which is the trust's own claim, and never changes it.
    """

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="fixed_answers")
    closed_at = models.DateTimeField(help_text="Which closing of the issue it is about")
    claimed = models.CharField(max_length=20, help_text="The outcome that the closing gave")
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: nobody wanted, or could get, the mail"
    )
    answer = models.CharField(max_length=12, choices=Fixed, blank=True)
    text = GuardedTextField(max_length=LONGEST_WORDS, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Empty: whoever has the status link",
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FixedAnswerQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["-closed_at"]
        constraints = [
            models.UniqueConstraint(name="one_answer_per_closing", fields=["issue", "closed_at"]),
            models.CheckConstraint(
                name="fixed_answer_has_its_day",
                condition=Q(answer="", text="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answered_at"], name="fixed_answer_by_day", condition=~Q(answer="")
            )
        ]

    def __str__(self):
        return f"{self.issue}: {self.get_answer_display() or 'not answered'}"

    @property
    def is_unfixed(self) -> bool:
        """Whether the reporter says that something is left to do."""
        return self.answer in (Fixed.NO, Fixed.PARTLY)
