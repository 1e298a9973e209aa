from django.contrib import admin

from interface.outbox import services
from interface.outbox.models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """The delivery log: what was sent, what waits, what was given up."""

    list_display = ["subject", "recipient", "state", "attempts", "created_at", "sent_at"]
    list_filter = ["sent_at", "dead_at"]
    search_fields = ["subject", "recipient"]
    readonly_fields = [
        "event", "recipient", "subject", "created_at", "due_at", "attempts", "sent_at", "dead_at",
        "error", "text",
    ]  # fmt: skip
    exclude = ["html", "private"]
    actions = ["replay"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_exclude(self, request, obj=None):
        """A sign-in code is for the person it was sent to alone."""
        return ["html", "private", "text"] if obj and obj.private else self.exclude

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.readonly_fields if name not in self.get_exclude(request, obj)]

    @admin.action(description="Try again to send the chosen messages", permissions=["change"])
    def replay(self, request, queryset):
        for message in queryset.filter(sent_at=None):
            services.replay(message)
