"""What migrations do to data, for SQLite and PostgreSQL alike. Old migrations use these: add, never change."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from alembic.operations.batch import ApplyBatchImpl

from migrations.run import MigrationRefused as MigrationRefused
from migrations.run import Run

LONGEST = 63


def spare_generated_columns() -> None:
    """Let Alembic's copy of a table on SQLite leave out what the database computes; of itself it would insert it."""
    known: Any = ApplyBatchImpl.__init__
    if getattr(known, "spares", False):
        return

    def made(self: ApplyBatchImpl, *arguments: Any, **keywords: Any) -> None:
        known(self, *arguments, **keywords)
        for column in self.table.c:
            if column.computed is not None:
                self.column_transfers[column.name] = {}

    made.spares = True  # type: ignore[attr-defined]
    ApplyBatchImpl.__init__ = made  # type: ignore[method-assign]


# Names ------------------------------------------------------------------------------------------


def rename_table(old: str, new: str) -> None:
    """The table and, where it has a name of its own in the schema, its primary key."""
    op.rename_table(old, new)
    _current().renamed(old, new)
    if _postgresql():
        constraint = f"ALTER TABLE {_q(new)} RENAME CONSTRAINT "
        _run(constraint + f"{_q(_name('pk', old))} TO {_q(_name('pk', new))}")


def rename_column(table: str, old: str, new: str) -> None:
    """Indexes and foreign keys that use the column follow it."""
    _current().renamed_column(table, old, new)
    _run(f"ALTER TABLE {_q(table)} RENAME COLUMN {_q(old)} TO {_q(new)}")


def trash_table(table: str, revision: str) -> None:
    """Drop a table without losing a row: it goes on under `_trash_<table>_<revision>`.

    Refused when it holds rows and nobody confirmed it by name.
    """
    _must_be_confirmed(table, f"SELECT count(*) FROM {_q(table)}")
    rename_table(table, trash_name(table, revision))


def restore_table(table: str, revision: str) -> None:
    rename_table(trash_name(table, revision), table)


def trash_column(table: str, column: str, revision: str) -> None:
    """Drop a column without losing a value: it goes on under `_trash_<column>_<revision>`.

    Refused when it holds values and nobody confirmed it by name.
    """
    _must_be_confirmed(f"{table}.{column}", f"SELECT count({_q(column)}) FROM {_q(table)}")
    rename_column(table, column, trash_name(column, revision))


def restore_column(table: str, column: str, revision: str) -> None:
    rename_column(table, trash_name(column, revision), column)


def trash_name(name: str, revision: str) -> str:
    return _name("_trash", name, revision)


def _must_be_confirmed(name: str, count: str) -> None:
    run = _current()
    if run.confirmed is None:
        return
    held = _run(count).scalar_one()
    if held:
        run.dropped[name] = held
    if held and not run.is_confirmed(name):
        _refuse(
            f"{name} 中有 {held} 个值，将移入回收名；先确认：dougong plan --drop {name}"
            f" / {name} holds {held} values that would go to the trash; confirm it by name first:"
            f" dougong plan --drop {name}"
        )


# Values -----------------------------------------------------------------------------------------


Moment = dt.date | dt.time | dt.datetime


def fill(table: str, column: str, value: str | Moment, **moments: Moment) -> None:
    """Give rows without a value this one; `value` is SQL, where `:name` is one of the moments.

    Moments are no SQL text: SQLite must hold them exactly as the application writes them, or they
    would neither sort nor compare with its own.
    """
    if not isinstance(value, str):
        fill(table, column, ":moment", moment=value)
        return
    known = "|".join(moments) or "(?!)"
    # A colon in a literal is no parameter.
    text = re.sub(rf":(?!(?:{known})\b)", r"\:", value)
    statement = sa.text(f"UPDATE {_q(table)} SET {_q(column)} = {text} WHERE {_q(column)} IS NULL")
    typed = [sa.bindparam(name, each, type_=_type(each)) for name, each in moments.items()]
    op.get_bind().execute(statement.bindparams(*typed))
    if _current().is_rehearsal:
        _note_filled(table, column)


