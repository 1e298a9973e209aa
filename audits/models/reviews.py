"""What one reviewer found in one letter: judgements, answers about the letter, its requests."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from audits.models.letters import ASK_COLUMNS, Judgement, Letter, changes
from interface.privacy.fields import GuardedCharField, GuardedTextField
from interface.vocabulary import Ask
from issues.models import Category

MOST_REQUESTS = 20


def _judgement():
    return models.CharField(max_length=7, choices=Judgement, blank=True)


class Rater(models.IntegerChoices):
    """In which place somebody reads a letter."""

    FIRST = 1, "First rater"
    SECOND = 2, "Second rater"
    ADJUDICATOR = 3, "Adjudicator"


@pghistory.track(*changes())
class Review(models.Model):
    """One letter judged once against each ask, by a reviewer here or in the file it came from.

    A review without a reviewer was finished elsewhere; a blank ask is left to be judged.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reviews", db_index=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        db_index=False,
    )
    rater = models.PositiveSmallIntegerField(choices=Rater, null=True, blank=True)
    position = models.PositiveIntegerField(
        null=True, blank=True, help_text="In the order in which the reviewer meets their letters"
    )
    counts = models.BooleanField(
        default=True, db_default=True, help_text="Whether the rates count it: one of a letter does"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    ask_1 = _judgement()
    ask_2 = _judgement()
    ask_3 = _judgement()
    ask_4 = _judgement()
    ask_5 = _judgement()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="letter_reviewed_once_by_each",
                fields=["letter", "reviewer"],
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="one_review_of_each_rater",
                fields=["letter", "rater"],
                condition=Q(rater__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_review_here_counts",
                fields=["letter"],
                condition=Q(counts=True, rater__isnull=False),
            ),
            models.CheckConstraint(
                name="who_reviews_here_is_a_rater",
                condition=Q(reviewer=None, rater=None)
                | Q(reviewer__isnull=False, rater__isnull=False),
            ),
            models.CheckConstraint(
                name="judgements_are_known",
                condition=Q(**{f"{column}__in": ["", *Judgement.values] for column in ASK_COLUMNS}),
            ),
        ]
        indexes = [
            models.Index(
                name="reviews_of_a_reviewer",
                fields=["reviewer", "position"],
                condition=~Q(reviewer=None),
            )
        ]

    def __str__(self):
        return f"Review of {self.letter}"


class DocumentType(models.TextChoices):
    INPATIENT = "inpatient", "Inpatient"
    DAY_CASE = "day_case", "Day case"
    EMERGENCY = "emergency", "Emergency department"
    OUTPATIENT = "outpatient", "Outpatient"
    ADVICE = "advice", "Advice and guidance"


class AuthorGrade(models.TextChoices):
    F1 = "f1", "F1"
    F2 = "f2", "F2"
    CORE = "core", "SHO or core trainee"
    REGISTRAR = "registrar", "Registrar"
    CONSULTANT = "consultant", "Consultant"
    PRACTITIONER = "practitioner", "ACP or nurse"
    PHARMACIST = "pharmacist", "Pharmacist"
    OTHER = "other", "Other"
    NOT_STATED = "not_stated", "Not stated"


class Admission(models.TextChoices):
    EMERGENCY = "emergency", "Emergency"
    ELECTIVE = "elective", "Elective"
    NOT_STATED = "not_stated", "Not stated"


class ActionBox(models.TextChoices):
    """Whether the letter has a place of its own for what the GP should do."""

    YES = "yes", "Yes"
    NO = "no", "No"
    EMPTY = "empty", "Yes, but empty"


class Clarity(models.TextChoices):
    CLEAR = "clear", "Clear"
    WITH_EFFORT = "with_effort", "Findable with effort"
    BURIED = "buried", "Buried"
    CONTRADICTORY = "contradictory", "Contradictory"


class MedicationChanges(models.TextChoices):
    ALL = "all", "All explained"
    SOME = "some", "Some explained"
    NONE = "none", "None explained"
    NO_CHANGE = "no_change", "No change"


class FollowUpPlan(models.TextChoices):
    STATED = "stated", "Stated"
    UNCLEAR = "unclear", "Unclear"
    ABSENT = "absent", "Absent"
    NOT_NEEDED = "not_needed", "Not needed"


class FitNote(models.TextChoices):
    COVERS_PERIOD = "covers_period", "Covers the period"
    TOO_SHORT = "too_short", "Too short"
    NOT_ISSUED = "not_issued", "Not issued but needed"
    NOT_NEEDED = "not_needed", "Not needed"
    CANNOT_TELL = "cannot_tell", "Cannot tell"


