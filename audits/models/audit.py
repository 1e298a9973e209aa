"""An audit: one cycle of reading discharge summaries."""

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Organisation
from interface.privacy.fields import GuardedCharField

RESERVED_SLUGS = {"import"}  # addresses under /audits/ that are no audit


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Practices see no audits; everybody else who signs in sees the rates they may."""
        return self.all() if user.is_authenticated and not user.is_practice else self.none()

    def due(self):
        """Those whose rates do not count every letter yet."""
        return self.filter(changed_at__isnull=False).filter(
            Q(rates_computed_at=None) | Q(rates_computed_at__lt=models.F("changed_at"))
        )


@pghistory.track(exclude=["changed_at", "rates_computed_at", "rates_progress"])
class Audit(models.Model):
    """One cycle of reading discharge summaries against the Five Asks."""

    slug = models.SlugField(max_length=60, unique=True)
    name = GuardedCharField(max_length=120)
    trust = models.ForeignKey(Organisation, models.PROTECT, related_name="audits")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField("invented for demonstration", default=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    rates_computed_at = models.DateTimeField(null=True, editable=False)
    rates_progress = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Per cent of a computation that is under way"
    )

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("audit", args=[self.slug])

    @property
    def rates_are_current(self) -> bool:
        """Whether the rates shown count everything that is stored."""
        return self.changed_at is None or (
            self.rates_computed_at is not None and self.rates_computed_at >= self.changed_at
        )
