"""Fields that come, go, or change their name, their type or their being required."""

from __future__ import annotations

from dataclasses import replace

from generator.emit.columns import (
    blind_name,
    column_type,
    has_blind,
    is_computed,
    is_sealed,
    nullable,
    sealed_kind,
    storage,
)
from generator.emit.names import constraint
from generator.emit.python import Call, Name
from generator.emit.tables import Column
from generator.migration.changes import Changes
from generator.migration.conversion import convertible, default_sql, guards, results, scale_of
from generator.migration.steps import (
    Operation,
    alter,
    column,
    create_index,
    create_key,
    drop_index,
    drop_key,
    helper,
    set_nullable,
    set_type,
)
from generator.migration.using import CannotFill, using_sql
from generator.plan import Entity, Field

Filling = tuple[str | Call, dict[str, Call]]
"""SQL, or a call that gives a moment; and the moments that the SQL names."""


def add_field(changes: Changes, entity: Entity, field: Field) -> None:
    """A field with a column. Existing rows get `using:` or the default."""
    changes.words.append(f"add {entity.name}.{field.name}")
    item = changes.new.column(entity, field)
    value = _value(changes, entity, field)
    if value is None and not item.nullable:
        hint = "give `default:` or `using:`, or require it in a second step, when it is filled"
        text = f"field '{field.name}' is required, but existing rows have no value"
        changes.refuse("M002", text, entity, field, hint)
        return
    if is_sealed(field):
        if value is not None:
            hint = "add it without `default:` and `using:`; fill it in afterwards"
            text = f"field '{field.name}' is encrypted; SQL cannot fill it for existing rows"
            changes.refuse("M002", text, entity, field, hint)
        add_column(changes, entity.table, item, None)
        if has_blind(field):
            _blind(changes, entity.table, field, "add")
        return
    add_column(changes, entity.table, item, value)
    _judge(changes, entity, field, item)


def _judge(changes: Changes, entity: Entity, field: Field, item: Column) -> None:
    """What `using:` gave must be what the field takes; the rows where it is not are told."""
    if field.using is None:
        return
    where = f"{entity.name}.{field.name}"
    enum = next((each for each in changes.after.enums if each.name == field.enum), None)
    checks = results(entity.table, item.name, field, enum, where)
    if not item.nullable:
        checks.append(helper("refuse_nulls", entity.table, item.name, where=where))
    changes.add("judge", checks)


def _blind(changes: Changes, table: str, field: Field, phase: str) -> None:
    """The column that the database makes of an encrypted one comes."""
    names = (table, field.name)
    changes.add(phase, [helper("add_blind", *names)], [helper("drop_blind", *names)])


def _value(
    changes: Changes, entity: Entity, field: Field, *, old: tuple[Field, str] | None = None
) -> Filling | None:
    """What existing rows get; None: nothing is said about them."""
    if old is None and field.using is None and is_computed(field):
        return None
    if field.using is None:
        sql = default_sql(field, changes.after.app.timezone)
        return None if sql is None else (sql, {})
    try:
        return using_sql(changes.after, entity, field, old=old)
    except CannotFill as error:
        changes.refuse(error.code, f"`using:` {error}", entity, field, error.hint)
        return "", {}


def fill(table: str, column_name: str, value: Filling) -> Operation:
    """Rows without a value get this one."""
    sql, moments = value
    return helper("fill", table, column_name, sql, **moments)


def add_column(changes: Changes, table: str, item: Column, value: Filling | None) -> None:
    """Empty first; required only when every row has a value."""
    forth = [alter(table, "add_column", column(item, nullable=True))]
    back = [alter(table, "drop_column", item.name)]
    if item.references and not item.deferred:
        forth.append(create_key(table, item))
        back.insert(0, drop_key(table, item))
    elif item.references:
        changes.add("link", [create_key(table, item)], [drop_key(table, item)])
    changes.add("add", forth, back)
    if value is not None:
        changes.add("fill", [fill(table, item.name, value)])
    if not item.nullable:
        changes.add("tighten", [set_nullable(table, item, nullable=False)])