class SentInTime(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Unknown"


class Result(models.TextChoices):
    """What a letter comes to, by its requests."""

    NO_REQUEST = "no_request", "No request"
    ALL_APPROPRIATE = "all_appropriate", "All appropriate"
    SOME_INAPPROPRIATE = "some_inappropriate", "Some inappropriate"
    CANNOT_JUDGE = "cannot_judge", "Cannot judge"


@pghistory.track(*changes())
class Proforma(models.Model):
    """What a reviewer answered about a letter as a whole; blank is not answered yet."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="proforma")
    document_type = models.CharField(max_length=10, choices=DocumentType, blank=True)
    author_grade = models.CharField(max_length=12, choices=AuthorGrade, blank=True)
    admission = models.CharField(max_length=10, choices=Admission, blank=True)
    action_box = models.CharField(max_length=5, choices=ActionBox, blank=True)
    actions_elsewhere_only = models.BooleanField(null=True, blank=True)
    clarity = models.CharField(max_length=13, choices=Clarity, blank=True)
    medication_changes = models.CharField(max_length=9, choices=MedicationChanges, blank=True)
    follow_up_plan = models.CharField(max_length=10, choices=FollowUpPlan, blank=True)
    fit_note = models.CharField(max_length=13, choices=FitNote, blank=True)
    sent_within_24_hours = models.CharField(max_length=7, choices=SentInTime, blank=True)
    result = models.CharField(max_length=18, choices=Result, blank=True)
    comments = GuardedTextField(max_length=1_000, blank=True)
    is_flagged = models.BooleanField("to be discussed", default=False)
    seconds = models.PositiveIntegerField(default=0, help_text="Spent on it at the desk")
    saved_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["review"]

    def __str__(self):
        return f"Proforma of {self.review}"


class Where(models.TextChoices):
    ACTION_BOX = "action_box", "Action box"
    FREE_TEXT = "free_text", "Free text"
    MEDICATION_LIST = "medication_list", "Medication list"
    FOLLOW_UP = "follow_up", "Follow-up section"


class Verdict(models.TextChoices):
    """Whether one request should have been made to the practice."""

    APPROPRIATE = "appropriate", "Appropriate"
    INAPPROPRIATE = "inappropriate", "Inappropriate"
    BORDERLINE = "borderline", "Borderline"
    CANNOT_JUDGE = "cannot_judge", "Cannot judge"


class Reason(models.TextChoices):
    RELATED = "related", "Related to the admission"
    OWN_TEST = "own_test", "Result of their own test"
    NOT_PRESCRIBED = "not_prescribed", "Should have been prescribed"
    NOT_CERTIFIED = "not_certified", "Should have been certified"
    NO_AGREEMENT = "no_agreement", "No agreement"
    TIME = "time", "Unworkable time"
    UNCLEAR_OWNER = "unclear_owner", "Unclear owner"
    OTHER = "other", "Other"


class TimeAsked(models.TextChoices):
    UNDER_1_WEEK = "under_1_week", "Less than 1 week"
    WEEKS_1_2 = "weeks_1_2", "1 to 2 weeks"
    WEEKS_2_6 = "weeks_2_6", "2 to 6 weeks"
    OVER_6_WEEKS = "over_6_weeks", "More than 6 weeks"
    NONE = "none", "No time given"


class NeededBy(models.TextChoices):
    GP = "gp", "GP"
    NURSE = "nurse", "Nurse or healthcare assistant"
    PHARMACIST = "pharmacist", "Pharmacist"
    ADMINISTRATOR = "administrator", "Administrator"


class MinutesNeeded(models.IntegerChoices):
    FIVE = 5, "5"
    TEN = 10, "10"
    FIFTEEN = 15, "15"
    THIRTY = 30, "30"


class RiskIfMissed(models.TextChoices):
    NONE = "none", "None"
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"


@pghistory.track(*changes())
class Finding(models.Model):
    """One request that a letter makes of the practice, and what the reviewer thinks of it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="findings", db_index=False)
    sequence = models.PositiveSmallIntegerField(
        validators=[MaxValueValidator(MOST_REQUESTS)], help_text="Counted from 1"
    )
    request_type = models.ForeignKey(
        Category, models.PROTECT, related_name="findings", db_index=False
    )
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True, blank=True)
    where = models.CharField("where found", max_length=15, choices=Where, blank=True)
    verdict = models.CharField("judgement", max_length=13, choices=Verdict)
    reason = models.CharField(max_length=14, choices=Reason, blank=True)
    time_asked = models.CharField(max_length=12, choices=TimeAsked, blank=True)
    needed_by = models.CharField(max_length=13, choices=NeededBy, blank=True)
    minutes = models.PositiveSmallIntegerField(choices=MinutesNeeded, null=True, blank=True)
    risk = models.CharField("risk if missed", max_length=8, choices=RiskIfMissed, blank=True)
    paraphrase = GuardedCharField(max_length=200, blank=True)
    is_learning_point = models.BooleanField("a learning point", default=False)

    class Meta:
        ordering = ["review", "sequence"]
        constraints = [
            models.UniqueConstraint(name="one_finding_per_number", fields=["review", "sequence"]),
            models.CheckConstraint(
                name="verdict_is_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="findings_are_numbered_from_one",
                condition=Q(sequence__gte=1, sequence__lte=MOST_REQUESTS),
            ),
        ]

    def __str__(self):
        return f"Request {self.sequence} of {self.review}"
