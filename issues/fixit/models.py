"""A live problem, who takes it, and the short thread about it."""

from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.privacy.fields import GuardedCharField
from issues.references import new_reference

LONGEST_WHERE = 120  # characters
LONGEST_WORDS = 300


def new_problem_reference() -> str:
    """Like an issue's, but beginning with FX, so that nobody looks for it among those."""
    return new_reference(prefix="FX")


class LiveProblemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People on duty see all: the team and specialty leads. A practice sees its own."""
        if user.is_integration_team or user.is_specialty_lead:
            return self.all()
        return self.filter(practice=user.organisation_id) if user.is_practice else self.none()

    def live(self):
        """Not fixed yet: the unclaimed first, and of those the oldest."""
        first = F("claimed_at").asc(nulls_first=True)
        return self.filter(fixed_at=None).order_by(first, "raised_at")

    def fixed_since(self, moment: datetime):
        return self.filter(fixed_at__gte=moment).order_by("-fixed_at")


@pghistory.track(exclude=["submission"])
class LiveProblem(models.Model):
    """Something that is wrong right now and that somebody on duty can put right today."""

    reference = models.CharField(
        max_length=12, unique=True, default=new_problem_reference, editable=False
    )
    submission = models.UUIDField(unique=True, null=True, editable=False)
    where = GuardedCharField(max_length=LONGEST_WHERE)
    what = GuardedCharField(max_length=LONGEST_WORDS)
    specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, blank=True, related_name="live_problems"
    )
    practice = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="live_problems",
        help_text="Empty: raised at the hospital",
    )  # fmt: skip
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    fixed_at = models.DateTimeField(null=True, blank=True)
    fixed_words = GuardedCharField(max_length=LONGEST_WORDS, blank=True)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)

    objects = LiveProblemQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                name="claimed_problem_says_by_whom_and_when",
                condition=Q(claimed_by=None, claimed_at=None)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="fixed_problem_was_taken_and_says_how",
                condition=Q(fixed_at=None, fixed_by=None)
                | (
                    Q(fixed_at__isnull=False, fixed_by__isnull=False, claimed_at__isnull=False)
                    & ~Q(fixed_words="")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["raised_at"], name="live_problem", condition=Q(fixed_at=None)),
            models.Index(fields=["practice"], name="live_problem_of_practice"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("fix_it_problem", args=[self.reference])

    @property
    def is_fixed(self) -> bool:
        return self.fixed_at is not None

    @property
    def waited(self) -> timedelta:
        """From raised until somebody took it, or until now."""
        return (self.claimed_at or timezone.now()) - self.raised_at

    @property
    def place(self) -> str:
        """Where it came from, as others than that practice and the team may know it."""
        if self.practice is None:
            return "the hospital"
        return f"a practice in {self.practice.place or 'another area'}"


@pghistory.track(exclude=["submission"])
class Post(models.Model):
    """One remark in the short thread under a live problem."""

    problem = models.ForeignKey(LiveProblem, models.CASCADE, related_name="posts")
    submission = models.UUIDField(unique=True, null=True, editable=False)
    text = GuardedCharField(max_length=LONGEST_WORDS)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"{self.problem}, {timezone.localtime(self.written_at):%-d %B %Y}"