def recompute(table: str, *columns: str) -> None:
    """Have the formulas, lookups and aggregates in these columns worked out when all tables are as they shall be."""
    _current().recompute += [(table, column) for column in columns]


def _note_filled(table: str, column: str) -> None:
    """What a rehearsal shows of a filled column: how many rows got a value, and the first of them."""
    name = _q(column)
    given = _run(f"SELECT count({name}) FROM {_q(table)}").scalar_one()
    empty = _run(f"SELECT count(*) FROM {_q(table)} WHERE {name} IS NULL").scalar_one()
    query = (
        f"SELECT id, {name} AS value FROM {_q(table)} WHERE {name} IS NOT NULL ORDER BY id LIMIT 3"
    )
    rows = _run(query).all()
    _current().filled.append(
        (f"{table}.{column}", given, empty, [(row.id, str(row.value)) for row in rows])
    )


def now() -> dt.datetime:
    """The moment of the migration."""
    return dt.datetime.now(dt.UTC)


def today(timezone: str) -> dt.date:
    """The date in the application's time zone; the database's own would be that of UTC."""
    return dt.datetime.now(ZoneInfo(timezone)).date()


def a_datetime(text: str) -> dt.datetime:
    """ISO with its offset."""
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def a_time(text: str) -> dt.time:
    """ISO."""
    return dt.time.fromisoformat(text)


def _type(value: Moment) -> sa.types.TypeEngine[Any]:
    if isinstance(value, dt.datetime):
        return sa.DateTime(timezone=True)
    return sa.Time() if isinstance(value, dt.time) else sa.Date()


def rename_value(table: str, column: str, old: str, new: str) -> None:
    _run(f"UPDATE {_q(table)} SET {_q(column)} = :new WHERE {_q(column)} = :old", old=old, new=new)


def rename_in_lists(table: str, column: str, old: str, new: str) -> None:
    """The same in a column that holds JSON lists."""
    for key, values in _lists(table, column):
        if old in values:
            changed = json.dumps([new if value == old else value for value in values])
            kind = "CAST(:value AS JSON)" if _postgresql() else ":value"
            _run(
                f"UPDATE {_q(table)} SET {_q(column)} = {kind} WHERE id = :key",
                value=changed,
                key=key,
            )


def rescale(table: str, column: str, *, by: int, where: str) -> None:
    """Move the point of a stored whole number `by` digits; refused where digits would be lost."""
    name = _q(column)
    if by > 0:
        _run(f"UPDATE {_q(table)} SET {name} = {name} * {10**by}")
        return
    factor = 10**-by
    rows = _ids(table, f"{name} % {factor} <> 0")
    if rows:
        _refuse(
            f"{where}: {_these(rows)} 的小数位会丢失；请先修改这些记录"
            f" / {where}: digits would be lost in {_these(rows)}; change these records first."
        )
    _run(f"UPDATE {_q(table)} SET {name} = {name} / {factor}")


def rename_state(table: str, old: str, new: str) -> None:
    """A state in the records and in the framework's logs."""
    rename_value(table, "state", old, new)
    for log, column in (
        ("sys_transition_log", "from_state"),
        ("sys_transition_log", "to_state"),
        ("sys_approval", "state"),
    ):
        _rename_in_log(log, column, table, old, new)


def rename_transition(table: str, old: str, new: str) -> None:
    """A transition in the framework's logs and open votes."""
    for log in ("sys_transition_log", "sys_approval"):
        _rename_in_log(log, "transition", table, old, new)


def rename_field(table: str, old: str, new: str) -> None:
    """A field in the framework's tables that name one: attachments and the search index."""
    for log, column in (("sys_attachment", "field"), ("sys_search_entry", "part")):
        _rename_in_log(log, column, table, old, new)
    _rename_series(f"{table}.{old}:", f"{table}.{new}:")


