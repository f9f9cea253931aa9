"""The fields of a class in model.py: columns, relationships, and what the runtime must know of them."""

from __future__ import annotations

import re
from typing import Any

from generator.emit.calls import FIELD, condition, expression, label, texts
from generator.emit.columns import (
    ATTACHMENT,
    blind_name,
    blind_sql,
    column_type,
    has_blind,
    is_sealed,
    nullable,
    sealed_kind,
    storage,
)
from generator.emit.model_file import ORM, ModelFile
from generator.emit.names import constraint
from generator.emit.python import Call, Name, call, statement
from generator.emit.tables import USER, has_state_index
from generator.field_types import FIELD_TYPES
from generator.plan import Field, Labels

STATE_LABELS = {"zh": "状态", "en": "State"}


class ModelFields(ModelFile):
    """The lines of each field, of the state, and of each child table."""

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
        keywords["total"] = None if field.total else False
        for name in ("pii", "max", "min", "scale", "pattern", "expires", "color"):
            keywords[name] = getattr(field, name)
        if field.enum:
            keywords["enum"] = self._enum(field.enum)
        if field.target:
            keywords["to"] = field.target
            keywords["on_delete"] = None if field.on_delete == "restrict" else field.on_delete
            keywords["trace"] = field.trace
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

    def _state(self) -> list[str]:
        labels = state_labels(self.emission.plan.app.languages)
        return self._column(
            "state",
            f"{self.entity.name}State",
            Call(self.use("sqlalchemy", "String"), (40,)),
            optional=False,
            index=has_state_index(self.entity),
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


def state_labels(languages: tuple[str, ...]) -> Labels:
    """The label of the built-in field `state`, in the application's languages."""
    return {code: STATE_LABELS.get(code, STATE_LABELS["en"]) for code in languages}
