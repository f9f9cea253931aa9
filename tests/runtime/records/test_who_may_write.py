"""The write path asks the policy: which rows, which fields, and where a record may go."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.access import own_grants
from app.runtime.context import Context
from app.runtime.errors import (
    Forbidden,
    NotFound,
    ValidationFailed,
)
from tests.runtime.records.told import errors, rows
from tests.sample.models import Article, Buyer, Sale, Store


def test_who_was_granted_nothing_creates_nothing(shop: Any) -> None:
    with pytest.raises(Forbidden):
        records.create(shop.auditor, Store, {"code": "C", "name": "Third"})


def test_a_new_record_outside_the_scope_is_refused(shop: Any) -> None:
    before = rows(Sale)
    with pytest.raises(Forbidden):
        records.create(shop.ann, Sale, {"store": shop.other_store, "summary": "theirs"})
    assert rows(Sale) == before


def test_an_update_that_would_move_a_record_out_of_scope_is_refused(shop: Any) -> None:
    sale = shop.sale()
    with pytest.raises(Forbidden):
        records.update(shop.ann, Sale, sale.id, {"store": shop.other_store})
    assert shop.fresh(sale).store_id == shop.store


def test_a_record_that_one_may_not_see_is_not_found(shop: Any) -> None:
    theirs = shop.sale(shop.manager, store=shop.other_store)
    for act in (
        lambda: records.update(shop.ann, Sale, theirs.id, {"summary": "x"}),
        lambda: records.transition(shop.ann, Sale, theirs.id, "pack"),
        lambda: records.delete(shop.ann, Sale, theirs.id),
    ):
        with pytest.raises(NotFound):
            act()
    assert shop.fresh(theirs).version == 1


def test_a_record_that_one_may_see_but_not_change_is_forbidden_with_a_reason(shop: Any) -> None:
    sale = shop.sale()
    with pytest.raises(Forbidden) as caught:
        records.update(shop.auditor, Sale, sale.id, {"summary": "x"})
    assert "Manager" in str(caught.value) or "manager" in str(caught.value)


def test_a_ref_to_what_one_may_not_see_is_refused(shop: Any) -> None:
    eve = shop.people.user("buyer", username="eve")
    other = records.create(shop.system, Buyer, {"login": eve, "name": "Eve"})
    with pytest.raises(ValidationFailed) as caught:
        records.create(
            shop.buyer, Sale, {"store": shop.store, "buyer": other.id, "summary": "not mine"}
        )
    assert errors(caught) == {"buyer": "reference"}


def test_a_field_that_a_role_may_not_write_is_refused_by_name(shop: Any) -> None:
    person = shop.people.user("clerk", "auditor")
    with Context.for_user(person) as both, pytest.raises(ValidationFailed) as caught:
        records.update(both, Article, shop.article, {"cost": 1, "stock": 5})
    assert errors(caught) == {"cost": "forbidden"}


def test_a_field_that_one_may_neither_read_nor_write_is_unknown(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.ann, Article, shop.article, {"cost": 1, "costs": 1, "stock": 5})
    assert errors(caught) == {"cost": "unknown", "costs": "unknown"}
    told = [error.message.in_language("en") for error in caught.value.errors]
    # Neither does a slip of the pen tell its name.
    assert not any("'cost'" in text for text in told[1:])
    with pytest.raises(ValidationFailed) as refused:
        records.create(
            shop.buyer,
            Sale,
            {"store": shop.store, "buyer": shop.bob, "summary": "x", "internal_note": "y"},
        )
    assert errors(refused) == {"internal_note": "unknown"}


def test_a_field_is_masked_by_the_role_that_grants_the_row_as_it_was(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who takes a record over does not write with the new role's rights in the same stroke."""
    from app.runtime.policy import FieldRule
    from tests.sample.registry import registry as sample

    policy = sample.entity(Buyer).policy
    rules = {**policy._rules, "email": FieldRule(None, frozenset({"buyer"}))}
    monkeypatch.setattr(policy, "_rules", rules)
    # Opening rows to oneself is refused by a rule of its own, which would hide the one that is meant here.
    monkeypatch.setattr(own_grants, "refuse", lambda write: None)
    both = shop.people.user("clerk", "buyer")
    other = records.create(shop.system, Buyer, {"name": "Otto"})
    with Context.for_user(both) as ctx:
        with pytest.raises(ValidationFailed) as caught:
            records.update(ctx, Buyer, other.id, {"login": both, "email": "a@b.cn"})
        assert [error.field for error in caught.value.errors] == ["email"]
        records.update(ctx, Buyer, other.id, {"login": both})
        assert records.update(ctx, Buyer, other.id, {"email": "a@b.cn"}).email == "a@b.cn"


def test_a_refusal_names_the_act_and_who_may_in_the_words_of_people(shop: Any) -> None:
    sale = shop.sale()
    with pytest.raises(Forbidden) as one:
        records.delete(shop.ann, Sale, sale.id)
    assert one.value.message.texts == {
        "zh": "您无权删除此销售单；有此权限的角色：店长",
        "en": "You may not delete this Sale. Roles that may: Manager.",
    }
    with pytest.raises(Forbidden) as any_one:
        records.create(shop.ann, Store, {"code": "C", "name": "Third"})
    assert any_one.value.message.texts == {
        "zh": "您无权新建门店；有此权限的角色：店长",
        "en": "You may not create a Store. Roles that may: Manager.",
    }
