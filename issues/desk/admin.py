"""The list of issues in the admin, and the addresses of the desk."""

from django.contrib import admin
from django.db.models import Q
from django.http import HttpResponseNotAllowed
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from interface.directory.models import Organisation
from interface.worktime.days import working_days_between
from interface.worktime.services import bank_holidays
from issues.desk import views
from issues.desk.queues import QueueFilter
from issues.models import Issue
from issues.search import keys
from issues.search.finding import find


class PlaceFilter(admin.AllValuesFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "place"


@admin.register(Issue)
class IssueAdmin(admin.ModelAdmin):
    """The desk: the queue, and each issue with its next steps. Only services change an issue."""

    list_display = [
        "reference",
        "words_in_short",
        "practice",
        "specialty",
        "category",
        "status_tag",
        "age",
        "due",
    ]
    list_display_links = ["reference"]
    list_filter = [
        QueueFilter, "category", "specialty", ("practice__place", PlaceFilter), "is_demonstration",
    ]  # fmt: skip
    list_select_related = ["practice", "specialty", "category"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # the queues count themselves
    search_fields = ["reference"]
    search_help_text = "Reference, words, practice or specialty"
    actions = None

    class Media:
        css = {"all": ["issues-admin.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # The queue

    def changelist_view(self, request, extra_context=None):
        room = {"is_nav_sidebar_enabled": False, "title": "The desk: issues"}
        return super().changelist_view(request, {**room, **(extra_context or {})})

    def get_ordering(self, request):
        """The worst first; what is over, newest first."""
        if request.GET.get("queue") in {"answered", "closed", "all"}:
            return ["-raised_at"]
        return ["-priority", "respond_by", "raised_at"]  # "same_day" comes after "normal"

    def get_search_results(self, request, queryset, search_term):
        term = search_term.strip()
        if not term:
            return queryset, False
        named = Organisation.objects.filter(Q(name__icontains=term) | Q(ods_code__iexact=term))
        found = find(term, also=[keys.practice(pk) for pk in named.values_list("pk", flat=True)])
        return queryset.filter(pk__in=found.ids), False

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        today, holidays = timezone.localdate(), bank_holidays()
        for issue in changelist.result_list:
            raised = timezone.localdate(issue.raised_at)
            issue.working_days_old = working_days_between(raised, today, holidays)
            issue.late = issue.is_overdue(on=today)
        return changelist

    @admin.display(description="what happened")
    def words_in_short(self, issue):
        words = Truncator(issue.what_happened).words(14)
        if not issue.is_possible_harm:
            return words
        return format_html('<strong class="app-late">Possible harm</strong> {}', words)

    @admin.display(description="status", ordering="status")
    def status_tag(self, issue):
        return format_html(
            '<span class="app-status app-status--{}">{}</span>',
            issue.status.replace("_", "-"),
            issue.get_status_display(),
        )

    @admin.display(description="days", ordering="-raised_at")
    def age(self, issue):
        return f"{issue.working_days_old:,}"

    @admin.display(description="due", ordering="respond_by")
    def due(self, issue):
        if issue.respond_by is None or not issue.is_open:
            return None
        day = f"{issue.respond_by:%-d %b %Y}"
        return format_html('<strong class="app-late">{}</strong>', day) if issue.late else day

    # One issue

    def get_urls(self):
        step = self.admin_site.admin_view(self.step_view)
        own = path("<int:pk>/step/<slug:name>/", step, name="issues_issue_step")
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        issue = views.find(object_id)
        return views.issue_page(request, issue, self._context(request))

    def step_view(self, request, pk, name):
        return views.take_step(request, views.find(pk), name, self._context(request))

    def _context(self, request):
        """Where the person came from, so that the queue is found again as it was."""
        queue = request.GET.get("_changelist_filters", "")
        return {"queue": f"?{queue}" if queue else ""}
