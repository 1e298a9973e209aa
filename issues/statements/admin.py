"""Where the integration team looks after what is told in public."""

from django.contrib import admin
from django.urls import path
from django.utils.html import format_html
from django.utils.text import Truncator

from issues.models import PublicStatement
from issues.statements import desk
from issues.statements.models import State


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in State if state != State.REPLACED]

    def queryset(self, request, queryset):
        if self.value() in State.values:
            return queryset.filter(versions__state=self.value()).distinct()
        return queryset


@admin.register(PublicStatement)
class PublicStatementAdmin(admin.ModelAdmin):
    """One person writes, another approves. Only services move a statement."""

    list_display = ["words_in_short", "state", "month", "specialty", "written_by"]
    list_display_links = ["words_in_short"]
    list_filter = [StateFilter, "is_demonstration"]
    search_fields = ["versions__said", "versions__did", "issues__reference"]
    search_help_text = "Words, or the reference of an issue behind it"
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.prefetch_related("versions__specialty", "versions__written_by")

    def changelist_view(self, request, extra_context=None):
        room = {"is_nav_sidebar_enabled": False, "title": "You said, we did"}
        return super().changelist_view(request, {**room, **(extra_context or {})})

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def page(address, view, name):
            return path(f"<int:pk>/{address}", self.admin_site.admin_view(view), name=name)

        return [
            page("words/", desk.write, "statement_words"),
            page("request/<int:number>/", desk.ask_for_approval, "statement_request"),
            page("approval/<int:number>/", desk.approve, "statement_approval"),
            page("withdrawal/", desk.withdraw, "statement_withdrawal"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        return desk.write(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return desk.statement_page(request, object_id)

    @admin.display(description="what was said")
    def words_in_short(self, statement):
        return Truncator(str(statement)).words(16)

    @admin.display(description="state")
    def state(self, statement):
        """Of the newest version; and whether an older one is what the public reads."""
        newest, public = statement.newest, statement.public
        if newest is None:
            return None
        also = " (an earlier version is public)" if public and public != newest else ""
        return format_html("{}{}", newest.get_state_display(), also)

    @admin.display(description="month")
    def month(self, statement):
        return f"{statement.newest.month:%B %Y}" if statement.newest else None

    @admin.display(description="specialty")
    def specialty(self, statement):
        return statement.newest.specialty if statement.newest else None

    @admin.display(description="written by")
    def written_by(self, statement):
        return statement.newest.written_by if statement.newest else None
