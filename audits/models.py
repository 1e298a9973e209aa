"""Audits of discharge summaries: letters, their reviews, imports, and the rates pages show."""

import secrets

import pghistory
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField
from interface.vocabulary import Ask

RESERVED_SLUGS = {"import"}  # addresses under /audits/ that are no audit
IMPORT_FOLDER = "imports"
ASK_COLUMNS = [f"ask_{ask}" for ask in Ask]


def changes():
    """Trackers for rows that come in by the thousand: an Import records that they came."""
    return pghistory.UpdateEvent(), pghistory.DeleteEvent()


class Judgement(models.TextChoices):
    """Whether one letter met one ask; blank means that nobody has judged it yet."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "n/a", "Not applicable"


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Practices see no audits; everybody else who signs in sees the rates they may."""
        return self.all() if user.is_authenticated and not user.is_practice else self.none()

    def due(self):
        """Those whose rates do not count every letter yet."""
        return self.filter(changed_at__isnull=False).filter(
            Q(rates_computed_at=None) | Q(rates_computed_at__lt=models.F("changed_at"))
        )


@pghistory.track(exclude=["changed_at", "rates_computed_at", "rates_progress"])
class Audit(models.Model):
    """One cycle of reading discharge summaries against the Five Asks."""

    slug = models.SlugField(max_length=60, unique=True)
    name = GuardedCharField(max_length=120)
    trust = models.ForeignKey(Organisation, models.PROTECT, related_name="audits")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    rates_computed_at = models.DateTimeField(null=True, editable=False)
    rates_progress = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Per cent of a computation that is under way"
    )

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("audit", args=[self.slug])

    @property
    def rates_are_current(self) -> bool:
        """Whether the rates shown count everything that is stored."""
        return self.changed_at is None or (
            self.rates_computed_at is not None and self.rates_computed_at >= self.changed_at
        )


class LetterQuerySet(models.QuerySet):
    def with_judgements(self):
        """Each letter with ask_1 … ask_5 of the review that its rates count."""
        return self.annotate(
            counted=FilteredRelation("reviews", condition=Q(reviews__reviewer=None)),
            **{column: F(f"counted__{column}") for column in ASK_COLUMNS},
        )

    def visible_to(self, user):
        """Letters are opened by the integration team; reviewers meet theirs at the desk."""
        return self.all() if user.is_authenticated and user.is_integration_team else self.none()


@pghistory.track(*changes(), exclude=["document_text"])
class Letter(models.Model):
    """One discharge summary, under a pseudonym that leads to no patient here."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="letters", db_index=False)
    letter_id = GuardedCharField(max_length=64)
    discharged_on = models.DateField()
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="letters", db_index=False)
    ward = GuardedCharField(max_length=60, blank=True)
    practice = models.ForeignKey(
        Organisation, models.PROTECT, related_name="letters", db_index=False
    )
    document_text = GuardedTextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "letter_id"]
        constraints = [
            models.UniqueConstraint(name="letter_once_per_audit", fields=["audit", "letter_id"])
        ]
        indexes = [
            models.Index(
                name="letters_behind_a_rate", fields=["audit", "specialty", "discharged_on"]
            )
        ]

    def __str__(self):
        return self.letter_id


def _judgement():
    return models.CharField(max_length=7, choices=Judgement, blank=True)


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
            models.CheckConstraint(
                name="judgements_are_known",
                condition=Q(**{f"{column}__in": ["", *Judgement.values] for column in ASK_COLUMNS}),
            ),
        ]
        indexes = [
            models.Index(
                name="reviews_of_a_reviewer", fields=["reviewer"], condition=~Q(reviewer=None)
            )
        ]

    def __str__(self):
        return f"Review of {self.letter}"


class AskRateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A specialty lead sees the rates of their own specialties, practices none."""
        if not user.is_authenticated or user.is_practice:
            return self.none()
        if user.is_specialty_lead:
            return self.filter(specialty__in=user.specialties.all())
        return self.all()


class AskRate(models.Model):
    """How the letters of one specialty and month were judged on one ask: what pages read.

    The four counts add up to the letters of that specialty and month.
    """

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="rates", db_index=False)
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="+")
    ask = models.PositiveSmallIntegerField(choices=Ask)
    month = models.DateField(help_text="Its first day")
    met = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)
    not_judged = models.PositiveIntegerField(default=0)

    objects = AskRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_rate_per_cell", fields=["audit", "specialty", "ask", "month"]
            )
        ]

    def __str__(self):
        return f"{self.audit} ask {self.ask} {self.specialty} {self.month:%B %Y}"


class ImportStatus(models.TextChoices):
    WAITING = "waiting", "Waiting to be checked"
    CHECKED = "checked", "Checked"
    CONFIRMED = "confirmed", "Being stored"
    STORED = "stored", "Stored"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"
    FAILED = "failed", "Failed"


_COLOURS = {
    ImportStatus.WAITING: "blue",
    ImportStatus.CHECKED: "yellow",
    ImportStatus.CONFIRMED: "blue",
    ImportStatus.STORED: "green",
    ImportStatus.REFUSED: "red",
    ImportStatus.CANCELLED: "grey",
    ImportStatus.FAILED: "red",
}


class ImportQuerySet(models.QuerySet):
    def due(self):
        """Those for which the worker has something to do, oldest first."""
        return self.filter(status__in=[ImportStatus.WAITING, ImportStatus.CONFIRMED]).order_by("id")


def import_storage():
    """Uploaded files are read by the service alone."""
    return FileSystemStorage(file_permissions_mode=0o600, directory_permissions_mode=0o700)


def new_import_reference():
    return secrets.token_urlsafe(12)


def import_path(upload, name):
    """A made-up name on disk: nothing of the sender's name gets near the file system."""
    return f"{IMPORT_FOLDER}/{secrets.token_hex(16)}"


@pghistory.track(exclude=["progress", "attempts"])
class Import(models.Model):
    """One file of letters: uploaded, checked, confirmed by a person, stored by the worker."""

    reference = models.CharField(max_length=16, unique=True, default=new_import_reference)
    audit_slug = models.SlugField(max_length=60)
    audit_name = GuardedCharField(max_length=120, blank=True)
    audit = models.ForeignKey(Audit, models.CASCADE, null=True, blank=True, related_name="imports")
    file = models.FileField(storage=import_storage, upload_to=import_path, blank=True)
    file_name = GuardedCharField(max_length=150)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.WAITING)
    progress = models.PositiveSmallIntegerField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    header_row = models.PositiveIntegerField(default=1)
    rows = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.file_name} for {self.audit_slug}"

    def get_absolute_url(self):
        return reverse("audit_import_status", args=[self.reference])

    @property
    def colour(self) -> str:
        return _COLOURS[ImportStatus(self.status)]

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has something to do."""
        return self.status in {ImportStatus.WAITING, ImportStatus.CONFIRMED}


class ImportProblem(models.Model):
    """Why one row of a file was not stored."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Import, models.CASCADE, related_name="problems")
    record = models.PositiveIntegerField("row", help_text="Counted from 1, without the header")
    column = models.CharField(max_length=60, blank=True)
    message = models.TextField()

    class Meta:
        ordering = ["of", "id"]

    def __str__(self):
        return f"Row {self.record}: {self.message}"
