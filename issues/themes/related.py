"""What an issue carries about others like it: two links, neither of which moves anything."""

from django.db import models
from django.db.models import F, Q


class Related(models.Model):
    """The links of an issue; empty for most."""

    part_of = models.ForeignKey(
        "issues.Issue", models.PROTECT, null=True, blank=True,
        related_name="parts", db_index=False, editable=False,
        help_text="The issue that leads the theme, or another that is part of it",
    )  # fmt: skip
    recurrence_of = models.ForeignKey(
        "issues.PromisedFix", models.PROTECT, null=True, blank=True,
        related_name="recurrences", db_index=False, editable=False,
        help_text="What was promised to be fixed when this was raised",
    )  # fmt: skip
    is_recurrence = models.BooleanField(
        default=False, editable=False,
        help_text="Not, although there was a promise: the team says that it is something else",
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def is_part(self) -> bool:
        """Whether another issue leads it."""
        return self.part_of_id is not None


RELATED_CONSTRAINTS = [
    models.CheckConstraint(
        name="issue_is_no_part_of_itself", condition=Q(part_of=None) | ~Q(part_of=F("pk"))
    ),
    models.CheckConstraint(
        name="recurrence_has_its_promise",
        condition=Q(is_recurrence=False) | Q(recurrence_of__isnull=False),
    ),
]
RELATED_INDEXES = [
    models.Index(fields=["part_of"], name="issue_part_of", condition=Q(part_of__isnull=False)),
    models.Index(
        fields=["recurrence_of", "raised_at"],
        name="issue_recurring",
        condition=Q(is_recurrence=True),
    ),
]
