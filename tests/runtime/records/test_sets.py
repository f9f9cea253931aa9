"""Set-based writes: the verdict on many is the verdict on each, and every chunk leaves an audit row."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records, registry, sets
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import Forbidden, InvalidState, ValidationFailed
from app.runtime.policy import FieldRule
from app.runtime.sets import source
from app.runtime.system import Attachment, AuditLog, SlaClock, TransitionLog
from tests.sample.models import Article, Buyer, Keyword, Sale, SaleLine, Store
from tests.support.statements import heard


def sales(shop: Any, count: int, **values: Any) -> list[dict[str, Any]]:
    return [{"store": shop.store, "summary": f"sale {n}", **values} for n in range(count)]


def every(entity: Any) -> list[Any]:
    with Context.system() as ctx:
        return list(ctx.session.scalars(sa.select(entity).order_by(entity.id)))


def plain(record: Any) -> dict[str, Any]:
    """What a record holds, without what tells one from another."""
    state = sa.inspect(record)
    left_out = {"id", "created_at", "updated_at", "sale_no", "number", "pack_due"}
    return {a.key: getattr(record, a.key) for a in state.mapper.column_attrs} | dict.fromkeys(
        left_out
    )


def test_a_set_of_new_records_equals_the_same_records_made_one_by_one(shop: Any) -> None:
    given = {"store": shop.store, "buyer": shop.bob, "summary": "x", "promised_at": None}
    single = records.create(shop.ann, Sale, given)
    assert records.write_set(shop.ann, Sale, [given, given], action="create", audit="test") == 2
    first, second, third = every(Sale)
    assert plain(first) == plain(second) == plain(third)
    assert [s.sale_no[-4:] for s in (first, second, third)] == ["0001", "0002", "0003"]
    assert second.pack_due is not None
    assert single.id == first.id
    assert len(every(SlaClock)) == 3
    assert [row.to_state for row in every(TransitionLog)] == ["new"] * 3


def test_every_problem_of_a_set_is_told_with_its_row_and_nothing_is_written(shop: Any) -> None:
    rows = sales(shop, 3)
    rows[1]["level"] = "urgent"
    rows[2] = {"store": 999, "summary": "lost"}
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(shop.ann, Sale, rows, action="create", audit="test", chunk=10)
    assert {error.field for error in caught.value.errors} == {"rows.1.level", "rows.2.store"}
    assert every(Sale) == []


def test_one_row_outside_the_scope_refuses_the_whole_set(shop: Any) -> None:
    rows = [*sales(shop, 2), {"store": shop.other_store, "summary": "theirs"}]
    with pytest.raises(Forbidden):
        records.write_set(shop.ann, Sale, rows, action="create", audit="test", chunk=2)
    assert every(Sale) == []


def test_each_chunk_leaves_one_audit_row_with_count_and_digest(shop: Any) -> None:
    records.write_set(shop.manager, Sale, sales(shop, 5), action="create", audit="roster", chunk=2)
    with Context.system() as ctx:
        rows = list(ctx.session.scalars(sa.select(AuditLog).where(AuditLog.action == "set:create")))
    assert [row.diff["count"] for row in rows] == [2, 2, 1]
    assert len({row.diff["run"] for row in rows}) == 1
    assert rows[0].diff["why"] == "roster"
    assert rows[0].diff["digest"] == hashlib.sha256(b"1,2").hexdigest()


def test_a_set_of_lines_moves_the_totals_of_their_sales(shop: Any) -> None:
    one, two = shop.sale(), shop.sale()
    rows = [{"sale": sale.id, **shop.line(2, 3)} for sale in (one, one, two)]
    records.write_set(shop.ann, SaleLine, rows, action="create", audit="test")
    assert (shop.fresh(one).total, shop.fresh(two).total) == (Decimal(12), Decimal(6))


def test_rows_may_come_from_a_select(shop: Any) -> None:
    source = sa.select(Store.id.label("store"), Store.name.label("summary")).order_by(Store.id)
    records.write_set(shop.manager, Sale, source, action="create", audit="one each")
    assert [sale.summary for sale in every(Sale)] == ["First", "Second"]


def test_a_select_of_the_same_table_sees_no_row_that_the_set_writes(shop: Any) -> None:
    records.write_set(shop.manager, Sale, sales(shop, 5), action="create", audit="test")
    source = sa.select(Sale.store_id.label("store"), Sale.summary)
    for count in (5, 10):
        written = records.write_set(
            shop.manager, Sale, source, action="create", audit="again", chunk=2
        )
        assert written == count


def test_a_long_select_is_read_in_parts(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "CHUNK", 2)
    records.write_set(shop.manager, Sale, sales(shop, 5), action="create", audit="test")
    held: list[int] = []
    parts = sets.parts

    def counted(rows: Any, size: int) -> Iterator[list[Any]]:
        for part in parts(rows, size):
            held.append(len(part))
            yield part

    monkeypatch.setattr(sets, "parts", counted)
    same = sa.select(Sale.store_id.label("store"), Sale.summary, Sale.promised_at)
    same = same.where(Sale.summary != "sale 0").order_by(Sale.id)
    assert records.write_set(shop.manager, Sale, same, action="create", audit="x", chunk=3) == 4
    assert held == [3, 1]
    assert [sale.summary for sale in every(Sale)][5:] == [f"sale {n}" for n in (1, 2, 3, 4)]


def test_a_select_whose_row_is_refused_leaves_nothing_behind(shop: Any, database: Any) -> None:
    records.write_set(shop.manager, Sale, sales(shop, 3), action="create", audit="test")
    wrong = sa.select(Sale.store_id.label("store"), sa.literal("").label("summary"))
    for _ in range(2):
        with pytest.raises(ValidationFailed):
            records.write_set(shop.manager, Sale, wrong, action="create", audit="x", chunk=2)
    assert len(every(Sale)) == 3
    with database.write_session() as session:
        assert not [name for name in _temporary(session) if name.startswith("_set_")]


def _temporary(session: Any) -> list[str]:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    known = "sqlite_temp_master" if on_sqlite else "pg_class"
    column = "name" if on_sqlite else "relname"
    return list(session.scalars(sa.text(f"SELECT {column} FROM {known}")))


def test_a_set_of_new_records_is_inserted_by_one_statement(
    shop: Any, statements: Callable[[], Any]
) -> None:
    with statements() as sent:
        records.write_set(shop.manager, Sale, sales(shop, 50), action="create", audit="test")
    assert len([text for text in sent if text.startswith("INSERT INTO sale ")]) == 1


def test_lists_of_refs_are_written_with_a_set(shop: Any) -> None:
    red = records.create(shop.manager, Keyword, {"name": "red"}).id
    rows = [{"name": "Screw", "price": 1, "keywords": [red]}]
    records.write_set(shop.manager, Article, rows, action="create", audit="test")
    with Context.system() as ctx:
        screw = ctx.session.scalars(sa.select(Article).where(Article.name == "Screw")).one()
        assert [keyword.id for keyword in screw.keywords] == [red]


def test_a_set_is_changed_by_one_statement_per_chunk(shop: Any, counted: Any) -> None:
    records.write_set(shop.ann, Sale, sales(shop, 50), action="create", audit="test")
    with counted() as sql:
        changed = records.write_set(
            shop.ann,
            Sale,
            Sale.summary.like("sale %"),
            action="update",
            values={"internal_note": "seen"},
            audit="note",
        )
    assert changed == 50
    assert {(s.internal_note, s.version) for s in every(Sale)} == {("seen", 2)}
    assert sql.count <= 12


def test_a_set_holds_only_what_the_person_may_see(shop: Any) -> None:
    records.write_set(shop.manager, Sale, sales(shop, 2), action="create", audit="test")
    records.write_set(
        shop.manager, Sale, sales(shop, 1, store=shop.other_store), action="create", audit="test"
    )
    changed = records.write_set(
        shop.ann, Sale, sa.true(), action="update", values={"internal_note": "x"}, audit="test"
    )
    assert changed == 2
    assert [sale.internal_note for sale in every(Sale)] == ["x", "x", None]


def test_a_set_that_would_leave_the_scope_is_refused(shop: Any) -> None:
    records.write_set(shop.manager, Sale, sales(shop, 2), action="create", audit="test")
    with pytest.raises((Forbidden, RuntimeError)):
        records.write_set(
            shop.ann,
            Sale,
            sa.true(),
            action="update",
            values={"store": shop.other_store},
            audit="test",
        )
    assert {sale.store_id for sale in every(Sale)} == {shop.store}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"pack_due": None}, "readonly"),
        ({"total": 5}, "readonly"),
        ({"state": "closed"}, "readonly"),
        ({"sumary": "x"}, "unknown"),
        ({"summary": ""}, "required"),
        ({"buyer": 999}, "reference"),
    ],
)
def test_what_one_record_refuses_a_set_refuses(
    shop: Any, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(shop.ann, Sale, sa.true(), action="update", values=values, audit="test")
    assert [error.code for error in caught.value.errors] == [code]


def test_a_masked_field_is_refused_in_a_set(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(
            shop.ann, Article, sa.true(), action="update", values={"cost": 1}, audit="test"
        )
    assert caught.value.errors[0].code == "forbidden"


def test_a_set_never_leaves_a_formula_stale(shop: Any) -> None:
    with pytest.raises(RuntimeError, match="margin"):
        records.write_set(
            shop.manager, Article, sa.true(), action="update", values={"price": 9}, audit="test"
        )


def test_a_set_is_deleted_unless_something_points_to_it(shop: Any) -> None:
    records.write_set(
        shop.manager,
        Buyer,
        [{"name": "one"}, {"name": "two"}],
        action="create",
        audit="test",
    )
    gone = records.write_set(
        shop.manager, Buyer, Buyer.name.in_(["one", "two"]), action="delete", audit="test"
    )
    assert gone == 2
    shop.sale(buyer=shop.bob)
    with pytest.raises(InvalidState):
        records.write_set(shop.manager, Buyer, sa.true(), action="delete", audit="test")


def test_who_may_not_do_it_to_one_may_not_do_it_to_many(shop: Any) -> None:
    with pytest.raises(Forbidden):
        records.write_set(shop.auditor, Sale, sales(shop, 1), action="create", audit="test")
    with pytest.raises(Forbidden):
        records.write_set(shop.ann, Sale, sa.true(), action="delete", audit="test")


def test_history_comes_with_its_ids_times_and_states(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def never(sale: Sale, ctx: Context) -> None:
        raise AssertionError("history is not made again")

    long_ago = dt.datetime(2020, 1, 2, tzinfo=dt.UTC)
    row = {"store_id": shop.store, "summary": "old", "state": "closed", "sale_no": "X-1"}
    rows = [{**row, "id": 70, "created_at": long_ago, "created_by_id": shop.ann.actor.id}]
    records.write_set(shop.system, Sale, rows, action="history", audit="the old books")
    (old,) = every(Sale)
    assert (old.id, old.state, old.created_at, old.updated_at) == (70, "closed", long_ago, long_ago)
    hooks._hooks.clear()
    assert shop.sale().id == 71
    with pytest.raises(Forbidden):
        records.write_set(shop.manager, Sale, rows, action="history", audit="mine")
    with pytest.raises(ValidationFailed):
        records.write_set(shop.system, Sale, [{"nothing": 1}], action="history", audit="x")


def test_history_is_one_statement_whichever_fields_its_rows_leave_empty(
    shop: Any, database: Database
) -> None:
    row = {"store_id": shop.store, "state": "closed"}
    rows = [
        {**row, "id": 70 + n, "sale_no": f"X-{n}", "summary": f"old {n}", "address": "近" if n % 2 else None}
        for n in range(6)
    ]  # fmt: skip
    with heard(database) as seen:
        records.write_set(shop.system, Sale, rows, action="history", audit="the old books")
    assert len([one for one in seen if one.startswith("INSERT INTO sale ")]) == 1
    assert [one.address for one in every(Sale)] == [None, "近"] * 3


def test_hooks_without_a_set_based_twin_refuse_the_set(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def one(sale: Sale, ctx: Context) -> None:
        """Something that a set would skip."""

    with pytest.raises(RuntimeError, match="declare on_create_many"):
        records.write_set(shop.ann, Sale, sales(shop, 1), action="create", audit="test")


def test_the_set_based_twin_has_the_effect_of_the_hook(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def one(sale: Sale, ctx: Context) -> None:
        sale.internal_note = f"by {ctx.actor.username}"

    @hooks.on_create_many
    def many(ids: list[int], ctx: Context) -> None:
        ctx.session.execute(
            sa.update(Sale).where(Sale.id.in_(ids)).values(internal_note=f"by {ctx.actor.username}")
        )

    shop.sale()
    records.write_set(shop.ann, Sale, sales(shop, 2), action="create", audit="test")
    assert {sale.internal_note for sale in every(Sale)} == {"by ann"}


def test_a_set_of_deleted_lines_leaves_the_totals_of_their_sales_right(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line(1, 5), shop.line(1, 7)])
    records.write_set(
        shop.manager, SaleLine, SaleLine.price == 5, action="delete", audit="too dear"
    )
    kept = shop.fresh(sale)
    assert (kept.goods, kept.total) == (Decimal(7), Decimal(7))


def test_a_set_of_deleted_records_is_late_for_nothing(shop: Any) -> None:
    shop.sale()
    records.write_set(shop.manager, Sale, Sale.id > 0, action="delete", audit="closed")
    assert [(c.status, c.next_at) for c in every(SlaClock)] == [("void", None)]
    assert [s.pack_status for s in every(Sale)] == [None]


def test_a_field_that_one_may_not_write_is_refused_in_a_set_of_new_records(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = registry.current().entity(Buyer).policy._rules
    monkeypatch.setitem(rules, "level", FieldRule(write=frozenset({"manager"})))
    rows = [{"name": "Otto"}, {"name": "Olga", "level": "high"}]
    with pytest.raises(Forbidden) as caught:
        records.write_set(shop.ann, Buyer, rows, action="create", audit="test")
    assert [error.field for error in caught.value.errors] == ["level"]
    assert records.write_set(shop.manager, Buyer, rows, action="create", audit="test") == 2


def test_a_field_that_one_may_not_even_read_is_unknown_in_a_set(shop: Any) -> None:
    rows = [{"name": "Otto"}, {"name": "Olga", "card": "AB12345"}]
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(shop.ann, Buyer, rows, action="create", audit="test")
    assert [(error.field, error.code) for error in caught.value.errors] == [
        ("rows.1.card", "unknown")
    ]


def upload(ctx: Context) -> int:
    with records.writing(ctx):
        row = Attachment(
            sha256="0" * 64, name="a.pdf", mime="application/pdf", size=1,
            created_at=ctx.now, created_by_id=ctx.actor.id,
        )  # fmt: skip
        ctx.session.add(row)
        ctx.session.flush()
        return row.id


def test_a_set_takes_only_files_of_its_writer_and_each_once(shop: Any) -> None:
    mine, others = upload(shop.manager), upload(shop.ann)

    def bring(*ids: int) -> int:
        rows = [{"name": f"n{id}", "price": 1, "papers": [id]} for id in ids]
        return records.write_set(shop.manager, Article, rows, action="create", audit="test")

    for ids in ([others], [9999], [mine, mine]):
        with pytest.raises(ValidationFailed) as caught:
            bring(*ids)
        assert {error.code for error in caught.value.errors} == {"file"}
    assert bring(mine) == 1
    (kept,) = [row for row in every(Attachment) if row.id == mine]
    assert (kept.entity, kept.field) == ("article", "papers")


def test_no_set_shares_a_file(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(
            shop.manager, Article, Article.id > 0, action="update",
            values={"papers": [upload(shop.manager)]}, audit="test",
        )  # fmt: skip
    assert [error.code for error in caught.value.errors] == ["file"]
