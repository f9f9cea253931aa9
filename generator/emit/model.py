"""<entity>/model.py: the class, its table, its fields; the types of its states and transitions; its hooks."""

from __future__ import annotations

from generator.emit.calls import enum_type, expression, label, literal, message
from generator.emit.columns import column_name, storage
from generator.emit.context import Emission
from generator.emit.imports import Imports
from generator.emit.model_fields import ModelFields
from generator.emit.names import constraint, variable
from generator.emit.python import Call, Name, call, docstring, statement
from generator.emit.tables import LIVE, Index, has_state_index
from generator.plan import Entity, Enum

ENTITY = "app.runtime.entity"
HOOKS = "app.runtime.hooks"


def model(entity: Entity, emission: Emission) -> str:
    return _Model(entity, emission).text()


class _Model(ModelFields):
    def text(self) -> str:
        entity = self.entity
        before = self._types() + self._links()
        body = ["", "", f"class {entity.name}({self.use(ENTITY, 'Entity')}):"]
        body += ["    " + docstring(self._docstring()), ""]
        body += statement(entity.table, target="__tablename__", indent=1)
        body += self._table_arguments()
        body += statement(self._meta(), target="meta", indent=1)
        body.append("")
        for field in entity.fields:
            body += self._field(field)
        if entity.workflow and all(field.name != "state" for field in entity.fields):
            body += self._state()
        for children in entity.children:
            body += self._children(children.name, children.entity, children.by)
        hooks = ["", "", *self._hooks()]
        return "\n".join([*self.imports.lines(), *before, *body, *hooks]) + "\n"

    def _docstring(self) -> str:
        labels = " ".join(dict.fromkeys(self.entity.labels.values()))
        return labels + (f" ({self.entity.process})." if self.entity.process else ".")

    # Before the class ----------------------------------------------------------------------------

    def _types(self) -> list[str]:
        """Literal types of the states and transitions, and the enums that only this entity uses."""
        lines: list[str] = []
        workflow = self.entity.workflow
        if workflow:
            states = tuple(state.name for state in workflow.states)
            transitions = tuple(dict.fromkeys(t.name for t in workflow.transitions))
            for kind, names in (("State", states), ("Transition", transitions)):
                lines += statement(literal(names, self.imports), target=f"{self.entity.name}{kind}")
        for enum in self.emission.inline_enums(self.entity):
            lines += enum_lines(enum, self.imports, target=self._inline_variable(enum.name))
        return ["", *lines] if lines else []

    def _links(self) -> list[str]:
        """The table behind each `refs` field."""
        lines: list[str] = []
        for field in self.entity.fields:
            if storage(field) != "association":
                continue
            table = self.tables.link_table(self.entity, field)
            columns = [
                call(
                    self.use("sqlalchemy", "Column"),
                    column.name,
                    self._foreign_key(column.references or "", column.key or ""),
                    primary_key=True,
                )
                for column in table.columns
            ]
            index = table.indexes[0]
            lines += statement(
                call(
                    self.use("sqlalchemy", "Table"),
                    table.name,
                    Name(f"{self.use(ENTITY, 'Entity')}.metadata"),
                    *columns,
                    call(self.use("sqlalchemy", "Index"), index.name, *index.columns),
                ),
                target=table.name,
            )
        return ["", *lines] if lines else []

    # The head of the class -----------------------------------------------------------------------

    def _table_arguments(self) -> list[str]:
        plain = {
            constraint("ix", self.entity.table, column_name(field))
            for field in self.entity.fields
            if self._index_in_column(field)
        }
        if has_state_index(self.entity):
            plain.add(constraint("ix", self.entity.table, "state"))
        indexes = [
            self._index(index)
            for index in self.tables.indexes(self.entity)
            if index.name not in plain
        ]
        if not indexes:
            return []
        return statement(tuple(indexes), target="__table_args__", indent=1)

    def _index(self, index: Index) -> Call:
        function = self.use("sqlalchemy", "Index")
        if not index.unique:
            return call(function, index.name, *index.columns)
        where = call(self.use("sqlalchemy", "text"), LIVE)
        return call(
            function,
            index.name,
            *index.columns,
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )

    def _meta(self) -> Call:
        entity = self.entity
        children = [
            call(
                self.use(ENTITY, "Children"),
                item.name,
                of=item.entity,
                by=item.by,
                label=label(item.labels, self.imports),
            )
            for item in entity.children
        ]
        checks = [
            Call(
                self.use(ENTITY, "Check"),
                (
                    check.name,
                    expression(check.test, self.imports),
                    message(check.message, self.imports),
                ),
            )
            for check in entity.checks
        ]
        return call(
            self.use(ENTITY, "EntityMeta"),
            name=entity.name,
            module=entity.module,
            label=label(entity.labels, self.imports),
            title=entity.title,
            process=entity.process,
            help=label(entity.help, self.imports) if entity.help else None,
            children=children or None,
            checks=checks or None,
            ledger=entity.ledger or None,
            parent=entity.parent,
            retain=entity.retain,
            portal_comments=entity.comments,
        )

    # After the class -----------------------------------------------------------------------------

    def _hooks(self) -> list[str]:
        entity = self.entity
        target = f"{variable(entity.name)}_hooks"
        hooks = self.use(HOOKS, "EntityHooks")
        if not entity.workflow or not entity.workflow.transitions:
            never = self.use("typing", "Never")
            return statement(
                Call(f"{hooks}[{entity.name}, {never}]", (Name(entity.name),)), target=target
            )
        transitions = tuple(dict.fromkeys(t.name for t in entity.workflow.transitions))
        return statement(
            Call(
                f"{hooks}[{entity.name}, {entity.name}Transition]",
                (Name(entity.name),),
                {"transitions": transitions},
            ),
            target=target,
        )


def enum_lines(enum: Enum, imports: Imports, *, target: str) -> list[str]:
    """The Literal type and the EnumType of one enum."""
    names = tuple(value.name for value in enum.values)
    lines = statement(literal(names, imports), target=enum.name)
    return lines + statement(enum_type(enum, imports), target=target)
