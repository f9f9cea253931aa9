"""What holds for any policy: SQL and Python agree, roles only add, the field mask is judged by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.runtime import query, registry
from app.runtime.context import Actor, Context
from app.runtime.policy import Policy, Scope, everything, scope
from app.runtime.registry import EntityEntry, Registry
from tests.runtime.query.shop import Shop
from tests.sample.models import Buyer, Clerk, Sale, Store
from tests.sample.sale import sale_policy

ROLES = ("a", "b", "c")
FIELDS = ("summary", "buyer", "clerk", "internal_note", "freight")
CLERK, BUYER, STORE = ["field", "clerk"], ["field", "buyer"], ["field", "store"]
SCOPES: list[Scope] = [
    everything,
    *sale_policy.scopes,
    scope("not_mine", "not clerk == user.clerk", ["not", ["eq", CLERK, ["user", ["clerk"]]]]),
    scope("others", "clerk != user.clerk", ["ne", CLERK, ["user", ["clerk"]]]),
    scope("outside", "store not in user.stores", ["not_in", STORE, ["user", ["stores"]]]),
    scope("nobodys", "buyer == null", ["is_null", BUYER]),
    scope(
        "near",
        "clerk.store in user.stores or store.above.name == 'Head'",
        ["or", ["in", ["path", ["clerk"], "store"], ["user", ["stores"]]],
         ["eq", ["path", ["store", "above"], "name"], ["lit", "string", "Head"]]],
    ),
    scope(
        "cheap",
        "not freight > 10 and state in ['new', 'closed']",
        ["and", ["not", ["gt", ["field", "freight"], ["lit", "int", 10]]],
         ["in", ["field", "state"], ["list", ["lit", "string", "new"], ["lit", "string", "closed"]]]],
    ),
]  # fmt: skip


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Any grants of read, update and delete to three roles, any fields kept from some of them."""
    made = Policy(Sale, scopes=[one for one in SCOPES if one is not everything])
    for action in ("read", "update", "delete"):
        grants = draw(st.dictionaries(st.sampled_from(ROLES), st.sampled_from(SCOPES)))
        made.allow(action, **grants)
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=3, unique=True)):
        some = st.none() | st.lists(st.sampled_from(ROLES), unique=True)
        made.restrict_field(name, read=draw(some), write=draw(some))
    return made


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    values: dict[tuple[str, ...], Any] = {
        ("clerk",): draw(st.sampled_from((None, 1, 2))),
        ("buyer",): draw(st.sampled_from((None, 1))),
        ("stores",): frozenset(draw(st.sets(st.sampled_from((1, 2, 3))))),
    }
    roles = frozenset(draw(st.sets(st.sampled_from(ROLES))))
    return Actor(7, "somebody", roles, values=values)


