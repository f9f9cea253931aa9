"""How stored texts are shown to people: the lines of the system in the reader's language, a score in words."""

from __future__ import annotations

import json

from app.web.reading import read_with

from .contact import chats
from .orders import dispatch, timeline


def score(text: str, language: str) -> str:
    """`0.7421 (skill 1.0000, …; declined: 1)` of what dispatch keeps as JSON."""
    kept = json.loads(text)
    zh = language == "zh"
    parts = [
        f"{dispatch.PARTS[name][0 if zh else 1]} {value}"
        for name, value in (kept.get("parts") or {}).items()
    ]
    if kept.get("declined"):
        parts.append(f"{'退单人数' if zh else 'declined by'} {len(kept['declined'])}")
    told = str(kept["score"]) if kept.get("score") is not None else "—"
    if not parts:
        return told
    return f"{told}（{'，'.join(parts)}）" if zh else f"{told} ({', '.join(parts)})"


read_with("WorkOrderEvent.text", timeline.PROGRESS.read)
read_with("ChatMessage.text", chats.SAID.read)
read_with("WorkOrder.assign_score", score)
