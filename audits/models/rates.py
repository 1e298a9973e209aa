"""What pages read: the counts behind every rate."""

from django.db import models

from audits.models.audit import Audit
from audits.models.reviews import Verdict
from interface.directory.models import Specialty
from interface.vocabulary import Ask
from issues.models import Category


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

    The five counts add up to the letters of that specialty and month.
    """

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="rates", db_index=False)
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="+")
    ask = models.PositiveSmallIntegerField(choices=Ask)
    month = models.DateField(help_text="Its first day")
    met = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)
    cannot_judge = models.PositiveIntegerField(default=0)
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


class LetterRate(models.Model):
    """What the sampled letters of one specialty and month came to, read for their requests."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="letter_rates", db_index=False)
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day")
    letters = models.PositiveIntegerField(default=0, help_text="In the sample")
    no_request = models.PositiveIntegerField(default=0)
    all_appropriate = models.PositiveIntegerField(default=0)
    some_inappropriate = models.PositiveIntegerField(default=0)
    cannot_judge = models.PositiveIntegerField(default=0)
    clear_box = models.PositiveIntegerField(
        default=0, help_text="Letters whose action box is there and filled"
    )
    box_answered = models.PositiveIntegerField(
        default=0, help_text="Letters of which a reader said whether they have an action box"
    )

    objects = AskRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_letter_rate_per_cell", fields=["audit", "specialty", "month"]
            )
        ]

    def __str__(self):
        return f"{self.audit} {self.specialty} {self.month:%B %Y}"


class RequestRate(models.Model):
    """How many requests of one type were judged how, by specialty and month."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="request_rates", db_index=False)
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day")
    request_type = models.ForeignKey(Category, models.PROTECT, related_name="+")
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True)
    verdict = models.CharField(max_length=13, choices=Verdict)
    requests = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(help_text="Of everybody in the practice")
    gp_minutes = models.PositiveIntegerField(help_text="Of those, a GP's own")

    objects = AskRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_request_rate_per_cell",
                fields=["audit", "specialty", "month", "request_type", "ask", "verdict"],
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.audit} {self.request_type} {self.verdict} {self.month:%B %Y}"
