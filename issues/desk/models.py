"""What people at the desk keep for themselves and each other."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.privacy.fields import GuardedCharField, GuardedTextField
from issues.desk import addresses


class SavedView(models.Model):
    """A list of the desk under a name; its address is all there is to it."""

    name = GuardedCharField(max_length=60)
    address = models.TextField(blank=True, help_text="What follows the ?")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", db_index=False
    )
    is_shared = models.BooleanField("the whole team sees it", default=False)

    class Meta:
        app_label = "issues"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="saved_view_has_its_own_name", fields=["owner", "name"],
                violation_error_message="You already have a view of this name",
            )
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{addresses.desk()}?{self.address}"


class CannedReplyQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(withdrawn=False)

    def fitting(self, category):
        """Those for a category, and those for any; the particular ones first."""
        fits = Q(category=category) | Q(category=None)
        return (
            self.in_use().filter(fits).order_by(models.F("category").asc(nulls_last=True), "title")
        )


@pghistory.track()
class CannedReply(models.Model):
    """Words that the team writes often, agreed once and looked at again by a date."""

    title = GuardedCharField(max_length=80)
    text = GuardedTextField(max_length=4_000)
    category = models.ForeignKey(
        "issues.Category", models.PROTECT, null=True, blank=True, related_name="canned_replies",
        help_text="Empty: for every category",
    )  # fmt: skip
    review_on = models.DateField("review by", help_text="From then on it comes with a warning")
    withdrawn = models.BooleanField(default=False, help_text="No longer offered")

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["title"]
        verbose_name_plural = "canned replies"

    def __str__(self):
        return self.title

    def is_past_review(self, *, on) -> bool:
        return self.review_on <= on

    def title_with_warning(self, *, on) -> str:
        if not self.is_past_review(on=on):
            return self.title
        return f"{self.title} (its review was due on {self.review_on:%-d %B %Y})"


class ReplyDraft(models.Model):
    """What somebody has written about an issue and not sent; nobody else reads it.

    It holds no text that the identifier guard would not pass, and leaves no history.
    """

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="reply_drafts")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reply_drafts", db_index=False
    )
    step = models.CharField(max_length=20)
    text = GuardedTextField(max_length=4_000)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "issues"
        constraints = [
            models.UniqueConstraint(name="one_draft_of_a_reply", fields=["writer", "issue", "step"])
        ]
        indexes = [models.Index(fields=["changed_at"], name="reply_draft_by_age")]

    def __str__(self):
        return f"{self.writer}, {self.issue}"
