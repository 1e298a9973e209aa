"""Improvement projects in six domains, and the dated milestones of the roadmap."""

from datetime import date

import pghistory
from django.apps import apps
from django.db import models
from django.urls import reverse

from interface.privacy.fields import GuardedCharField, GuardedTextField
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


_STAGE_COLOURS = {
    Stage.IDEA: "grey",
    Stage.PLANNED: "aqua-green",
    Stage.ACTIVE: "blue",
    Stage.EMBEDDED: "green",
    Stage.COMPLETED: "green",
    Stage.PAUSED: "yellow",
    Stage.CLOSED: "grey",
}
_STAGE_ORDER = [Stage.ACTIVE, Stage.PLANNED, Stage.IDEA, Stage.PAUSED, Stage.EMBEDDED]
_DELIVERY_COLOURS = {
    Delivery.NOT_STARTED: "grey",
    Delivery.ON_TRACK: "green",
    Delivery.AT_RISK: "orange",
    Delivery.OFF_TRACK: "red",
    Delivery.COMPLETE: "blue",
}
LOADED = "loaded the starting data"  # an action in history that is nobody's update


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who signs in reads every project."""
        return self.all() if user.is_authenticated else self.none()

    def counts_by_domain(self) -> dict[str, int]:
        """How many of these projects each of the six domains has. One query."""
        counted = self.order_by().values_list("domain").annotate(models.Count("pk"))
        return dict.fromkeys(Domain.values, 0) | dict(counted)

    def liveliest_first(self):
        """By stage, what is under way before what is finished; then by title."""
        ranks = [models.When(stage=stage, then=rank) for rank, stage in enumerate(_STAGE_ORDER)]
        return self.order_by(models.Case(*ranks, default=len(ranks)), "title")

    def with_last_update(self):
        """Adds `updated_at`: when somebody last changed the project, None if nobody has."""
        events = apps.get_model("projects", "ProjectEvent").objects
        events = events.filter(pgh_obj=models.OuterRef("pk"))
        latest = events.exclude(pgh_context__action=LOADED).order_by("-pgh_created_at")
        return self.annotate(updated_at=models.Subquery(latest.values("pgh_created_at")[:1]))

    def with_next_milestone(self):
        """Adds `coming`: the milestones that are not done yet, soonest first. One more query."""
        ahead = Milestone.objects.filter(status__in=Milestone.AHEAD)
        return self.prefetch_related(models.Prefetch("milestones", ahead, to_attr="coming"))


@pghistory.track()
class Project(models.Model):
    """A piece of improvement work that both sides agreed on."""

    slug = models.SlugField(max_length=80, unique=True)
    title = GuardedCharField(max_length=120, unique=True)
    domain = models.CharField(max_length=30, choices=Domain)
    stage = models.CharField(max_length=15, choices=Stage)
    delivery = models.CharField(max_length=10, choices=Delivery, blank=True)
    summary = GuardedTextField(blank=True, max_length=2_000)
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
    def is_live(self) -> bool:
        """Whether somebody should be working on it, so that silence means something."""
        return self.stage in {Stage.ACTIVE, Stage.PLANNED}

    @property
    def stage_colour(self) -> str:
        return _STAGE_COLOURS[Stage(self.stage)]

    @property
    def delivery_colour(self) -> str:
        return _DELIVERY_COLOURS[Delivery(self.delivery)] if self.delivery else ""

    @property
    def served_asks(self) -> list[Ask]:
        """Which of the Five Asks the project serves."""
        return [Ask(number) for number in sorted(self.asks)]


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

    AHEAD = [Status.PLANNED, Status.LATE]
    today: str  # its standing, set by the view that shows it

    month = models.DateField(help_text="First day of the month")
    title = GuardedCharField(max_length=150)
    detail = GuardedTextField(blank=True, max_length=1_000)
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

    @property
    def lane(self) -> int:
        """Which of the six lanes of the roadmap it is in, from 1; 0 without a domain."""
        return Domain.values.index(self.domain) + 1 if self.domain else 0

    @property
    def standing_colour(self) -> str:
        """Grey for what was given up; the other standings have their known colours."""
        return "grey" if self.status == self.Status.DROPPED else ""

    def standing(self, *, on: date) -> str:
        """In a word: "Done", "Next", "Slipped" (as it is when its month has passed), "Dropped"."""
        if self.status in self.AHEAD:
            slipped = self.status == self.Status.LATE or self.month < on.replace(day=1)
            return "Slipped" if slipped else "Next"
        return self.get_status_display()
