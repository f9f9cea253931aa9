"""What a name of the source means in a condition of an entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.field_types import FIELD_TYPES
from generator.importers.conditions import Found
from generator.importers.emit.names import Names
from generator.importers.model import Entity, Field, Model

PARENT: Final = "<parent>"
USER: Final = "<user>"
_BUILT_IN: Final = {
    "id": "ref", "created_at": "datetime", "updated_at": "datetime", "created_by": "ref",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntityScope:
    """Fields of the entity, ways through its refs, what every record has, and the state."""

    model: Model
    names: Names
    entity: Entity

    def look(self, names: list[str]) -> Found | None:
        """The field of these names; None: there is none."""
        if names[0] == USER:
            return Found("user.id", "ref", key="user.username") if len(names) == 1 else None
        if names[0] == PARENT:
            return self.beyond(self.entity.parent, names[1:]) if self.entity.parent else None
        if len(names) > 1 and names[0].casefold() == self.entity.name.casefold():
            return self.look(names[1:])
        one = self.entity.field(names[0])
        if len(names) == 1:
            return self.own(names[0], one)
        if one is None or one.type != "ref":
            return None
        return self.beyond((one.target, one.name), names[1:])

    def own(self, name: str, one: Field | None) -> Found | None:
        if name in self.entity.state_names and self.entity.states:
            return Found("state", "enum", self.names.states[self.entity.name])
        if one is not None:
            return self.found(one)
        built_in = self.entity.implied.get(name)
        if built_in is None:
            folded = {key.casefold(): value for key, value in self.entity.implied.items()}
            built_in = folded.get(name.casefold())
        if built_in == "created_by":
            return Found(built_in, "ref", key="created_by.username")
        if built_in in _BUILT_IN:
            return Found(built_in, _BUILT_IN[built_in])
        return None

    def found(self, one: Field) -> Found:
        text = self.names.fields[self.entity.name][one.name]
        kind = FIELD_TYPES[one.type].kind
        if one.type in ("enum", "enums"):
            key = one.enum or f"{self.entity.name}.{one.name}"
            return Found(text, kind, self.names.values.get(key, {}))
        if one.type == "ref" and one.target == "User" and self.model.entity("User") is None:
            return Found(text, kind, key=f"{text}.username")
        target = self.model.entity(one.target) if one.type == "ref" else None
        named = target.field(target.key) if target is not None and target.key else None
        if target is None or named is None:
            return Found(text, kind)
        key = self.names.fields[target.name][named.name]
        return Found(text, kind, key=f"{text}.{key}", key_kind=FIELD_TYPES[named.type].kind or "")

    def beyond(self, step: tuple[str, str], names: list[str]) -> Found | None:
        """A field of the record that a ref names."""
        target = self.model.entity(step[0])
        if target is None or not names:
            return None
        found = EntityScope(self.model, self.names, target).look(names)
        if found is None:
            return None
        way = self.names.fields[self.entity.name][step[1]]
        key = f"{way}.{found.key}" if found.key else ""
        return Found(f"{way}.{found.text}", found.kind, found.values, key, found.key_kind)
