"""What a program may do of what its user may: `work_order:read`, `work_order:transition.assign`, `*:read`.

A scope takes away, it never gives: the policy asks it first and then what it asks of everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from .. import registry
from ..errors import FieldError, Message, ValidationFailed, message

ANY = "*"
ACTIONS = ("read", "create", "update", "delete", "export", "import", "reveal")
FILES, JOBS = "file", "job"
"""What belongs to no entity: an upload that no record has taken yet (read, create), a job that one started (read)."""
NOTIFICATIONS, VIEWS, MANUALS, SUBSCRIPTIONS = (
    "notifications", "views", "manuals", "subscriptions",
)  # fmt: skip
"""The user's own rooms, called as their addresses are: no entity has such a name."""
BESIDE = {
    FILES: ("read", "create"),
    JOBS: ("read",),
    NOTIFICATIONS: ("read", "update"),
    VIEWS: ("read", "create", "update", "delete"),
    MANUALS: ("read", "update"),
    SUBSCRIPTIONS: ("read", "create", "delete"),
}
_SHAPE = re.compile(r"(\*|[a-z][a-z0-9_]*):(\*|[a-z][a-z0-9_]*(?:\.(?:\*|[a-z][a-z0-9_]*))?)")
MOST = 200


@dataclass(frozen=True, slots=True)
class Scopes:
    """Pairs of entity and action; `*` stands for all of them, `transition.*` for every step."""

    pairs: frozenset[tuple[str, str]]
    client: str = ""
    """Whose they are: the name of the client, for the audit log."""
    client_id: int | None = None

    def allow(self, entity: str, action: str) -> bool:
        """Whether `action` on `entity` (`work_order`) is among them; a step is the action `transition.<name>`."""
        actions = [action, ANY]
        if action.startswith("transition."):
            actions.append("transition.*")
        return any((name, one) in self.pairs for name in (entity, ANY) for one in actions)

    def refusal(self, entity: str, action: str) -> Message:
        """What the program is told."""
        return message(
            zh=f"此接口客户端没有范围 {entity}:{action}",
            en=f"This API client does not have the scope {entity}:{action}.",
        )

    def texts(self) -> list[str]:
        return sorted(f"{entity}:{action}" for entity, action in self.pairs)


def read(text: str, *, client: str = "", client_id: int | None = None) -> Scopes:
    """What is stored: scopes with blanks between them."""
    pairs = (one.partition(":") for one in text.split())
    return Scopes(frozenset((entity, action) for entity, _, action in pairs), client, client_id)


def parse(texts: Iterable[str], *, field: str = "scopes") -> Scopes:
    """What somebody typed. Raises ValidationFailed that names every scope that nothing answers to."""
    wanted = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    errors = [
        FieldError(field, "choice", told) for text in wanted if (told := _problem(text)) is not None
    ]
    if not wanted:
        told = message(
            zh="至少填写一个范围，例如 *:read", en="Give at least one scope, such as *:read."
        )
        errors.append(FieldError(field, "required", told))
    if len(wanted) > MOST:
        told = message(zh=f"最多 {MOST} 个范围", en=f"At most {MOST} scopes.")
        errors.append(FieldError(field, "too_many", told))
    if errors:
        raise ValidationFailed(errors)
    return read(" ".join(wanted))


def actions_of(entity: str) -> list[str]:
    """Every action that a scope of this entity can name."""
    if entity in BESIDE:
        return list(BESIDE[entity])
    workflow = registry.current().entity(entity).workflow
    steps = [f"transition.{name}" for name in (workflow.transitions if workflow else ())]
    return [*ACTIONS, *steps, *(["transition.*"] if steps else [])]


def _problem(text: str) -> Message | None:
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:60])
    found = _SHAPE.fullmatch(text)
    if found is None:
        return message(
            zh=f"“{shown}”不是范围；写法：实体:操作，例如 work_order:read、*:read",
            en=f'"{shown}" is no scope; write entity:action, such as work_order:read or *:read.',
        )
    entity, action = found[1], found[2]
    known = [one.entity.key() for one in registry.current().entities()] + list(BESIDE)
    if entity != ANY and entity not in known:
        return _none("实体", "entity", entity, known)
    if action == ANY:
        return None
    names = known if entity == ANY else [entity]
    offered = list(dict.fromkeys(one for name in names for one in actions_of(name)))
    return None if action in offered else _none("操作", "action", action, offered)


def _none(zh: str, en: str, name: str, known: list[str]) -> Message:
    near = get_close_matches(name, known, n=1)
    return message(
        zh=f"没有{zh} {name}" + (f"；是否 {near[0]}？" if near else ""),
        en=f"There is no {en} {name}" + (f"; did you mean {near[0]}?" if near else "."),
    )
