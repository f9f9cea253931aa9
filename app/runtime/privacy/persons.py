"""Which entities are about people, which of their fields hold personal data, and which rows are about one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from .. import field_types, registry

if TYPE_CHECKING:
    from ..entity import Entity
    from ..field import Field
    from ..registry import EntityEntry

TYPED_FIELDS = 2
"""An entity is about a person when people type at least so many personal fields of it: a company has one, its head."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Rows of `entry` are about the person that `ref` names; `fields` of them hold his data."""

    entry: EntityEntry
    ref: Field
    fields: tuple[Field, ...]

    def rows(self, ids: list[int]) -> Select[Any]:
        """The ids of rows about these people, deleted ones too."""
        entity: Any = self.entry.entity
        return select(entity.id).where(getattr(entity, f"{self.ref.name}_id").in_(ids))


def personal(entity: type[Entity]) -> list[Field]:
    """Fields with personal or sensitive data that stand in the record's own row."""
    return [
        field
        for field in entity.fields().values()
        if (field.pii is not None or field.type == "secret")
        and field_types.of(field).storage in ("column", "attachment")
        and field.type != "number"
    ]


def is_person(entity: type[Entity]) -> bool:
    typed = [field for field in personal(entity) if not field.is_computed]
    return len(typed) >= TYPED_FIELDS and not entity.meta.ledger


def mentions(entity: type[Entity]) -> Iterator[Mention]:
    """Where data of these people stands in other entities' rows.

    A field that looks the person up is his; what people typed into a row is about its first ref to a person.
    Ledgers are left out: what is posted stays.
    """
    for entry in registry.current().entities():
        other = entry.entity
        if other.meta.ledger or other is entity:
            continue
        refs = [field for field in other.fields().values() if field.type == "ref"]
        first = next((ref for ref in refs if _is_person(ref.to)), None)
        for ref in refs:
            if ref.to != entity.meta.name:
                continue
            fields = tuple(
                field
                for field in personal(other)
                if (field.lookup and field.lookup[0] == ref.name)
                or (not field.is_computed and ref is first and not is_person(other))
            )
            if fields:
                yield Mention(entry, ref, fields)


def _is_person(name: str | None) -> bool:
    known = registry.current()
    return name is not None and known.has(name) and is_person(known.entity(name).entity)
