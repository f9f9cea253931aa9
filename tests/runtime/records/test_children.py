"""Lines that are written with their record: which rows may be named, how many, and by whom."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import Forbidden, StaleRecord, ValidationFailed
from app.runtime.writing.children import LARGEST_ID, MOST_ROWS
from tests.runtime.records.test_races import at_once
from tests.sample.models import Article, Sale, SaleLine
from tests.sample.registry import registry as sample


def refused(shop: Any, sale: Sale, lines: Any, ctx: Any = None) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as caught:
        records.update(ctx or shop.ann, Sale, sale.id, {"lines": lines})
    return [(error.field, error.code) for error in caught.value.errors]


def counts(shop: Any, sale: Sale) -> list[str]:
    """The quantities of the lines that the database has."""
    shop.system.session.rollback()
    return [str(line.count) for line in shop.system.get(Sale, sale.id).lines]


def test_as_many_rows_as_one_request_may_bring_and_not_one_more(shop: Any) -> None:
    sale = shop.sale()
    assert refused(shop, sale, [shop.line()] * (MOST_ROWS + 1)) == [("lines", "max")]
    assert shop.fresh(sale).goods in (None, 0)
    records.update(shop.ann, Sale, sale.id, {"lines": [shop.line(1, 1)] * MOST_ROWS})
    assert shop.fresh(sale).goods == MOST_ROWS


@pytest.mark.parametrize(
    "id", ["x", "１", True, 1.5, -1, LARGEST_ID, LARGEST_ID + 1, "9" * 20, [1], {"id": 1}]
)
def test_an_id_that_no_row_has_is_told_at_its_row(shop: Any, id: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    told = refused(shop, sale, [shop.line(), {"id": id, "count": 3}])
    assert told == [("lines.1.id", "reference")]
    assert counts(shop, sale) == ["1.00"]


@pytest.mark.parametrize("lines", ["x", 5, {"count": 1}])
def test_lines_that_are_no_list_are_refused(shop: Any, lines: Any) -> None:
    assert refused(shop, shop.sale(), lines) == [("lines", "type")]


def test_a_row_that_is_no_object_is_refused_at_its_place(shop: Any) -> None:
    assert refused(shop, shop.sale(), [shop.line(), "x"]) == [("lines.1", "type")]


def test_a_new_row_marked_for_deletion_is_no_row(shop: Any) -> None:
    sale = shop.sale()
    records.update(
        shop.ann, Sale, sale.id, {"lines": [{**shop.line(), "_delete": True}, shop.line(2, 3)]}
    )
    assert shop.fresh(sale).goods == 6


@pytest.mark.parametrize("action", ["create", "update", "delete"])
def test_who_may_change_the_sale_but_not_its_lines_is_refused(
    shop: Any, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    sale = shop.sale(lines=[shop.line()])
    line = sale.lines[0].id
    grants = dict(sample.entity(SaleLine).policy._grants)
    grants[action] = {"manager": grants[action]["manager"]}
    monkeypatch.setattr(sample.entity(SaleLine).policy, "_grants", grants)
    row = {
        "create": shop.line(),
        "update": {"id": line, "count": 7},
        "delete": {"id": line, "_delete": True},
    }[action]
    with pytest.raises(Forbidden):
        records.update(shop.ann, Sale, sale.id, {"lines": [row]})
    assert counts(shop, sale) == ["1.00"]
    records.update(shop.manager, Sale, sale.id, {"lines": [row]})
    assert counts(shop, sale) != ["1.00"]


def articles(shop: Any, line: int) -> int:
    """The article of a line as the database has it."""
    with Context.system() as ctx:
        return ctx.get(SaleLine, line).article_id


@pytest.mark.parametrize("change", [{"count": 7}, {"_delete": True}])
def test_a_row_that_somebody_else_has_changed_since_it_was_read_stays_his(
    shop: Any, change: dict[str, Any]
) -> None:
    sale = shop.sale(lines=[shop.line(), shop.line()])
    first, line = (one.id for one in sale.lines)
    another = records.create(shop.system, Article, {"name": "Screw", "price": 1}).id
    records.update(shop.manager, SaleLine, line, {"article": another})
    stale = [{"id": first, "version": 1, "count": 2}, {"id": line, "version": 1, **change}]
    with pytest.raises(StaleRecord) as refused:
        records.update(shop.ann, Sale, sale.id, {"lines": stale})
    assert (refused.value.current, refused.value.given) == (2, 1)
    assert [(e.field, e.code) for e in refused.value.errors] == [("lines.1.version", "stale")]
    assert counts(shop, sale) == ["1.00", "1.00"]
    fresh = [{"id": line, "version": 2, **change}]
    records.update(shop.ann, Sale, sale.id, {"lines": fresh})
    assert counts(shop, sale) in (["1.00", "7.00"], ["1.00"])


def test_a_row_that_is_only_named_is_not_asked_for_its_version(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    records.update(shop.manager, SaleLine, sale.lines[0].id, {"count": 3})
    named = [{"id": sale.lines[0].id, "version": 1}, shop.line(5)]
    records.update(shop.ann, Sale, sale.id, {"lines": named})
    assert counts(shop, sale) == ["3.00", "5.00"]


@pytest.mark.parametrize("version", ["1", True, 1.0])
def test_a_version_that_is_none_is_told_at_its_row(shop: Any, version: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    row = {"id": sale.lines[0].id, "version": version, "count": 3}
    assert refused(shop, sale, [row]) == [("lines.0.version", "type")]


def test_of_many_who_read_the_same_row_one_writes_it(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    line = sale.lines[0].id
    made = [
        records.create(shop.system, Article, {"name": f"Screw {n}", "price": 1}).id
        for n in range(6)
    ]

    def write(article: int) -> Any:
        def work(ctx: Context) -> None:
            row = {"id": line, "version": 1, "article": article}
            records.update(ctx, Sale, sale.id, {"lines": [row]})

        return work

    raised = at_once(*map(write, made), user=shop.ann.actor.id)
    assert len(raised) == 5
    assert all(isinstance(error, StaleRecord) for error in raised)
    assert articles(shop, line) in made


def test_a_row_is_judged_as_it_is_under_the_lock_not_as_it_was_read_before(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    line = sale.lines[0].id
    another = records.create(shop.system, Article, {"name": "Screw", "price": 1}).id
    with records.writing(shop.ann):
        # The page, or a hook, has read the row in this very session.
        known = shop.ann.session.get(SaleLine, line)
        shop.ann.session.execute(
            sa.update(SaleLine)
            .where(SaleLine.id == line)
            .values(article_id=another, version=2)
            .execution_options(synchronize_session=False)
        )
        assert known.version == 1
        row = {"id": line, "version": 1, "count": 2}
        with pytest.raises(StaleRecord) as refused:
            records.update(shop.ann, Sale, sale.id, {"lines": [row]})
    assert [(e.field, e.code) for e in refused.value.errors] == [("lines.0.version", "stale")]
