"""People who sign in, and what each of them may do."""

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface.directory.models import Organisation, Specialty


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
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="people"
    )
    specialties = models.ManyToManyField(Specialty, blank=True, related_name="leads")
    is_active = models.BooleanField("may sign in", default=True)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)
    joined_at = models.DateTimeField(default=timezone.now)
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
