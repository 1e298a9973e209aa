"""The people of a demonstration: invented, labelled as invented, one or two for each role."""

from dataclasses import dataclass

from django.utils.text import slugify

from interface import history
from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist, at a real organisation."""

    name: str
    role: Role
    ods_code: str
    specialty_codes: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """Nobody's address: example.nhs.uk is no mail domain."""
        words = self.name.split("(")[0].removeprefix("Dr ").lower().split()
        return ".".join(words) + "@example.nhs.uk"


PEOPLE = [
    Invented("Dr Ada Demonstration (GP)", Role.PRACTICE, "C84011"),
    Invented("Pat Invented (practice manager)", Role.PRACTICE, "C84005"),
    Invented("Dr Cora Madeup (cardiology lead)", Role.SPECIALTY, "RX1", ("320",)),
    Invented("Dr Theo Fictional (orthopaedics lead)", Role.SPECIALTY, "RX1", ("110",)),
    Invented("Dr Gwen Pretend (GP reviewer)", Role.REVIEWER, "C84005"),
    Invented("Dr Hal Imaginary (hospital reviewer)", Role.REVIEWER, "RX1"),
    Invented("Lee Example (trust executive)", Role.LEADERSHIP, "RX1"),
    Invented("Iris Sample (ICB director)", Role.LEADERSHIP, "QT1"),
    Invented("Dana Demonstration (integration team)", Role.INTEGRATION_TEAM, "RX1"),
    Invented("Tom Placeholder (integration team)", Role.INTEGRATION_TEAM, "RX1"),
]


def make() -> int:
    """Add the invented people that are missing; returns how many were new."""
    known = set(User.objects.values_list("email", flat=True))
    missing = [person for person in PEOPLE if person.email not in known]
    if missing:
        _add(missing, by=None)
        _give_mailboxes(by=None)
    return len(missing)


@history.action("invented for the demonstration")
def _add(people: list[Invented], *, by: None) -> None:
    organisations = Organisation.objects.in_bulk(field_name="ods_code")
    for person in people:
        user = User.objects.create_user(
            email=person.email,
            name=person.name,
            role=person.role,
            organisation=organisations[person.ods_code],
            is_demonstration=True,
        )
        user.specialties.set(
            Specialty.objects.filter(
                trust__ods_code="RX1", treatment_function_code__in=person.specialty_codes
            )
        )


@history.action("invented for the demonstration")
def _give_mailboxes(*, by: None) -> None:
    """A specialty that an invented person leads has a mailbox that nobody has."""
    led = Specialty.objects.filter(leads__is_demonstration=True, feedback_email="").distinct()
    for specialty in led:
        specialty.feedback_email = f"{slugify(specialty.name)}.team@example.nhs.uk"
        specialty.save(update_fields=["feedback_email"])


def author() -> User:
    """The one in whose name the demonstration's issues and audits are made."""
    return User.objects.filter(
        is_demonstration=True, is_active=True, role=Role.INTEGRATION_TEAM
    ).earliest("joined_at", "pk")


def second() -> User:
    """Another of the team, for what takes two people."""
    return User.objects.filter(
        is_demonstration=True, is_active=True, role=Role.INTEGRATION_TEAM
    ).latest("joined_at", "pk")


def readers() -> list[User]:
    """Those who read the letters of an audit, of practices and of the hospital."""
    return list(User.objects.filter(is_demonstration=True, is_active=True, role=Role.REVIEWER))
