"""Issues between a practice and the hospital, and how they are answered."""

import secrets
from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.vocabulary import Ask
from issues.references import new_reference


class Kind(models.TextChoices):
    ISSUE = "issue", "Issue"
    PRAISE = "praise", "Praise"
    IDEA = "idea", "Idea"


class Direction(models.TextChoices):
    PRACTICE_TO_TRUST = "practice_to_trust", "Practice to trust"
    TRUST_TO_PRACTICE = "trust_to_practice", "Trust to practice"


class Status(models.TextChoices):
    NEW = "new", "New"
    TRIAGED = "triaged", "Triaged"
    WITH_SPECIALTY = "with_specialty", "With specialty"
    WAITING_FOR_PRACTICE = "waiting_for_practice", "Waiting for practice"
    ANSWERED = "answered", "Answered"
    IN_PROJECT = "in_project", "In project"
    CLOSED = "closed", "Closed"


OPEN_STATUSES = [s for s in Status if s != Status.CLOSED]


class Validity(models.TextChoices):
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    APPROPRIATE_REQUEST = "appropriate_request", "Appropriate request, the rule was followed"
    GENERAL_PRACTICE_SIDE = "general_practice_side", "On the general practice side"
    NOT_ENOUGH_INFORMATION = "not_enough_information", "Not enough information"
    OUT_OF_SCOPE = "out_of_scope", "Out of scope"


class Outcome(models.TextChoices):
    FIXED_FOR_ALL = "fixed_for_all", "Fixed for everyone"
    FIXED_THIS_CASE = "fixed_this_case", "Fixed in this case"
    RULE_EXPLAINED = "rule_explained", "Rule explained to the team"
    IN_PROJECT = "in_project", "Taken into a project"
    APPROPRIATE_REQUEST = "appropriate_request", "Appropriate request"
    DUPLICATE_OF_THEME = "duplicate_of_theme", "Part of a known theme"
    NOT_ENOUGH_DETAIL = "not_enough_detail", "Not enough detail"
    NO_CHANGE = "no_change", "No change, and why"


@pghistory.track()
class Category(models.Model):
    """One of the things that go wrong at the interface; the code is stable, the words are not."""

    code = models.CharField(max_length=3, unique=True)
    label = models.CharField(max_length=60)
    example = models.CharField(max_length=120, help_text="One line, shown under the radio")
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(default=date(2021, 9, 1))
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.label


class IssueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Practices see their own issues, specialty leads those sent to them, the team all."""
        if user.is_integration_team:
            return self.all()
        if user.is_practice:
            return self.filter(practice=user.organisation)
        if user.is_specialty_lead:
            return self.filter(specialty__in=user.specialties.all()).exclude(status=Status.NEW)
        return self.none()

    def open(self):
        return self.exclude(status=Status.CLOSED)

    def overdue(self, *, on: date):
        return self.open().filter(respond_by__lt=on)


def new_status_token() -> str:
    """What the status link of one issue is made of: 256 random bits."""
    return secrets.token_urlsafe(32)


@pghistory.track(exclude=["status_token", "submission"])
class Issue(models.Model):
    """Something that went wrong, or well, between a practice and the hospital: never a patient."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    status_token = models.CharField(
        max_length=43, unique=True, default=new_status_token, editable=False
    )
    submission = models.UUIDField(
        unique=True, null=True, editable=False, help_text="One form sent twice is one issue"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ISSUE)
    direction = models.CharField(
        max_length=20, choices=Direction, default=Direction.PRACTICE_TO_TRUST
    )
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="issues")
    specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, blank=True, related_name="issues",
        help_text="Empty: the practice was not sure",
    )  # fmt: skip
    category = models.ForeignKey(Category, models.PROTECT, related_name="issues")
    what_happened = models.TextField(max_length=500)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues_raised",
    )
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    validity = models.CharField(max_length=25, choices=Validity, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    respond_by = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                name="issue_with_specialty_has_specialty",
                condition=~Q(status=Status.WITH_SPECIALTY) | Q(specialty__isnull=False),
            ),
            models.CheckConstraint(
                name="closed_issue_has_outcome",
                condition=~Q(status=Status.CLOSED) | (~Q(outcome="") & Q(closed_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "-raised_at"], name="issue_of_practice"),
            models.Index(fields=["status", "-raised_at"], name="issue_by_status"),
            models.Index(fields=["specialty", "status"], name="issue_of_specialty"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("issue", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.status != Status.CLOSED


@pghistory.track()
class Reply(models.Model):
    """An answer that the practice reads; an internal note is something else."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="replies")
    text = models.TextField(max_length=4_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="replies"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]
        verbose_name_plural = "replies"

    def __str__(self):
        return f"Reply to {self.issue}"


@pghistory.track()
class Note(models.Model):
    """Something the integration team writes for itself; no practice ever reads it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=4_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="notes"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"Note on {self.issue}"
