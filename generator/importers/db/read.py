"""Tables → the neutral model: keys, references, junction tables, checks, indexes."""

from __future__ import annotations

import re
from typing import Final

from generator.importers import kinds, labels, naming
from generator.importers.db import checks, columns
from generator.importers.db.tables import Catalog, ColumnInfo, ForeignKey, IndexInfo, TableInfo
from generator.importers.model import Child, Choice, Entity, Enum, Field, Model
from generator.importers.places import Place
from generator.importers.refusals import nothing
from generator.importers.report import Report

_ON_DELETE: Final = {
    "CASCADE": "cascade",
    "SET NULL": "null",
    "SET DEFAULT": "null",
    "RESTRICT": "restrict",
    "NO ACTION": "",
}
_WHOLE: Final = (
    "integer",
    "int",
    "bigint",
    "smallint",
    "serial",
    "int4",
    "int8",
    "tinyint",
    "mediumint",
    "bigserial",
    "int2",
)
_FOREIGN: Final = ("alembic_version", "django_migrations", "schema_migrations", "ar_internal_metadata", "_prisma_migrations", "flyway_schema_history", "databasechangelog", "databasechangeloglock", "spatial_ref_sys", "sqlite_sequence", "sqlite_stat1")  # fmt: skip
_OTHER: Final = {
    "view": ("a view is a question, no entity", "make a report of it (docs/reports.md)"),
    "materialized view": ("a view is a question, no entity", "make a report of it (docs/reports.md)"),
    "partition": ("its rows are those of the whole table", "nothing to do"),
    "table without columns": ("an entity has a field", "nothing to do"),
    "trigger": ("what happens at a write is said by hooks", "write an on_create or on_update hook (docs/hooks.md)"),
    "function": ("what happens is said by hooks", "write it in app/custom"),
    "index": ("an index over an expression", "see docs/schema-language.md, Indexes"),
    "unique": ("an index over an expression", "check it in a hook"),
    "sequence": ("numbers of records are given by the program", "nothing to do"),
}  # fmt: skip


def model_of(catalog: Catalog, report: Report) -> Model:
    """The model of a database. SchemaProblems: it has no tables."""
    return _Reader(catalog, report).model


