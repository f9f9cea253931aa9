"""Plan → tables: columns, keys and indexes with their names. The model and the migrations are written from these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.emit.columns import (
    ATTACHMENT,
    blind_name,
    blind_sql,
    column_name,
    column_type,
    has_blind,
    indexed_name,
    is_sealed,
    nullable,
    storage,
)
from generator.emit.names import constraint
from generator.plan import Entity, Field, Plan

KEY = "Key"
"""The type of an entity's id in migrations: BIGINT, and INTEGER on SQLite, where only that one counts up by itself."""

USER = "User"
USER_TABLE = "ab_user"
LIVE = "deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `type` is migration source (`sa.String(40)`); `references` names a table's id."""

    name: str
    type: str
    nullable: bool = True
    references: str | None = None
    key: str | None = None
    """The name of the foreign key."""
    computed: str | None = None
    """SQL of which the database makes the value."""
    deferred: bool = False
    """The foreign key closes a circle of tables, so it is made after both tables."""


@dataclass(frozen=True, slots=True)
class Index:
    name: str
    columns: tuple[str, ...]
    unique: bool = False


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ("id",)
    indexes: tuple[Index, ...] = ()
    entity: str | None = None
    """The entity; None for the table behind a `refs` field."""
    keys_cascade: bool = False
    """Rows go with what they point to: only true for the table behind a `refs` field."""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def primary_key_name(self) -> str:
        return constraint("pk", self.name)


def system_columns(table: str) -> tuple[Column, ...]:
    """What every entity has beside its own fields; the twin of app.runtime.entity.Entity."""
    moment = "sa.DateTime(timezone=True)"
    return (
        Column("created_at", moment, nullable=False),
        _user_column(table, "created_by_id"),
        Column("updated_at", moment, nullable=False),
        _user_column(table, "updated_by_id"),
        Column("version", "sa.Integer()", nullable=False),
        Column("deleted_at", moment),
    )


def _user_column(table: str, name: str) -> Column:
    key = constraint("fk", table, name.removesuffix("_id"))
    return Column(name, "sa.Integer()", references=USER_TABLE, key=key)


