"""<entity>/model.py: the class, its table, its fields; the types of its states and transitions; its hooks."""

from __future__ import annotations

import re
from typing import Any

from generator.emit.calls import (
    FIELD,
    condition,
    enum_type,
    expression,
    label,
    literal,
    message,
    texts,
)
from generator.emit.columns import (
    ATTACHMENT,
    blind_name,
    blind_sql,
    column_name,
    column_type,
    has_blind,
    is_sealed,
    nullable,
    sealed_kind,
    storage,
)
from generator.emit.context import Emission
from generator.emit.imports import Imports
from generator.emit.names import constraint, variable
from generator.emit.python import Call, Name, call, docstring, statement
from generator.emit.tables import LIVE, USER, Index, has_plain_index
from generator.field_types import FIELD_TYPES
from generator.plan import Entity, Enum, Field, Labels

ENTITY = "app.runtime.entity"
HOOKS = "app.runtime.hooks"
ORM = "sqlalchemy.orm"
STATE_LABELS = {"zh": "状态", "en": "State"}


def model(entity: Entity, emission: Emission) -> str:
    return _Model(entity, emission).text()


class _Model:
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

    # Before the class -------------------------------------------------------------------------

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

    def _foreign_key(self, table: str, name: str, *, deferred: bool = False) -> Call:
        function = self.use("sqlalchemy", "ForeignKey")
        return call(function, f"{table}.id", name=name, use_alter=True if deferred else None)

    # The head of the class --------------------------------------------------------------------

    def _table_arguments(self) -> list[str]:
        plain = {
            constraint("ix", self.entity.table, column_name(field))
            for field in self.entity.fields
            if self._index_in_column(field)
        } | ({constraint("ix", self.entity.table, "state")} if self.entity.workflow else set())
        indexes = [
            self._index(index)
            for index in self.tables.indexes(self.entity)
            if index.name not in plain
        ]
        if not indexes:
            return []
        return statement(tuple(indexes), target="__table_args__", indent=1)

    def _index_in_column(self, field: Field) -> bool:
        """SQLAlchemy's own name for `index=True` is ours, unless that is too long for PostgreSQL."""
        name = f"ix_{self.entity.table}_{column_name(field)}"
        return has_plain_index(field) and not is_sealed(field) and constraint(name) == name

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
        )

    # Fields -----------------------------------------------------------------------------------

    def _field(self, field: Field) -> list[str]:
        match storage(field):
            case "association":
                return self._refs(field)
            case "reference":
                return self._ref(field)
            case "attachment":
                key = constraint("fk", self.entity.table, field.name)
                type_: Any = self._foreign_key(ATTACHMENT, key)
            case _ if is_sealed(field):
                return self._sealed(field)
            case _:
                column = column_type(field)
                type_ = Name(f"{self.use(column.module, column.name)}({column.arguments})")
        return self._column(
            field.name,
            self._python(field),
            type_,
            optional=nullable(field),
            index=self._index_in_column(field),
            info=self._info(field),
        )

    def _sealed(self, field: Field) -> list[str]:
        """An encrypted column, and the one of equal values that the database makes of it."""
        place = f"{self.entity.table}.{field.name}"
        kind = call(
            self.use("app.runtime.privacy.column", "Sensitive"), place, **sealed_kind(field)
        )
        lines = self._column(
            field.name,
            self._python(field),
            kind,
            optional=nullable(field),
            index=False,
            info=self._info(field),
        )
        if not has_blind(field):
            return lines
        mapped = self.use(ORM, "Mapped")
        column = call(
            self.use(ORM, "mapped_column"),
            call(self.use("sqlalchemy", "String"), 32),
            call(self.use("sqlalchemy", "Computed"), blind_sql(field), persisted=True),
            deferred=True,
        )
        name = blind_name(field)
        return lines + statement(column, target=f"{name}: {mapped}[str | None]", indent=1)

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

    def _python(self, field: Field) -> str:
        """The Python type in the annotation: an enum's is its Literal."""
        row = FIELD_TYPES[field.type]
        if field.enum:
            inline = self.emission.is_inline(field.enum)
            single = field.enum if inline else self.use("..enums", field.enum)
            return f"list[{single}]" if field.type == "enums" else single
        python = row.python
        for path in row.python_imports:
            module, _, name = path.rpartition(".")
            local = self.use(module, name) if module else self.imports.use_module(name)
            python = re.sub(rf"\b{name}\b", local, python, count=1)
        return python

    def _ref(self, field: Field) -> list[str]:
        """The id column, and the record that it points to."""
        column = self.tables.column(self.entity, field)
        optional = column.nullable
        key = self._foreign_key(column.references or "", column.key or "", deferred=column.deferred)
        lines = self._column(
            column.name,
            "int",
            key,
            optional=optional,
            index=self._index_in_column(field),
            info=self._info(field),
        )
        target: Any = field.target
        if field.target == USER:
            target = Name(self.use("app.runtime.accounts.users", USER))
        elif field.target != self.entity.name:
            self._type_of(field.target or "")
        annotation = f"{field.target} | None" if optional else field.target
        recursive = field.target == self.entity.name
        relation = call(
            self.use(ORM, "relationship"),
            target,
            foreign_keys=[Name(column.name)],
            remote_side=f"{self.entity.name}.id" if recursive else None,
        )
        mapped = self.use(ORM, "Mapped")
        return lines + statement(relation, target=f"{field.name}: {mapped}[{annotation}]", indent=1)

    def _refs(self, field: Field) -> list[str]:
        table = self.tables.link_table(self.entity, field)
        target: Any = field.target
        if field.target == USER:
            target = Name(self.use("app.runtime.accounts.users", USER))
        elif field.target != self.entity.name:
            self._type_of(field.target or "")
        near, far = (column.name for column in table.columns)
        keywords: dict[str, Any] = {"secondary": Name(table.name)}
        if field.target == self.entity.name:
            name = self.entity.name
            keywords["primaryjoin"] = f"{name}.id == {table.name}.c.{near}"
            keywords["secondaryjoin"] = f"{name}.id == {table.name}.c.{far}"
        order = "id" if field.target == USER else f"{field.target}.id"
        keywords["order_by"] = Name(f"{USER}.id") if field.target == USER else order
        relation = call(self.use(ORM, "relationship"), target, **keywords, info=self._info(field))
        mapped = self.use(ORM, "Mapped")
        return statement(relation, target=f"{field.name}: {mapped}[list[{field.target}]]", indent=1)

    def _type_of(self, entity_name: str) -> str:
        """Another entity's class, for annotations only: two models may point to each other."""
        package = self.emission.package(entity_name)
        return self.imports.use_for_types(f"..{package}.model", entity_name)

    def _info(self, field: Field) -> Call:
        """Everything that the runtime must know of the field beside its column."""
        imports = self.imports
        keywords: dict[str, Any] = dict(texts(field.labels))
        keywords["help"] = label(field.help, imports) if field.help else None
        keywords["required"] = condition(field.required, imports)
        keywords["readonly"] = condition(field.readonly, imports)
        keywords["visible"] = expression(field.visible, imports) if field.visible else None
        default = field.default
        if field.default_expression:
            default = expression(field.default_expression, imports)
        keywords["default"] = default
        keywords["unique"] = field.unique or None
        keywords["search"] = field.search or None
        for name in ("pii", "max", "min", "scale", "pattern"):
            keywords[name] = getattr(field, name)
        if field.enum:
            keywords["enum"] = self._enum(field.enum)
        if field.target:
            keywords["to"] = field.target
            keywords["on_delete"] = None if field.on_delete == "restrict" else field.on_delete
        if field.numbering:
            keywords["numbering"] = call(
                self.use(FIELD, "numbering"),
                field.numbering.pattern,
                scope=field.numbering.scope,
                gapless=field.numbering.gapless or None,
            )
        keywords["lookup"] = list(field.lookup) if field.lookup else None
        keywords["formula"] = expression(field.formula, imports) if field.formula else None
        if field.aggregate:
            aggregate = field.aggregate
            names = [aggregate.function, aggregate.children]
            names += [aggregate.field] if aggregate.field else []
            where = expression(aggregate.where, imports) if aggregate.where else None
            keywords["aggregate"] = call(self.use(FIELD, "aggregate"), *names, where=where)
        return call(self.use(FIELD, "field"), field.type, **keywords)

    def _enum(self, name: str) -> Name:
        if self.emission.is_inline(name):
            return Name(self._inline_variable(name))
        return Name(f"{self.use('..', 'enums')}.{variable(name)}")

    def _inline_variable(self, name: str) -> str:
        """A field of the same name would hide the enum from the fields after it."""
        return f"_{variable(name)}" if variable(name) in self.names else variable(name)

    def _state(self) -> list[str]:
        labels = state_labels(self.emission.plan.app.languages)
        return self._column(
            "state",
            f"{self.entity.name}State",
            Call(self.use("sqlalchemy", "String"), (40,)),
            optional=False,
            index=True,
            info=Call(self.use(FIELD, "field"), ("state",), texts(labels)),
        )

    def _children(self, name: str, child: str, by: str) -> list[str]:
        own = self.entity.name
        join = f"and_({own}.id == {child}.{by}_id, {child}.deleted_at.is_(None))"
        if (
            child == own
        ):  # the two sides of the join have one name, so one must say that it is the far one
            join = (
                f"and_({own}.id == remote({child}.{by}_id), remote({child}.deleted_at).is_(None))"
            )
        else:
            self._type_of(child)
        relation = call(
            self.use(ORM, "relationship"),
            child,
            primaryjoin=join,
            foreign_keys=f"{child}.{by}_id",
            order_by=f"{child}.id",
            viewonly=True,
        )
        mapped = self.use(ORM, "Mapped")
        return statement(relation, target=f"{name}: {mapped}[list[{child}]]", indent=1)

    # After the class --------------------------------------------------------------------------

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


def state_labels(languages: tuple[str, ...]) -> Labels:
    """The label of the built-in field `state`, in the application's languages."""
    return {code: STATE_LABELS.get(code, STATE_LABELS["en"]) for code in languages}
