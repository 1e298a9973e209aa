"""A form that is not sent yet."""

import secrets
from datetime import datetime, timedelta
from string import ascii_letters
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.directory.models import Organisation
from interface.privacy.forms import NOT_A_PATIENT

KEPT_FOR = timedelta(days=30)
TICKS = "not a patient"  # in the answers: what the writer said about the findings of each field
KEY_LENGTH = 24  # letters: 136 random bits, and nothing that could be taken for a number


def new_key() -> str:
    """What names a draft in an address."""
    return "".join(secrets.choice(ascii_letters) for _ in range(KEY_LENGTH))


class DraftQuerySet(models.QuerySet):
    def fresh(self, *, at: datetime):
        return self.filter(changed_at__gt=at - KEPT_FOR)

    def expired(self, *, at: datetime):
        return self.filter(changed_at__lte=at - KEPT_FOR)


class Draft(models.Model):
    """What was typed so far, by an account or by a browser that came by a launch link.

    It holds no text that the identifier guard would not pass, and leaves no history. Its
    `submission` is that of the form, so that whatever is sent from it is one issue.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    submission = models.UUIDField(unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="drafts"
    )
    practice = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="drafts",
        help_text="Whose launch link it was",
    )  # fmt: skip
    browser = models.CharField(max_length=64, blank=True, help_text="A digest of its cookie")
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                name="draft_is_of_an_account_or_a_browser",
                condition=Q(owner__isnull=False, practice=None, browser="")
                | (Q(owner=None, practice__isnull=False) & ~Q(browser="")),
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-changed_at"], name="draft_of_owner"),
            models.Index(fields=["browser", "practice"], name="draft_of_browser"),
            models.Index(fields=["changed_at"], name="draft_by_age"),
        ]

    def __str__(self):
        return self.first_words or "Nothing written yet"

    @property
    def first_words(self) -> str:
        """How the writer knows it again."""
        words = str(self.answers.get("what_happened", "")).split()
        return " ".join(words[:10]) + ("…" if len(words) > 10 else "")

    @property
    def beginning(self) -> dict[str, Any]:
        """What the form begins with, its token included."""
        return {**self.answers, "submission": self.submission}

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """What the writer said is no patient, as the form posts it: name and value."""
        said = self.answers.get(TICKS, {})
        return [(f"{name}-{NOT_A_PATIENT}", tick) for name, ticks in said.items() for tick in ticks]

    @property
    def kept_until(self) -> datetime:
        return self.changed_at + KEPT_FOR
