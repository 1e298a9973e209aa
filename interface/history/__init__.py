"""History: who did what to what, when, field by field.

pghistory's triggers write an event for every insert, update and delete, whoever made it. This
package names the actor and the action (`history.action`), shows a timeline (`history.timeline`),
and makes the events append-only and tamper-evident (`seal`, `verify`, `redact`).
"""

from interface.history.actions import action
from interface.history.events import events_of
from interface.history.timeline import timeline

__all__ = ["action", "events_of", "timeline"]
