"""A policy by example: what is not granted is denied, and every refusal says why."""

from __future__ import annotations

import pytest
from sqlalchemy import ColumnElement, select

from app.runtime.context import SYSTEM_ACTOR, Actor
from app.runtime.database import Database
from app.runtime.entity import Entity
from app.runtime.policy import Policy, Scope, everything, scope
from app.runtime.registry import Registry
from tests.runtime.query.shop import Shop
from tests.sample.models import Clerk, Sale, Store
from tests.sample.sale import sale_policy
from tests.support.plans import plans


def actor(*roles: str, **values: object) -> Actor:
    return Actor(7, "anna", frozenset(roles), values={(name,): v for name, v in values.items()})


@pytest.fixture
def policy(registry: Registry) -> Policy:
    return Policy(Sale)


def test_what_nobody_granted_is_denied(policy: Policy) -> None:
    decision = policy.may(actor("manager"), "read")
    assert not decision
    assert str(policy.rows(actor("manager"))) == "false"
    assert not policy.readable(actor("manager"), "summary")
    assert policy.masks(actor("manager")) == []


def test_a_grant_of_one_action_is_none_of_another(policy: Policy) -> None:
    policy.allow("read", clerk=everything)
    assert policy.may(actor("clerk"), "read")
    for action in ("create", "update", "delete", "export", "import", "reveal", "burn"):
        assert not policy.may(actor("clerk"), action)


def test_the_system_may_everything(policy: Policy) -> None:
    assert policy.may(SYSTEM_ACTOR, "delete")
    assert policy.rows(SYSTEM_ACTOR) is None
    assert policy.readable(SYSTEM_ACTOR, "summary")
    assert policy.writable(SYSTEM_ACTOR, "summary")


def test_a_refusal_names_the_roles_that_may(policy: Policy) -> None:
    policy.allow("delete", manager=everything, auditor=everything)
    reason = policy.may(actor("clerk"), "delete").reason
    assert reason is not None
    assert reason.in_language("en").endswith("Roles that may: Manager, Auditor.")
    assert reason.in_language("zh").endswith("有此权限的角色：店长、审计员")


def test_a_field_that_nobody_may_read_is_the_systems_own(policy: Policy) -> None:
    policy.allow("read", manager=everything)
    policy.restrict_field("internal_note", read=[])
    assert not policy.readable(actor("manager"), "internal_note")
    assert policy.readable(actor("manager"), "summary")
    assert policy.hides(actor("manager"), "internal_note")
    assert policy.readable(SYSTEM_ACTOR, "internal_note")


def test_a_field_is_restricted_when_somebody_who_may_act_is_kept_from_it(policy: Policy) -> None:
    policy.allow("read", manager=everything, clerk=everything)
    policy.restrict_field("internal_note", read=["manager"])
    policy.restrict_field("freight", read=["manager", "clerk"])
    policy.restrict_field("solution", read=[])
    names = ("internal_note", "freight", "solution", "summary")
    assert [policy.is_restricted(name) for name in names] == [True, False, True, False]


