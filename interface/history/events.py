"""What pghistory keeps of a tracked model."""

from typing import Any

from django.db import models


def events_of(model: type[models.Model]) -> Any:
    """The manager of a tracked model's events, for `events_of(Reply).filter(issue=issue)`."""
    return model.pgh_event_model._default_manager  # type: ignore[attr-defined]
