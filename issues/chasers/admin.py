"""What was chased, and what would be chased now."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.chasers import services
from issues.chasers.models import Chaser


@admin.register(Chaser)
class ChaserAdmin(admin.ModelAdmin):
    """A log that nobody writes by hand."""

    change_list_template = "admin/issues/chaser/chasers.html"
    list_display = ["issue", "due", "number", "escalated", "sent_at"]
    list_select_related = ["issue"]
    list_filter = ["escalated"]
    search_fields = ["issue__reference"]
    date_hierarchy = "sent_at"
    show_full_result_count = False
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view(would_be_chased)
        return [path("now/", view, name="would_be_chased"), *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@require_safe
def would_be_chased(request):
    """Who would get what when reminders go out next; sends nothing."""
    next_run = services.next_run(after=timezone.now())
    context = {"planned": services.plan(at=next_run), "next_run": next_run, "rules": services}
    return render(request, "issues/chasers/would_be_chased.html", context)
