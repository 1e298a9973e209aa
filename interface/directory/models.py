"""Who there is: organisations by ODS code, and the specialties of each trust."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q

from interface.privacy.fields import no_identifiers


class OrganisationKind(models.TextChoices):
    PRACTICE = "practice", "GP practice"
    TRUST = "trust", "NHS trust"
    ICB = "icb", "Integrated care board"
    PBP = "pbp", "Place-based partnership"
    LMC = "lmc", "Local medical committee"


class OrganisationQuerySet(models.QuerySet):
    def practices(self):
        return self.filter(kind=OrganisationKind.PRACTICE)

    def open(self, *, on: date | None = None):
        """Those that have not closed, or had not on a given day."""
        if on is None:
            return self.filter(closed_on=None)
        return self.filter(Q(opened_on=None) | Q(opened_on__lte=on)).filter(
            Q(closed_on=None) | Q(closed_on__gt=on)
        )

    def pickable(self):
        """Open practices of this partnership that a person might belong to."""
        return self.practices().open().filter(pickable=True, dormant=False).order_by("name")


@pghistory.track()
class Organisation(models.Model):
    """A practice, trust or partner body, keyed by ODS code. A closed one stays, for history."""

    ods_code = models.CharField("ODS code", max_length=10, unique=True, validators=[no_identifiers])
    name = models.CharField(max_length=150, validators=[no_identifiers])
    kind = models.CharField(max_length=10, choices=OrganisationKind)
    postcode = models.CharField(max_length=8, blank=True)
    place = models.CharField(
        max_length=60, blank=True, validators=[no_identifiers],
        help_text="What others see of a practice",
    )  # fmt: skip
    icb_code = models.CharField("ICB code", max_length=10, blank=True, validators=[no_identifiers])
    pickable = models.BooleanField(
        default=True, help_text="Untick for special allocation schemes and federations"
    )
    dormant = models.BooleanField(
        default=False, help_text="Open on paper, with no patients at present"
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_closes_after_opening",
                violation_error_message="It closes before it opens.",
                condition=Q(closed_on=None)
                | Q(opened_on=None)
                | Q(closed_on__gte=models.F("opened_on")),
            ),
            models.CheckConstraint(
                name="organisation_does_not_succeed_itself",
                violation_error_message="It cannot be its own successor.",
                condition=Q(succeeded_by=None) | ~Q(succeeded_by=models.F("id")),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


@pghistory.track()
class PcnMembership(models.Model):
    """A practice's primary care network, with the dates between which it belonged."""

    practice = models.ForeignKey(Organisation, models.CASCADE, related_name="pcn_memberships")
    pcn_code = models.CharField("PCN code", max_length=10, validators=[no_identifiers])
    pcn_name = models.CharField("PCN name", max_length=120, validators=[no_identifiers])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "PCN membership"
        constraints = [
            models.UniqueConstraint(
                name="one_open_pcn_per_practice",
                fields=["practice"],
                condition=Q(valid_to=None),
                violation_error_message="It belongs to a network already: end that membership.",
            )
        ]

    def __str__(self):
        return f"{self.practice} in {self.pcn_name}"


class SpecialtyQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)


@pghistory.track()
class Specialty(models.Model):
    """A service of a trust, under the name that the trust itself uses."""

    trust = models.ForeignKey(Organisation, models.PROTECT, related_name="specialties")
    name = models.CharField(max_length=120, validators=[no_identifiers])
    treatment_function_code = models.CharField(max_length=3, blank=True)
    group = models.CharField(max_length=40, blank=True, validators=[no_identifiers])
    aliases = models.JSONField(
        default=list, blank=True, validators=[no_identifiers], help_text='For example ["T&O"]'
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    feedback_email = models.EmailField(blank=True)
    contact_route = models.CharField(
        max_length=200, blank=True, validators=[no_identifiers],
        help_text="How a GP reaches this team",
    )  # fmt: skip
    active = models.BooleanField(default=True)

    objects = SpecialtyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "specialties"
        constraints = [
            models.UniqueConstraint(name="specialty_name_once_per_trust", fields=["trust", "name"]),
            models.UniqueConstraint(
                name="specialty_code_once_per_trust",
                violation_error_message="This code belongs to another specialty of the trust.",
                fields=["trust", "treatment_function_code"],
                condition=~Q(treatment_function_code=""),
            ),
        ]

    def __str__(self):
        return self.name
