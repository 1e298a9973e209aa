"""What pages read: the counts behind every rate."""

from django.db import models

from audits.models.audit import Audit
from interface.directory.models import Specialty
from interface.vocabulary import Ask


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
