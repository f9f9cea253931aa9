"""The set-based twins of `on_update` and `on_delete`: told once a chunk, with what it changed, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from tests.sample.models import Sale

pytestmark = pytest.mark.database


def made(shop: Any, count: int) -> list[int]:
    rows = [{"store": shop.store, "summary": f"sale {n}"} for n in range(count)]
    records.write_set(shop.manager, Sale, rows, action="create", audit="test")
    with Context.system() as ctx:
        return list(ctx.session.scalars(sa.select(Sale.id).order_by(Sale.id)))


def notes() -> list[str | None]:
    with Context.system() as ctx:
        return list(
            ctx.session.scalars(
                sa.select(Sale.internal_note).where(Sale.deleted_at.is_(None)).order_by(Sale.id)
            )
        )


def noted(shop: Any, **more: Any) -> int:
    """Everybody's note, by the manager."""
    return records.write_set(
        shop.manager, Sale, Sale.id > 0, action="update", values={"internal_note": "x"}, audit="t", **more
    )  # fmt: skip


def dropped(shop: Any, **more: Any) -> int:
    return records.write_set(shop.manager, Sale, Sale.id > 0, action="delete", audit="t", **more)


def each(shop: Any, ids: Sequence[int], **more: Any) -> int:
    """Each its own note, by the system."""
    rows = [{"id": id, "internal_note": f"note {id}"} for id in ids]
    return records.write_set(shop.system, Sale, rows, action="each", audit="t", **more)


@pytest.mark.parametrize("action", ["update", "delete", "each"])
def test_the_twin_is_told_once_a_chunk_which_records_it_was(
    shop: Any, hooks: Any, action: str
) -> None:
    told: list[tuple[str, list[int], str]] = []

    @hooks.on_update_many
    def updated(ids: Sequence[int], ctx: Context) -> None:
        told.append(("update", sorted(ids), ctx.operation.action))

    @hooks.on_delete_many
    def deleted(ids: Sequence[int], ctx: Context) -> None:
        told.append(("delete", sorted(ids), ctx.operation.action))

    ids = made(shop, 3)
    write = {"update": noted, "delete": dropped}
    count = write[action](shop, chunk=2) if action in write else each(shop, ids, chunk=2)
    what = "delete" if action == "delete" else "update"
    assert count == 3
    assert told == [(what, ids[:2], what), (what, ids[2:], what)]


def test_the_twin_of_a_change_sees_what_was_written(shop: Any, hooks: Any) -> None:
    seen: list[str | None] = []

    @hooks.on_update_many
    def reads(ids: Sequence[int], ctx: Context) -> None:
        seen.extend(ctx.session.scalars(sa.select(Sale.internal_note).where(Sale.id.in_(ids))))

    made(shop, 2)
    noted(shop)
    assert seen == ["x", "x"]


def test_what_the_twin_refuses_is_not_written_in_any_chunk(shop: Any, hooks: Any) -> None:
    @hooks.on_update_many
    @hooks.on_delete_many
    def refuses_the_last(ids: Sequence[int], ctx: Context) -> None:
        if len(ids) == 1:
            raise RuleViolation("不行 / No.")

    made(shop, 3)
    for write in (noted, dropped):
        with pytest.raises(RuleViolation):
            write(shop, chunk=2)
    assert notes() == [None, None, None]


@pytest.mark.parametrize("action", ["update", "delete", "each"])
def test_a_hook_without_its_twin_refuses_the_set_and_with_it_the_set_is_written(
    shop: Any, hooks: Any, action: str
) -> None:
    @hooks.on_update
    @hooks.on_delete
    def one(sale: Sale, ctx: Context) -> None:
        """Something that a set would skip."""

    def write() -> int:
        if action == "each":
            return each(shop, ids)
        return noted(shop) if action == "update" else dropped(shop)

    ids = made(shop, 2)
    with pytest.raises(RuntimeError, match="would skip"):
        write()
    assert notes() == [None, None]

    @hooks.on_update_many
    @hooks.on_delete_many
    def many(ids: Sequence[int], ctx: Context) -> None:
        """The same for all of them."""

    assert write() == 2


def test_nobody_is_told_of_a_set_that_holds_nothing(shop: Any, hooks: Any) -> None:
    @hooks.on_update_many
    @hooks.on_delete_many
    def told(ids: Sequence[int], ctx: Context) -> None:
        raise AssertionError(ids)

    assert (noted(shop), dropped(shop)) == (0, 0)
