"""Links by which a specialty answers without an account, and what it proposes to the team."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.directory.models import Specialty
from interface.privacy.fields import GuardedCharField, GuardedTextField

LONGEST_PROPOSAL = 1_000  # characters
LONGEST_SCOPE = 200


class DeskLinkQuerySet(models.QuerySet):
    def live(self):
        """Those that open a reply desk: not revoked, not over, of a specialty that takes issues."""
        ahead = Q(expires_at__gt=timezone.now())
        return self.filter(ahead, revoked_at=None, specialty__active=True)


@pghistory.track(exclude=["digest"])
class DeskLink(models.Model):
    """One e-mailed key to the reply desk of one specialty: 256 random bits, kept as a digest.

    What is done with it is attributed to the address that it was sent to.
    """

    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="desk_links")
    sent_to = models.EmailField()
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    asked_for_new_at = models.DateTimeField(
        null=True, blank=True, help_text="When whoever has it asked for one that works"
    )

    objects = DeskLinkQuerySet.as_manager()

    # In history a link stands where a person of the specialty would.
    is_practice = False
    is_specialty_lead = True

    class Meta:
        ordering = ["-made_at"]
        verbose_name = "link to a reply desk"
        verbose_name_plural = "links to reply desks"

    def __str__(self):
        return f"{self.specialty} team, by link sent to {self.sent_to}"

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "Revoked"
        return "In use" if self.expires_at > timezone.now() else "Over"


class ProposalKind(models.TextChoices):
    CATEGORY = "category", "The category is wrong"
    FIX = "fix", "Fixed for good"
    RIGHT_TEAM = "right_team", "Belongs to another team"


class ProposalState(models.TextChoices):
    OPEN = "open", "To decide"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class SpecialtyProposalQuerySet(models.QuerySet):
    def open(self):
        """Those that the integration team has to decide."""
        return self.filter(state=ProposalState.OPEN)


@pghistory.track(exclude=["submission"])
class SpecialtyProposal(models.Model):
    """What a specialty says about an issue that only the integration team can make so."""

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="proposals")
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=ProposalKind)
    text = GuardedTextField(max_length=LONGEST_PROPOSAL)
    category = models.ForeignKey(
        "issues.Category", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The right one, if the category is wrong",
    )  # fmt: skip
    right_specialty = models.ForeignKey(
        Specialty, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The right one, if it belongs to another team and they know which",
    )  # fmt: skip
    fixed_from = models.DateField(null=True, blank=True, help_text="Since when it is fixed")
    scope = GuardedCharField(max_length=LONGEST_SCOPE, blank=True, help_text="Where it is fixed")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="proposals_made"
    )
    desk_link = models.ForeignKey(DeskLink, models.PROTECT, null=True, related_name="proposals")
    made_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True, null=True, editable=False)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="proposals_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = GuardedTextField(
        max_length=LONGEST_PROPOSAL, blank=True, help_text="What the team told the specialty"
    )

    objects = SpecialtyProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = "proposal of a specialty"
        verbose_name_plural = "proposals of specialties"
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal_of_a_kind",
                fields=["issue", "kind"],
                condition=Q(state=ProposalState.OPEN),
            ),
            models.CheckConstraint(
                name="decided_proposal_says_when",
                condition=Q(state=ProposalState.OPEN) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposed_fix_says_when_and_where",
                condition=~Q(kind=ProposalKind.FIX) | (Q(fixed_from__isnull=False) & ~Q(scope="")),
            ),
            models.CheckConstraint(
                name="disputed_category_names_another",
                condition=~Q(kind=ProposalKind.CATEGORY) | Q(category__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"], name="proposal_to_decide", condition=Q(state=ProposalState.OPEN)
            )
        ]

    def __str__(self):
        return f"{self.issue}: {self.get_kind_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    @property
    def who(self) -> str:
        """Who said so, as the integration team may know it."""
        return f"{self.made_by} ({self.specialty})" if self.made_by else str(self.desk_link)
