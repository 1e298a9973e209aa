"""Days on which nobody at the interface works."""

import pghistory
from django.db import models


@pghistory.track()
class BankHoliday(models.Model):
    """A day that is not a working day: from England's official list, or added by the team."""

    date = models.DateField(unique=True)
    name = models.CharField(max_length=100)
    official = models.BooleanField(default=False, help_text="From England's list of bank holidays")

    class Meta:
        ordering = ["date"]

    def __str__(self):
        return f"{self.name}, {self.date:%-d %B %Y}"
