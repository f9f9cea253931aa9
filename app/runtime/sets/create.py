"""Many new records: judged row by row in memory, inserted by one statement per chunk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from .. import clock, registry, search
from ..access import own_grants
from ..context import Operation
from ..errors import Forbidden, ValidationFailed
from ..sla import clocks as sla
from ..system import SlaClock, TransitionLog
from ..writing import aggregates, computed, numbering, unique, validation
from ..writing.preparing import check_hooks
from ..writing.references import NOT_THERE, check_files, own_files, visible
from ..writing.saving import refresh_parent
from ..writing.write import Write
from . import plain
from .run import Run, log, must_all_be_in_scope


def create(run: Run, rows: Sequence[Mapping[str, Any]], offset: int) -> int:
    """One chunk: judged row by row in memory, inserted by one statement."""
    writes = [_prepare(run, row, f"rows.{offset + place}.") for place, row in enumerate(rows)]
    _check_refs(run, writes)
    errors = [error for write in writes for error in write.errors]
    if errors:
        raise ValidationFailed(errors)
    _number(run, writes)
    clocks = [sla.begin(write) for write in writes]
    columns = [
        attribute.key
        for attribute in inspect(run.entity).column_attrs
        if attribute.key != "id" and attribute.columns[0].computed is None
    ]
    try:
        ids = plain.inserted(
            run,
            run.entity,
            [{name: getattr(write.record, name) for name in columns} for write in writes],
        )
    except IntegrityError as refused:
        raise unique.explain(refused, run.entity) from refused
    _link(run, writes, ids)
    _start_clocks(run, clocks, ids)
    must_all_be_in_scope(run, ids)
    _respect_masks(run, writes, ids)
    _own_files(writes, ids)
    if run.entry.workflow is not None:
        run.session.execute(
            insert(cast(Table, TransitionLog.__table__)),
            [
                {
                    "entity": run.entity.key(),
                    "record_id": id,
                    "transition": "create",
                    "to_state": write.record.state,
                    "actor_id": run.ctx.person_id,
                    "by_system": run.ctx.trusted,
                    "at": run.ctx.now,
                    "note": "",
                }
                for write, id in zip(writes, ids, strict=True)
            ],
        )
    _parents(run, writes)
    search.index_all(run.session, run.entity, ids)
    log(run, ids, fields=sorted({name for write in writes for name in write.given}))
    ctx = run.ctx.within(Operation(action="create", nested=run.ctx.in_hook))
    for hook in run.entry.hooks.of("on_create_many"):
        hook.function(ids, ctx)
    return len(ids)


def _respect_masks(run: Run, writes: Sequence[Write], ids: Sequence[int]) -> None:
    """A field that none of the roles that grant a row may write is refused, as for a single record."""
    policy, actor = run.entry.policy, run.ctx.judge
    for name in sorted({name for write in writes for name in write.given}):
        if run.ctx.trusted or not policy.is_restricted(name, "write"):
            continue
        mine = [id for write, id in zip(writes, ids, strict=True) if name in write.given]
        rows = policy.rows_for_field(actor, name, use="write", action="create")
        allowed = select(func.count()).select_from(run.entity).where(run.entity.id.in_(mine))
        if rows is not None and run.session.scalar(allowed.where(rows)) != len(mine):
            raise Forbidden(validation.NOT_YOURS, field=name)


def _own_files(writes: Sequence[Write], ids: Sequence[int]) -> None:
    for write, id in zip(writes, ids, strict=True):
        write.record.id = id
        own_files(write)


def _start_clocks(run: Run, clocks: Sequence[list[SlaClock]], ids: Sequence[int]) -> None:
    for rows, id in zip(clocks, ids, strict=True):
        for row in rows:
            row.record_id = id
        run.session.add_all(rows)
    run.session.flush()


def _prepare(run: Run, row: Mapping[str, Any], prefix: str) -> Write:
    """The row as a record that is never added to the session, only allowed to load what it points to."""
    record = run.entity()
    run.session.enable_relationship_loading(record)
    write = Write(run.ctx, run.entry, "create", record, prefix=prefix)
    record.created_at = record.updated_at = run.ctx.now
    record.created_by_id = record.updated_by_id = run.ctx.person_id
    record.version = 1
    if run.entry.workflow is not None:
        record.state = run.entry.workflow.initial
    validation.take(write, row)
    for name, value in write.given.items():
        if write.fields[name].type != "refs":
            write.assign(name, value)
    computed.defaults(write)
    computed.lookups(write)
    own_grants.refuse(write)
    aggregates.refresh(write)
    computed.formulas(write)
    validation.conditions(write, validation.fixed_fields(write))
    if not write.errors:
        validation.checks(write)
    if not write.errors:
        check_hooks(write)
    return write


def _check_refs(run: Run, writes: Sequence[Write]) -> None:
    """Every ref of the chunk must exist and be the actor's to see: one SELECT per ref field."""
    for name, target in run.entity.fields().items():
        if target.type not in ("ref", "refs"):
            continue
        asked: dict[int, list[Write]] = {}
        for write in writes:
            value = write.given.get(name)
            for id in value if isinstance(value, list) else [value]:
                if id is not None:
                    asked.setdefault(id, []).append(write)
        if not asked:
            continue
        found = {row[1] for row in run.session.execute(visible(run.ctx, target, set(asked)))}
        for id in set(asked) - found:
            for write in asked[id]:
                write.wrong(name, "reference", NOT_THERE)
    for write in writes:
        check_files(write)


