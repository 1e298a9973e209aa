"""Rules with their dates, and template letters with their versions: governed documents."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField
from issues.letters import placeholders

CATEGORY = "issues.Category"  # by name: issues.models re-exports these models
REVIEW_IS_DUE_SOON = timedelta(days=60)
_MARKED_ITEM = re.compile(r"\[(R\d{1,2})\]\s*(.+)")


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class RuleQuerySet(models.QuerySet):
    def in_force(self, *, on: date):
        """The editions that held on a day; no rule has two of them."""
        begun = self.filter(effective_from__lte=on)
        return begun.filter(Q(effective_to=None) | Q(effective_to__gte=on))


@pghistory.track()
class Rule(models.Model):
    """One edition of a duty that both sides go by, and the days between which it held.

    Editions of a rule share its code (R6: clinic letters within 14, then 10, then 7 days).
    """

    code = models.CharField(max_length=3, validators=[RegexValidator(r"^R\d{1,2}$")])
    title = GuardedCharField(max_length=80)
    duty = GuardedCharField(max_length=400, help_text="In our own words, as the letters print it")
    source = GuardedCharField(
        "stands in", max_length=80, default="NHS Standard Contract, Service Conditions"
    )
    clause = GuardedCharField(max_length=40, blank=True)
    contract_year = GuardedCharField(max_length=20, blank=True, help_text="For example 2018/19")
    to_confirm = GuardedCharField(
        max_length=120, blank=True,
        help_text="What the LMC has still to confirm. Until this is empty, letters leave the "
        "clause out.",
    )  # fmt: skip
    exception = GuardedCharField(
        max_length=300, blank=True, help_text="When the hospital is right to ask"
    )
    effective_from = models.DateField("in force from")
    effective_to = models.DateField("in force until", null=True, blank=True)
    addresses = GuardedCharField(
        "where we read it", max_length=300, blank=True, help_text="Web pages, without https://"
    )
    categories: models.ManyToManyField = models.ManyToManyField(
        CATEGORY, blank=True, related_name="rules"
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = [Length("code"), "code", "effective_from"]
        constraints = [
            ExclusionConstraint(
                name="one_edition_of_a_rule_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        DateRange(
                            "effective_from", "effective_to",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Another edition of this rule holds on some of these days.",
            ),
            models.CheckConstraint(
                name="rule_ends_after_it_begins",
                condition=Q(effective_to=None) | Q(effective_to__gte=models.F("effective_from")),
                violation_error_message="The last day must not be before the first.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def citation(self) -> str:
        """Where it stands; a clause number only once it is sure."""
        place = f"{self.source} {'' if self.to_confirm else self.clause}".strip()
        return f"{place} ({self.contract_year})" if self.contract_year else place


@pghistory.track()
class RuleForCategory(Rule.categories.through):  # type: ignore[name-defined]
    """That a rule governs a category: decides what letters cite, so it is in history too."""

    class Meta:
        app_label = "issues"
        proxy = True

    def __str__(self):
        return f"{self.rule} governs {self.category}"


class TemplateLetterQuerySet(models.QuerySet):
    def with_versions(self):
        """Ready to be asked for `current`, in two queries however many there are."""
        return self.select_related("replaced_by").prefetch_related("versions")


@pghistory.track()
class TemplateLetter(models.Model):
    """A letter that both sides agreed on, with which a practice sends a request back."""

    code = models.CharField(
        max_length=3, unique=True, validators=[RegexValidator(r"^L\d{1,2}$", "For example L12")]
    )
    title = GuardedCharField(max_length=80)
    use_when = GuardedCharField(max_length=200, help_text="One sentence for the list of letters")
    rule_code = models.CharField(
        "rule",
        max_length=3,
        help_text="Cited unless what is ticked names another: R1, R2 …",
        validators=[RegexValidator(r"^R\d{1,2}$", "For example R1")],
    )
    categories: models.ManyToManyField = models.ManyToManyField(
        CATEGORY, blank=True, related_name="letters"
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", editable=False
    )

    objects = TemplateLetterQuerySet.as_manager()

    class Meta:
        app_label = "issues"
        ordering = [Length("code"), "code"]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("letter", args=[self.code])

    @property
    def current(self) -> "LetterVersion | None":
        """The newest version that both sides agreed on, withdrawn or not."""
        return next((version for version in self.versions.all() if version.is_agreed), None)

    @property
    def newest(self) -> "LetterVersion | None":
        """The newest version, agreed or not."""
        return next(iter(self.versions.all()), None)

    @property
    def in_use(self) -> "LetterVersion | None":
        """The version that practices get; None before an agreement and once withdrawn."""
        return self.current if self.current and not self.current.is_withdrawn else None

    @property
    def is_withdrawn(self) -> bool:
        return self.current is not None and self.current.is_withdrawn


@pghistory.track()
class LetterForCategory(TemplateLetter.categories.through):  # type: ignore[name-defined]
    """That a letter is offered for a category."""

    class Meta:
        app_label = "issues"
        proxy = True

    def __str__(self):
        return f"{self.templateletter} for {self.category}"


@dataclass(frozen=True)
class Item:
    """One thing to tick, with the code of the rule it comes under ("" for the letter's own)."""

    words: str
    rule_code: str = ""


def items(text: str) -> list[Item]:
    """A tick list as it is written: one a line, "[R5] " before those under a rule of their own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [_MARKED_ITEM.fullmatch(line) for line in lines]
    return [
        Item(match.group(2), match.group(1)) if match else Item(line)
        for line, match in zip(lines, marked, strict=True)
    ]


NEVER_CHANGES = ["letter", "number", "subject", "body", "requests", "reasons", "made_at"]


@pghistory.track()
class LetterVersion(models.Model):
    """The words of a letter, once and for all; other words are another version."""

    letter = models.ForeignKey(TemplateLetter, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    subject = GuardedCharField(max_length=120)
    body = GuardedTextField(max_length=4_000)
    requests = GuardedTextField("what the letter is about", max_length=2_000)
    reasons = GuardedTextField("why it is sent", max_length=2_000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    agreed_by_practice_side = GuardedCharField("for general practice", max_length=80, blank=True)
    agreed_by_trust_side = GuardedCharField("for the trust", max_length=80, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField("to be reviewed by", null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = GuardedCharField(max_length=300, blank=True)

    class Meta:
        app_label = "issues"
        ordering = ["-number"]
        triggers = [
            pgtrigger.ReadOnly(name="words_never_change", fields=NEVER_CHANGES),
            pgtrigger.Protect(name="versions_stay", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(name="letter_version_once", fields=["letter", "number"]),
            models.CheckConstraint(
                name="letter_agreed_by_both_sides_or_neither",
                condition=Q(
                    agreed_by_practice_side="", agreed_by_trust_side="",
                    agreed_on=None, review_on=None,
                )
                | (
                    ~Q(agreed_by_practice_side="")
                    & ~Q(agreed_by_trust_side="")
                    & Q(agreed_on__isnull=False, review_on__isnull=False)
                    & Q(review_on__gt=models.F("agreed_on"))
                ),
                violation_error_message="An agreement needs both sides, its day, and a later day "
                "of review.",
            ),
            models.CheckConstraint(
                name="letter_withdrawn_for_a_reason",
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False, agreed_on__isnull=False)
                   & ~Q(withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="letter_has_known_placeholders_only",
                condition=~Q(subject__regex=placeholders.ANY_OTHER_BRACE)
                & ~Q(body__regex=placeholders.ANY_OTHER_BRACE)
                & ~Q(requests__contains="{")
                & ~Q(reasons__contains="{"),
                violation_error_message="There is a placeholder that this service does not know.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.letter.code} version {self.number}"

    def clean(self):
        """Name the placeholders that are unknown, and those without which a letter is no letter."""
        wrong = {
            name: f"{' and '.join(unknown)} is no placeholder of ours"
            for name, unknown in {
                "subject": placeholders.unknown(self.subject),
                "body": placeholders.unknown(self.body),
                "requests": ["{"] if "{" in self.requests else [],
                "reasons": ["{"] if "{" in self.reasons else [],
            }.items()
            if unknown
        }
        if missing := placeholders.missing(self.body):
            names = " and ".join(f"{{{name}}}" for name in missing)
            wrong.setdefault("body", f"The letter must say {names} somewhere")
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_agreed(self) -> bool:
        return self.agreed_on is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    def is_past_review(self, *, on: date) -> bool:
        """Whether nobody has looked at it again by the day on which both sides wanted to."""
        return self.review_on is not None and self.review_on < on

    def review_is_due_soon(self, *, on: date) -> bool:
        return self.review_on is not None and on <= self.review_on <= on + REVIEW_IS_DUE_SOON

    @property
    def request_items(self) -> list[Item]:
        return items(self.requests)

    @property
    def reason_items(self) -> list[Item]:
        return items(self.reasons)


class UseKind(models.TextChoices):
    COPIED = "copied", "Copied"
    DOWNLOADED = "downloaded", "Downloaded"


class LetterUse(models.Model):
    """How often a letter was taken in a month, for a specialty: a number, about nobody."""

    letter = models.ForeignKey(TemplateLetter, models.PROTECT, related_name="uses")
    specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, blank=True, related_name="letter_uses"
    )
    kind = models.CharField(max_length=10, choices=UseKind)
    month = models.DateField(help_text="Its first day")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "issues"
        ordering = ["-month", "letter"]
        constraints = [
            models.UniqueConstraint(
                name="letter_use_counted_once",
                fields=["letter", "specialty", "kind", "month"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="letter_use_month_begins", condition=Q(month__day=1)),
        ]

    def __str__(self):
        return f"{self.letter}, {self.month:%B %Y}: {self.count} {self.get_kind_display().lower()}"