def rename_entity(old: str, new: str) -> None:
    """An entity, by its table, in every framework table that names one."""
    for table in sa.inspect(op.get_bind()).get_table_names():
        if table == "sys_audit_log":
            _remember_name(old, new)
        elif table.startswith("sys_") and "entity" in _columns(table):
            rename_value(table, "entity", old, new)
    _rename_series(f"{old}.", f"{new}.")


def rename_role(old: str, new: str) -> None:
    """A role keeps its people and their grants."""
    rename_value("ab_role", "name", old, new)


# Refusals ---------------------------------------------------------------------------------------


def refuse_nulls(table: str, column: str, *, where: str) -> None:
    rows = _ids(table, f"{_q(column)} IS NULL")
    if rows:
        _refuse(
            f"{where} 将成为必填，但 {_these(rows)} 没有值；请先补全，或在 schema 中写 `default:`"
            f" / {where} becomes required, but {_these(rows)} have no value;"
            " fill them in first, or give `default:` in the schema."
        )


def refuse_longer(table: str, column: str, length: int, *, where: str) -> None:
    rows = _ids(table, f"length({_q(column)}) > {int(length)}")
    if rows:
        _refuse(
            f"{where} 将限制为 {length} 个字符，但 {_these(rows)} 更长；请先缩短"
            f" / {where} will take {length} characters, but {_these(rows)} are longer;"
            " shorten them first."
        )


def refuse_values(table: str, column: str, values: Sequence[str], *, where: str) -> None:
    rows = _ids(table, f"{_q(column)} IN ({_literals(values)})")
    if rows:
        _refuse(_values_in_use(where, values, rows))


def refuse_other_values(table: str, column: str, values: Sequence[str], *, where: str) -> None:
    rows = _ids(table, f"{_q(column)} NOT IN ({_literals(values)})")
    if rows:
        _refuse(
            f"{where} 将只允许 {', '.join(values)}，但 {_these(rows)} 是别的值；请先修改"
            f" / {where} will only take {', '.join(values)}, but {_these(rows)} hold something else;"
            " change them first."
        )


def refuse_in_lists(table: str, column: str, values: Sequence[str], *, where: str) -> None:
    rows = [key for key, held in _lists(table, column) if set(held) & set(values)]
    if rows:
        _refuse(_values_in_use(where, values, rows))


def refuse_duplicates(table: str, columns: Sequence[str], *, where: str) -> None:
    """Rows that are not deleted and agree in all the columns; a null equals nothing."""
    names = ", ".join(map(_q, columns))
    given = " AND ".join(f"{_q(column)} IS NOT NULL" for column in columns)
    found = _run(
        f"SELECT {names}, count(*) FROM {_q(table)} WHERE deleted_at IS NULL AND {given}"
        f" GROUP BY {names} HAVING count(*) > 1 LIMIT 5"
    ).all()
    if found:
        shown = "; ".join(", ".join(map(str, tuple(row)[:-1])) for row in found)
        _refuse(
            f"{where} 将不可重复，但这些值出现多次：{shown}；请先修改"
            f" / {where} will be unique, but these occur more than once: {shown}; change them first."
        )


def _values_in_use(where: str, values: Sequence[str], rows: Sequence[int]) -> str:
    names = ", ".join(values)
    return (
        f"{where} 的 {names} 将被删除，但 {_these(rows)} 仍在使用；请先修改，或用 `was:` 改名"
        f" / {where}: {names} will go, but {_these(rows)} still hold it;"
        " change them first, or rename it with `was:`."
    )


# Inside -----------------------------------------------------------------------------------------


def _current() -> Run:
    """What this run of the migrations knows; see migrations/run.py."""
    config = op.get_context().config
    given = config.attributes.get("run") if config is not None else None
    return given if isinstance(given, Run) else Run()


def _refuse(text: str) -> None:
    """A rehearsal goes on and shows them all."""
    run = _current()
    run.refusals.append(text)
    if not run.is_rehearsal:
        raise MigrationRefused(text)


