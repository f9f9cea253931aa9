"""Fields by role: who writes, reads, reads masked, or does not see. Roles that see alike share a column."""

from __future__ import annotations

from dataclasses import dataclass

from app.runtime import registry
from app.runtime.field import Field
from app.runtime.registry import EntityEntry
from app.studio.permissions import rights
from app.studio.permissions.rights import Sight
from app.studio.permissions.words import RightsWords

MOST = 40
"""Fields of one page."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    name: str
    label: str
    is_personal: bool
    sights: tuple[Sight, ...]


@dataclass(frozen=True, slots=True)
class FieldMatrix:
    """`columns`: roles that see every field alike. `others`: fields that are left out, for they follow the entity."""

    columns: list[tuple[str, ...]]
    rows: list[FieldRow]
    others: int
    has_more: bool


def matrix(entry: EntityEntry, words: RightsWords, *, full: bool, page: int) -> FieldMatrix:
    """Fields that are told apart or are sensitive; with `full` all of them, MOST a page."""
    every = entry.entity.fields()
    roles = [one.name for one in registry.current().roles if one.name in rights.by_role(entry)]
    told = {name: field for name, field in every.items() if full or _is_apart(entry, name, field)}
    shown = dict(list(told.items())[(page - 1) * MOST :][:MOST]) if full else told
    alike: dict[tuple[Sight, ...], list[str]] = {}
    for role in roles:
        seen = tuple(rights.sight(entry, role, name, field) for name, field in shown.items())
        alike.setdefault(seen, []).append(role)
    columns = list(alike)
    rows = [
        FieldRow(
            name, words.field(entry, name), field.pii is not None,
            tuple(column[place] for column in columns),
        )
        for place, (name, field) in enumerate(shown.items())
    ]  # fmt: skip
    more = full and page * MOST < len(told)
    return FieldMatrix([tuple(alike[one]) for one in columns], rows, len(every) - len(told), more)


@dataclass(frozen=True, slots=True)
class Apart:
    """A field that has a rule of its own, or is sensitive, and what one role makes of it."""

    name: str
    label: str
    sight: Sight
    reads: tuple[str, ...] | None
    writes: tuple[str, ...] | None


def told_apart(entry: EntityEntry, role: str, words: RightsWords) -> list[Apart]:
    """`reads`, `writes`: the roles that the rule names; None: it follows the entity."""
    found = []
    for name, field in entry.entity.fields().items():
        if not _is_apart(entry, name, field):
            continue
        rule = entry.policy.rule(name)
        reads = tuple(sorted(rule.read)) if rule and rule.read is not None else None
        writes = tuple(sorted(rule.write)) if rule and rule.write is not None else None
        seen = rights.sight(entry, role, name, field)
        found.append(Apart(name, words.field(entry, name), seen, reads, writes))
    return found


def _is_apart(entry: EntityEntry, name: str, field: Field) -> bool:
    return entry.policy.rule(name) is not None or field.is_sensitive
