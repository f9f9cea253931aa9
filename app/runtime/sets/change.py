"""One change of many records, or their deletion: the same verdict as on each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from .. import field_types, registry
from ..access import own_grants
from ..errors import FieldError, InvalidState, ValidationFailed, message
from ..expression import Expression
from ..sla import clocks as sla
from ..system import SearchEntry
from ..values import ValueProblem
from ..writing import aggregates, unique, validation
from ..writing.references import NOT_THERE, visible
from ..writing.saving import refresh_parent
from ..writing.validation import own_fields
from . import hooked, plain
from .run import CHUNK, Run, among, log, must_all_be_in_scope, parts, refuse_circles

if TYPE_CHECKING:
    from ..field import Field


ONE_RECORD = message(
    zh="一个文件只属于一条记录，不能批量写入", en="A file belongs to one record; no set shares it."
)


def values_of(run: Run, given: Mapping[str, Any]) -> dict[str, Any]:
    """Mapped attribute → value. What one record refuses, a set refuses too; every problem at once."""
    if run.action == "delete":
        return {"deleted_at": run.ctx.now}
    found: dict[str, Any] = {}
    errors: list[FieldError] = []
    for name, raw in given.items():
        try:
            field = _writable(run, name)
            found[field_types.column_name(field)] = _value(run, field, raw)
        except ValueProblem as wrong:
            errors.append(FieldError(name, wrong.code, wrong.message))
    if errors:
        raise ValidationFailed(errors)
    if stale := depending(run, set(given)):
        raise RuntimeError(
            f"A set-based update of {', '.join(sorted(given))} would leave {', '.join(sorted(stale))} "
            f"of {run.entity.__name__} unjudged or stale: update these records one by one."
        )
    return found


def _writable(run: Run, name: str) -> Field:
    """The field, if this actor may set it in every row of a set."""
    field: Field | None = run.entity.fields().get(name)
    if field is None:
        raise ValueProblem("unknown", validation.no_such_field(run.entity, name))
    if field.is_computed or field.type == "refs":
        raise ValueProblem("readonly", validation.COMPUTED)
    if field_types.of(field).is_file:
        raise ValueProblem("file", ONE_RECORD)
    policy, actor = run.entry.policy, run.ctx.judge
    if run.ctx.trusted:
        return field
    if field.readonly is True:
        raise ValueProblem("readonly", validation.READONLY)
    rule = policy.rule(name)
    granting = [role for role in policy.grants("update") if role in actor.roles]
    if rule is not None and not all(rule.allows(role, "write") for role in granting):
        raise ValueProblem("forbidden", validation.NOT_YOURS)
    return field


def _value(run: Run, field: Field, raw: Any) -> Any:
    if isinstance(raw, ColumnElement) or hasattr(raw, "__clause_element__"):
        return raw
    value = field_types.parse(field, raw)
    if value is None and field.required is True:
        raise ValueProblem("required", validation.REQUIRED)
    if field.type == "ref" and value is not None:
        seen = run.session.execute(visible(run.ctx, field, {value})).first()
        if seen is None:
            raise ValueProblem("reference", NOT_THERE)
    return value


def depending(run: Run, given: set[str]) -> set[str]:
    """What the schema computes from, or judges by, the fields that change."""

    def reads(rule: Any) -> bool:
        return isinstance(rule, Expression) and bool(set(own_fields(rule.tree)) & given)

    found: set[str] = set()
    for name, target in run.entity.fields().items():
        conditions = (target.required, target.readonly, target.visible)
        if reads(target.formula) or any(reads(rule) for rule in conditions):
            found.add(name)
        if name in given and any(isinstance(rule, Expression) for rule in conditions):
            found.add(name)
        if target.lookup and target.lookup[0] in given:
            found.add(name)
    found |= {check.name for check in run.entity.meta.checks if reads(check.test)}
    for parent in aggregates.parents_of(run.entity):
        found |= {f"{parent.entry.entity.key()}.{name}" for name in parent.reads & given}
    if run.entry.workflow is not None:
        for timed in run.entry.workflow.clocks.values():
            found |= {f"clock {timed.name}"} if timed.reads & given else set()
        for mapping in run.entry.workflow.all():
            if mapping.approve and set(mapping.approve.reset_on) & given:
                found.add(f"approval of {mapping.name}")
    return found


def targets(run: Run, condition: ColumnElement[bool]) -> list[int]:
    """The ids of the set: what the actor may see of it, all of which he must be allowed to write."""
    entity, policy = run.entity, run.entry.policy
    statement = select(entity.id).where(condition, entity.deleted_at.is_(None)).order_by(entity.id)
    readable = policy.rows(run.ctx.judge, "read")
    if readable is not None:
        statement = statement.where(readable)
    ids = list(run.session.scalars(statement.with_for_update(key_share=True)))
    if run.action == "delete":
        _refuse_used(run, ids)
    must_all_be_in_scope(run, ids)
    return ids


def _refuse_used(run: Run, ids: Sequence[int]) -> None:
    """Deleting a set follows no refs: it is refused when something points to it."""
    if run.entity.meta.ledger:
        raise RuntimeError(f"{run.entity.__name__} is a ledger: its rows are never deleted.")
    for entry, pointing in registry.current().pointing_at(run.entity):
        source = entry.entity
        for part in parts(ids, CHUNK):
            used = run.session.scalar(
                select(func.count())
                .select_from(source)
                .where(
                    getattr(source, f"{pointing.name}_id").in_(part), source.deleted_at.is_(None)
                )
            )
            if used:
                told = source.meta.label
                raise InvalidState(
                    message(
                        zh=f"仍被{told.in_language('zh')}引用（{used} 条），不能批量删除",
                        en=f"Still in use by {used} × {told.in_language('en')}; "
                        "a set with uses is not deleted at once.",
                    ),
                    code="in_use",
                )


def change(run: Run, ids: Sequence[int], given: Mapping[str, Any]) -> int:
    entity = run.entity
    parents = _parents(run, ids) if run.action == "delete" else []
    own_grants.refuse_set(run.ctx, entity, ids, given)
    try:
        run.session.execute(
            update(entity)
            .where(among(entity.id, ids))
            .values(
                **given,
                version=entity.version + 1,
                updated_at=run.ctx.now,
                updated_by_id=run.ctx.actor.id,
            )
            .execution_options(synchronize_session=False)
        )
    except IntegrityError as refused:
        raise unique.explain(refused, entity) from refused
    run.session.expire_all()
    if run.action == "update":
        refuse_circles(run, ids, given)
        must_all_be_in_scope(run, ids)
        plain.index(run, ids, given)
    else:
        run.session.execute(
            delete(SearchEntry).where(
                SearchEntry.entity == entity.key(), SearchEntry.record_id.in_(ids)
            )
        )
        sla.abandon(run.ctx, run.entry, ids)
        for parent, id in parents:
            refresh_parent(run.ctx, parent, id)
    log(run, ids, fields=sorted(given))
    hooked.tell(run, run.action, ids, {name.removesuffix("_id") for name in given})
    return len(ids)


def _parents(run: Run, ids: Sequence[int]) -> list[tuple[aggregates.Parent, int]]:
    """The parents whose stored sums lose these children, each once."""
    found: list[tuple[aggregates.Parent, int]] = []
    for parent in aggregates.parents_of(run.entity):
        column = getattr(run.entity, f"{parent.by}_id")
        mine = select(column).where(run.entity.id.in_(ids), column.is_not(None)).distinct()
        found += [(parent, id) for id in run.session.scalars(mine.order_by(column))]
    return found
