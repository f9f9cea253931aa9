"""The rights in use, read from the policies that decide: grants of an entity, its steps, what each role sees of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.runtime.field import Field
from app.runtime.policy import ACTIONS, Scope
from app.runtime.registry import EntityEntry, Registry

Sight = Literal["write", "read", "masked", "hidden"]


@dataclass(frozen=True, slots=True)
class Grant:
    """`role` may do `action` on the rows of `scope`; None: on every row that it may read (a step without a scope)."""

    role: str
    action: str
    scope: Scope | None
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader narrows the matrix to; "" is everything."""

    module: str = ""
    role: str = ""
    entity: str = ""
    action: str = ""
    text: str = ""


def grants(entry: EntityEntry) -> Iterator[Grant]:
    """Every right of an entity, action by action and then step by step."""
    for action in ACTIONS:
        for role, scope in entry.policy.grants(action).items():
            yield Grant(role, action, scope)
    readable = entry.policy.grants("read")
    for name, mappings in (entry.workflow.transitions if entry.workflow else {}).items():
        seen: set[tuple[str, str | None]] = set()
        for mapping in mappings:
            roles = dict(mapping.by)
            if mapping.approve is not None:
                roles = dict.fromkeys(mapping.approve.of) | {r: s for r, s in roles.items() if r in mapping.approve.of}  # fmt: skip
            for role, named in roles.items():
                if role != "system" and (role, named) not in seen:
                    seen.add((role, named))
                    # Without a scope the step is taken on the rows that the role may read.
                    rows = entry.policy.scope(named) if named else readable.get(role)
                    yield Grant(role, name, rows, is_step=True)


def by_role(entry: EntityEntry) -> dict[str, dict[str, Scope]]:
    """role → action → scope; steps are left out."""
    found: dict[str, dict[str, Scope]] = {}
    for action in ACTIONS:
        for role, scope in entry.policy.grants(action).items():
            found.setdefault(role, {})[action] = scope
    return found


def steps(entry: EntityEntry, role: str) -> list[Grant]:
    return [one for one in grants(entry) if one.is_step and one.role == role]


def chosen(known: Registry, wanted: Wanted, language: str) -> list[EntityEntry]:
    """The entities that fit, in the order of the schema."""
    text = wanted.text.casefold()
    found = []
    for entry in known.entities():
        meta = entry.entity.meta
        if wanted.module and meta.module != wanted.module:
            continue
        if wanted.entity and entry.entity.key() != wanted.entity:
            continue
        name = f"{meta.name} {entry.entity.key()} {meta.label.in_language(language)}".casefold()
        if text and text not in name:
            continue
        rights = [one for one in grants(entry) if _fits(one, wanted)]
        if (wanted.role or wanted.action) and not rights:
            continue
        found.append(entry)
    return found


def lines(entry: EntityEntry, wanted: Wanted) -> list[Grant]:
    """The rights of an entity that fit."""
    return [one for one in grants(entry) if _fits(one, wanted)]


def _fits(one: Grant, wanted: Wanted) -> bool:
    if wanted.role and one.role != wanted.role:
        return False
    return not wanted.action or one.action == wanted.action


def sight(entry: EntityEntry, role: str, name: str, field: Field) -> Sight:
    """What a role makes of a field in the rows that it may read."""
    policy = entry.policy
    rule = policy.rule(name)
    may_read = role in policy.grants("read") and (rule is None or rule.allows(role, "read"))
    writes = role in policy.grants("update") or role in policy.grants("create")
    if writes and not _is_kept(field) and (rule is None or rule.allows(role, "write")):
        return "write"
    if not may_read:
        return "hidden"
    # Whoever may reveal it sees the whole value only after he gave a reason.
    return "masked" if field.is_sensitive else "read"


def _is_kept(field: Field) -> bool:
    """Nobody writes it: the system does."""
    return field.is_computed or field.readonly is True
