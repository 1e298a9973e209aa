"""The addresses of the desk, which is what the admin has for issues."""

from django.contrib import admin
from django.http import HttpResponseNotAllowed
from django.urls import path

from interface.privacy.forms import GuardedModelForm
from issues.desk import saved_views, views
from issues.desk.bulk import views as bulk
from issues.desk.models import CannedReply
from issues.letters.admin import Recorded
from issues.models import Issue


@admin.register(Issue)
class IssueAdmin(admin.ModelAdmin):
    """The desk: the queues, and each issue with its next steps. Only services change an issue."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def page(address, view, name):
            return path(address, self.admin_site.admin_view(view), name=f"issues_issue_{name}")

        return [
            page("views/save/", saved_views.save, "save_view"),
            page("views/<int:pk>/", saved_views.edit, "edit_view"),
            page("views/<int:pk>/delete/", saved_views.delete, "delete_view"),
            page("bulk/", bulk.plan, "plan_bulk"),
            page("bulk/<uuid:key>/", bulk.job, "bulk"),
            page("bulk/<uuid:key>/stop/", bulk.cancel, "stop_bulk"),
            page("bulk/<uuid:key>/again/", bulk.again, "bulk_again"),
            page("<int:pk>/similar/", views.much_like_it, "similar"),
            page("<int:pk>/draft/<slug:name>/", views.keep_draft, "draft"),
            page("<int:pk>/step/<slug:name>/", views.take_step, "step"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        return views.queue(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return views.issue_page(request, object_id)


@admin.register(CannedReply)
class CannedReplyAdmin(Recorded):
    """Agreed words for replies; one that is no longer right is withdrawn, not deleted."""

    form = GuardedModelForm
    list_display = ["title", "category", "review_on", "withdrawn"]
    list_filter = ["withdrawn", "category"]
    list_select_related = ["category"]
    search_fields = ["title", "text"]
