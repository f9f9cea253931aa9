"""The tree of questions behind an answer, line by line: who may, who may not, and because of what."""

from __future__ import annotations

import pytest
from sqlalchemy import ColumnElement, select

from app.runtime.context import SYSTEM_ACTOR, Actor
from app.runtime.entity import Entity
from app.runtime.policy import Policy, everything, scope
from app.runtime.registry import Registry, RoleSeparation
from tests.runtime.policy.test_policy import actor
from tests.runtime.query.shop import Shop
from tests.sample.models import Sale, Store

THEIRS = scope("theirs", "store in user.stores", ["in", ["field", "store"], ["user", ["stores"]]])


@pytest.fixture
def policy(registry: Registry) -> Policy:
    """The manager sees every sale whole, the clerk those of his stores without the note, and may not write it."""
    made = Policy(Sale, scopes=[THEIRS])
    made.allow("read", manager=everything, clerk=THEIRS)
    made.allow("update", manager=everything, clerk=THEIRS)
    made.restrict_field("internal_note", read=["manager"], write=["manager"])
    return made


@pytest.fixture
def sales(shop: Shop) -> tuple[Sale, Sale]:
    """One of the clerk's store, one of another."""
    here = shop.add(Store, code="N", name="North")
    there = shop.add(Store, code="S", name="South")
    shop.add(Sale, summary="here", store_id=here)
    shop.add(Sale, summary="there", store_id=there)
    with shop.database.read_session() as session:
        first, second = session.scalars(select(Sale).order_by(Sale.id))
        session.expunge_all()
    return first, second


def clerk(sale: Sale) -> Actor:
    return actor("clerk", stores=frozenset({sale.store_id}))


def test_a_field_that_a_role_may_not_read_says_which_role_and_which_rows(
    policy: Policy, sales: tuple[Sale, Sale]
) -> None:
    decision = policy.field_decision(clerk(sales[0]), "internal_note", sales[0], None)
    assert not decision
    assert decision.reason is not None
    assert decision.reason.texts == {
        "zh": "您看不到字段 internal_note",
        "en": "The field internal_note is not yours to read.",
    }
    assert list(decision.tree.lines("en")) == [
        "✗ anna may read Sale.internal_note",
        "  ✗ role clerk may not read internal_note",
        "    ✓ role clerk is granted the rows theirs (store in user.stores)",
    ]
    assert list(decision.tree.lines("zh")) == [
        "✗ anna 对 Sale.internal_note：read",
        "  ✗ 角色 clerk：不可读 internal_note",
        "    ✓ 角色 clerk：范围 theirs（store in user.stores）",
    ]


def test_a_field_that_a_role_may_not_write_says_so(
    policy: Policy, sales: tuple[Sale, Sale]
) -> None:
    decision = policy.field_decision(clerk(sales[0]), "internal_note", sales[0], None, use="write")
    assert decision.reason is not None
    assert decision.reason.texts == {
        "zh": "您不能填写字段 internal_note",
        "en": "The field internal_note is not yours to write.",
    }
    assert list(decision.tree.lines("zh")) == [
        "✗ anna 对 Sale.internal_note：write",
        "  ✗ 角色 clerk：不可写 internal_note",
        "    ✓ 角色 clerk：范围 theirs（store in user.stores）",
    ]


def test_a_field_shows_where_one_role_grants_both_row_and_field(
    policy: Policy, sales: tuple[Sale, Sale]
) -> None:
    here, there = sales
    assert policy.field_decision(clerk(here), "summary", here, None)
    decision = policy.field_decision(clerk(here), "summary", there, None)
    assert list(decision.tree.lines("en")) == [
        "✗ anna may read Sale.summary",
        "  ✗ role clerk may read summary",
        "    ✗ role clerk is granted the rows theirs (store in user.stores)",
    ]
    granted = policy.field_decision(actor("manager"), "internal_note", here, None, use="write")
    assert granted.allowed
    assert granted.reason is None
    assert list(granted.tree.lines("zh")) == [
        "✓ anna 对 Sale.internal_note：write",
        "  ✓ 角色 manager：可写 internal_note",
        "    ✓ 角色 manager：所有记录",
    ]


def test_without_a_record_it_is_asked_whether_there_is_any_row(policy: Policy) -> None:
    decision = policy.field_decision(actor("clerk"), "summary", None, None)
    assert decision.allowed
    assert [part.holds for part in decision.tree.parts] == [True]


