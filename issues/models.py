"""Issues between a practice and the hospital, and how they are answered."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone

from interface.accounts.address_guard import new_token
from interface.directory.models import Organisation, Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField
from interface.vocabulary import Ask
from issues import addresses
from issues.choices import (  # noqa: F401  (others know these by the models that have them)
    CLOCK_RUNS,
    ELSEWHERE,
    HAS_ANSWER,
    HOLDERS,
    WAITS_FOR,
    WITH_TEAM,
    Direction,
    Kind,
    Outcome,
    Side,
    Status,
    Validity,
    is_overdue,
)
from issues.details import HARM, Details
from issues.indexes import INDEXES
from issues.references import new_reference
from issues.search.keys import Keys
from issues.themes.related import RELATED_CONSTRAINTS, Related

LONGEST_ISSUE = 500  # characters
LONGEST_REPLY = 4_000
LONGEST_SUMMARY = 200
LONGEST_PROGRESS = 500


class CategoryQuerySet(models.QuerySet):
    def in_force(self, *, on: date):
        """Those that may be chosen on a day; issues of earlier days keep theirs."""
        begun = self.filter(valid_from__lte=on)
        return begun.filter(Q(valid_to=None) | Q(valid_to__gte=on))


@pghistory.track()
class Category(models.Model):
    """One of the things that go wrong at the interface; the code is stable, the words are not."""

    code = models.CharField(max_length=3, unique=True)
    label = GuardedCharField(max_length=60)
    example = GuardedCharField(max_length=120, help_text="One line, shown under the radio")
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(default=date(2021, 9, 1))
    valid_to = models.DateField(null=True, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.label

    def is_in_force(self, *, on: date) -> bool:
        """Whether it may be chosen on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class IssueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A practice's own, whoever raised them; a specialty's and one's own; for the team, all."""
        if user.is_integration_team:
            return self.all()
        if user.is_practice:
            return self.filter(practice=user.organisation_id)
        if user.is_specialty_lead:
            led = list(user.specialties.values_list("pk", flat=True))  # read, so that indexes serve
            sent = Q(sent_to_specialty_at__isnull=False, specialty__in=led)
            return self.filter(sent | Q(raised_by=user))
        return self.none()

    def open(self):
        """Still without an answer."""
        return self.exclude(status__in=HAS_ANSWER)

    def answered(self):
        """With an answer; some of them are closed as well."""
        return self.filter(status__in=HAS_ANSWER)

    def waiting_for(self, user):
        """Those whose next step is this person's side's."""
        return self.filter(status__in=WAITS_FOR.get(user.role, []))

    def due(self, *, on: date):
        """To be answered on this day; the clock of an issue that waits for its practice stands."""
        return self.filter(status__in=CLOCK_RUNS, respond_by=on)

    def overdue(self, *, on: date):
        """Promised for an earlier day and still without an answer."""
        return self.filter(status__in=CLOCK_RUNS, respond_by__lt=on)


def new_status_token() -> str:
    """What the status link of one issue is made of."""
    return new_token()