def test_the_same_fields_in_every_row_ask_nothing_of_the_row(policy: Policy) -> None:
    """Each condition of a mask is a part of every list's statement."""
    mine = scope("mine", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
    policy.allow("read", manager=mine, clerk=mine)
    assert [mask.rows for mask in policy.masks(actor("manager"))] == [None]


def test_who_may_not_read_a_field_may_not_write_it_unless_he_is_named(policy: Policy) -> None:
    policy.allow("update", manager=everything, clerk=everything)
    policy.restrict_field("internal_note", read=["manager"])
    policy.restrict_field("freight", read=["manager"], write=["clerk"])
    assert not policy.writable(actor("clerk"), "internal_note")
    assert policy.writable(actor("manager"), "internal_note")
    assert policy.writable(actor("clerk"), "freight")
    assert not policy.writable(actor("manager"), "freight")


def test_a_scope_of_a_person_without_the_value_holds_no_row(shop: Shop) -> None:
    """Otherwise `clerk == user.clerk` with both null would show everybody's unassigned sales."""
    store = shop.add(Store, code="N", name="North")
    shop.add(Sale, summary="x", store_id=store)
    nobody = actor("clerk", "buyer", clerk=None, buyer=None, stores=frozenset())
    with shop.database.read_session() as session:
        rows = sale_policy.rows(nobody)
        assert rows is not None
        assert session.scalars(select(Sale).where(rows)).all() == []
        record = session.scalars(select(Sale)).one()
        assert not sale_policy.may(nobody, "read", record)


def test_the_explanation_shows_every_grant_that_was_asked(shop: Shop) -> None:
    store = shop.add(Store, code="N", name="North")
    shop.add(Sale, summary="x", store_id=store)
    person = actor("clerk", "buyer", buyer=5, stores=frozenset({store}))
    with shop.database.read_session() as session:
        decision = sale_policy.may(person, "read", session.scalars(select(Sale)).one())
    assert list(decision.tree.lines("en")) == [
        "✓ anna may read Sale",
        "  ✓ role clerk is granted the rows stores (store in user.stores)",
        "  ✗ role buyer is granted the rows own (buyer == user.buyer)",
    ]


def test_a_hand_written_scope_is_asked_of_the_database(shop: Shop, registry: Registry) -> None:
    def short(_actor: Actor, entity: type[Entity]) -> ColumnElement[bool]:
        found: ColumnElement[bool] = entity.summary == "x"  # type: ignore[attr-defined]
        return found

    registry.custom_scope("Sale", "short")(short)
    policy = Policy(Sale, scopes=[scope("short", "custom: short", ["custom", "short"])])
    policy.allow("read", clerk=policy.scopes[0])
    store = shop.add(Store, code="N", name="North")
    for summary in ("x", "y"):
        shop.add(Sale, summary=summary, store_id=store)
    with shop.database.read_session() as session:
        rows = policy.rows(actor("clerk"))
        assert rows is not None
        assert [sale.summary for sale in session.scalars(select(Sale).where(rows))] == ["x"]
        allowed = [
            bool(policy.may(actor("clerk"), "read", sale)) for sale in session.scalars(select(Sale))
        ]
    assert allowed == [True, False]
    del registry._custom[("scope", "Sale", "short")]


def test_a_scope_of_a_name_that_nobody_wrote_says_what_to_write(policy: Policy) -> None:
    policy.allow("read", clerk=scope("gone", "custom: gone", ["custom", "gone"]))
    with pytest.raises(LookupError, match=r"custom_scope\('Sale', 'gone'\)"):
        policy.rows(actor("clerk"))


def test_the_same_rows_are_asked_once_for_two_roles(registry: Registry) -> None:
    policy = Policy(Clerk)
    mine = scope("mine", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
    policy.allow("read", manager=mine, clerk=mine)
    assert str(policy.rows(actor("manager", "clerk"))).count("login_id") == 1


WIDE = scope("wide", "store in user.stores", ["in", ["field", "store"], ["user", ["stores"]]])
NARROW = scope("narrow", "clerk == user.clerk", ["eq", ["field", "clerk"], ["user", ["clerk"]]])
OTHER = scope("other", "buyer == user.buyer", ["eq", ["field", "buyer"], ["user", ["buyer"]]])


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("scopes", "walks"),
    [([WIDE], False), ([NARROW], False), ([NARROW, OTHER], False), ([NARROW, WIDE], True)],
)
def test_rows_of_a_wide_scope_and_another_are_walked_in_their_order_and_not_gathered(
    scopes: list[Scope], walks: bool, database: Database, registry: Registry
) -> None:
    """On SQLite a plus keeps it from gathering half a table by two indexes, and then sorting it."""
    policy = Policy(Sale, scopes=scopes)
    for role, one in zip(("clerk", "buyer"), scopes, strict=False):
        policy.allow("read", **{role: one})
    person = actor("clerk", "buyer", clerk=1, buyer=1, stores=frozenset({1}))
    page = select(Sale.id).where(policy.rows(person)).order_by(Sale.created_at).limit(5)
    compiled = page.compile(database.reader, compile_kwargs={"render_postcompile": True})
    assert ("WHERE + (" in str(compiled)) is walks
    with plans(database) as seen, database.read_session() as session:
        session.execute(page)
    gathers = any("MULTI-INDEX OR" in plan for plan in seen.told())
    assert gathers == (scopes == [NARROW, OTHER])
