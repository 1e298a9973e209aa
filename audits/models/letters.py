"""Letters and their reviews."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q

from audits.models.audit import Audit
from interface.directory.models import Organisation, Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField
from interface.vocabulary import Ask

ASK_COLUMNS = [f"ask_{ask}" for ask in Ask]


def changes():
    """Trackers for rows that come in by the thousand: an Import records that they came."""
    return pghistory.UpdateEvent(), pghistory.DeleteEvent()


class Judgement(models.TextChoices):
    """Whether one letter met one ask; blank means that nobody has judged it yet."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "n/a", "Not applicable"


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