class _Reader:
    def __init__(self, catalog: Catalog, report: Report) -> None:
        self.report = report
        self.model = Model(catalog.name)
        for kind, name in catalog.others:
            why, todo = _OTHER.get(
                kind, ("it has no equivalent", "look whether something is to be done")
            )
            report.lost(kind, Place(name), name, kind, why, todo)
        self.tables: dict[str, TableInfo] = {}
        for table in catalog.tables:
            if table.name.casefold() in _FOREIGN:
                report.lost(
                    "table",
                    Place(table.name),
                    table.name,
                    "a table of another tool",
                    "migrations are kept here by Alembic",
                    "nothing to do",
                )
            elif table.columns:
                self.tables[table.name] = table
        self.junctions = [table for table in self.tables.values() if self.is_junction(table)]
        for table in self.tables.values():
            if table not in self.junctions:
                self.model.entities.append(
                    Entity(table.name, Place(table.name), help=labels.of(table.comment))
                )
        if not self.model.entities:
            nothing(catalog.name, "table")
        for table in self.tables.values():
            if table not in self.junctions:
                self.entity(table)
        for table in self.junctions:
            self.junction(table)

    def is_junction(self, table: TableInfo) -> bool:
        """Two references that make up its key, and nothing else but a number and moments: many to many."""
        if len(table.foreign) != 2 or any(len(one.columns) != 1 for one in table.foreign):
            return False
        refs = {one.columns[0] for one in table.foreign}
        if len(refs) != 2 or any(
            one.table == table.name or one.table not in self.tables for one in table.foreign
        ):
            return False
        others = [one for one in table.columns if one.name not in refs]
        extra = [
            one
            for one in others
            if not (one.name in table.key and one.type in _WHOLE)
            and not (kinds.is_created(one.name) and one.default is not None)
        ]
        keyed = set(table.key) == refs or any(
            set(one.columns) == refs
            for one in (*table.unique, *(i for i in table.indexes if i.unique))
        )
        named = any(
            table.name in (one.table for one in other.foreign) for other in self.tables.values()
        )
        return not extra and keyed and not named

    def junction(self, table: TableInfo) -> None:
        place = Place(table.name)
        first, second = table.foreign
        # The references stand where the table's own name says: `playlist_track` belongs to playlist.
        if table.name.casefold().startswith(naming.singular(second.table).casefold()):
            first, second = second, first
        owner = self.model.entity(first.table)
        assert owner is not None  # noqa: S101 - is_junction has looked
        name = second.table
        while owner.field(name) or owner.child(name):
            name = f"{name}_{table.name}"
        owner.fields.append(Field(name, "refs", place, kind="relation", target=second.table))
        self.report.carried("entity")
        self.report.carried("relation")
        self.report.carried("field", len(table.columns) - 2)
        self.report.changed(
            "relation",
            place,
            table.name,
            f"{first.table} ↔ {second.table}",
            f"it became the references `{name}` of {owner.name}",
        )

    def entity(self, table: TableInfo) -> None:
        entity = self.model.entity(table.name)
        assert entity is not None  # noqa: S101 - made before
        held = {name: one for one in table.foreign if len(one.columns) == 1 for name in one.columns}
        composite = [one for one in table.foreign if len(one.columns) > 1]
        absorbed = {name for one in composite for name in one.columns if name not in held}
        for column in table.columns:
            place = Place(f"{table.name}.{column.name}")
            if self.is_implied(entity, table, column, column.name in held):
                continue
            if column.name in absorbed and self.only_reference(column.name, composite):
                self.report.carried("field")
                continue
            if column.name in held:
                self.reference(entity, table, column, held[column.name], place)
                continue
            self.enum(column, place)
            entity.fields.append(columns.read(column, table.name, place, self.report))
        for foreign in composite:
            self.composite(entity, table, foreign)
        self.keys(entity, table)
        for number, rule in enumerate(table.checks, start=1):
            checks.read(rule, entity, Place(table.name), number, self.report)

    def only_reference(self, name: str, composite: list[ForeignKey]) -> bool:
        """A column that stands in one composite reference only says nothing of its own."""
        return sum(name in one.columns for one in composite) == 1

    def enum(self, column: ColumnInfo, place: Place) -> None:
        if column.enum and not self.model.enum(column.enum):
            self.model.enums.append(
                Enum(column.enum, place, [Choice(value, {}, place) for value in column.values])
            )

    def is_implied(
        self, entity: Entity, table: TableInfo, column: ColumnInfo, is_foreign: bool
    ) -> bool:
        """The number that the database gives, and moments that it fills."""
        implied = ""
        whole = column.type in _WHOLE or column.autoincrement
        made = (
            column.autoincrement
            or "nextval" in (column.default or "")
            or column.type in ("integer", "serial", "bigserial")
        )
        generated = column.type == "uuid" and bool(column.default)
        if table.key == (column.name,) and not is_foreign and ((whole and made) or generated):
            implied = "id"
        elif (
            column.type.startswith(("timestamp", "datetime"))
            and kinds.is_created(column.name)
            and column.default is not None
        ):
            implied = "created_at"
        elif (
            column.type.startswith(("timestamp", "datetime"))
            and kinds.is_updated(column.name)
            and column.default is not None
        ):
            implied = "updated_at"
        if not implied or implied in entity.implied.values():
            return False
        entity.implied[column.name] = implied
        self.report.carried("key" if implied == "id" else "field")
        if column.default is not None and not column.autoincrement:
            self.report.carried("default")
        if not column.nullable and implied != "id":
            self.report.carried("required")
        return True

    def reference(
        self,
        entity: Entity,
        table: TableInfo,
        column: ColumnInfo,
        foreign: ForeignKey,
        place: Place,
    ) -> None:
        name = f"{table.name}.{column.name}"
        if self.model.entity(foreign.table) is None:
            entity.fields.append(columns.read(column, table.name, place, self.report))
            self.report.lost(
                "relation",
                place,
                name,
                f"→ {foreign.table}",
                "that table is not here",
                "add a ref by hand",
            )
            return
        made = Field(
            column.name,
            "ref",
            place,
            kind="relation",
            target=foreign.table,
            required=not column.nullable,
            help=labels.of(column.comment),
        )
        self.deletion(made, foreign, name)
        entity.fields.append(made)
        if column.default not in (None, "NULL", "null"):
            self.report.lost(
                "default", place, name, str(column.default), "a default cannot name a record"
            )
        self.child(entity, made, foreign.table)

    def deletion(self, made: Field, foreign: ForeignKey, name: str) -> None:
        rule = _ON_DELETE.get(foreign.on_delete.upper(), "")
        made.on_delete = "restrict" if rule == "null" and made.required else rule
        if foreign.on_delete.upper() == "SET DEFAULT":
            self.report.changed(
                "on delete", made.place, name, "SET DEFAULT", "the field is emptied"
            )

    def composite(self, entity: Entity, table: TableInfo, foreign: ForeignKey) -> None:
        place = Place(f"{table.name}({', '.join(foreign.columns)})")
        if self.model.entity(foreign.table) is None:
            self.report.lost(
                "relation",
                place,
                table.name,
                f"→ {foreign.table}",
                "that table is not here",
                "add a ref by hand",
            )
            return
        name = foreign.table
        while entity.field(name):
            name = f"{name}_ref"
        needed = all(not one.nullable for one in table.columns if one.name in foreign.columns)
        made = Field(name, "ref", place, kind="relation", target=foreign.table, required=needed)
        made.sources = [one for one in foreign.columns if entity.field(one) is None]
        self.deletion(made, foreign, f"{table.name}.{name}")
        entity.fields.append(made)
        self.report.changed(
            "relation",
            place,
            table.name,
            f"({', '.join(foreign.columns)}) → {foreign.table}",
            "one reference stands for all of its columns",
        )
        self.child(entity, made, foreign.table)

    def child(self, entity: Entity, made: Field, target: str) -> None:
        """The rows on the page of the record that they name."""
        other = self.model.entity(target)
        if other is None or other is entity:
            return
        name = entity.name
        columns_ = {one.name.casefold() for one in self.tables[target].columns}
        while other.child(name) or name.casefold() in columns_:
            name = f"{name}_{made.name}" if not name.endswith(made.name) else f"{name}_rows"
        other.children.append(Child(name, entity.name, made.name, made.place))

    def keys(self, entity: Entity, table: TableInfo) -> None:
        place = Place(table.name)
        if table.key and not (len(table.key) == 1 and table.key[0] in entity.implied):
            self.report.changed(
                "key",
                place,
                table.name,
                f"primary key ({', '.join(table.key)})",
                "records have a number of their own; this stays unique",
            )
            self.unique(entity, table.key, place)
            if len(table.key) == 1:
                entity.key = table.key[0]
        seen: set[tuple[str, ...]] = {table.key}
        for one in table.unique:
            if one.columns not in seen:
                seen.add(one.columns)
                self.unique(entity, one.columns, place)
        for one in table.indexes:
            name = f"{table.name}.{one.name}"
            if one.expressions:
                self.report.lost(
                    # What keeps two rows apart is a rule, not a matter of speed.
                    "unique" if one.unique else "index",
                    place,
                    name,
                    ", ".join([*one.columns, *one.expressions]),
                    "an index over an expression",
                    "check it in a hook" if one.unique else "see docs/schema-language.md, Indexes",
                )
            elif one.unique and one.where and not _of_filled(one):
                self.report.lost(
                    "unique",
                    place,
                    name,
                    f"({', '.join(one.columns)}) where {one.where}",
                    "unique under a condition",
                    "check it in a hook",
                )
            elif one.unique and one.columns not in seen:
                if one.where and "not" not in one.where.casefold():
                    self.report.changed(
                        "unique", place, name, one.where, "it holds for deleted rows, too"
                    )
                seen.add(one.columns)
                self.unique(entity, one.columns, place)
            elif not one.unique:
                self.index(entity, one.columns, place)

    def unique(self, entity: Entity, parts: tuple[str, ...], place: Place) -> None:
        found = list(dict.fromkeys(one.name for part in parts if (one := entity.field(part))))
        one = entity.field(found[0]) if len(found) == 1 else None
        if one is not None and all(entity.field(part) is one for part in parts):
            one.unique = True
        elif parts:
            entity.unique.append((parts, place))

    def index(self, entity: Entity, parts: tuple[str, ...], place: Place) -> None:
        one = entity.field(parts[0]) if len(parts) == 1 else None
        if one is not None and not one.unique:
            if one.type == "ref":
                self.report.carried("index")  # every reference has one
            else:
                one.index = one.type not in ("text", "json", "file")
                if not one.index:
                    self.report.lost(
                        "index",
                        place,
                        f"{entity.name}.{one.name}",
                        "an index",
                        f"a {one.type} field has none",
                        "leave it",
                    )
        elif parts:
            entity.indexes.append((parts, place))


def _of_filled(index: IndexInfo) -> bool:
    """Whether a unique index for some rows says no more than one for all: for those with a value, or not deleted."""
    where = re.sub(r'[("\[`\])]', "", index.where).strip()
    parts = re.split(r"\s+and\s+", where, flags=re.IGNORECASE)
    filled = [re.fullmatch(r"(\w+)\s+is\s+not\s+null", part, re.IGNORECASE) for part in parts]
    if all(each and each[1] in index.columns for each in filled):
        return True
    return bool(
        re.fullmatch(r"(?:deleted|removed)_?(?:at|on|date)?\s+is\s+null", where, re.IGNORECASE)
    )
