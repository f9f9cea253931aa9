"""What one change of the schema touches: tables, statements of the migration, and who mentions it in the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import mentions
from generator.diff import Change
from generator.effects import Effect
from generator.emit.columns import column_name
from generator.plan import Entity, Plan

WITH_DETAILS = (
    *("entity", "field", "type", "length", "scale", "required", "unique", "index", "pii"),
    *("formula", "lookup", "aggregate", "workflow", "state", "transition", "enum value", "ledger"),
)


@dataclass
class Place:
    """What a change is about, in the old plan's words and the new one's."""

    kind: str
    before: Plan
    after: Plan
    old: Entity | None
    new: Entity | None
    name: str
    was: str
    columns: frozenset[str] = frozenset()

    @classmethod
    def of(cls, change: Change, before: Plan, after: Plan) -> Place | None:
        """None: the change is of no entity or enum, or too small to have an effect of its own."""
        parts = change.path.split(".")
        if (
            change.what not in WITH_DETAILS
            or len(parts) < 2
            or parts[0] not in ("entities", "enums")
        ):
            return None
        if parts[0] == "enums":
            was = change.before if change.kind == "rename" else parts[-1]
            return cls("value", before, after, None, None, parts[-1], was)
        new = next((each for each in after.entities if each.name == parts[1]), None)
        names = {parts[1], new.was if new else None}
        if change.what == "entity" and change.kind == "rename":
            names = {change.before}
        old = next((each for each in before.entities if each.name in names), None)
        kind = {"fields": "field", "workflow": "state"}.get(parts[2] if len(parts) > 2 else "", "")
        if change.what == "transition":
            kind = "transition"
        kind = kind or ("index" if change.what in ("unique", "index") else "entity")
        was = change.before if change.kind == "rename" else parts[-1]
        made = cls(kind, before, after, old, new, parts[-1], was)
        made.columns = frozenset(made._columns())
        return made

    @property
    def tables(self) -> set[str]:
        """Of which the rows are concerned."""
        if self.kind == "value":
            return {entity.table for entity in self.before.entities if self.holds(entity)}
        return {entity.table for entity in (self.old, self.new) if entity}

    def meets(self, effect: Effect) -> bool:
        """Whether a statement of the migration belongs to this change."""
        if effect.table not in self.tables:
            return False
        if self.kind == "field":
            return effect.column in self.columns
        if self.kind == "value":
            return effect.act == "rename values"
        if self.kind in ("state", "transition"):
            return effect.column == "state" or (
                effect.column == "" and effect.act in ("rename values", "rename in the log")
            )
        if self.kind == "index":
            return effect.act in ("index", "unindex")
        return effect.column == ""

    def mentions(self) -> list[str]:
        """In the old schema: what still speaks of the old name has to follow."""
        if self.kind == "value":
            return mentions.of_value(self.before, self.was)
        if self.old is None:
            return []
        if self.kind == "field":
            return mentions.of_field(self.before, self.old.name, self.was)
        if self.kind == "state":
            return mentions.of_value(self.before, self.was, self.old.name)
        return mentions.of_entity(self.before, self.old.name) if self.kind == "entity" else []

    def _columns(self) -> Iterator[str]:
        for entity, name in ((self.old, self.was), (self.new, self.name)):
            for field in entity.fields if entity else ():
                if field.name == name:
                    yield column_name(field)

    def holds(self, entity: Entity) -> bool:
        """Whether a field of the entity has the value that this is about."""
        enum = {
            each.name
            for each in self.before.enums
            if self.was in {value.name for value in each.values}
        }
        return any(field.enum in enum for field in entity.fields)
