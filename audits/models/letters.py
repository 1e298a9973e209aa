"""The letters of an audit."""

import pghistory
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
    CANNOT_JUDGE = "cannot", "Cannot judge"


class LetterQuerySet(models.QuerySet):
    def with_judgements(self):
        """Each letter with ask_1 … ask_5 of the review that its rates count."""
        return self.annotate(
            counted=FilteredRelation("reviews", condition=Q(reviews__counts=True)),
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
    in_sample = models.BooleanField(
        default=True, db_default=True, help_text="Of a frame, the letters that were drawn"
    )

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
