"""Messages: saved with the change that caused them, sent after commit."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

MAX_ATTEMPTS = 10


class MessageQuerySet(models.QuerySet):
    def due(self, *, at):
        return self.filter(sent_at=None, dead_at=None, due_at__lte=at)


class Message(models.Model):
    """An e-mail to one recipient about one event; the pair is unique, so nobody is told twice."""

    event = models.CharField(max_length=150)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    private = models.BooleanField(
        default=False, help_text="Holds a sign-in code: emptied once sent"
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
        ]
        indexes = [
            models.Index(F("due_at"), name="message_due", condition=Q(sent_at=None, dead_at=None))
        ]

    def __str__(self):
        return f"{self.subject} to {self.recipient}"

    @property
    def state(self) -> str:
        if self.sent_at:
            return "sent"
        return "not delivered" if self.dead_at else "waiting"
