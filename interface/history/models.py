"""The chain over all events: what makes a change to the past visible."""

from django.db import models
from django.db.models import Q


class EntryKind(models.TextChoices):
    EVENT = "event", "Event written"
    REDACTION = "redaction", "Text removed on purpose"


class Entry(models.Model):
    """One event's fingerprint, written by a trigger with the event and chained soon after.

    A redaction adds a second entry for the same event: the newest fingerprint is the one that
    the event must match, and the chain over the older ones still holds.
    """

    kind = models.CharField(max_length=10, choices=EntryKind)
    event_table = models.CharField(max_length=63)
    event_id = models.BigIntegerField()
    digest = models.BinaryField(help_text="SHA-256 of the event row")
    recorded_at = models.DateTimeField()
    number = models.BigIntegerField(null=True, unique=True, help_text="Place in the chain")
    seal = models.BinaryField(null=True, help_text="SHA-256 of the previous seal and this entry")

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["event_table", "event_id"], name="entry_of_event"),
            models.Index(fields=["id"], name="entry_unsealed", condition=Q(number=None)),
        ]

    def __str__(self):
        return f"{self.event_table} {self.event_id}"
