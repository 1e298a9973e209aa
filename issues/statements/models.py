""" "You said, we did": what the public reads, in the team's words, approved by a second person."""

import secrets

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField
from interface.vocabulary import Ask

ISSUE = "issues.Issue"  # by name: issues.models re-exports these models
LONGEST_SAID = 300  # characters
LONGEST_DID = 500


class StatementKind(models.TextChoices):
    ISSUE = "issue", "Something that went wrong"
    PRAISE = "praise", "Praise"


class Result(models.TextChoices):
    """What became of it, as the public reads it."""

    CHANGED = "changed", "We did"
    PLANNED = "planned", "We will"
    NOT_POSSIBLE = "not_possible", "We could not, because"


class State(models.TextChoices):
    """Where a version stands. Only one is public, and only one may be on its way there."""

    DRAFT = "draft", "Draft"
    WAITING = "waiting", "Waiting for approval"
    PUBLIC = "public", "Public"
    REPLACED = "replaced", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


PENDING = [State.DRAFT, State.WAITING]


def new_slug() -> str:
    """An address that says nothing of the words, which may still be a draft."""
    return secrets.token_hex(4)


@pghistory.track()
class PublicStatement(models.Model):
    """One thing that practices said and what became of it; its words are its versions'."""

    slug = models.SlugField(max_length=8, unique=True, default=new_slug, editable=False)
    issues: models.ManyToManyField = models.ManyToManyField(
        ISSUE, blank=True, related_name="statements"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)

    class Meta:
        app_label = "issues"
        ordering = ["-made_at"]

    def __str__(self):
        newest = self.newest
        return newest.said if newest else self.slug

    def get_absolute_url(self):
        """Its place on the public page."""
        return f"{reverse('you_said_we_did')}#said-{self.slug}"

    @property
    def newest(self) -> "StatementVersion | None":
        return next(iter(self.versions.all()), None)

    @property
    def public(self) -> "StatementVersion | None":
        """The version that anybody can read, or None."""
        return next((one for one in self.versions.all() if one.state == State.PUBLIC), None)


@pghistory.track()
class StatementForIssue(PublicStatement.issues.through):  # type: ignore[name-defined]
    """That a statement answers an issue: never published, so that no practice can be guessed."""

    class Meta:
        app_label = "issues"
        proxy = True

    def __str__(self):
        return f"{self.issue} is behind a statement"


class StatementVersionQuerySet(models.QuerySet):
    def public(self):
        """What anybody may read, the latest first; in one query with what a page shows of it."""
        rows = self.filter(state=State.PUBLIC).select_related("statement", "specialty")
        return rows.order_by("-month", "-approved_at", "-pk")


NEVER_CHANGES = [
    "statement", "number", "kind", "result", "month", "specialty", "ask", "said", "did",
    "written_by", "written_at",
]  # fmt: skip


@pghistory.track()
class StatementVersion(models.Model):
    """The words of a statement, once and for all; other words are another version."""

    statement = models.ForeignKey(PublicStatement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    kind = models.CharField(max_length=10, choices=StatementKind, default=StatementKind.ISSUE)
    result = models.CharField(max_length=15, choices=Result, blank=True)
    month = models.DateField(help_text="Its first day")
    specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True, blank=True)
    said = GuardedCharField("you said", max_length=LONGEST_SAID)
    did = GuardedTextField("what was done", max_length=LONGEST_DID, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_because = GuardedCharField(max_length=300, blank=True)

    objects = StatementVersionQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = ["-number"]
        triggers = [
            pgtrigger.ReadOnly(name="statement_words_never_change", fields=NEVER_CHANGES),
            pgtrigger.Protect(name="statement_versions_stay", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(name="statement_version_once", fields=["statement", "number"]),
            models.UniqueConstraint(
                name="one_public_version_of_a_statement",
                fields=["statement"],
                condition=Q(state=State.PUBLIC),
            ),
            models.UniqueConstraint(
                name="one_pending_version_of_a_statement",
                fields=["statement"],
                condition=Q(state__in=PENDING),
            ),
            models.CheckConstraint(
                name="statement_approved_by_a_second_person",
                condition=Q(approved_by=None, approved_at=None)
                | (
                    Q(approved_at__isnull=False, approved_by__isnull=False)
                    & ~Q(approved_by=F("written_by"))
                ),
                violation_error_message="Somebody other than the writer approves.",
            ),
            models.CheckConstraint(
                name="statement_public_only_once_approved",
                condition=~Q(state__in=[State.PUBLIC, State.WITHDRAWN])
                | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_withdrawn_for_a_reason",
                condition=(
                    Q(state=State.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
                )
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="statement_says_what_became_of_it",
                condition=Q(kind=StatementKind.PRAISE, result="")
                | (Q(kind=StatementKind.ISSUE) & ~Q(result="") & ~Q(did="")),
                violation_error_message="Say what became of it; of praise, only the thanks.",
            ),
            models.CheckConstraint(name="statement_month_begins", condition=Q(month__day=1)),
            models.CheckConstraint(name="statement_says_something", condition=~Q(said="")),
        ]
        indexes = [
            models.Index(
                fields=["-month", "-approved_at"], name="public_statements",
                condition=Q(state=State.PUBLIC),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Version {self.number}"

    @property
    def is_praise(self) -> bool:
        return self.kind == StatementKind.PRAISE

    @property
    def said_label(self) -> str:
        return "You praised" if self.is_praise else "You said"

    @property
    def did_label(self) -> str:
        return "What came of it" if self.is_praise else Result(self.result).label

    @property
    def tag(self) -> tuple[str, str]:
        """A word for what became of it, and its colour."""
        if self.is_praise:
            return "Praise", "pink"
        return _TAGS[Result(self.result)]


_TAGS = {
    Result.CHANGED: ("Changed", "green"),
    Result.PLANNED: ("Planned", "aqua-green"),
    Result.NOT_POSSIBLE: ("Not possible", "grey"),
}