def drop_field(changes: Changes, old: Entity, new: Entity, field: Field) -> None:
    """A field with a column goes to the trash."""
    changes.words.append(f"drop {new.name}.{field.name}")
    if has_blind(field):
        names = (new.table, field.name)
        changes.add("trash", [helper("drop_blind", *names)], [helper("add_blind", *names)])
    trash_column(changes, old.table, new.table, changes.old.column(old, field))


def trash_column(
    changes: Changes, old_table: str, table: str, item: Column, *, phase: str = "trash"
) -> None:
    """The values go on under a name that nothing uses; downgrade brings them back."""
    if item.references:
        changes.add("unlink", [drop_key(old_table, item)], [create_key(old_table, item)])
    names = (table, item.name, changes.revision)
    forth = [helper("trash_column", *names)]
    back = [helper("restore_column", *names)]
    if not item.nullable:
        forth.insert(0, set_nullable(table, item, nullable=True))
        back.append(set_nullable(table, item, nullable=False))
    changes.add(phase, forth, back)


def change_field(
    changes: Changes, old_entity: Entity, entity: Entity, old: Field, new: Field
) -> dict[str, str]:
    """Old column name → new one, when the column stays the same one."""
    if not convertible(old, new) and not _same_target(changes, old, new):
        _replace(changes, old_entity, entity, old, new)
        return {}
    if storage(old) == "association":
        _change_link(changes, old_entity, entity, old, new)
        return {}
    before = changes.old.column(old_entity, old)
    after = changes.new.column(entity, new)
    if old.name != new.name:
        changes.words.append(f"rename {entity.name}.{old.name} to {new.name}")
        changes.rename("rename_field", (entity.table,), old.name, new.name, "fill")
        changes.rename("rename_column", (entity.table,), before.name, after.name)
    remake_key(changes, old_entity.table, entity.table, before, after)
    names = {before.name: after.name}
    if not is_sealed(old) and not is_sealed(new):
        _convert(changes, entity, old, new, before, after)
        return names
    _convert_sealed(changes, old_entity, entity, old, new)
    if has_blind(old) and has_blind(new):
        names[blind_name(old)] = blind_name(new)
    return names


def _convert_sealed(
    changes: Changes, old_entity: Entity, entity: Entity, old: Field, new: Field
) -> None:
    """Values are encrypted, decrypted, or bound to the new name of their table and column."""
    table, where = entity.table, f"{entity.name}.{new.name}"
    kinds = sealed_kind(new) | {"blind": None}, sealed_kind(old) | {"blind": None}
    if kinds[0] != kinds[1] or (
        has_blind(old) != has_blind(new) and is_sealed(old) == is_sealed(new)
    ):
        text = f"field '{new.name}' is encrypted; its type cannot change in place"
        changes.refuse("M003", text, entity, new, "add a new field beside the old one")
        return
    keywords = {name: value for name, value in sealed_kind(new).items() if value is not None}
    if has_blind(old) or has_blind(new):
        keywords["blind"] = True
    required = nullable(new) is False
    if is_sealed(old) and is_sealed(new):
        places = f"{old_entity.table}.{old.name}", f"{table}.{new.name}"
        if old.name != new.name and has_blind(old):
            changes.rename("rename_column", (table,), blind_name(old), blind_name(new))
        if places[0] != places[1]:
            changes.words.append(f"rename {where}")
            changes.add(
                "convert",
                [helper("move_encrypted", table, new.name, places[0], **keywords)],
                [helper("move_back", table, new.name, places[0], **keywords)],
            )
        return
    if required:
        keywords["required"] = True
    changes.words.append(f"{'encrypt' if is_sealed(new) else 'decrypt'} {where}")
    plain = Name(column_type(new).stored)
    forth = helper("encrypt_column", table, new.name, plain, **keywords)
    back = helper("decrypt_column", table, new.name, plain, **keywords)
    if is_sealed(old):
        forth, back = back, forth
    changes.add("convert", [forth], [back])


def _same_target(changes: Changes, old: Field, new: Field) -> bool:
    """The target entity was only renamed."""
    if old.type != new.type or not old.target or not new.target:
        return False
    before = changes.old.table_of.get(old.target, "")
    return changes.table_names.get(before, before) == changes.new.table_of.get(new.target)


