"""Whose reply desk somebody sits at: that of a lead's specialties, or that of a link's one."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.urls import reverse

from interface.accounts.models import User
from interface.directory.models import Specialty
from issues.models import DeskLink, Issue, SpecialtyProposal, Status


@dataclass(frozen=True)
class Desk:
    """What one specialty, or all that one person leads, was asked to answer."""

    specialties: list[Specialty]
    by: User | None = None
    link: DeskLink | None = None
    token: str = ""

    @classmethod
    def of_lead(cls, user: User) -> Self:
        return cls(specialties=list(user.specialties.all()), by=user)

    @classmethod
    def of_link(cls, link: DeskLink, token: str) -> Self:
        return cls(specialties=[link.specialty], link=link, token=token)

    @property
    def who(self) -> dict[str, Any]:
        """What a service wants to know of whoever sits here."""
        return {"by": self.by, "desk_link": self.link}

    def __str__(self):
        return ", ".join(str(specialty) for specialty in self.specialties)

    # What lies on it

    def issues(self) -> QuerySet[Issue]:
        """All that were ever sent to these specialties and are theirs now; no others exist here."""
        rows = Issue.objects.filter(
            specialty__in=self.specialties, sent_to_specialty_at__isnull=False
        )
        return rows.select_related("practice", "specialty", "category")

    def to_answer(self) -> QuerySet[Issue]:
        """Those whose next step is the specialty's, the first due first."""
        return (
            self.issues().filter(status=Status.WITH_SPECIALTY).order_by("respond_by", "raised_at")
        )

    def proposals(self) -> QuerySet[SpecialtyProposal]:
        """What was told to the integration team and is not decided."""
        rows = SpecialtyProposal.objects.open().filter(specialty__in=self.specialties)
        return rows.select_related("issue", "right_specialty", "category")

    # Where it is

    @property
    def address(self) -> str:
        return reverse("desk_link", args=[self.token]) if self.link else reverse("reply_desk")

    def address_of(self, issue: Issue) -> str:
        if self.link:
            return reverse("desk_link_issue", args=[self.token, issue.reference])
        return reverse("reply_desk_issue", args=[issue.reference])

    def address_of_step(self, issue: Issue, step: str) -> str:
        if self.link:
            return reverse("desk_link_step", args=[self.token, issue.reference, step])
        return reverse("reply_desk_step", args=[issue.reference, step])
