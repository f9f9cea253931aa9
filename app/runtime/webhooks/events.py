"""Names of events: `work_order.created`, `.updated`, `.deleted`, `.transition.assign`, and `work_order.*` for all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import Message, message
from ..feed import ACTIONS

if TYPE_CHECKING:
    from ..feed import Change
    from ..registry import EntityEntry

PING = "ping"
EVERY = "*"
STEP = "transition."
MOST = 100


def name_of(change: Change) -> str:
    """What a change is called."""
    step = STEP if change.is_step else ""
    return f"{change.entity}.{step}{change.action}"


def of_entity(entry: EntityEntry) -> list[str]:
    """Every event of an entity."""
    key = entry.entity.key()
    steps = entry.workflow.transitions if entry.workflow is not None else ()
    return [*(f"{key}.{action}" for action in ACTIONS), *(f"{key}.{STEP}{name}" for name in steps)]


def entities(events: Iterable[str], known: Mapping[str, EntityEntry]) -> dict[str, EntityEntry]:
    """Those that the events are about, of those that there are."""
    names = {event.partition(".")[0] for event in events}
    return {name: known[name] for name in sorted(names) if name in known}


def wanted(event: str, events: Sequence[str]) -> bool:
    return event in events or f"{event.partition('.')[0]}.{EVERY}" in events


def problem(event: str, offered: Mapping[str, EntityEntry]) -> Message | None:
    """Why there is no such event; None when there is. `offered`: what the subscriber may read."""
    entity, _, what = event.partition(".")
    if entity not in offered:
        near = difflib.get_close_matches(entity, offered, n=1)
        hint = (f"；是否 {near[0]}？", f" Did you mean {near[0]}?") if near else ("", "")
        return message(
            zh=f"{entity[:60]} 不是您可以查看的资源{hint[0]}",
            en=f"{entity[:60]} is no resource that you may read.{hint[1]}",
        )
    if what == EVERY or event in of_entity(offered[entity]):
        return None
    names = ", ".join(name.partition(".")[2] for name in of_entity(offered[entity]))
    return message(
        zh=f"{entity} 没有事件 {what[:60]}；有：{names}、*",
        en=f"{entity} has no event {what[:60]}; it has {names} and *.",
    )
