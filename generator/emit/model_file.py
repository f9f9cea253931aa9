"""What every part of a model.py is made with: its imports, columns, keys and the names that are taken."""

from __future__ import annotations

from typing import Any

from generator.emit.columns import column_name, is_sealed
from generator.emit.context import Emission
from generator.emit.imports import Imports
from generator.emit.names import constraint, variable
from generator.emit.python import Call, Name, call, statement
from generator.emit.tables import USER, has_plain_index
from generator.plan import Entity, Field

ORM = "sqlalchemy.orm"


class ModelFile:
    """One model.py while it is written. Its lines are made by the classes that build on this one."""

    def __init__(self, entity: Entity, emission: Emission) -> None:
        self.entity = entity
        self.emission = emission
        self.tables = emission.tables
        names = {name for field in entity.fields for name in (field.name, column_name(field))}
        names |= {children.name for children in entity.children} | {"state"}
        classes = {entity.name, f"{entity.name}State", f"{entity.name}Transition"}
        classes |= {children.entity for children in entity.children}
        classes |= {field.target for field in entity.fields if field.target} - {USER}
        classes |= {field.enum for field in entity.fields if field.enum}
        self.names = names
        self.imports = Imports(taken=names | classes)
        self.imports.use("__future__", "annotations")

    def use(self, module: str, name: str) -> str:
        return self.imports.use(module, name)

    def _column(
        self,
        name: str,
        python: str,
        type_: Any,
        *,
        optional: bool,
        index: bool,
        info: Call,
    ) -> list[str]:
        mapped = self.use(ORM, "Mapped")
        column = call(self.use(ORM, "mapped_column"), type_, index=index or None, info=info)
        annotation = f"{mapped}[{python} | None]" if optional else f"{mapped}[{python}]"
        return statement(column, target=f"{name}: {annotation}", indent=1)

    def _foreign_key(self, table: str, name: str, *, deferred: bool = False) -> Call:
        function = self.use("sqlalchemy", "ForeignKey")
        return call(function, f"{table}.id", name=name, use_alter=True if deferred else None)

    def _index_in_column(self, field: Field) -> bool:
        """SQLAlchemy's own name for `index=True` is ours, unless that is too long for PostgreSQL."""
        name = f"ix_{self.entity.table}_{column_name(field)}"
        return (
            has_plain_index(self.entity, field)
            and not is_sealed(field)
            and constraint(name) == name
        )

    def _type_of(self, entity_name: str) -> str:
        """Another entity's class, for annotations only: two models may point to each other."""
        package = self.emission.package(entity_name)
        return self.imports.use_for_types(f"..{package}.model", entity_name)

    def _enum(self, name: str) -> Name:
        if self.emission.is_inline(name):
            return Name(self._inline_variable(name))
        return Name(f"{self.use('..', 'enums')}.{variable(name)}")

    def _inline_variable(self, name: str) -> str:
        """A field of the same name would hide the enum from the fields after it."""
        return f"_{variable(name)}" if variable(name) in self.names else variable(name)
