"""Improvement projects in six domains, and the dated milestones of the roadmap."""

import pghistory
from django.db import models
from django.urls import reverse

from interface.vocabulary import Ask, Domain


class Stage(models.TextChoices):
    IDEA = "idea", "Idea"
    PLANNED = "planned", "Planned"
    ACTIVE = "active", "In progress"
    EMBEDDED = "embedded", "Embedded"
    COMPLETED = "completed", "Completed"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed without delivery"


class Delivery(models.TextChoices):
    NOT_STARTED = "grey", "Not started"
    ON_TRACK = "green", "On track"
    AT_RISK = "amber", "At risk"
    OFF_TRACK = "red", "Off track"
    COMPLETE = "blue", "Complete"


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who signs in reads every project."""
        return self.all() if user.is_authenticated else self.none()


@pghistory.track()
class Project(models.Model):
    """A piece of improvement work that both sides agreed on."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120, unique=True)
    domain = models.CharField(max_length=30, choices=Domain)
    stage = models.CharField(max_length=15, choices=Stage)
    delivery = models.CharField(max_length=10, choices=Delivery, blank=True)
    summary = models.TextField(blank=True)
    asks = models.JSONField(
        default=list, blank=True, help_text="Numbers of the Five Asks it serves"
    )
    started_month = models.DateField(null=True, blank=True, help_text="First day of the month")
    completed_month = models.DateField(null=True, blank=True, help_text="First day of the month")
    is_demonstration = models.BooleanField("invented for demonstration", default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="project_completes_after_start",
                condition=models.Q(completed_month=None)
                | models.Q(started_month=None)
                | models.Q(completed_month__gte=models.F("started_month")),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("project", args=[self.slug])

    @property
    def ask_labels(self) -> list[str]:
        return [Ask(number).label for number in self.asks]


class MilestoneQuerySet(models.QuerySet):
    def public(self):
        return self.filter(public=True)


@pghistory.track()
class Milestone(models.Model):
    """Something the group reached, or means to reach, in a month; shown on the roadmap."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        LATE = "late", "Slipped"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    month = models.DateField(help_text="First day of the month")
    title = models.CharField(max_length=150)
    detail = models.TextField(blank=True)
    domain = models.CharField(max_length=30, choices=Domain, blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="milestones"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    public = models.BooleanField(default=True)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(name="milestone_once_a_month", fields=["month", "title"])
        ]

    def __str__(self):
        return self.title
