"""What was forgotten on purpose: that it was, by whom and why, never what."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.privacy.fields import GuardedCharField

LONGEST_REASON = 200


@pghistory.track()
class Redaction(models.Model):
    """That words were removed from wherever they stood."""

    what = models.CharField(max_length=80, help_text="The kind of text, or “words”")
    issue = models.ForeignKey(
        "issues.Issue", models.PROTECT, null=True, blank=True, related_name="redactions"
    )
    reason = GuardedCharField(max_length=LONGEST_REASON)
    places = models.JSONField(default=dict, help_text="How often, by where it was found")
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="redactions"
    )
    redacted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "issues"
        ordering = ["-redacted_at"]

    def __str__(self):
        return f"{self.what}{f' of {self.issue}' if self.issue else ''}"

    @property
    def found(self) -> str:
        """In words: "Reply, text: 1; Message, html: 2"."""
        return "; ".join(f"{place}: {count}" for place, count in self.places.items())


class DueQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nobody has decided about."""
        return self.filter(decided_at=None)

    def approved(self):
        """Those that may be forgotten and are not all forgotten yet."""
        return self.filter(approved=True, done_at=None)


@pghistory.track()
class Due(models.Model):
    """What has been kept for as long as its rule says; it goes once a person has said so."""

    rule = models.CharField(max_length=30, help_text="A name in the setting RETENTION")
    before = models.DateTimeField(help_text="What ended before then")
    rows = models.PositiveIntegerField("found")
    listed_at = models.DateTimeField(default=timezone.now)
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    forgotten = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["-listed_at"]
        verbose_name = "due to be forgotten"
        verbose_name_plural = "due to be forgotten"
        constraints = [
            models.UniqueConstraint(
                name="one_due_list_of_a_rule",
                fields=["rule"],
                condition=Q(decided_at=None) | Q(approved=True, done_at=None),
            ),
            models.CheckConstraint(
                name="nothing_is_forgotten_unapproved",
                condition=Q(approved=True) | Q(done_at=None, forgotten=0),
            ),
            models.CheckConstraint(
                name="due_is_decided_by_somebody",
                condition=Q(decided_at=None, decided_by=None, approved=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, approved__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.rule}, before {timezone.localdate(self.before):%-d %B %Y}"

    @property
    def state(self) -> str:
        if self.decided_at is None:
            return "waits for a decision"
        if not self.approved:
            return "kept for now"
        return "forgotten" if self.done_at else "being forgotten"


class AskedFor(models.TextChoices):
    EXPORT = "export", "Everything about somebody was given out"
    ANONYMISE = "anonymise", "Somebody was made anonymous"


@pghistory.track()
class PersonRequest(models.Model):
    """That the data of one person were given out or made anonymous; it names them by key only."""

    kind = models.CharField(max_length=10, choices=AskedFor)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="requests_about",
        help_text="Empty: somebody without an account",
    )  # fmt: skip
    reason = GuardedCharField(max_length=LONGEST_REASON)
    rows = models.PositiveIntegerField(help_text="How many rows it was about")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "issues"
        ordering = ["-done_at"]
        verbose_name = "request about a person"
        verbose_name_plural = "requests about people"

    def __str__(self):
        return self.get_kind_display()
