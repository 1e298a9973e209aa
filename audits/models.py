"""Audits of discharge summaries: letters, their reviews, and the rates pages show."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.vocabulary import Ask


class Judgement(models.TextChoices):
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "n/a", "Not applicable"


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may read an audit's rates: everybody who signs in."""
        return self.all() if user.is_authenticated else self.none()


@pghistory.track(exclude=["changed_at", "rates_computed_at", "rates_progress"])
class Audit(models.Model):
    """One cycle of reading discharge summaries against the Five Asks."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    trust = models.ForeignKey(Organisation, models.PROTECT, related_name="audits")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    rates_computed_at = models.DateTimeField(null=True, editable=False)
    rates_progress = models.PositiveSmallIntegerField(null=True, editable=False)

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


class Letter(models.Model):
    """One discharge summary, under a pseudonym that leads to no patient here."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="letters")
    letter_id = models.CharField(max_length=64)
    discharged_on = models.DateField()
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="letters")
    ward = models.CharField(max_length=60, blank=True)
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    document_text = models.TextField(blank=True)

    class Meta:
        ordering = ["audit", "letter_id"]
        constraints = [
            models.UniqueConstraint(name="letter_once_per_audit", fields=["audit", "letter_id"])
        ]

    def __str__(self):
        return self.letter_id


class Review(models.Model):
    """One letter judged once, by a reviewer here or in the spreadsheet it came from."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_imported_review_per_letter",
                fields=["letter"],
                condition=Q(reviewer=None),
            )
        ]

    def __str__(self):
        return f"Review of {self.letter}"


class Finding(models.Model):
    """Whether one letter met one of the Five Asks."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="findings")
    ask = models.PositiveSmallIntegerField(choices=Ask)
    judgement = models.CharField(max_length=10, choices=Judgement)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_finding_per_ask", fields=["review", "ask"])
        ]

    def __str__(self):
        return f"Ask {self.ask}: {self.judgement}"


class AskRate(models.Model):
    """How many letters of one specialty and month met an ask: what pages read."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="rates")
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="+")
    ask = models.PositiveSmallIntegerField(choices=Ask)
    month = models.DateField(help_text="Its first day")
    met = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_rate_per_cell", fields=["audit", "specialty", "ask", "month"]
            )
        ]

    def __str__(self):
        return f"{self.audit} ask {self.ask} {self.specialty} {self.month:%B %Y}"
