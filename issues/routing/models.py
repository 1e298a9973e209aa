"""Routing rules: ordered rows with the days on which they hold, kept by the integration team."""

from datetime import date
from typing import Any

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.privacy.fields import GuardedCharField
from interface.vocabulary import Ask
from issues.details import HARM, Priority

MOST_DAYS = 60  # working days
URGENT = [(one.value, one.label) for one in Priority if one != Priority.NORMAL]


@pghistory.track()
class RoutingRule(models.Model):
    """For issues that are like this, do that; an empty condition fits every issue."""

    name = GuardedCharField(max_length=80, help_text="What history and the desk call it")
    position = models.PositiveSmallIntegerField(
        help_text="The lowest goes first: for each effect the first rule that fits decides"
    )
    is_on = models.BooleanField("switched on", default=False)
    at_once = models.BooleanField(
        "applies by itself", default=False,
        help_text="As soon as an issue is raised. Otherwise the desk is shown what it proposes.",
    )  # fmt: skip
    valid_from = models.DateField(default=timezone.localdate)
    valid_to = models.DateField("valid until", null=True, blank=True)

    specialty = models.ForeignKey(
        "directory.Specialty", models.PROTECT, null=True, blank=True, related_name="+"
    )
    specialty_unknown = models.BooleanField("the reporter was not sure which", default=False)
    category = models.ForeignKey(
        "issues.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ask = models.PositiveSmallIntegerField(choices=Ask, null=True, blank=True)
    place = GuardedCharField("place of the practice", max_length=100, blank=True)
    possible_harm = models.BooleanField("possible harm", default=False)
    kind = GuardedCharField(max_length=10, blank=True)
    direction = GuardedCharField(max_length=20, blank=True)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="looked after by",
    )  # fmt: skip
    sends_to = models.ForeignKey(
        "directory.Specialty", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="goes to",
    )  # fmt: skip
    priority = models.CharField(max_length=10, choices=URGENT, blank=True)
    triage_within = models.PositiveSmallIntegerField(
        "working days to triage", null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS)]
    )
    answer_within = models.PositiveSmallIntegerField(
        "working days to answer", null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )  # fmt: skip

    class Meta:
        app_label = "issues"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="routing_rule_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="an_unknown_specialty_is_not_named",
                condition=Q(specialty_unknown=False) | Q(specialty=None),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.name}"

    def holds(self, *, on: date) -> bool:
        """Whether a day is within its days."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def needs(self) -> dict[str, Any]:
        """What an issue must be like: for each named fact (see `facts`) the value it must have."""
        said = {
            "specialty": self.specialty_id,
            "category": self.category_id,
            "ask": self.ask,
            "place": self.place,
            "possible_harm": self.possible_harm,
            "kind": self.kind,
            "direction": self.direction,
        }
        needed = {name: value for name, value in said.items() if value}
        return {**needed, "specialty": None} if self.specialty_unknown else needed

    @property
    def effects(self) -> dict[str, Any]:
        """What it does: owner, sends_to, priority, triage_within and answer_within, where set."""
        names = ("owner", "sends_to", "priority", "triage_within", "answer_within")
        said = {name: getattr(self, name) for name in names}
        return {name: value for name, value in said.items() if value not in (None, "")}

    @property
    def fits(self) -> Q:
        """The issues it is for, as a condition on them."""
        lookups = {"ask": "category__ask", "place": "practice__place"}
        harm = {"risk__in": HARM} if self.possible_harm else {}
        other = {
            lookups.get(name, name): value
            for name, value in self.needs.items()
            if name != "possible_harm"
        }
        return Q(**other, **harm)

    def clean(self):
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": "The last day must not be before the first"})
        if self.specialty_unknown and self.specialty:
            raise ValidationError(
                {"specialty_unknown": "Choose a specialty, or that it is not known; not both"}
            )
        if not self.effects:
            raise ValidationError("Say what the rule does: at least one of its effects is needed")
