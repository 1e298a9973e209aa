from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from interface.directory.recording import recorded
from interface.outbox import delivery, services, webhooks
from interface.outbox.models import Message, Route, WebhookEndpoint


class WebhookForm(forms.ModelForm):
    class Meta:
        model = WebhookEndpoint
        fields = ["name", "address", "shape", "kinds", "active"]
        wrong = (
            "Write events in small letters, such as fix_it.raised. This one is not, number %(nth)s."
        )
        error_messages = {"kinds": {"item_invalid": wrong}}

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


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"
    states = {
        "sent": ("Sent", Q(sent_at__isnull=False)),
        "waiting": ("Waiting", Q(route=Route.ALONE, sent_at=None, dead_at=None)),
        "failing": (
            "Waiting after a failure",
            Q(route=Route.ALONE, sent_at=None, dead_at=None, attempts__gt=0),
        ),
        "dead": ("Not delivered", Q(dead_at__isnull=False)),
        "next_digest": ("For the next digest", Q(route=Route.DIGEST, digest=None)),
        "digest": ("In a digest", Q(digest__isnull=False)),
        "kept": ("Not wanted", Q(route=Route.KEPT)),
    }

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _condition) in self.states.items()]

    def queryset(self, request, queryset):
        _label, condition = self.states.get(self.value(), ("", Q()))
        return queryset.filter(condition)


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """The delivery log: what was sent, what waits, what was given up.

    It holds work addresses and what was written to them. How long it is kept is for the retention
    rules to say; nobody changes or deletes a message here.
    """

    list_display = ["subject", "recipient", "state", "written"]
    list_filter = (StateFilter, "channel", ("kind", admin.AllValuesFieldListFilter))
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["recipient", "event", "subject"]
    search_help_text = "Recipient, subject, or the reference of an issue"
    readonly_fields = ["state", "written", "tries"]
    actions = ["replay"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Messages are shown, and tried again from the list."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        room = {
            "is_nav_sidebar_enabled": False,
            "subtitle": "Work addresses and what was written to them: personal data, kept only as "
            "long as the retention rules say",
        }
        return super().changelist_view(request, {**room, **(extra_context or {})})

    @admin.display(description="written", ordering="created_at")
    def written(self, message):
        return _moment(message.created_at)

    @admin.display(description="tries")
    def tries(self, message):
        """When it was tried, and what came of it."""
        said = ((_moment(one.at), one) for one in message.tries.all())
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", said))

    def get_fields(self, request, obj=None):
        """A sign-in code is for the person it was sent to alone."""
        shown = ["subject", "recipient", "state", "event", "written", "tries", "digest"]
        if obj and not obj.sent_at and obj.route == Route.ALONE:
            shown.append("due_at")
        return shown if obj and obj.private else [*shown, "text"]

    @admin.action(description="Try again to deliver what was given up", permissions=["change"])
    def replay(self, request, queryset):
        """Of the chosen ones, or of all that a filter shows."""
        again = delivery.replay(queryset)
        messages = "message is" if again == 1 else "messages are"
        self.message_user(request, f"{again:,} {messages} tried again within a minute.")


def _moment(at):
    """22 Nov 2026, 13:05."""
    return date_format(timezone.localtime(at), "j M Y, H:i")
