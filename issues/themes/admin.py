"""The themes in the admin's list of what there is."""

from django.contrib import admin
from django.shortcuts import redirect

from issues.models import ThemeTitle
from issues.themes import desk


@admin.register(ThemeTitle)
class ThemeAdmin(admin.ModelAdmin):
    """A list only: a theme is made, named and answered on the page of the issue that leads it."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return desk.themes(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = self.get_object(request, object_id)
        if title is None:
            return redirect("admin:issues_themetitle_changelist")
        return redirect("admin:issues_issue_change", title.issue_id)
