"""Entities that come, go, or change their name, their workflow or their indexes."""

from __future__ import annotations

from dataclasses import replace

from generator.emit.columns import storage
from generator.emit.tables import Index, Table, system_columns
from generator.matching import entities, pairs
from generator.migration import lookalike
from generator.migration.changes import Changes
from generator.migration.fields import (
    add_column,
    add_field,
    change_field,
    drop_field,
    remake_key,
    trash_column,
)
from generator.migration.steps import (
    create_index,
    create_key,
    create_table,
    drop_index,
    drop_key,
    drop_table,
    helper,
)
from generator.migration.values import change_states
from generator.plan import Entity


def change_entities(changes: Changes) -> None:
    """Every entity of both plans."""
    found = entities(changes.before, changes.after)
    changes.suspect(found, lookalike.entities_alike, "entities", "entity")
    for pair in found:
        if pair.before and pair.after:
            changes.table_names[pair.before.table] = pair.after.table
    _create(changes, [pair.after for pair in found if pair.after and not pair.before])
    for pair in found:
        if pair.before and pair.after:
            _change(changes, pair.before, pair.after)
        elif pair.before:
            _drop(changes, pair.before)


def _create(changes: Changes, added: list[Entity]) -> None:
    names = {entity.table for entity in added}
    for table in changes.new.creation_order():
        is_link = table.entity is None and table.columns[0].references in names
        if table.name in names or is_link:
            create(changes, table)
    changes.words += [f"add {entity.name}" for entity in added]


def create(changes: Changes, table: Table) -> None:
    """A table, its indexes, and in the end the keys that close a circle."""
    changes.add("create", [create_table(table)], [drop_table(table)])
    for index in table.indexes:
        changes.add("create", [create_index(table.name, index)], [drop_index(table.name, index)])
    for item in table.columns:
        if item.deferred:
            changes.add("link", [create_key(table.name, item)], [drop_key(table.name, item)])


def _drop(changes: Changes, entity: Entity) -> None:
    changes.words.append(f"drop {entity.name}")
    for field in entity.fields:
        if storage(field) == "association":
            trash(changes, changes.old.link_table(entity, field))
    trash(changes, changes.old.all[entity.table])


def trash(changes: Changes, table: Table) -> None:
    """Out of the way under a name that nothing uses: the rows stay, downgrade brings them back."""
    for index in table.indexes:
        changes.add("unindex", [drop_index(table.name, index)], [create_index(table.name, index)])
    for item in table.columns:
        if item.references:
            changes.add("unlink", [drop_key(table.name, item)], [create_key(table.name, item)])
    names = (table.name, changes.revision)
    changes.add("trash", [helper("trash_table", *names)], [helper("restore_table", *names)])


def _change(changes: Changes, old: Entity, new: Entity) -> None:
    if old.name != new.name:
        _rename(changes, old, new)
    found = list(pairs(old.fields, new.fields))
    changes.suspect(found, lookalike.fields_alike, f"entities.{new.name}.fields", "field")
    columns: dict[str, str] = {}
    for pair in found:
        if pair.before and pair.after:
            columns |= change_field(changes, old, new, pair.before, pair.after)
        elif pair.after:
            if storage(pair.after) == "association":
                changes.words.append(f"add {new.name}.{pair.after.name}")
                create(changes, changes.new.link_table(new, pair.after))
            else:
                add_field(changes, new, pair.after)
        elif pair.before:
            if storage(pair.before) == "association":
                changes.words.append(f"drop {new.name}.{pair.before.name}")
                trash(changes, changes.old.link_table(old, pair.before))
            else:
                drop_field(changes, old, new, pair.before)
    _workflow(changes, old, new)
    _indexes(changes, old, new, columns)


def _rename(changes: Changes, old: Entity, new: Entity) -> None:
    changes.words.append(f"rename {old.name} to {new.name}")
    changes.rename("rename_table", (), old.table, new.table)
    changes.rename("rename_entity", (), old.table, new.table)
    after = {item.name: item for item in system_columns(new.table)}
    for item in system_columns(old.table):
        remake_key(changes, old.table, new.table, item, after[item.name])


def _workflow(changes: Changes, old: Entity, new: Entity) -> None:
    table = new.table
    before, after = old.workflow, new.workflow
    if before is None and after is not None:
        changes.words.append(f"add {new.name}.state")
        item = changes.new.all[table].by_name["state"]
        add_column(changes, table, item, (f"'{after.initial}'", {}))
    elif before is not None and after is None:
        changes.words.append(f"drop {new.name}.state")
        item = changes.old.all[old.table].by_name["state"]
        trash_column(changes, old.table, table, item)
    elif before is not None and after is not None:
        change_states(changes, new, before, after)


def _indexes(changes: Changes, old: Entity, new: Entity, columns: dict[str, str]) -> None:
    """An index stays when name, columns and uniqueness stay; a renamed column takes its indexes along."""
    before = changes.old.all[old.table].indexes
    after = changes.new.all[new.table].indexes

    def renamed(index: Index) -> Index:
        return replace(index, columns=tuple(columns.get(c, f"gone {c}") for c in index.columns))

    own = {"id": "id", "state": "state"} | {c.name: c.name for c in system_columns("")}
    columns = own | columns
    kept = {index for index in before if renamed(index) in after}
    for index in before:
        if index not in kept:
            changes.add("unindex", [drop_index(old.table, index)], [create_index(old.table, index)])
    known = {renamed(index) for index in kept}
    for index in after:
        if index in known:
            continue
        forth = [create_index(new.table, index)]
        if index.unique:
            changes.words.append(f"unique {new.name}")
            where = f"{new.name}: {', '.join(index.columns)}"
            check = helper("refuse_duplicates", new.table, list(index.columns), where=where)
            changes.add("judge", [check])
        changes.add("index", forth, [drop_index(new.table, index)])
