"""Create, update, delete: what is written, what is refused, and that a refusal writes nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import (
    AppError,
    Forbidden,
    InvalidState,
    NotFound,
    StaleRecord,
    ValidationFailed,
)
from app.runtime.system import AuditLog
from tests.runtime.records.told import errors, rows
from tests.sample.models import Article, Clerk, Keyword, Posting, Sale, SaleLine, Store


def test_a_created_record_has_defaults_number_lookup_and_its_maker(shop: Any) -> None:
    sale = shop.sale(buyer=shop.bob)
    assert (sale.level, sale.state, sale.version) == ("normal", "new", 1)
    assert sale.phone == "13800001111"
    assert sale.sale_no.endswith("-0001")
    assert sale.created_by_id == shop.ann.actor.id


def test_all_problems_are_told_at_once_each_at_its_field(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.create(
            shop.ann,
            Sale,
            {
                "store": shop.store,
                "sumary": "typo",
                "level": "urgent",
                "delivery": True,
                "total": 5,
                "pack_due": "2026-01-01 10:00",
                "lines": [shop.line(), {"article": shop.article, "count": "many"}],
            },
        )
    assert errors(caught) == {
        "sumary": "unknown",
        "summary": "required",
        "level": "choice",
        "address": "required",
        "total": "readonly",
        "pack_due": "readonly",
        "lines.1.count": "type",
        "lines.1.price": "required",
    }


def test_a_refused_write_leaves_nothing_behind(shop: Any) -> None:
    before = (rows(Sale), rows(SaleLine), rows(AuditLog))
    with pytest.raises(ValidationFailed):
        shop.sale(lines=[shop.line(), shop.line(-1)])
    assert (rows(Sale), rows(SaleLine), rows(AuditLog)) == before


def test_every_message_speaks_both_languages(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        shop.sale(level="x", delivery=True, nothing=1, total=1, lines="x")
    for error in caught.value.errors:
        assert set(error.message.texts) == {"zh", "en"}
        assert error.message.in_language("zh") != error.message.in_language("en")


def test_a_hidden_field_takes_no_value_and_is_not_required(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        shop.sale(address="7 High Street")
    assert errors(caught) == {"address": "hidden"}
    assert shop.sale(address="").address is None


def test_a_condition_becomes_required_by_the_change_of_another_field(shop: Any) -> None:
    sale = shop.sale()
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.ann, Sale, sale.id, {"delivery": True})
    assert errors(caught) == {"address": "required"}
    sale = records.update(shop.ann, Sale, sale.id, {"delivery": True, "address": "7 High Street"})
    assert sale.delivery


def test_a_stale_version_is_refused_and_the_first_change_stays(shop: Any) -> None:
    sale = shop.sale()
    records.update(shop.ann, Sale, sale.id, {"summary": "first"}, version=1)
    with pytest.raises(StaleRecord) as caught:
        records.update(shop.manager, Sale, sale.id, {"summary": "second"}, version=1)
    assert (caught.value.current, caught.value.given) == (2, 1)
    assert shop.fresh(sale).summary == "first"


def test_an_update_that_changes_nothing_writes_nothing(shop: Any) -> None:
    sale = shop.sale()
    again = records.update(shop.ann, Sale, sale.id, {"summary": "nails"})
    assert again.version == 1
    assert len(shop.audit(sale)) == 1


def test_a_value_that_is_taken_is_refused_at_its_field_but_a_deleted_one_is_free(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.create(shop.manager, Store, {"code": "A", "name": "Again"})
    assert errors(caught) == {"code": "unique"}
    third = records.create(shop.manager, Store, {"code": "C", "name": "Third"})
    records.delete(shop.manager, Store, third.id)
    assert records.create(shop.manager, Store, {"code": "C", "name": "New third"}).id != third.id


def test_a_deleted_record_is_gone_for_everybody_and_still_in_the_table(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    records.delete(shop.manager, Sale, sale.id)
    with pytest.raises(NotFound):
        records.update(shop.system, Sale, sale.id, {"summary": "x"})
    with Context.system() as ctx:
        kept = ctx.session.get(Sale, sale.id)
        assert kept is not None
        assert kept.deleted_at is not None
        line = ctx.session.scalars(sa.select(SaleLine).where(SaleLine.sale_id == sale.id)).one()
        assert line.deleted_at is not None


def test_what_is_in_use_is_not_deleted(shop: Any) -> None:
    shop.sale()
    with pytest.raises(InvalidState) as caught:
        records.delete(shop.manager, Store, shop.store)
    assert "Sale" in str(caught.value)


def test_a_ledger_row_is_never_deleted(shop: Any) -> None:
    row = records.create(shop.system, Posting, {"amount": 5})
    with pytest.raises(InvalidState):
        records.delete(shop.system, Posting, row.id)


def test_a_default_may_be_an_expression(shop: Any) -> None:
    row = records.create(shop.system, Posting, {"amount": 5})
    assert row.day == shop.system.today


def test_a_formula_follows_its_fields(shop: Any) -> None:
    article = records.update(shop.manager, Article, shop.article, {"price": "3.999"})
    assert (article.price, article.margin) == (Decimal("4.00"), Decimal("2.00"))


def test_a_list_of_refs_is_written_and_changed(shop: Any) -> None:
    red, blue = (
        records.create(shop.manager, Keyword, {"name": name}).id for name in ("red", "blue")
    )
    article = records.update(shop.manager, Article, shop.article, {"keywords": [red]})
    assert [keyword.id for keyword in article.keywords] == [red]
    article = records.update(shop.manager, Article, shop.article, {"keywords": [blue, red]})
    assert {keyword.id for keyword in article.keywords} == {red, blue}
    assert shop.audit(article)[-1].diff["keywords"] == [[red], sorted([red, blue])]


def test_the_audit_log_tells_who_changed_what_and_masks_what_is_sensitive(shop: Any) -> None:
    clerk = records.update(shop.manager, Clerk, shop.ann_as_clerk, {"wage": 6000, "name": "Anna"})
    row = shop.audit(clerk)[-1]
    assert (row.action, row.actor, row.by_system, row.channel) == ("update", "max", False, "web")
    assert row.diff == {"name": ["Ann", "Anna"], "wage": ["•••", "•••"]}


def test_a_rehearsal_refuses_like_the_act_and_keeps_nothing(shop: Any) -> None:
    sale = shop.sale()
    with records.dry_run(shop.ann):
        records.update(shop.ann, Sale, sale.id, {"summary": "rehearsed"})
    assert shop.fresh(sale).summary == "nails"
    with pytest.raises(ValidationFailed), records.dry_run(shop.ann):
        records.update(shop.ann, Sale, sale.id, {"summary": ""})


def test_a_group_is_written_whole_or_not_at_all(shop: Any) -> None:
    before = rows(Sale)

    def two_sales() -> None:
        with records.writing(shop.ann):
            shop.sale()
            shop.sale(level="wrong")

    with pytest.raises(AppError):
        two_sales()
    assert rows(Sale) == before


def test_a_group_may_go_on_after_one_row_was_refused(shop: Any) -> None:
    before = rows(Sale)
    with records.writing(shop.ann):
        shop.sale()
        with pytest.raises(Forbidden):
            shop.sale(store=shop.other_store)
        shop.sale()
    assert rows(Sale) == before + 2


@pytest.mark.parametrize(
    ("value", "code"),
    [("x" * 121, "max"), ("a\x00b", "characters"), (5, "type"), (["x"], "type"), ({}, "type")],
)
def test_text_of_the_wrong_kind_is_refused(shop: Any, value: Any, code: str) -> None:
    with pytest.raises(ValidationFailed) as caught:
        shop.sale(summary=value)
    assert errors(caught) == {"summary": code}


def test_the_number_of_statements_does_not_grow_with_the_table(shop: Any, counted: Any) -> None:
    with counted() as first:
        sale = shop.sale(buyer=shop.bob)
    for _ in range(5):
        shop.sale(buyer=shop.bob)
    with counted() as later:
        shop.sale(buyer=shop.bob)
    assert later.count <= first.count
    with counted() as change:
        records.update(shop.ann, Sale, sale.id, {"summary": "screws"})
    assert change.count <= 12


def test_records_that_point_at_each_other_are_deleted_together(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from app.runtime import registry

    one = records.create(shop.manager, Store, {"code": "X", "name": "X"})
    other = records.create(shop.manager, Store, {"code": "Y", "name": "Y", "above": one})
    with records.writing(shop.system):
        # From before circles were refused.
        closes = sa.update(Store).where(Store.id == one.id).values(above_id=other.id)
        shop.system.session.execute(closes)
    fields = dict(Store.fields())
    fields["above"] = replace(fields["above"], on_delete="cascade")
    monkeypatch.setattr(Store, "_fields", fields)
    monkeypatch.setattr(registry.current(), "_pointing", None)
    records.delete(shop.manager, Store, one.id)
    gone = sa.select(Store.code).where(Store.deleted_at.is_not(None)).order_by(Store.code)
    with Context.system() as ctx:
        assert list(ctx.session.scalars(gone)) == ["X", "Y"]


def test_a_lookup_through_a_ref_that_is_looked_up_follows_it(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever stands first in the schema: `name` does here, and needs `store`."""
    from dataclasses import replace

    from app.runtime.writing import computed

    fields = dict(Clerk.fields())
    fields["name"] = replace(fields["name"], lookup=("store", "name"), required=False)
    fields["store"] = replace(fields["store"], lookup=("login", "id"), required=False)
    monkeypatch.setattr(Clerk, "_fields", fields)
    monkeypatch.setattr(computed, "_orders", {})
    assert computed.lookup_order(Clerk) == ("store", "name")
