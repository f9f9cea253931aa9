"""Two plans → the migration between them: explicit Alembic operations, forth and back, no data destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.emit import lookalike
from generator.emit.columns import storage
from generator.emit.conversion import convertible, default_sql, guards, scale_of
from generator.emit.names import snake
from generator.emit.steps import (
    Operation,
    Step,
    alter,
    column,
    create_index,
    create_key,
    create_table,
    drop_index,
    drop_key,
    drop_table,
    helper,
    script,
    set_nullable,
    set_type,
)
from generator.emit.tables import Column, Index, Table, Tables, system_columns
from generator.matching import Pair, entities, enums, pairs
from generator.plan import Entity, Field, Plan, Workflow
from generator.problem import Problem, SchemaProblems

PHASES = (
    "unindex",
    "unlink",
    "rename",
    "create",
    "add",
    "convert",
    "fill",
    "tighten",
    "trash",
    "link",
    "index",
)
"""The order of the upgrade; the downgrade runs it backwards."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The text of versions/<name>.py."""

    name: str
    revision: str
    text: str


def migration(
    before: Plan | None, after: Plan, *, revision: str, down_revision: str
) -> Migration | None:
    """None: the tables and their data stay as they are. SchemaProblems: it cannot be done safely."""
    first = before is None
    builder = _Builder(before or replace(after, entities=(), enums=(), roles=()), after, revision)
    builder.build()
    if builder.problems:
        raise SchemaProblems(builder.problems)
    steps = builder.steps()
    if not steps:
        return None
    title, slug = ("The tables of the schema", "schema") if first else builder.title()
    text = script(title=f"{title}.", revision=revision, down_revision=down_revision, steps=steps)
    return Migration(f"{revision}_{slug}.py", revision, text)


class _Builder:
    def __init__(self, before: Plan, after: Plan, revision: str) -> None:
        self.before = before
        self.after = after
        self.revision = revision
        self.old = Tables(before)
        self.new = Tables(after)
        self.problems: list[Problem] = []
        self.words: list[str] = []
        self._phases: dict[str, list[Step]] = {name: [] for name in PHASES}
        self._table_names: dict[str, str] = {}
        """Old table name → new one."""

    def steps(self) -> list[Step]:
        return [step for name in PHASES for step in self._phases[name]]

    def add(
        self, phase: str, forth: Iterable[Operation] = (), back: Iterable[Operation] = ()
    ) -> None:
        step = Step(list(forth), list(back))
        if step.forth or step.back:
            self._phases[phase].append(step)

    def title(self) -> tuple[str, str]:
        words = list(dict.fromkeys(self.words)) or ["data"]
        shown = ", ".join(words[:4]) + (f" and {len(words) - 4} more" if len(words) > 4 else "")
        slug = snake("_".join(word.split(" ")[-1].replace(".", "_") for word in words[:2]))
        return shown[:1].upper() + shown[1:], slug[:40].strip("_")

    # The whole ----------------------------------------------------------------------------------

    def build(self) -> None:
        found = entities(self.before, self.after)
        self._suspect(found, lookalike.entities_alike, "entities", "entity")
        for pair in found:
            if pair.before and pair.after:
                self._table_names[pair.before.table] = pair.after.table
        self._create([pair.after for pair in found if pair.after and not pair.before])
        for pair in found:
            if pair.before and pair.after:
                self._entity(pair.before, pair.after)
            elif pair.before:
                self._drop_entity(pair.before)
        self._values()
        self._roles()

    def _suspect(self, found: list[Pair], alike, place: str, what: str) -> None:  # type: ignore[no-untyped-def,type-arg]
        for old, new in lookalike.suspects(found, alike):
            self.problems.append(
                Problem(
                    "schema.yaml",
                    1,
                    1,
                    "M001",
                    f"{what} '{old.name}' goes and '{new.name}' comes",
                    f"{place}.{new.name}",
                    f"if it is a rename, write `was: {old.name}` into '{new.name}'",
                )
            )

    # New and dropped tables ---------------------------------------------------------------------

    def _create(self, added: list[Entity]) -> None:
        names = {entity.table for entity in added}
        wanted = [
            table
            for table in self.new.creation_order()
            if table.name in names or self._is_link_of(table, names)
        ]
        for table in wanted:
            self._create_table(table)
        self.words += [f"add {entity.name}" for entity in added]

    def _is_link_of(self, table: Table, entity_tables: set[str]) -> bool:
        return table.entity is None and table.columns[0].references in entity_tables

    def _create_table(self, table: Table) -> None:
        self.add("create", [create_table(table)], [drop_table(table)])
        for index in table.indexes:
            self.add("create", [create_index(table.name, index)], [drop_index(table.name, index)])
        for item in table.columns:
            if item.deferred:
                self.add("link", [create_key(table.name, item)], [drop_key(table.name, item)])

    def _drop_entity(self, entity: Entity) -> None:
        self.words.append(f"drop {entity.name}")
        for field in entity.fields:
            if storage(field) == "association":
                self._trash_table(self.old.link_table(entity, field))
        self._trash_table(self.old.all[entity.table])

    def _trash_table(self, table: Table) -> None:
        """Out of the way under a name that nothing uses: the rows stay, downgrade brings them back."""
        for index in table.indexes:
            self.add("unindex", [drop_index(table.name, index)], [create_index(table.name, index)])
        for item in table.columns:
            if item.references:
                self.add("unlink", [drop_key(table.name, item)], [create_key(table.name, item)])
        arguments = (table.name, self.revision)
        self.add(
            "trash", [helper("trash_table", *arguments)], [helper("restore_table", *arguments)]
        )

    # One entity ---------------------------------------------------------------------------------

    def _entity(self, old: Entity, new: Entity) -> None:
        if old.name != new.name:
            self.words.append(f"rename {old.name} to {new.name}")
            self._rename_table(old.table, new.table)
            for before in system_columns(old.table):
                after = next(c for c in system_columns(new.table) if c.name == before.name)
                self._key(old.table, new.table, before, after)
            self.add(
                "rename",
                [helper("rename_entity", old.table, new.table)],
                [helper("rename_entity", new.table, old.table)],
            )
        found = list(pairs(old.fields, new.fields))
        self._suspect(found, lookalike.fields_alike, f"entities.{new.name}.fields", "field")
        columns: dict[str, str] = {}
        for pair in found:
            if pair.before and pair.after:
                self._field(old, new, pair.before, pair.after)
                columns |= self._column_pair(old, new, pair.before, pair.after)
            elif pair.after:
                self._add_field(new, pair.after)
            elif pair.before:
                self._drop_field(old, new, pair.before)
        self._workflow(old, new)
        self._indexes(old, new, columns)

    def _rename_table(self, old: str, new: str) -> None:
        self.add("rename", [helper("rename_table", old, new)], [helper("rename_table", new, old)])

    def _column_pair(self, old: Entity, new: Entity, before: Field, after: Field) -> dict[str, str]:
        if storage(before) == "association" or storage(after) == "association":
            return {}
        return {self.old.column(old, before).name: self.new.column(new, after).name}

    def _add_field(self, entity: Entity, field: Field) -> None:
        self.words.append(f"add {entity.name}.{field.name}")
        if storage(field) == "association":
            self._create_table(self.new.link_table(entity, field))
            return
        item = self.new.column(entity, field)
        value = default_sql(field)
        if value is None and not item.nullable:
            hint = "give `default:`, or add it without `required: true` and require it when filled"
            self._problem(
                "M002", f"field '{field.name}' is required and has no default", entity, field, hint
            )
            return
        self._add_column(entity.table, item, value)

    def _add_column(self, table: str, item: Column, value: str | None) -> None:
        forth = [alter(table, "add_column", column(item, nullable=True))]
        back = [alter(table, "drop_column", item.name)]
        if item.references and not item.deferred:
            forth.append(create_key(table, item))
            back.insert(0, drop_key(table, item))
        elif item.references:
            self.add("link", [create_key(table, item)], [drop_key(table, item)])
        self.add("add", forth, back)
        if value is not None:
            self.add("fill", [helper("fill", table, item.name, value)])
        if not item.nullable:
            self.add("tighten", [set_nullable(table, item, nullable=False)])

    def _drop_field(self, old: Entity, new: Entity, field: Field) -> None:
        self.words.append(f"drop {new.name}.{field.name}")
        if storage(field) == "association":
            self._trash_table(self.old.link_table(old, field))
            return
        self._trash_column(old.table, new.table, self.old.column(old, field))

    def _trash_column(self, old_table: str, table: str, item: Column) -> None:
        if item.references:
            self.add("unlink", [drop_key(old_table, item)], [create_key(old_table, item)])
        forth: list[Operation] = []
        back: list[Operation] = []
        if not item.nullable:
            forth.append(set_nullable(table, item, nullable=True))
            back.append(set_nullable(table, item, nullable=False))
        arguments = (table, item.name, self.revision)
        forth.append(helper("trash_column", *arguments))
        back.insert(0, helper("restore_column", *arguments))
        self.add("trash", forth, back)

    # One field ----------------------------------------------------------------------------------

    def _field(self, old_entity: Entity, entity: Entity, old: Field, new: Field) -> None:
        if not convertible(old, new) and not self._same_target(old, new):
            what = f"field '{new.name}' cannot turn from {old.type} into {new.type}"
            if old.type == new.type:
                what = f"field '{new.name}' cannot turn from {old.target} to {new.target}"
            self._problem("M003", what, entity, new, "add a new field beside the old one")
            return
        if storage(old) == "association":
            self._link(old_entity, entity, old, new)
            return
        if old.name != new.name:
            self.words.append(f"rename {entity.name}.{old.name} to {new.name}")
            self._rename_value("rename_field", (entity.table,), old.name, new.name)
        before = self.old.column(old_entity, old)
        after = self.new.column(entity, new)
        if before.name != after.name:
            names = (entity.table, before.name, after.name)
            back = (entity.table, after.name, before.name)
            self.add("rename", [helper("rename_column", *names)], [helper("rename_column", *back)])
        self._key(old_entity.table, entity.table, before, after)
        self._convert(entity, old, new, before, after)

    def _same_target(self, old: Field, new: Field) -> bool:
        """The target entity was only renamed."""
        if old.type != new.type or not old.target or not new.target:
            return False
        before = self.old.table_of.get(old.target, "")
        return self._table_names.get(before, before) == self.new.table_of.get(new.target)

    def _link(self, old_entity: Entity, entity: Entity, old: Field, new: Field) -> None:
        """The table behind a `refs` field follows the names of its entity, its field and its target."""
        before = self.old.link_table(old_entity, old)
        after = self.new.link_table(entity, new)
        if before == after:
            return
        if before.name != after.name:
            self._rename_table(before.name, after.name)
        for first, second in zip(before.columns, after.columns, strict=True):
            if first.name != second.name:
                names = (after.name, first.name, second.name)
                back = (after.name, second.name, first.name)
                self.add(
                    "rename", [helper("rename_column", *names)], [helper("rename_column", *back)]
                )
            self._key(before.name, after.name, first, second)
        for index in before.indexes:
            self.add(
                "unindex", [drop_index(before.name, index)], [create_index(before.name, index)]
            )
        for index in after.indexes:
            self.add("index", [create_index(after.name, index)], [drop_index(after.name, index)])

    def _key(self, old_table: str, table: str, before: Column, after: Column) -> None:
        """A foreign key is named after its table and field, so a rename makes it anew."""
        target = before.references and self._table_names.get(before.references, before.references)
        same = before.key == after.key and target == after.references
        if same or not before.references:
            return
        self.add("unlink", [drop_key(old_table, before)], [create_key(old_table, before)])
        self.add("link", [create_key(table, after)], [drop_key(table, after)])

    def _convert(
        self, entity: Entity, old: Field, new: Field, before: Column, after: Column
    ) -> None:
        table = entity.table
        by = scale_of(new) - scale_of(old)
        where = f"{entity.name}.{new.name}"
        enum = next((e for e in self.after.enums if e.name == new.enum), None)
        checks = guards(table, old, new, enum, where)
        if before.type != after.type:
            self.words.append(f"change {where}")
            kept = replace(after, nullable=before.nullable)
            self.add(
                "convert",
                [*checks, set_type(table, before, kept)],
                [set_type(table, after, replace(before, name=after.name))],
            )
        elif checks:
            self.add("convert", checks)
        if by:
            self.words.append(f"change {where}")
            forth = helper("rescale", table, after.name, by=by, where=where)
            self.add("fill", [forth], [helper("rescale", table, after.name, by=-by, where=where)])
        if before.nullable and not after.nullable:
            self._require(entity, new, after)
        elif after.nullable and not before.nullable:
            self.words.append(f"relax {where}")
            self.add(
                "add",
                [set_nullable(table, after, nullable=True)],
                [set_nullable(table, after, nullable=False)],
            )

    def _require(self, entity: Entity, field: Field, item: Column) -> None:
        """Rows without a value get the default; when there is none, they are shown and nothing happens."""
        where = f"{entity.name}.{field.name}"
        self.words.append(f"require {where}")
        value = default_sql(field)
        if value is not None:
            self.add("fill", [helper("fill", entity.table, item.name, value)])
        forth = [
            helper("refuse_nulls", entity.table, item.name, where=where),
            set_nullable(entity.table, item, nullable=False),
        ]
        self.add("tighten", forth, [set_nullable(entity.table, item, nullable=True)])

    # States, indexes, values, roles ---------------------------------------------------------------

    def _workflow(self, old: Entity, new: Entity) -> None:
        table = new.table
        before, after = old.workflow, new.workflow
        if before is None and after is not None:
            self.words.append(f"add {new.name}.state")
            item = self.new.all[table].by_name["state"]
            self._add_column(table, item, f"'{after.initial}'")
        elif before is not None and after is None:
            self.words.append(f"drop {new.name}.state")
            self._trash_column(old.table, table, self.old.all[old.table].by_name["state"])
        elif before is not None and after is not None:
            self._states(new, before, after)

    def _states(self, entity: Entity, before: Workflow, after: Workflow) -> None:
        found = list(pairs(before.states, after.states))
        place = f"entities.{entity.name}.workflow.states"
        self._suspect(found, lookalike.named_alike, place, "state")
        gone = [pair.before.name for pair in found if pair.before and not pair.after]
        if gone:
            where = f"{entity.name}.state"
            self.add("convert", [helper("refuse_values", entity.table, "state", gone, where=where)])
        for pair in found:
            if pair.before and pair.after and pair.before.name != pair.after.name:
                names = (pair.before.name, pair.after.name)
                self.words.append(f"rename state {names[0]} to {names[1]}")
                self._rename_value("rename_state", (entity.table,), *names)
        for pair in pairs(_unique(before.transitions), _unique(after.transitions)):
            if pair.before and pair.after and pair.before.name != pair.after.name:
                self.words.append(f"rename transition {pair.before.name} to {pair.after.name}")
                self._rename_value(
                    "rename_transition", (entity.table,), pair.before.name, pair.after.name
                )

    def _rename_value(self, function: str, place: tuple[str, ...], old: str, new: str) -> None:
        self.add("fill", [helper(function, *place, old, new)], [helper(function, *place, new, old)])

    def _indexes(self, old: Entity, new: Entity, columns: dict[str, str]) -> None:
        before = self.old.all[old.table].indexes
        after = self.new.all[new.table].indexes

        def renamed(index: Index) -> Index:
            return replace(index, columns=tuple(columns.get(c, c) for c in index.columns))

        kept = {index for index in before if renamed(index) in after}
        for index in before:
            if index not in kept:
                self.add(
                    "unindex", [drop_index(old.table, index)], [create_index(old.table, index)]
                )
        known = {renamed(index) for index in kept}
        for index in after:
            if index in known:
                continue
            forth = [create_index(new.table, index)]
            if index.unique:
                self.words.append(f"unique {new.name}")
                where = f"{new.name}: {', '.join(index.columns)}"
                forth.insert(
                    0, helper("refuse_duplicates", new.table, list(index.columns), where=where)
                )
            self.add("index", forth, [drop_index(new.table, index)])

    def _values(self) -> None:
        """Enum values that were renamed or dropped, in every column that holds them."""
        for pair in enums(self.before, self.after):
            if not pair.before or not pair.after:
                continue
            found = list(pairs(pair.before.values, pair.after.values))
            self._suspect(found, lookalike.named_alike, f"enums.{pair.after.name}", "value")
            gone = [item.before.name for item in found if item.before and not item.after]
            renamed = [
                (item.before.name, item.after.name)
                for item in found
                if item.before and item.after and item.before.name != item.after.name
            ]
            for entity, field in self._fields_with(pair.after.name, pair.before.name):
                many = field.type == "enums"
                for names in renamed:
                    self.words.append(f"rename value {names[0]} to {names[1]}")
                    function = "rename_in_lists" if many else "rename_value"
                    self._rename_value(function, (entity.table, field.name), *names)
                if gone:
                    where = f"{entity.name}.{field.name}"
                    function = "refuse_in_lists" if many else "refuse_values"
                    arguments = (entity.table, field.name, gone)
                    self.add("convert", [helper(function, *arguments, where=where)])

    def _fields_with(self, enum: str, was: str) -> Iterator[tuple[Entity, Field]]:
        """Fields of this enum that had it before."""
        for pair in entities(self.before, self.after):
            if not pair.before or not pair.after:
                continue
            for fields in pairs(pair.before.fields, pair.after.fields):
                if not fields.before or not fields.after:
                    continue
                if fields.after.enum == enum and fields.before.enum == was:
                    yield pair.after, fields.after

    def _roles(self) -> None:
        """A role keeps its people."""
        for pair in pairs(self.before.roles, self.after.roles):
            if pair.before and pair.after and pair.before.name != pair.after.name:
                self.words.append(f"rename role {pair.before.name} to {pair.after.name}")
                self._rename_value("rename_role", (), pair.before.name, pair.after.name)

    def _problem(self, code: str, text: str, entity: Entity, field: Field, hint: str) -> None:
        path = f"entities.{entity.name}.fields.{field.name}"
        self.problems.append(Problem("schema.yaml", 1, 1, code, text, path, hint))


def _unique(items: Iterable) -> list:  # type: ignore[type-arg]
    return list({item.name: item for item in items}.values())
