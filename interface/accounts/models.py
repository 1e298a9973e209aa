"""People who sign in, and what each of them may do."""

from importlib import import_module

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.privacy.fields import no_identifiers


class Role(models.TextChoices):
    """One a person: it decides which rows they see and what they may do."""

    PRACTICE = "practice", "GP or practice staff"
    SPECIALTY = "specialty", "Specialty lead"
    REVIEWER = "reviewer", "Audit reviewer"
    LEADERSHIP = "leadership", "Leadership"
    INTEGRATION_TEAM = "integration_team", "Integration team"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email: str, **fields):
        """Somebody who will sign in by code: there is no password."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login", "last_seen_answers_at"])
class User(AbstractBaseUser):
    """A member of staff, known by work e-mail."""

    email = models.EmailField("work e-mail", unique=True)
    name = models.CharField(max_length=100, validators=[no_identifiers])
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="people"
    )
    specialties = models.ManyToManyField(Specialty, blank=True, related_name="leads")
    is_active = models.BooleanField("may sign in", default=True)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="invited"
    )
    joined_by = models.ForeignKey(
        "LaunchLink", models.PROTECT, null=True, blank=True, editable=False,
        related_name="joined", help_text="The launch link they came by",
    )  # fmt: skip
    last_seen_answers_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(name="user_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="practice_user_has_practice",
                condition=~Q(role=Role.PRACTICE) | Q(organisation__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_integration_team(self) -> bool:
        return self.is_active and self.role == Role.INTEGRATION_TEAM

    @property
    def is_practice(self) -> bool:
        return self.role == Role.PRACTICE

    @property
    def is_leadership(self) -> bool:
        return self.role == Role.LEADERSHIP

    @property
    def is_specialty_lead(self) -> bool:
        return self.role == Role.SPECIALTY

    @property
    def is_reviewer(self) -> bool:
        return self.role == Role.REVIEWER

    # What Django's admin asks of a user: the whole integration team works there, nobody else.

    @property
    def is_staff(self) -> bool:
        return self.is_integration_team

    @property
    def is_superuser(self) -> bool:
        return False

    def has_perm(self, perm, obj=None) -> bool:
        return self.is_integration_team

    def has_perms(self, perm_list, obj=None) -> bool:
        return self.is_integration_team

    def has_module_perms(self, app_label) -> bool:
        return self.is_integration_team


@pghistory.track()
class Lead(User.specialties.through):  # type: ignore[name-defined]
    """That somebody leads a specialty: decides what they read, so it is in history too."""

    class Meta:
        proxy = True

    def __str__(self):
        return f"{self.user} leads {self.specialty}"


class LaunchLinkQuerySet(models.QuerySet):
    def live(self):
        """Those that let a practice raise issues: neither revoked nor of a closed practice."""
        return self.filter(revoked_at=None, practice__closed_on=None)


@pghistory.track(exclude=["digest", "last_used_at"])
class LaunchLink(models.Model):
    """A practice's own address for its clinical system: raising an issue, and nothing else.

    The address holds a token of 256 random bits, which is shown once and kept as a digest only.
    """

    practice = models.OneToOneField(Organisation, models.PROTECT, related_name="launch_link")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(
        default=timezone.now, help_text="When the link that is now in use was made"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="To the hour")

    objects = LaunchLinkQuerySet.as_manager()

    class Meta:
        ordering = ["practice__name"]

    def __str__(self):
        return f"Launch link of {self.practice}"

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.practice.is_open


class JoinCode(models.Model):
    """A code sent to a work e-mail, with which somebody joins the practice of a launch link.

    Forgotten after a day. The code is kept as a keyed digest only; an empty one fits no code, for
    addresses that are known here already and get another mail.
    """

    link = models.ForeignKey(LaunchLink, models.CASCADE, related_name="join_codes")
    email = models.EmailField()
    digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"Code to join {self.link.practice}"


class Tally(models.Model):
    """How often something limited was done since its period began (interface.accounts.limits)."""

    key = models.CharField(max_length=100, primary_key=True)
    began_at = models.DateTimeField()
    times = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self):
        return f"{self.key}: {self.times}"


class Session(AbstractBaseSession):
    """One browser in which somebody is, or is not yet, signed in; `user` is who, if anybody."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore
