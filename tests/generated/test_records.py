"""A record of any entity is created, read, changed, searched for, listed and deleted through the one path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, NotFound, StaleRecord
from app.runtime.registry import EntityEntry, Registry
from app.runtime.system import AuditLog
from tests.generated.conftest import readable_fields
from tests.support.maker import Maker, without_hooks


@pytest.mark.surface
def test_it_is_created_with_what_it_requires(entry: EntityEntry, maker: Maker) -> None:
    record = maker.make(entry.entity.meta.name)
    row = query.get(maker.ctx, entry.entity, record.id)
    assert row["version"] == 1
    assert readable_fields(entry) <= set(row)


def test_it_is_created_with_everything(entry: EntityEntry, maker: Maker) -> None:
    given = maker.everything(entry)
    record = maker.make(entry.entity.meta.name, **given)
    row = query.get(maker.ctx, entry.entity, record.id)
    empty = [name for name in readable_fields(entry) & set(given) if row[name] in (None, [], "")]
    assert empty == []


@pytest.mark.surface
def test_a_missing_field_is_named(entry: EntityEntry, ctx: Context, maker: Maker) -> None:
    values = maker.values(entry)
    if not values:
        return
    with without_hooks(maker.registry), pytest.raises(AppError) as caught:
        records.create(ctx, entry.entity, {})
    fields = entry.entity.fields()
    # What is shown under a condition is demanded under it, too; of an empty record it may not hold.
    always = {name for name in values if name not in fields or fields[name].visible is None}
    assert always <= {error.field for error in caught.value.errors}


@pytest.mark.surface
def test_an_unknown_field_is_refused(entry: EntityEntry, maker: Maker) -> None:
    with without_hooks(maker.registry), pytest.raises(AppError) as caught:
        records.create(maker.ctx, entry.entity, {**maker.values(entry), "no_such_field": 1})
    assert "no_such_field" in {error.field for error in caught.value.errors}


@pytest.mark.surface
def test_creating_it_is_in_the_audit_log(entry: EntityEntry, maker: Maker) -> None:
    record = maker.make(entry.entity.meta.name)
    logged = maker.ctx.session.scalars(
        sa.select(AuditLog.action).where(
            AuditLog.entity == entry.entity.key(), AuditLog.record_id == record.id
        )
    )
    assert list(logged) == ["create"]


@pytest.mark.surface
def test_an_old_version_changes_nothing(entry: EntityEntry, maker: Maker) -> None:
    if entry.entity.meta.ledger:
        return
    record = maker.make(entry.entity.meta.name)
    with without_hooks(maker.registry), pytest.raises(StaleRecord):
        records.update(maker.ctx, entry.entity, record.id, {}, version=record.version + 7)


@pytest.mark.surface
def test_deleted_it_is_gone_for_readers(entry: EntityEntry, maker: Maker) -> None:
    if entry.entity.meta.ledger:
        return
    record = maker.make(entry.entity.meta.name)
    before = query.rows(maker.ctx, entry.entity, count="exact").count
    with without_hooks(maker.registry):
        records.delete(maker.ctx, entry.entity, record.id)
    with pytest.raises(NotFound):
        query.get(maker.ctx, entry.entity, record.id)
    assert query.rows(maker.ctx, entry.entity, count="exact").count == before - 1


def test_a_ledger_entry_is_never_deleted(entry: EntityEntry, maker: Maker) -> None:
    if not entry.entity.meta.ledger:
        return
    record = maker.make(entry.entity.meta.name)
    with without_hooks(maker.registry), pytest.raises(AppError):
        records.delete(maker.ctx, entry.entity, record.id)


@pytest.mark.surface
def test_a_list_costs_the_same_for_one_row_and_for_many(
    entry: EntityEntry, maker: Maker, statements: Callable[[], Any]
) -> None:
    columns = ["title", *readable_fields(entry)]
    maker.make(entry.entity.meta.name)
    with statements() as few:
        query.rows(maker.ctx, entry.entity, columns=columns)
    for _ in range(4):
        maker.make(entry.entity.meta.name)
    with statements() as many:
        assert len(query.rows(maker.ctx, entry.entity, columns=columns).items) >= 5
    assert len(few) == len(many) <= 3, many


def test_every_sort_that_is_offered_can_be_asked_for(entry: EntityEntry, maker: Maker) -> None:
    for _ in range(3):
        maker.make(entry.entity.meta.name)
    for name in entry.entity.fields():
        if not query.may_sort(maker.ctx, entry.entity, name):
            continue
        for sort in (name, f"-{name}"):
            first = query.rows(maker.ctx, entry.entity, sort=[sort], limit=2)
            rest = query.rows(maker.ctx, entry.entity, sort=[sort], limit=2, cursor=first.next)
            seen = [row["id"] for row in [*first.items, *rest.items]]
            assert len(set(seen)) == len(seen) >= 3, sort


@pytest.mark.surface
def test_a_picker_shows_only_what_its_user_may_read(
    entry: EntityEntry, registry: Registry, maker: Maker, as_user: Callable[..., Context]
) -> None:
    for name, field in entry.entity.fields().items():
        if field.to is None or field.to == "User":
            continue
        target = registry.entity(field.to)
        maker.make(target.entity.meta.name)
        outside = [r.name for r in registry.roles if r.name not in target.policy.grants("read")]
        assert query.lookup(maker.ctx, entry.entity, name)
        for role in outside[:1]:
            with as_user(role) as ctx:
                assert query.lookup(ctx, entry.entity, name) == []


@pytest.mark.surface
def test_a_field_that_a_role_may_not_read_is_kept_from_it_everywhere(
    entry: EntityEntry, maker: Maker, as_user: Callable[..., Context]
) -> None:
    """Not in the row, and no filter and no sort may ask about it."""
    from app.runtime import filters

    maker.make(entry.entity.meta.name)
    for role in entry.policy.grants("read"):
        with as_user(role) as ctx:
            hidden = [n for n in entry.entity.fields() if not entry.policy.readable(ctx.actor, n)]
            if not hidden:
                continue
            for row in query.rows(ctx, entry.entity, limit=1).items:
                assert not set(hidden) & set(query.get(ctx, entry.entity, row["id"]))
            for name in hidden:
                with pytest.raises(BadRequest):
                    query.rows(ctx, entry.entity, sort=[name])
                with pytest.raises(BadRequest):
                    filters.parse(entry.entity, ctx.actor, [(f"{name}__is_null", "true")])