@pytest.fixture
def sales(shop: Shop, registry: Registry) -> Iterator[Session]:
    """Twelve sales: with and without clerk, buyer, freight; in three stores."""
    shop.add_all(Store, [{"code": "H", "name": "Head"}])
    shop.add_all(Store, [{"code": "N", "name": "North", "above_id": 1}, {"code": "S", "name": "S"}])
    shop.add_all(Clerk, [{"name": "x", "store_id": 1}, {"name": "y", "store_id": 3}])
    shop.add(Buyer, name="b")
    for number in range(12):
        shop.add(
            Sale,
            summary=f"s{number}",
            store_id=number % 3 + 1,
            clerk_id=(None, 1, 2)[number // 2 % 3],
            buyer_id=(None, 1)[number % 2],
            freight=(None, 5, 50)[number % 5 % 3],
            state=("new", "packing", "closed")[number // 4],
        )
    with shop.database.read_session() as session:
        yield session


def ids(session: Session, condition: ColumnElement[bool] | None) -> set[int]:
    statement = select(Sale.id)
    return set(session.scalars(statement if condition is None else statement.where(condition)))


anything = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@anything
@given(policy=policies(), actor=actors())
def test_the_rows_in_sql_are_those_that_python_says(
    sales: Session, policy: Policy, actor: Actor
) -> None:
    for action in ("read", "update", "delete"):
        in_python = {
            record.id
            for record in sales.scalars(select(Sale))
            if policy.may(actor, action, record).allowed
        }
        assert ids(sales, policy.rows(actor, action)) == in_python


@anything
@given(policy=policies(), actor=actors(), more=st.sets(st.sampled_from(ROLES)))
def test_another_role_never_takes_a_right_away(
    sales: Session, policy: Policy, actor: Actor, more: set[str]
) -> None:
    values = {key: actor.value(key) for key in (("clerk",), ("buyer",), ("stores",))}
    promoted = Actor(7, "somebody", actor.roles | more, values=values)
    for action in ("read", "update", "delete"):
        assert ids(sales, policy.rows(actor, action)) <= ids(sales, policy.rows(promoted, action))
    for record in sales.scalars(select(Sale)):
        for use, action in (("read", "read"), ("write", "update")):
            before = policy.fields_on(actor, record, sales, use=use, action=action)  # type: ignore[arg-type]
            after = policy.fields_on(promoted, record, sales, use=use, action=action)  # type: ignore[arg-type]
            assert before <= after
        for action in ("read", "update", "delete"):
            assert (
                policy.may(actor, action, record).allowed
                <= policy.may(promoted, action, record).allowed
            )
    for name in FIELDS:
        assert policy.readable(actor, name) <= policy.readable(promoted, name)
        assert policy.writable(actor, name) <= policy.writable(promoted, name)


@anything
@given(policy=policies(), actor=actors())
def test_a_field_is_visible_in_the_rows_of_the_roles_that_may_read_it(
    sales: Session, policy: Policy, actor: Actor
) -> None:
    records = list(sales.scalars(select(Sale)))
    visible = {
        record.id: policy.fields_on(actor, record, sales, use="read", action="read")
        for record in records
    }
    for name in FIELDS:
        wanted = {number for number, fields in visible.items() if name in fields}
        assert ids(sales, policy.rows_for_field(actor, name)) == wanted
        assert policy.readable(actor, name) or not wanted
    by_masks: dict[int, set[str]] = {number: set() for number in visible}
    readable = ids(sales, policy.rows(actor))
    for mask in policy.masks(actor):
        for number in ids(sales, mask.rows) & readable:
            by_masks[number] |= mask.fields
    assert by_masks == {number: set(fields) for number, fields in visible.items()}


@anything
@given(policy=policies(), actor=actors())
def test_a_list_shows_exactly_what_the_policy_grants(
    sales: Session, policy: Policy, actor: Actor
) -> None:
    here = registry.current()
    before = here._entries["Sale"]
    here._entries["Sale"] = EntityEntry(Sale, policy, before.hooks, before.workflow)
    try:
        with Context(actor) as ctx:
            columns = [name for name in FIELDS if policy.readable(actor, name)]
            shown = {
                row["id"]: set(row) & set(FIELDS)
                for row in query.rows(ctx, Sale, columns=columns, limit=100).items
            }
        wanted = {
            record.id: set(FIELDS)
            & policy.fields_on(actor, record, sales, use="read", action="read")
            for record in sales.scalars(select(Sale))
            if policy.may(actor, "read", record).allowed
        }
        assert shown == wanted
    finally:
        here._entries["Sale"] = before


@anything
@given(policy=policies(), actor=actors())
def test_a_decision_is_what_its_tree_says_and_a_refusal_has_a_reason(
    sales: Session, policy: Policy, actor: Actor
) -> None:
    for record in [None, *sales.scalars(select(Sale).limit(3))]:
        decision = policy.may(actor, "update", record)
        assert decision.allowed is decision.tree.holds
        assert decision.allowed is any(part.holds for part in decision.tree.parts)
        assert (decision.reason is None) is decision.allowed
        if decision.reason is not None:
            assert decision.reason.texts["zh"]
            assert decision.reason.texts["en"]
