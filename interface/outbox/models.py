"""Messages: saved with the change that caused them, sent after commit."""

import base64
import secrets

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from interface.privacy.fields import GuardedCharField

SECRET_PREFIX = "whsec_"  # noqa: S105  # what follows it is the secret

is_kind = RegexValidator(r"^[a-z_]+(\.[a-z_]+)?\Z")


class Channel(models.TextChoices):
    EMAIL = "email", "E-mail"
    WEBHOOK = "webhook", "Webhook"


class Shape(models.TextChoices):
    """How a webhook is told of an event."""

    SIGNED_JSON = "signed_json", "Signed JSON"
    TEAMS = "teams", "Microsoft Teams (adaptive card)"


def new_secret() -> str:
    """256 random bits, written as the Standard Webhooks specification asks."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


@pghistory.track(exclude=["address", "secret"])
class WebhookEndpoint(models.Model):
    """Another system that is told of events at once, such as a channel in Microsoft Teams.

    Its address may hold a key, so it is shown to the integration team only and not in history.
    """

    name = GuardedCharField(
        max_length=80, unique=True, help_text="Who is told, such as “Site team, Teams channel”"
    )
    address = models.CharField(max_length=1_000, help_text="Begins with https://")
    shape = models.CharField(max_length=20, choices=Shape, default=Shape.SIGNED_JSON)
    kinds = ArrayField(
        models.CharField(max_length=60, validators=[is_kind]),
        default=list,
        blank=True,
        verbose_name="events it wants",
        help_text="Separated by commas, such as fix_it.raised; fix_it means all of its kinds. "
        "Empty means everything.",
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "webhook"

    def __str__(self):
        return self.name

    def wants(self, kind: str) -> bool:
        """Whether it is told of events like ``fix_it.raised``."""
        return not self.kinds or kind in self.kinds or kind.partition(".")[0] in self.kinds


class Pace(models.TextChoices):
    """How often somebody wants news."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"
    OFF = "off", "Not at all"


@pghistory.track(exclude=["email"])
class NewsChoice(models.Model):
    """How often one address wants news, with an account or without; none made means daily."""

    email = models.EmailField(unique=True)
    pace = models.CharField(max_length=10, choices=Pace)
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.get_pace_display()


class Route(models.TextChoices):
    """How a message reaches its recipient."""

    ALONE = "alone", "By itself"
    DIGEST = "digest", "In a digest"
    KEPT = "kept", "Not sent: no news wanted"


class MessageQuerySet(models.QuerySet):
    def due(self, *, at):
        return self.filter(route=Route.ALONE, sent_at=None, dead_at=None, due_at__lte=at)

    def waiting_for_digest(self):
        return self.filter(route=Route.DIGEST, digest=None)

    def dead(self):
        """What was given up, until somebody has it tried again."""
        return self.exclude(dead_at=None)


class Message(models.Model):
    """What one recipient is told about one event; the pair is unique, so nobody is told twice.

    An e-mail's recipient is its address, a webhook's the name of the endpoint; `text` is then the
    body that is posted. News waits for a digest, a message of its own that names what changed. Its
    `html` is kept; any other mail gets the page that it is sent with from its text.
    """

    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    event = models.CharField(max_length=150)
    kind = models.GeneratedField(
        expression=Func(F("event"), Value(":"), Value(1), function="split_part"),
        output_field=models.CharField(max_length=150),
        db_persist=True,
        help_text="What sort of event: the first part of its name",
    )
    recipient = models.CharField(max_length=254)
    endpoint = models.ForeignKey(
        WebhookEndpoint, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    about = models.CharField(
        max_length=40, blank=True, help_text="A reference: a digest puts news of one together"
    )
    topic = models.CharField(
        max_length=250, blank=True, help_text="What that is, in words of our lists"
    )
    link = models.CharField(max_length=200, blank=True, help_text="The page where it can be seen")
    private = models.BooleanField(
        default=False, help_text="Holds a sign-in code: emptied once sent"
    )
    is_news = models.BooleanField(
        default=False, help_text="May wait for a digest; anything else goes at once"
    )
    route = models.CharField(max_length=10, choices=Route, default=Route.ALONE)
    digest = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="news"
    )
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(name="one_message_per_event", fields=["event", "recipient"]),
            models.CheckConstraint(
                name="message_is_sent_or_dead", condition=Q(sent_at=None) | Q(dead_at=None)
            ),
            models.CheckConstraint(
                name="message_of_webhook_has_endpoint",
                condition=Q(channel=Channel.EMAIL, endpoint=None)
                | Q(channel=Channel.WEBHOOK, endpoint__isnull=False),
            ),
            models.CheckConstraint(
                name="only_news_waits", condition=Q(route=Route.ALONE) | Q(is_news=True)
            ),
        ]
        indexes = [
            models.Index(
                F("due_at"),
                name="message_to_send",
                condition=Q(route=Route.ALONE, sent_at=None, dead_at=None),
            ),
            models.Index(
                fields=["recipient", "created_at"],
                name="message_for_digest",
                condition=Q(route=Route.DIGEST, digest=None),
            ),
            models.Index(F("dead_at"), name="message_dead", condition=Q(dead_at__isnull=False)),
        ]

    def __str__(self):
        return f"{self.subject} to {self.recipient}"

    @property
    def state(self) -> str:
        if self.sent_at:
            return "sent"
        if self.dead_at:
            return "not delivered"
        match self.route:
            case Route.DIGEST:
                return "in a digest" if self.digest_id else "for the next digest"
            case Route.KEPT:
                return "not wanted"
        return "waiting"


class Attempt(models.Model):
    """One try to deliver a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    reason = models.TextField(blank=True, help_text="Why it failed; empty: it was sent")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"Failed: {self.reason}" if self.reason else "Sent"
