"""An audit: one cycle of reading discharge summaries."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField
from interface.vocabulary import Ask

RESERVED_SLUGS = {"import", "new", "my-letters", "template"}  # addresses that are no audit


class Stage(models.TextChoices):
    """How far a cycle is. One that was read elsewhere came in as a file with its reviews."""

    ELSEWHERE = "elsewhere", "Read elsewhere"
    FRAME = "frame", "Sampling frame"
    SAMPLED = "sampled", "Sample drawn"
    IN_REVIEW = "in_review", "In review"
    ADJUDICATION = "adjudication", "Adjudication"
    LOCKED = "locked", "Locked"


class Sampling(models.TextChoices):
    CENSUS = "census", "Every letter of the frame"
    STRATIFIED = "stratified", "Random letters of every specialty"


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Practices see no audits; everybody else who signs in sees the rates they may."""
        return self.all() if user.is_authenticated and not user.is_practice else self.none()

    def due(self):
        """Those whose rates do not count every letter, or every judgement, yet."""
        letters = Q(rates_computed_at=None) | Q(rates_computed_at__lt=F("changed_at"))
        cells = Exists(StaleCell.objects.filter(audit=OuterRef("pk")))
        return self.filter(Q(changed_at__isnull=False) & letters | cells)


WORKERS_WRITE = [
    "changed_at", "rates_computed_at", "rates_progress", "recounted_at", "cells_differing"
]  # fmt: skip


@pghistory.track(exclude=WORKERS_WRITE)
class Audit(models.Model):
    """One cycle of reading discharge summaries against the Five Asks."""

    slug = models.SlugField(max_length=60, unique=True)
    name = GuardedCharField(max_length=120)
    trust = models.ForeignKey(Organisation, models.PROTECT, related_name="audits")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)
    stage = models.CharField(max_length=15, choices=Stage, default=Stage.ELSEWHERE)
    protocol_version = GuardedCharField(max_length=20, blank=True)
    window_from = models.DateField("first day of discharge", null=True, blank=True)
    window_to = models.DateField("last day of discharge", null=True, blank=True)
    inclusion_rules = GuardedTextField(max_length=2_000, blank=True)
    sampling = models.CharField(max_length=10, choices=Sampling, blank=True)
    expected_percent = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of letters with something inappropriate, as expected"
    )
    half_width_percent = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Percentage points either side that the sample aims at"
    )
    least_per_specialty = models.PositiveSmallIntegerField(null=True, blank=True)
    second_rated_percent = models.PositiveSmallIntegerField(
        default=0, help_text="Per cent of the sample that a second rater reads, blinded"
    )
    seed = models.BigIntegerField(
        null=True, editable=False, help_text="Draws the same sample from the same frame"
    )
    sampled_at = models.DateTimeField(null=True, editable=False)
    locked_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    rates_computed_at = models.DateTimeField(null=True, editable=False)
    rates_progress = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Per cent of a computation that is under way"
    )
    recounted_at = models.DateTimeField(null=True, editable=False)
    cells_differing = models.PositiveIntegerField(
        null=True, editable=False, help_text="From the rates, in the last recount; 0 if all is well"
    )

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="window_of_discharges_runs_forward",
                condition=Q(window_from=None)
                | Q(window_to=None)
                | Q(window_to__gte=F("window_from")),
            ),
            models.CheckConstraint(
                name="second_rated_is_a_percentage", condition=Q(second_rated_percent__lte=100)
            ),
            models.CheckConstraint(
                name="drawn_sample_has_its_seed",
                condition=Q(stage__in=[Stage.ELSEWHERE, Stage.FRAME])
                | Q(seed__isnull=False, sampled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="locked_audit_says_when",
                condition=Q(stage=Stage.LOCKED, locked_at__isnull=False)
                | (~Q(stage=Stage.LOCKED) & Q(locked_at=None)),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("audit", args=[self.slug])

    @property
    def is_read_here(self) -> bool:
        """Whether its letters are sampled and read at the reviewing desk."""
        return self.stage != Stage.ELSEWHERE

    @property
    def is_locked(self) -> bool:
        return self.stage == Stage.LOCKED

    @property
    def rates_are_current(self) -> bool:
        """Whether the rates shown count everything that is stored."""
        return self.letters_are_counted and not self.stale_cells.exists()

    @property
    def letters_are_counted(self) -> bool:
        """Whether a count was made since letters changed; single cells may be stale still."""
        return self.changed_at is None or (
            self.rates_computed_at is not None and self.rates_computed_at >= self.changed_at
        )


@pghistory.track()
class Criterion(models.Model):
    """What letters are held against, in the protocol's words; frozen once a sample is drawn."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="criteria")
    ask = models.PositiveSmallIntegerField(choices=Ask)
    text = GuardedTextField(max_length=500)

    class Meta:
        ordering = ["ask"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(name="one_criterion_per_ask", fields=["audit", "ask"])
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_once_sampled",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT FROM audits_audit
                        WHERE id = coalesce(NEW.audit_id, OLD.audit_id) AND sampled_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'the criteria of this audit are frozen'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN coalesce(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return f"Ask {self.ask}: {self.text}"


@pghistory.track()
class LaterChange(models.Model):
    """What was changed in a locked audit, when, by whom and why."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="later_changes")
    letter_id = GuardedCharField(max_length=64)
    reason = GuardedTextField(max_length=500)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self):
        return f"{self.letter_id}, {timezone.localdate(self.changed_at):%-d %B %Y}"


class StaleCell(models.Model):
    """A specialty and month whose letters were judged anew since the rates were counted."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="stale_cells")
    specialty = models.ForeignKey(Specialty, models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()

    def __str__(self):
        return f"{self.audit} {self.specialty} {self.month:%B %Y}"