def _number(run: Run, writes: Sequence[Write]) -> None:
    """A block of numbers for every series that the chunk needs."""
    day = clock.local(run.ctx.now).date()
    for name, target in run.entity.fields().items():
        rule = target.numbering
        if rule is None:
            continue
        series: dict[str, list[Write]] = {}
        scopes = _scopes(run, writes, rule.scope)
        for write in writes:
            if write.value(name) is None:
                scope = (
                    scopes.get(getattr(write.record, f"{rule.scope}_id")) if rule.scope else None
                )
                key = numbering.series(run.entity.key(), name, rule.pattern, day=day, scope=scope)
                series.setdefault(key, []).append(write)
        for key, members in series.items():
            first = numbering.take(run.session, key, gapless=rule.gapless, count=len(members))
            for number, write in enumerate(members, start=first):
                scope = (
                    scopes.get(getattr(write.record, f"{rule.scope}_id")) if rule.scope else None
                )
                write.assign(
                    name, numbering.render(rule.pattern, day=day, number=number, scope=scope)
                )


def _scopes(run: Run, writes: Sequence[Write], name: str | None) -> dict[int, Any]:
    if name is None:
        return {}
    target = registry.current().entity(str(run.entity.fields()[name].to)).entity
    ids = {getattr(write.record, f"{name}_id") for write in writes}
    return {
        record.id: record
        for record in run.session.scalars(select(target).where(target.id.in_(ids)))
    }


def _link(run: Run, writes: Sequence[Write], ids: Sequence[int]) -> None:
    """The pairs of lists of refs."""
    for name, target in run.entity.fields().items():
        if target.type != "refs":
            continue
        table: Any = inspect(run.entity).relationships[name].secondary
        own, other = _pair_columns(run.entity, name)
        pairs = [
            {own: id, other: ref}
            for write, id in zip(writes, ids, strict=True)
            for ref in write.given.get(name) or ()
        ]
        if pairs:
            run.session.execute(insert(table), pairs)


def _pair_columns(entity: Any, name: str) -> tuple[str, str]:
    relationship = inspect(entity).relationships[name]
    own = relationship.synchronize_pairs[0][1].name
    other = relationship.secondary_synchronize_pairs[0][1].name
    return str(own), str(other)


def _parents(run: Run, writes: Sequence[Write]) -> None:
    """Stored aggregates of the parents, each parent once."""
    for parent in aggregates.parents_of(run.entity):
        ids = {getattr(write.record, f"{parent.by}_id") for write in writes} - {None}
        for id in sorted(ids):
            refresh_parent(run.ctx, parent, id)
