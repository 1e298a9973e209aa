"""Where the integration team finds what was forgotten, and what is due."""

from django.contrib import admin
from django.http import HttpResponseNotAllowed
from django.urls import path

from issues.forgetting import retention, views
from issues.forgetting.models import Due, PersonRequest, Redaction


class _Log(admin.ModelAdmin):
    """Written by services, read by people."""

    show_full_result_count = False
    list_per_page = 50
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Redaction)
class RedactionAdmin(_Log):
    """That words were removed, by whom and why; and the way to remove others."""

    change_list_template = "issues/forgetting/redactions.html"
    list_display = ["__str__", "reason", "redacted_by", "redacted_at"]
    list_select_related = ["issue", "redacted_by"]
    search_fields = ["issue__reference", "reason"]
    fields = ["what", "issue", "reason", "found", "redacted_by", "redacted_at"]

    def get_urls(self):
        def page(address, view, name):
            return path(address, self.admin_site.admin_view(view), name=name)

        return [
            page("words/", views.redact_words, "redact_words"),
            page("issue/<int:pk>/", views.texts_of_issue, "redact_issue"),
            page("text/<str:label>/<int:pk>/<slug:field>/", views.redact_text, "redact_text"),
            *super().get_urls(),
        ]


@admin.register(Due)
class DueAdmin(_Log):
    """Lists of what has been kept for long enough; a person decides about each."""

    list_display = ["title", "before", "rows", "state", "decided_by", "forgotten"]
    list_select_related = ["decided_by"]

    @admin.display(description="what")
    def title(self, due):
        rule = retention.RULES.get(due.rule)
        return rule.title if rule else due.rule

    def get_urls(self):
        decide = self.admin_site.admin_view(views.decide)
        return [
            path("<int:pk>/approve/", decide, {"decision": "approve"}, name="approve_due"),
            path("<int:pk>/keep/", decide, {"decision": "keep"}, name="keep_due"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return views.due_list(request, object_id)


@admin.register(PersonRequest)
class PersonRequestAdmin(_Log):
    """That somebody's data were given out or made anonymous; and the way to do so."""

    change_list_template = "issues/forgetting/person_requests.html"
    list_display = ["kind", "person", "reason", "rows", "done_by", "done_at"]
    list_select_related = ["person", "done_by"]
    list_filter = ["kind"]

    def get_urls(self):
        view = self.admin_site.admin_view(views.person)
        return [path("person/", view, name="about_person"), *super().get_urls()]
