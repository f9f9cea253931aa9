"""What every file of the generated package needs to know of the plan, worked out once."""

from __future__ import annotations

from functools import cached_property

from generator.emit.names import camel, snake, variable
from generator.emit.tables import Tables
from generator.plan import Entity, Enum, Plan


class Emission:
    """A plan with its tables and its look-ups by name."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.tables = Tables(plan)
        self.entities = {entity.name: entity for entity in plan.entities}
        self.enums = {enum.name: enum for enum in plan.enums}

    @cached_property
    def _uses(self) -> dict[str, list[str]]:
        uses: dict[str, list[str]] = {}
        for entity in self.plan.entities:
            for field in entity.fields:
                if field.enum:
                    uses.setdefault(field.enum, []).append(entity.name + camel(field.name))
        return uses

    def is_inline(self, name: str) -> bool:
        """Written inside one field (`UnitKind` in Unit.kind): it lives in that entity's model."""
        return self._uses.get(name) == [name]

    @property
    def shared_enums(self) -> list[Enum]:
        return [enum for enum in self.plan.enums if not self.is_inline(enum.name)]

    def inline_enums(self, entity: Entity) -> list[Enum]:
        names = [field.enum for field in entity.fields if field.enum and self.is_inline(field.enum)]
        return [self.enums[name] for name in names]

    def package(self, entity_name: str) -> str:
        """The module path of an entity's package inside the generated package."""
        return module_name(self.entities[entity_name])


def module_name(entity: Entity) -> str:
    """The folder of an entity; a table named like a Python keyword gets an underscore."""
    return variable(entity.name) if snake(entity.name) == entity.table else entity.table
