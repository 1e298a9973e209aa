"""That an issue happened to another practice as well: once a practice, however often."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.directory.models import Organisation
from interface.prepared import Statement


class Minutes(models.IntegerChoices):
    """How long it kept somebody at the practice."""

    NONE = 0, "None"
    FIVE = 5, "About 5"
    TEN = 10, "About 10"
    FIFTEEN = 15, "About 15"
    THIRTY = 30, "30 or more"


class EndorsementQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def of(self, user):
        """Those of this person's practice; nobody else has any."""
        if not user.is_practice:
            return self.none()
        return self.standing().filter(practice=user.organisation_id)


_count_of = Statement(
    "SELECT count(*) FROM issues_endorsement WHERE practice_id = %s AND withdrawn_at IS NULL"
)


def count_of(practice: int) -> int:
    """How many endorsements of a practice stand."""
    [(count,)] = _count_of(practice)
    return count


# For a statement that is written by hand: whether any stands.
KNOWN = {
    "is_endorsed": "EXISTS (SELECT FROM issues_endorsement"
    " WHERE issue_id = this.id AND withdrawn_at IS NULL)"
}


@pghistory.track(exclude=["hear_back_email"])
class Endorsement(models.Model):
    """A practice's word that an issue raised by another one happened there too."""

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="endorsements")
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="endorsements")
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="endorsements",
        help_text="Empty: somebody who came by the practice’s launch link",
    )  # fmt: skip
    hear_back_email = models.EmailField(blank=True, help_text="Of somebody without an account")
    endorsed_at = models.DateTimeField(default=timezone.now)
    minutes_lost = models.PositiveSmallIntegerField(choices=Minutes, null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        ordering = ["-endorsed_at"]
        constraints = [
            models.UniqueConstraint(
                name="practice_endorses_issue_once", fields=["issue", "practice"]
            )
        ]
        indexes = [
            models.Index(
                fields=["practice", "-endorsed_at"],
                name="endorsement_of_practice",
                condition=Q(withdrawn_at=None),
            )
        ]

    def __str__(self):
        return f"{self.issue}, {self.practice}"

    @property
    def email(self) -> str:
        """Where to write to whoever said so, or nothing if they have left."""
        if self.endorsed_by is None:
            return self.hear_back_email
        return self.endorsed_by.email if self.endorsed_by.is_active else ""