def test_who_is_granted_nothing_is_told_who_is(policy: Policy) -> None:
    for decision in (
        policy.may(actor("auditor"), "read"),
        policy.field_decision(actor("auditor"), "summary", None, None),
    ):
        assert [part.text.texts for part in decision.tree.parts] == [
            {
                "zh": "您的角色（auditor）没有获得 read；获得者：manager, clerk",
                "en": "none of your roles (auditor) is granted read; granted to: manager, clerk",
            }
        ]
    nobody = policy.may(actor(), "delete")
    assert list(nobody.tree.lines("en")) == [
        "✗ anna may delete Sale",
        "  ✗ none of your roles (-) is granted delete; granted to: -",
    ]
    assert nobody.reason is not None
    assert nobody.reason.texts == {
        "zh": "您无权删除销售单；有此权限的角色：无",
        "en": "You may not delete a Sale. Roles that may: nobody.",
    }


def test_the_system_is_asked_nothing(policy: Policy, sales: tuple[Sale, Sale]) -> None:
    for decision in (
        policy.may(SYSTEM_ACTOR, "read", sales[0]),
        policy.field_decision(SYSTEM_ACTOR, "internal_note", sales[0], None),
    ):
        assert decision.allowed
        assert decision.reason is None
        assert list(decision.tree.lines("en")) == ["✓ the system itself"]
        assert list(decision.tree.lines("zh")) == ["✓ 系统本身"]


def test_a_role_that_must_be_separate_from_another_grants_only_sight(
    policy: Policy, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        registry, "separations", [*registry.separations, RoleSeparation("manager", "auditor")]
    )
    both = actor("manager", "auditor")
    assert policy.may(both, "read")
    assert list(policy.may(both, "update").tree.lines("en")) == [
        "✗ anna may update Sale",
        "  ✗ role manager must be separate from another role that you hold, so it lets you change nothing",
    ]
    assert list(policy.may(both, "update").tree.lines("zh"))[1] == (
        "  ✗ 角色 manager：与您的另一角色互斥，不能据此操作"
    )
    assert not policy.rows_possible(both, "update")


def test_whether_there_may_be_rows_at_all_costs_no_statement(policy: Policy) -> None:
    assert policy.rows_possible(SYSTEM_ACTOR, "burn") is True
    assert policy.rows_possible(actor("clerk"), "update") is True
    assert policy.rows_possible(actor("clerk"), "delete") is False


def test_a_field_is_hidden_when_some_readable_row_hides_it(policy: Policy) -> None:
    assert policy.hides(actor("clerk"), "internal_note") is True
    assert policy.hides(actor("manager"), "internal_note") is False
    assert policy.hides(actor("clerk"), "summary") is False
    assert policy.hides(SYSTEM_ACTOR, "internal_note") is False
    assert policy.hides(actor("clerk", "manager"), "internal_note") is True


def test_a_hand_written_scope_wants_a_session_to_ask(
    policy: Policy, registry: Registry, sales: tuple[Sale, Sale], shop: Shop
) -> None:
    def here(_actor: Actor, entity: type[Entity]) -> ColumnElement[bool]:
        found: ColumnElement[bool] = entity.summary == "here"  # type: ignore[attr-defined]
        return found

    registry.custom_scope("Sale", "here")(here)
    try:
        hand_written = scope("here", "custom: here", ["custom", "here"])
        with pytest.raises(RuntimeError, match="belongs to no session; give the one to ask"):
            policy.covers(actor(), hand_written, sales[0])
        with shop.database.read_session() as session:
            found = [policy.covers(actor(), hand_written, sale, session) for sale in sales]
            assert found == [True, False]
            stored = session.scalars(select(Sale).order_by(Sale.id))
            assert [policy.covers(actor(), hand_written, sale) for sale in stored] == [True, False]
        assert policy.covers(actor(), None, sales[0]) is True
    finally:
        del registry._custom[("scope", "Sale", "here")]


def test_everything_is_the_scope_without_an_expression(policy: Policy) -> None:
    assert everything.is_everything is True
    assert THEIRS.is_everything is False
    assert policy.scope("theirs") is THEIRS
    assert policy.scope("gone") is None


def test_the_system_reads_and_writes_every_field(
    policy: Policy, sales: tuple[Sale, Sale], shop: Shop
) -> None:
    with shop.database.read_session() as session:
        mine = policy.fields_on(SYSTEM_ACTOR, sales[0], session, use="write", action="update")
        assert mine == frozenset(Sale.fields())
        theirs = policy.fields_on(clerk(sales[0]), sales[1], session, use="read", action="read")
        assert theirs == frozenset()
        ours = policy.fields_on(clerk(sales[0]), sales[0], session, use="read", action="read")
        assert ours == frozenset(Sale.fields()) - {"internal_note"}
