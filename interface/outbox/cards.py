"""The bodies in which webhooks are told of an event."""

import json
import re
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from interface.outbox.models import Shape

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_MARKDOWN = re.compile(r"([\\`*_\[\]()#~|>!-])")  # what would turn words into a link or a heading


def body(shape: str, *, kind: str, at: datetime, payload: dict[str, Any]) -> str:
    """The JSON that is posted: `payload` in an envelope, or a card made of its well-known parts."""
    if shape == Shape.TEAMS:
        said = _teams(payload)
    else:
        said = {"type": kind, "timestamp": at.isoformat(), "data": payload}
    return json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)


def _teams(payload: dict[str, Any]) -> dict[str, Any]:
    """A message to a Teams workflow with one adaptive card: title, text, facts and one link."""
    blocks: list[dict[str, Any]] = [
        {
            "type": "TextBlock",
            "text": _plain(payload["title"]),
            "weight": "Bolder",
            "size": "Medium",
            "wrap": True,
        }
    ]
    if payload.get("text"):
        blocks.append({"type": "TextBlock", "text": _plain(payload["text"]), "wrap": True})
    if payload.get("facts"):
        facts = [{"title": k, "value": _plain(v)} for k, v in payload["facts"].items()]
        blocks.append({"type": "FactSet", "facts": facts})
    card = {"$schema": SCHEMA, "type": "AdaptiveCard", "version": "1.4", "body": blocks}
    if payload.get("url"):
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Open", "url": payload["url"]}]
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _plain(words: object) -> str:
    """Words that a card shows as they were written, not as Markdown."""
    return _MARKDOWN.sub(r"\\\1", str(words))
