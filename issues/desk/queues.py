"""The queues down the side of the desk."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils import timezone

from issues.details import Priority
from issues.models import CLOCK_RUNS, HAS_ANSWER, Issue, Status


class QueueFilter(admin.SimpleListFilter):
    """The desk's queues, each with how many issues stand in it now."""

    title = "queue"
    parameter_name = "queue"

    QUEUES = {
        "harm": (
            "Possible harm",
            lambda today: Q(priority=Priority.SAME_DAY) & ~Q(status__in=HAS_ANSWER),
        ),
        "new": ("New", lambda today: Q(status=Status.NEW)),
        "reopened": ("Reopened", lambda today: Q(status=Status.REOPENED)),
        "due": ("Due today", lambda today: Q(status__in=CLOCK_RUNS, respond_by=today)),
        "overdue": ("Overdue", lambda today: Q(status__in=CLOCK_RUNS, respond_by__lt=today)),
        "triaged": ("Triaged, with us", lambda today: Q(status=Status.TRIAGED)),
        "with_specialty": ("With specialty", lambda today: Q(status=Status.WITH_SPECIALTY)),
        "waiting": ("Waiting for practice", lambda today: Q(status=Status.WAITING_FOR_PRACTICE)),
        "in_project": ("In project", lambda today: Q(status=Status.IN_PROJECT)),
        "answered": ("Answered, to close", lambda today: Q(status=Status.ANSWERED)),
        "closed": ("Closed", lambda today: Q(status=Status.CLOSED)),
        "all": ("All", lambda today: Q()),
    }

    def lookups(self, request, model_admin):
        today = timezone.localdate()
        counts = Issue.objects.order_by().aggregate(
            open=Count("pk", filter=~Q(status__in=HAS_ANSWER)),
            **{name: Count("pk", filter=rule(today)) for name, (_, rule) in self.QUEUES.items()},
        )
        self.open = counts["open"]
        return [(name, f"{title} ({counts[name]:,})") for name, (title, _) in self.QUEUES.items()]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": f"Open ({self.open:,})"}, *others]

    def queryset(self, request, queryset):
        if (name := self.value()) and name in self.QUEUES:
            return queryset.filter(self.QUEUES[name][1](timezone.localdate()))
        return queryset.open()
