from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from interface.directory.recording import recorded
from interface.outbox import services, webhooks
from interface.outbox.models import Message, WebhookEndpoint


class WebhookForm(forms.ModelForm):
    class Meta:
        model = WebhookEndpoint
        fields = ["name", "address", "shape", "kinds", "active"]

    def clean_address(self):
        address = self.cleaned_data["address"]
        try:
            webhooks.checked(address)
        except webhooks.NotCalled as refusal:
            raise ValidationError(f"{refusal}.") from refusal
        return address


@admin.register(WebhookEndpoint)
class WebhookAdmin(admin.ModelAdmin):
    """Which other systems are told at once, and of what. One with messages stays, switched off."""

    form = WebhookForm
    list_display = ["name", "shape", "wants", "active"]
    readonly_fields = ["signing_secret"]
    actions = ["send_trial"]

    @admin.display(description="events it wants")
    def wants(self, endpoint):
        return ", ".join(endpoint.kinds) or "everything"

    @admin.display(description="secret")
    def signing_secret(self, endpoint):
        """With it a receiver finds out that a message is from us and whole."""
        return endpoint.secret if endpoint.pk else "Shown here once this is saved"

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        with recorded("changed a webhook" if change else "added a webhook", by=request.user):
            super().save_model(request, obj, form, change)

    @admin.action(description="Send a trial message to the chosen webhooks", permissions=["change"])
    def send_trial(self, request, queryset):
        for endpoint in queryset.filter(active=True):
            services.try_webhook(endpoint)
        self.message_user(request, "The delivery log tells in a few seconds whether it was heard.")


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """The delivery log: what was sent, what waits, what was given up."""

    list_display = ["subject", "recipient", "state", "attempts", "created_at", "sent_at"]
    list_filter = ["channel", "sent_at", "dead_at"]
    search_fields = ["subject", "recipient"]
    readonly_fields = [
        "channel", "event", "recipient", "subject", "created_at", "due_at", "attempts", "sent_at",
        "dead_at", "error", "text",
    ]  # fmt: skip
    exclude = ["html", "private", "endpoint"]
    actions = ["replay"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_exclude(self, request, obj=None):
        """A sign-in code is for the person it was sent to alone."""
        return [*self.exclude, "text"] if obj and obj.private else self.exclude

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.readonly_fields if name not in self.get_exclude(request, obj)]

    @admin.action(description="Try again to send the chosen messages", permissions=["change"])
    def replay(self, request, queryset):
        for message in queryset.filter(sent_at=None):
            services.replay(message)