def _rename_in_log(table: str, column: str, entity: str, old: str, new: str) -> None:
    _run(
        f"UPDATE {_q(table)} SET {_q(column)} = :new WHERE entity = :entity AND {_q(column)} = :old",
        entity=entity,
        old=old,
        new=new,
    )


def _remember_name(old: str, new: str) -> None:
    """The audit log is sealed: its rows keep the name; `sys_former_name` says whose they are now."""
    if "seq" not in _columns("sys_audit_log"):  # an old road, before the seal
        rename_value("sys_audit_log", "entity", old, new)
        return
    _run("UPDATE sys_former_name SET entity = :new WHERE entity = :old", old=old, new=new)
    _run(
        "INSERT INTO sys_former_name (old, last_id, entity)"
        " SELECT :old, coalesce(max(id), 0), :new FROM sys_audit_log WHERE true"
        " ON CONFLICT (old, last_id) DO UPDATE SET entity = excluded.entity",
        old=old,
        new=new,
    )


def _rename_series(old: str, new: str) -> None:
    """Number series go on counting: their keys begin with entity and field."""
    _run(
        "UPDATE sys_sequence SET key = :new || substr(key, :after) WHERE substr(key, 1, :size) = :old",
        old=old,
        new=new,
        size=len(old),
        after=len(old) + 1,
    )


def _ids(table: str, condition: str) -> list[int]:
    """The first rows that meet a condition, and one more to know whether there are others."""
    found = _run(f"SELECT id FROM {_q(table)} WHERE {condition} ORDER BY id LIMIT 6")
    return [row[0] for row in found]


def _these(rows: Sequence[int]) -> str:
    return "id " + ", ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")


def _lists(table: str, column: str) -> Iterator[tuple[int, list[Any]]]:
    found = _run(
        f"SELECT id, {_q(column)} AS value FROM {_q(table)} WHERE {_q(column)} IS NOT NULL"
    ).all()
    for row in found:
        held = json.loads(row.value) if isinstance(row.value, str) else row.value
        yield row.id, held if isinstance(held, list) else []


def _run(sql: str, **values: str | int | Decimal) -> sa.CursorResult[Any]:
    # A colon in a literal is no parameter.
    text = sql if values else sql.replace(":", "\\:")
    return op.get_bind().execute(sa.text(text), values)


def _columns(table: str) -> set[str]:
    return {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}


def _literals(values: Sequence[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _name(*parts: str) -> str:
    """The generator's rule: PostgreSQL takes 63 characters, so longer names end in a hash."""
    name = "_".join(parts)
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: LONGEST - 9]}_{digest}"


# Sensitive values -------------------------------------------------------------------------------
# The format and the keys are those of app/runtime/privacy; imported late, so that roads without such
# columns need no keys.

AT_ONCE = 1000


def encrypt_column(
    table: str,
    column: str,
    before: sa.types.TypeEngine[Any],
    *,
    kind: str = "json",
    scale: int = 0,
    blind: bool = False,
    required: bool = False,
) -> None:
    """Plain values become encrypted ones; the plain column is gone afterwards. Its indexes must be gone before."""
    sealed = _sensitive(table, column, kind, scale, blind)
    draft = _name("_sealed", column)
    op.add_column(table, sa.Column(draft, sa.Text()))
    for key, value in _values(table, column, before):
        plain = _as_python(value, kind, scale)
        text = sealed.process_bind_param(plain, op.get_bind().dialect)
        _run(
            f"UPDATE {_q(table)} SET {_q(draft)} = :text WHERE id = :key", text=text or "", key=key
        )
    _change_places(table, column, draft, sa.Text(), required=required)
    if blind:
        add_blind(table, column)