def _replace(changes: Changes, old_entity: Entity, entity: Entity, old: Field, new: Field) -> None:
    """A type that values cannot follow by themselves: with `using:` into a new column, else refused."""
    columns = {storage(old), storage(new)}
    if new.using is None or "association" in columns:
        before, after = (old.type, new.type)
        if before == after:
            before, after = f"{before} to {old.target}", f"{after} to {new.target}"
        text = f"field '{new.name}' cannot turn from {before} into {after} by itself"
        hint = "say how with `using:`, or add a new field beside the old one"
        changes.refuse("M003", text, entity, new, hint)
        return
    changes.words.append(f"change {entity.name}.{new.name}")
    item = changes.old.column(old_entity, old)
    trash_column(changes, old_entity.table, entity.table, item, phase="rename")
    trashed = constraint("_trash", item.name, changes.revision)
    value = _value(changes, entity, new, old=(old, trashed))
    made = changes.new.column(entity, new)
    add_column(changes, entity.table, made, value)
    _judge(changes, entity, new, made)
    changes.touched.add((entity.name, new.name))


def _change_link(
    changes: Changes, old_entity: Entity, entity: Entity, old: Field, new: Field
) -> None:
    """The table behind a `refs` field follows the names of its entity, its field and its target."""
    before = changes.old.link_table(old_entity, old)
    after = changes.new.link_table(entity, new)
    if before == after:
        return
    if before.name != after.name:
        changes.rename("rename_table", (), before.name, after.name)
    for first, second in zip(before.columns, after.columns, strict=True):
        if first.name != second.name:
            changes.rename("rename_column", (after.name,), first.name, second.name)
        remake_key(changes, before.name, after.name, first, second)
    for index in before.indexes:
        changes.add("unindex", [drop_index(before.name, index)], [create_index(before.name, index)])
    for index in after.indexes:
        changes.add("index", [create_index(after.name, index)], [drop_index(after.name, index)])


def remake_key(changes: Changes, old_table: str, table: str, before: Column, after: Column) -> None:
    """A foreign key is named after its table and field, so a rename makes it anew."""
    target = before.references and changes.table_names.get(before.references, before.references)
    same = before.key == after.key and target == after.references
    if same or not before.references:
        return
    changes.add("unlink", [drop_key(old_table, before)], [create_key(old_table, before)])
    changes.add("link", [create_key(table, after)], [drop_key(table, after)])


def _convert(
    changes: Changes, entity: Entity, old: Field, new: Field, before: Column, after: Column
) -> None:
    """Type, scale and being required of a column that stays."""
    table = entity.table
    where = f"{entity.name}.{new.name}"
    enum = next((item for item in changes.after.enums if item.name == new.enum), None)
    checks = guards(table, old, new, enum, where)
    if before.type != after.type:
        changes.words.append(f"change {where}")
        kept = replace(after, nullable=before.nullable)
        undone: list[Operation] = [set_type(table, after, replace(before, name=after.name))]
        changes.add("convert", [*checks, set_type(table, before, kept)], undone)
    elif checks:
        changes.add("convert", checks)
    by = scale_of(new) - scale_of(old)
    if by:
        changes.words.append(f"change {where}")
        forth = helper("rescale", table, after.name, by=by, where=where)
        back = helper("rescale", table, after.name, by=-by, where=where)
        changes.add("fill", [forth], [back])
    if before.nullable and not after.nullable:
        _require(changes, entity, new, after)
    elif after.nullable and not before.nullable:
        changes.words.append(f"relax {where}")
        changes.add(
            "add",
            [set_nullable(table, after, nullable=True)],
            [set_nullable(table, after, nullable=False)],
        )


def _require(changes: Changes, entity: Entity, field: Field, item: Column) -> None:
    """Rows without a value get `using:` or the default; rows that then have none stop the migration."""
    where = f"{entity.name}.{field.name}"
    changes.words.append(f"require {where}")
    value = _value(changes, entity, field)
    if value is not None:
        changes.add("fill", [fill(entity.table, item.name, value)])
        changes.touched.add((entity.name, field.name))
        _judge(changes, entity, field, item)
    changes.add("judge", [helper("refuse_nulls", entity.table, item.name, where=where)])
    forth = [set_nullable(entity.table, item, nullable=False)]
    changes.add("tighten", forth, [set_nullable(entity.table, item, nullable=True)])
