"""Feedback packs: one run makes one for every specialty, a person approves each before it goes."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from audits.models.audit import Audit
from interface.directory.models import Specialty

FILES = ("pdf", "word")


class PackState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    MADE = "made", "To be approved"
    FAILED = "failed", "Not made"
    SENT = "sent", "Sent"


_COLOURS = {
    PackState.WAITING: "grey",
    PackState.MADE: "yellow",
    PackState.FAILED: "red",
    PackState.SENT: "green",
}


class PackRunQuerySet(models.QuerySet):
    def due(self):
        """Those of which packs are still to be made."""
        return self.filter(ended_at=None)


@pghistory.track()
class PackRun(models.Model):
    """That somebody asked for the packs of an audit; the worker makes them one by one."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="pack_runs")
    submission = models.UUIDField(unique=True, help_text="One button pressed twice is one run")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = PackRunQuerySet.as_manager()

    class Meta:
        app_label = "audits"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_pack_run_at_a_time", fields=["audit"], condition=Q(ended_at=None)
            )
        ]

    def __str__(self):
        return f"{self.audit}, {timezone.localdate(self.asked_at):%-d %B %Y}"


class PackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The team sees all; those who lead a specialty see what was sent to it."""
        if not user.is_authenticated:
            return self.none()
        if user.is_integration_team:
            return self.all()
        if user.is_specialty_lead:
            return self.filter(state=PackState.SENT, specialty__in=user.specialties.all())
        return self.none()

    def without_files(self):
        return self.defer(*FILES)

    def with_files(self):
        """Those that can be downloaded."""
        return self.filter(state__in=[PackState.MADE, PackState.SENT])


@pghistory.track(exclude=[*FILES, "link_digest"])
class Pack(models.Model):
    """What one specialty learns from one audit, as it was when it was made."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PackRun, models.CASCADE, related_name="packs", db_index=False)
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="packs")
    state = models.CharField(max_length=10, choices=PackState, default=PackState.WAITING)
    letters = models.PositiveIntegerField(default=0, help_text="Of the specialty in the audit")
    pdf = models.BinaryField(default=b"")
    word = models.BinaryField(default=b"")
    made_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    sent_to = models.EmailField(blank=True)
    link_digest = models.CharField(max_length=64, blank=True)
    link_ends_at = models.DateTimeField(null=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        app_label = "audits"
        ordering = ["specialty__name", "-id"]
        constraints = [
            models.UniqueConstraint(name="one_pack_per_specialty", fields=["run", "specialty"]),
            models.UniqueConstraint(
                name="one_pack_per_link", fields=["link_digest"], condition=~Q(link_digest="")
            ),
            models.CheckConstraint(
                name="sent_pack_was_approved",
                condition=~Q(state=PackState.SENT)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="made_pack_has_both_files",
                condition=~Q(state__in=[PackState.MADE, PackState.SENT])
                | ~(Q(pdf=b"") | Q(word=b"")),
            ),
        ]

    def __str__(self):
        return f"{self.specialty}: {self.run.audit}"

    @property
    def colour(self) -> str:
        return _COLOURS[PackState(self.state)]

    @property
    def has_files(self) -> bool:
        return self.state in {PackState.MADE, PackState.SENT}

    @property
    def can_be_sent(self) -> bool:
        return self.state == PackState.MADE and bool(self.specialty.feedback_email)

    @property
    def link_works(self) -> bool:
        """Whether whoever has the link that was sent can open the pack."""
        return self.link_ends_at is not None and self.link_ends_at > timezone.now()

    @property
    def file_name(self) -> str:
        """A name for its files without an ending: ASCII letters, digits and dashes."""
        return slugify(f"feedback {self.run.audit.slug} {self.specialty}")[:100] or "feedback"

    @property
    def pdf_url(self) -> str:
        return reverse("pack_file", args=[self.run.audit.slug, self.key, "pdf"])

    @property
    def word_url(self) -> str:
        return reverse("pack_file", args=[self.run.audit.slug, self.key, "docx"])