class Tables:
    """All tables of a plan, in schema order."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.table_of = {entity.name: entity.table for entity in plan.entities} | {USER: USER_TABLE}
        self._position = {entity.table: i for i, entity in enumerate(plan.entities)}

    @cached_property
    def all(self) -> dict[str, Table]:
        return {table.name: table for table in self._tables()}

    def _tables(self) -> Iterator[Table]:
        for entity in self.plan.entities:
            yield self._entity_table(entity)
            for field in entity.fields:
                if storage(field) == "association":
                    yield self.link_table(entity, field)

    def _entity_table(self, entity: Entity) -> Table:
        own: list[Column] = []
        for field in entity.fields:
            if storage(field) != "association":
                own.append(self.column(entity, field))
            if has_blind(field):
                own.append(blind_column(field))
        if entity.workflow and "state" not in {column.name for column in own}:
            own.append(Column("state", "sa.String(40)", nullable=False))
        return Table(
            name=entity.table,
            columns=(Column("id", KEY, nullable=False), *own, *system_columns(entity.table)),
            indexes=tuple(self.indexes(entity)),
            entity=entity.name,
        )

    def column(self, entity: Entity, field: Field) -> Column:
        """The column of one field; not for `refs`, which has a table."""
        key = constraint("fk", entity.table, field.name)
        empty = nullable(field)
        match storage(field):
            case "reference":
                target = self.table_of[field.target or ""]
                return Column(
                    name=column_name(field),
                    type="sa.Integer()" if target == USER_TABLE else KEY,
                    nullable=empty,
                    references=target,
                    key=key,
                    deferred=self.closes_a_circle(entity.table, target),
                )
            case "attachment":
                return Column(field.name, KEY, empty, references=ATTACHMENT, key=key)
        stored = "sa.Text()" if is_sealed(field) else column_type(field).stored
        return Column(field.name, stored, empty)

    def link_table(self, entity: Entity, field: Field) -> Table:
        """`work_order_tags(work_order_id, tag_id)`; a link to the same entity is `related_<entity>_id`."""
        name = f"{entity.table}_{field.name}"
        target = self.table_of[field.target or ""]
        near = f"{entity.table}_id"
        far = f"related_{target}_id" if target == entity.table else f"{target}_id"
        columns = tuple(
            Column(
                column,
                "sa.Integer()" if table == USER_TABLE else KEY,
                nullable=False,
                references=table,
                key=constraint("fk", name, column.removesuffix("_id")),
            )
            for column, table in ((near, entity.table), (far, target))
        )
        index = Index(constraint("ix", name, far), (far,))
        return Table(name, columns, primary_key=(near, far), indexes=(index,), keys_cascade=True)

    def indexes(self, entity: Entity) -> Iterator[Index]:
        """Every index of an entity's table: refs, states, `index:`, `unique:` and the listed ones; each once."""
        seen: set[str] = set()
        for index in self._indexes(entity):
            if index.name not in seen:
                seen.add(index.name)
                yield index

    def _indexes(self, entity: Entity) -> Iterator[Index]:
        for field in entity.fields:
            column = indexed_name(field)
            if field.unique and field.type != "refs":
                yield Index(constraint("uq", entity.table, field.name), (column,), unique=True)
            if has_plain_index(entity, field):
                yield Index(constraint("ix", entity.table, column_name(field)), (column,))
        if has_state_index(entity):
            yield Index(constraint("ix", entity.table, "state"), ("state",))
        known = {field.name: indexed_name(field) for field in entity.fields}

        def columns(names: Sequence[str]) -> tuple[str, ...]:
            return tuple(known.get(name, own_column(name)) for name in names)

        for names in entity.unique:
            yield Index(constraint("uq", entity.table, *names), columns(names), unique=True)
        for names in entity.indexes:
            yield Index(constraint("ix", entity.table, *names), columns(names))

    @cached_property
    def _references(self) -> dict[str, set[str]]:
        return {
            entity.table: {
                self.table_of[field.target or ""] for field in entity.fields if field.type == "ref"
            }
            - {entity.table, USER_TABLE}
            for entity in self.plan.entities
        }

    @cached_property
    def _reach(self) -> dict[str, set[str]]:
        """table → every table that it leads to over references."""
        result: dict[str, set[str]] = {}
        for start in self._references:
            found: set[str] = set()
            open_ = [start]
            while open_:
                for target in self._references[open_.pop()] - found:
                    found.add(target)
                    open_.append(target)
            result[start] = found
        return result

    def closes_a_circle(self, source: str, target: str) -> bool:
        """Of a circle of tables, the references to a table that is declared later close it."""
        if source == target or target not in self._position:
            return False
        forward = self._position[source] < self._position[target]
        return forward and source in self._reach[target]

    def creation_order(self) -> list[Table]:
        """Tables such that each comes after what it references, but for the deferred keys."""
        done: dict[str, Table] = {}

        def place(table: Table) -> None:
            if table.name in done:
                return
            for column in table.columns:
                target = column.references
                if target in self.all and target != table.name and not column.deferred:
                    place(self.all[target])
            done[table.name] = table

        for table in self.all.values():
            place(table)
        return list(done.values())


def blind_column(field: Field) -> Column:
    return Column(blind_name(field), "sa.String(32)", computed=blind_sql(field))


def own_column(name: str) -> str:
    """The column of a built-in field that an index may name: `created_by`, `state`, `created_at`, …"""
    return f"{name}_id" if name in {"created_by", "updated_by"} else name


def has_plain_index(entity: Entity, field: Field) -> bool:
    """References always have an index, if not a longer one: related lists and delete checks look there."""
    wanted = field.type == "ref" or (field.index and field.type != "refs")
    return wanted and field.name not in entity.covered


def singly_indexed(entity: Entity) -> list[str]:
    """Names of the fields that have an index of their own."""
    names = [field.name for field in entity.fields if has_plain_index(entity, field)]
    return [*names, "state"] if has_state_index(entity) else names


def has_state_index(entity: Entity) -> bool:
    """So have states, for those who look for the open ones."""
    return entity.workflow is not None and "state" not in entity.covered