@pghistory.track(
    exclude=["status_token", "hear_back_email", "submission", "returns_to", "version", "words"]
)
class Issue(Related, Details):
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
    practice = models.ForeignKey(
        Organisation, models.PROTECT, related_name="issues", db_index=False
    )
    specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, blank=True, related_name="issues", db_index=False,
        help_text="Empty: the practice was not sure",
    )  # fmt: skip
    category = models.ForeignKey(Category, models.PROTECT, related_name="issues", db_index=False)
    what_happened = GuardedTextField(max_length=LONGEST_ISSUE)
    public_summary = GuardedCharField(
        max_length=LONGEST_SUMMARY, blank=True,
        help_text="What it is about in the integration team’s words; other practices read it",
    )  # fmt: skip
    public_progress = GuardedTextField(
        max_length=LONGEST_PROGRESS, blank=True,
        help_text="What has been done about it, in the team’s words; other practices read it",
    )  # fmt: skip
    words = models.GeneratedField(
        expression=SearchVector("public_summary", config="english", weight="A")
        + SearchVector("what_happened", config="english", weight="B")
        + Keys("id", "practice", "category", "specialty", "status", "public_summary"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues_raised",
        db_index=False,
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
        related_name="issues_owned", db_index=False,
        help_text="Who in the integration team looks after it",
    )  # fmt: skip
    hear_back_email = models.EmailField(
        blank=True, editable=False, help_text="Of a reporter without an account, if they gave it"
    )
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    status_since = models.DateTimeField(default=timezone.now, editable=False)
    returns_to = models.CharField(
        max_length=20, blank=True, editable=False, help_text="Status once the practice has replied"
    )
    sent_to_specialty_at = models.DateTimeField(null=True, blank=True, editable=False)
    validity = models.CharField(max_length=25, choices=Validity, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    triage_by = models.DateField(null=True, blank=True, help_text="Read and passed on by then")
    respond_by = models.DateField(null=True, blank=True, help_text="Answered by then")
    first_answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows with every step, so that a stale page shows"
    )
    is_demonstration = models.BooleanField("invented for demonstration", default=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                name="issue_with_specialty_has_specialty",
                condition=~Q(status=Status.WITH_SPECIALTY)
                | Q(specialty__isnull=False, sent_to_specialty_at__isnull=False),
            ),
            models.CheckConstraint(
                name="closed_issue_has_outcome_and_answer",
                condition=~Q(status=Status.CLOSED)
                | (~Q(outcome="") & Q(closed_at__isnull=False, first_answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="issue_says_what_happened", condition=~Q(what_happened="")),
            models.CheckConstraint(
                name="issue_is_short",
                condition=LessThanOrEqual(Length("what_happened"), LONGEST_ISSUE),
            ),
            models.CheckConstraint(
                name="who_reports_harm_saw_the_safety_route",
                condition=~Q(risk__in=HARM) | Q(safety_route_shown_at__isnull=False),
            ),
            *RELATED_CONSTRAINTS,
        ]
        indexes = INDEXES

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return addresses.of_issue(self.reference)

    def get_status_url(self) -> str:
        """The page that whoever has its address may read: a key, so never for a log."""
        return reverse("issue_status", args=[self.status_token])

    @property
    def is_open(self) -> bool:
        return self.status not in HAS_ANSWER

    @property
    def is_from_trust(self) -> bool:
        """Whether a specialty raised it, about the practice."""
        return self.direction == Direction.TRUST_TO_PRACTICE

    def is_written_by_lead(self, user) -> bool:
        """Whether this specialty lead raised it, about a practice."""
        return self.is_from_trust and user.is_specialty_lead and self.raised_by_id == user.pk

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def holder(self) -> Side | None:
        """Whose the next step is; None once there is an answer or a project carries it."""
        return HOLDERS.get(Status(self.status))

    def is_overdue(self, *, on: date) -> bool:
        """Whether the promised day has passed and the clock still runs."""
        return is_overdue(self.status, self.respond_by, on=on)

    @property
    def place(self) -> str:
        """What others than the practice and the integration team see instead of the practice."""
        return self.practice.place or ELSEWHERE

    @property
    def reporter_email(self) -> str:
        """Where to write to whoever raised it, or nothing if they have left."""
        if self.raised_by is None:
            return self.hear_back_email
        return self.raised_by.email if self.raised_by.is_active else ""

    @property
    def reporter_page(self) -> str:
        """Where whoever raised it reads on: its page, or without an account its status link."""
        return self.get_absolute_url() if self.raised_by else f"/status/{self.status_token}/"


@pghistory.track(exclude=["submission"])
class Reply(models.Model):
    """What one side writes for the other to read; an internal note is something else."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="replies")
    submission = models.UUIDField(unique=True, null=True, editable=False)
    side = models.CharField(max_length=20, choices=Side, default=Side.INTEGRATION_TEAM)
    asks_practice = models.BooleanField("a question to the practice", default=False)
    text = GuardedTextField(max_length=LONGEST_REPLY)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="replies"
    )
    desk_link = models.ForeignKey(
        "issues.DeskLink", models.PROTECT, null=True, editable=False, related_name="replies",
        help_text="What a specialty without an account answered by",
    )  # fmt: skip
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]
        verbose_name_plural = "replies"

    def __str__(self):
        return f"{self.get_side_display()}, {timezone.localtime(self.written_at):%-d %B %Y}"


@pghistory.track(exclude=["submission"])
class Note(models.Model):
    """Something the integration team writes for itself; no practice ever reads it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="notes")
    submission = models.UUIDField(unique=True, null=True, editable=False)
    text = GuardedTextField(max_length=LONGEST_REPLY)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="notes"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"Note, {timezone.localtime(self.written_at):%-d %B %Y}"


from issues.chasers.models import Chaser  # noqa: E402, F401
from issues.clocks.models import Handover  # noqa: E402, F401
from issues.desk.bulk.models import BulkJob, BulkRow  # noqa: E402, F401
from issues.desk.models import CannedReply, ReplyDraft, SavedView  # noqa: E402, F401
from issues.drafts.models import Draft  # noqa: E402, F401
from issues.endorsements.models import Endorsement  # noqa: E402, F401
from issues.fixed.models import FixedAnswer  # noqa: E402, F401
from issues.fixit.models import LiveProblem, Post  # noqa: E402, F401
from issues.forgetting.models import Due, PersonRequest, Redaction  # noqa: E402, F401
from issues.letters.models import (  # noqa: E402, F401  (Django finds models through this module)
    LetterForCategory,
    LetterUse,
    LetterVersion,
    Rule,
    RuleForCategory,
    TemplateLetter,
)
from issues.replydesk.models import (  # noqa: E402, F401
    DeskLink,
    ProposalKind,
    ProposalState,
    SpecialtyProposal,
)
from issues.routing.models import RoutingRule  # noqa: E402, F401
from issues.statements.models import (  # noqa: E402, F401
    PublicStatement,
    StatementForIssue,
    StatementVersion,
)
from issues.themes.models import PromisedFix, ThemeTitle  # noqa: E402, F401
