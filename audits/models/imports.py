"""Files of letters, and what came of them."""

import secrets

import pghistory
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from audits.models.audit import Audit
from interface.privacy.fields import GuardedCharField

IMPORT_FOLDER = "imports"


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


@pghistory.track(exclude=["progress", "rows_per_second", "attempts", "stop_asked"])
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
    masks = models.BooleanField(
        default=False, help_text="What looks like a patient in a text is masked, not refused"
    )
    stop_asked = models.BooleanField(default=False, editable=False)
    progress = models.PositiveSmallIntegerField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    rows_per_second = models.PositiveIntegerField(default=0, help_text="While it is under way")
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
