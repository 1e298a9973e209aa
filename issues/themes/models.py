"""What the team calls a theme, and what was promised when something was fixed for everyone."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from interface.directory.models import Specialty
from interface.privacy.fields import GuardedCharField
from interface.vocabulary import Ask

LONGEST_TITLE = 80  # characters


@pghistory.track()
class ThemeTitle(models.Model):
    """The team's name for the theme that an issue leads; only the team reads it."""

    issue = models.OneToOneField("issues.Issue", models.CASCADE, related_name="theme_title")
    title = GuardedCharField(max_length=LONGEST_TITLE)

    class Meta:
        app_label = "issues"
        verbose_name = "theme"

    def __str__(self):
        return self.title


class PromisedFixQuerySet(models.QuerySet):
    def standing(self):
        """Those whose issue was not reopened."""
        return self.filter(ended_at=None)


@pghistory.track()
class PromisedFix(models.Model):
    """That a kind of issue does not happen any more in a specialty: what "fixed for all" says."""

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="promised_fixes")
    closed_at = models.DateTimeField(help_text="The closing that promised it")
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="promised_fixes")
    category = models.ForeignKey("issues.Category", models.PROTECT, related_name="promised_fixes")
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True, blank=True)
    rule = models.ForeignKey(
        "issues.Rule", models.PROTECT, null=True, blank=True, related_name="promised_fixes",
        help_text="Which duty it comes under, if one governs the category",
    )  # fmt: skip
    holds_until = models.DateField(help_text="A new issue up to this day is a recurrence")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was reopened")

    objects = PromisedFixQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["-closed_at"]
        verbose_name_plural = "promised fixes"
        constraints = [
            models.UniqueConstraint(
                name="closing_promises_once", fields=["issue", "closed_at", "specialty", "category"]
            ),
            models.CheckConstraint(
                name="promise_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("closed_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["specialty", "category", "-closed_at"],
                name="promised_fix_by_scope",
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self):
        return f"{self.category}, {self.specialty}: fixed on {timezone.localdate(self.closed_at)}"

    def covers(self, *, specialty: int | None, category: int) -> bool:
        """Whether it was about this specialty and this category (keys)."""
        return (self.specialty_id, self.category_id) == (specialty, category)