def decrypt_column(
    table: str,
    column: str,
    after: sa.types.TypeEngine[Any],
    *,
    kind: str = "json",
    scale: int = 0,
    blind: bool = False,
    required: bool = False,
) -> None:
    """The way back."""
    sealed = _sensitive(table, column, kind, scale, blind)
    if blind:
        drop_blind(table, column)
    draft = _name("_plain", column)
    op.add_column(table, sa.Column(draft, after))
    target = sa.table(table, sa.column("id"), sa.column(draft, after))
    for key, value in _values(table, column, sa.Text()):
        plain = sealed.process_result_value(value, op.get_bind().dialect)
        stored = int(plain.scaleb(scale)) if kind == "decimal" else plain
        op.get_bind().execute(sa.update(target).where(target.c.id == key).values({draft: stored}))
    _change_places(table, column, draft, after, required=required)


def move_encrypted(
    table: str,
    column: str,
    old: str,
    *,
    kind: str = "json",
    scale: int = 0,
    blind: bool = False,
) -> None:
    """Encrypted values are bound to `table.column`; after a rename they are bound anew. `old`: the former place."""
    now = _sensitive(table, column, kind, scale, blind)
    former_table, _, former_column = old.partition(".")
    former = _sensitive(former_table, former_column, kind, scale, blind)
    _rebind(table, column, former, now)


def move_back(
    table: str,
    column: str,
    old: str,
    *,
    kind: str = "json",
    scale: int = 0,
    blind: bool = False,
) -> None:
    """The way back of `move_encrypted`, before the names go back."""
    now = _sensitive(table, column, kind, scale, blind)
    former_table, _, former_column = old.partition(".")
    former = _sensitive(former_table, former_column, kind, scale, blind)
    _rebind(table, column, now, former)


def add_blind(table: str, column: str) -> None:
    """The column of equal values that the database makes of an encrypted one."""
    # SQLite adds only virtual ones to a table that is there; indexes take both kinds.
    kind = "STORED" if _postgresql() else "VIRTUAL"
    _run(
        f"ALTER TABLE {_q(table)} ADD COLUMN {_q(f'{column}_blind')} VARCHAR(32)"
        f" GENERATED ALWAYS AS (substr({_q(column)}, 1, 32)) {kind}"
    )


def drop_blind(table: str, column: str) -> None:
    op.drop_column(table, f"{column}_blind")


def _rebind(table: str, column: str, before: Any, after: Any) -> None:
    dialect = op.get_bind().dialect
    for key, value in _values(table, column, sa.Text()):
        text = after.process_bind_param(before.process_result_value(value, dialect), dialect)
        _run(
            f"UPDATE {_q(table)} SET {_q(column)} = :text WHERE id = :key", text=text or "", key=key
        )


def _sensitive(table: str, column: str, kind: str, scale: int, blind: bool) -> Any:
    from app.runtime.privacy.column import Sensitive

    return Sensitive(f"{table}.{column}", kind, scale=scale, blind=blind)


def _values(table: str, column: str, kind: sa.types.TypeEngine[Any]) -> Iterator[tuple[int, Any]]:
    """Every value by id, some at a time: rows may be changed meanwhile."""
    source = sa.table(table, sa.column("id", sa.BigInteger()), sa.column(column, kind))
    last = -1
    while True:
        rows = (
            op.get_bind()
            .execute(
                sa.select(source.c.id, source.c[column])
                .where(source.c.id > last, source.c[column].is_not(None))
                .order_by(source.c.id)
                .limit(AT_ONCE)
            )
            .all()
        )
        if not rows:
            return
        for row in rows:
            yield row[0], row[1]
        last = rows[-1][0]


def _as_python(value: Any, kind: str, scale: int) -> Any:
    if kind == "decimal":
        return Decimal(int(value)).scaleb(-scale)
    if kind == "datetime" and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)
    return value


def _change_places(
    table: str, column: str, draft: str, kind: sa.types.TypeEngine[Any], *, required: bool
) -> None:
    """The draft takes the column's name; what stood there is gone, not in the trash: it was plain."""
    op.drop_column(table, column)
    rename_column(table, draft, column)
    if required:
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, existing_type=kind, nullable=False)
