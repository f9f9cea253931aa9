"""Who may more and who less, compared with a count of the rows themselves."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.access import AccessChange, compare
from generator.access.rows import rows, within
from generator.plan import Entity, FieldGrant, Permissions, Plan, Role, Scope
from tests.generator.plans import (
    both,
    entity,
    enum,
    expression,
    field,
    plan,
    with_entity,
    workflow,
)

ATOMS: list[list[Any]] = [
    ["eq", ["field", "a"], ["lit", "int", 0]],
    ["eq", ["field", "a"], ["lit", "int", 1]],
    ["in", ["field", "b"], ["list", ["lit", "int", 0], ["lit", "int", 1]]],
    ["eq", ["field", "b"], ["user", ["id"]]],
    ["not", ["eq", ["field", "b"], ["lit", "int", 2]]],
]
TREES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.builds(
        lambda kind, parts: [kind, *parts],
        st.sampled_from(["and", "or"]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=5,
)
WORLDS = [
    {"a": a, "b": b, "user": user} for a, b, user in itertools.product((0, 1), (0, 1, 2), (1, 2))
]


def holds(tree: list[Any], world: dict[str, int]) -> bool:
    """An evaluator of its own, for these few nodes."""
    match tree:
        case ["and", *parts]:
            return all(holds(part, world) for part in parts)
        case ["or", *parts]:
            return any(holds(part, world) for part in parts)
        case ["not", inner]:
            return not holds(inner, world)
        case ["in", ["field", name], ["list", *items]]:
            return world[name] in [item[2] for item in items]
        case ["eq", ["field", name], ["user", _]]:
            return world[name] == world["user"]
        case ["eq", ["field", name], ["lit", _, value]]:
            return world[name] == value
    raise AssertionError(tree)


def count(tree: list[Any] | None) -> set[int]:
    """The worlds in which the rows are granted; None: nothing is."""
    if tree is None:
        return set()
    return {place for place, world in enumerate(WORLDS) if holds(tree, world)}


def shop(tree: list[Any] | None, **more: Any) -> Plan:
    grants: dict[str, Any] = {"read": {"clerk": "some"}} if tree is not None else {}
    scopes = (Scope("some", expression("some", tree)),) if tree is not None else ()
    fields = (field("a", "int"), field("b", "int"))
    return plan(entity("Sale", *fields, permissions=Permissions(grants), scopes=scopes, **more))


@settings(max_examples=200)
@given(st.none() | TREES, st.none() | TREES)
def test_what_is_told_is_what_the_rows_say(old: Any, new: Any) -> None:
    told = [each for each in compare(shop(old), shop(new)) if each.act == "read"]
    before, after = count(old), count(new)
    if not told:
        assert before == after
        return
    [change] = told
    if change.kind == "gains":
        assert before <= after
    elif change.kind == "loses":
        assert after <= before
    if change.kind == "changes":
        # A text cannot always tell; what it says is never that nothing changed.
        assert not within(rows(new), rows(old))


@settings(max_examples=200)
@given(TREES, TREES)
def test_a_set_that_is_called_a_part_is_one(inner: Any, outer: Any) -> None:
    if within(rows(inner), rows(outer)):
        assert count(inner) <= count(outer)


def clerks_sale(**changes: Any) -> Entity:
    made = entity(
        "Sale",
        field("summary"),
        field("cost", "money"),
        field("level", "enum", enum="Level"),
        workflow=workflow("new", "packed", "done", final="done"),
        scopes=(
            Scope(
                "low",
                expression("level == 'low'", ["eq", ["field", "level"], ["lit", "string", "low"]]),
            ),
        ),
        permissions=Permissions(
            {"read": {"clerk": None, "boss": None}, "update": {"clerk": "low"}}
        ),
    )
    return replace(made, **changes)


def two_roles(sale: Entity, *values: str) -> Plan:
    made = plan(sale, enums=(enum("Level", *(values or ("low", "high"))),))
    return replace(made, roles=(Role("clerk", both("Clerk")), Role("boss", both("Boss"))))


def told(before: Plan, after: Plan) -> list[str]:
    return [str(change) for change in compare(before, after)]


def test_a_field_that_is_closed_and_one_that_is_opened_are_told_by_role() -> None:
    closed = Permissions(clerks_sale().permissions.grants, (FieldGrant("cost", read=("boss",)),))
    before, after = two_roles(clerks_sale()), two_roles(clerks_sale(permissions=closed))
    assert told(before, after) == [
        "- clerk: see Sale.cost (all rows)",
        "- clerk: write Sale.cost (low: level == 'low')",
    ]
    assert told(after, before) == [
        "+ clerk: see Sale.cost (all rows)",
        "+ clerk: write Sale.cost (low: level == 'low')",
    ]


def test_a_new_field_is_told_for_everybody_who_sees_it() -> None:
    sale = clerks_sale()
    wider = replace(sale, fields=(*sale.fields, field("note")))
    assert told(two_roles(sale), two_roles(wider)) == [
        "+ clerk: see Sale.note (all rows)",
        "+ clerk: write Sale.note (low: level == 'low')",
        "+ boss: see Sale.note (all rows)",
    ]


def test_a_transition_needs_its_role_its_state_and_its_guard() -> None:
    sale = clerks_sale()
    flow = sale.workflow
    assert flow is not None
    guard = expression("cost == 1", ["eq", ["field", "cost"], ["lit", "int", 1]])
    guarded = replace(flow.transitions[0], when=guard, by={"clerk": None, "boss": None})
    after = replace(sale, workflow=replace(flow, transitions=(guarded, *flow.transitions[1:])))
    assert told(two_roles(sale), two_roles(after)) == [
        "- clerk: to_packed Sale from new (all rows → all rows, when cost == 1)",
        "+ boss: to_packed Sale from new (all rows, when cost == 1)",
    ]


def test_renames_change_nobodys_rights() -> None:
    sale = clerks_sale()
    flow = sale.workflow
    assert flow is not None
    renamed = replace(
        sale,
        name="Order",
        table="order",
        was="Sale",
        fields=(*sale.fields[:2], replace(sale.fields[2], name="grade", was="level")),
        scopes=(
            Scope(
                "low",
                expression(
                    "grade == 'small'", ["eq", ["field", "grade"], ["lit", "string", "small"]]
                ),
            ),
        ),
        workflow=replace(
            flow,
            initial="open",
            states=(replace(flow.states[0], name="open", was="new"), *flow.states[1:]),
            transitions=(
                replace(
                    flow.transitions[0],
                    name="pack",
                    was="to_packed",
                    sources=("open",),
                    by={"seller": None},
                ),
                *(replace(move, by={"seller": None}) for move in flow.transitions[1:]),
            ),
        ),
        permissions=Permissions(
            {"read": {"seller": None, "boss": None}, "update": {"seller": "low"}}
        ),
    )
    after = two_roles(renamed, "small", "high")
    [small, high] = after.enums[0].values
    after = replace(
        after,
        enums=(replace(after.enums[0], values=(replace(small, was="low"), high)),),
        roles=(Role("seller", both("Seller"), was="clerk"), after.roles[1]),
    )
    assert told(two_roles(sale), after) == []


def test_a_new_entity_is_told_once_for_each_action() -> None:
    before = two_roles(clerks_sale())
    extra = entity("Note", field("text"), permissions=Permissions({"read": {"boss": None}}))
    after = replace(before, entities=(*before.entities, extra))
    assert told(before, after) == ["+ boss: read Note (all rows)"]
    assert [change.kind for change in compare(after, before)] == ["loses"]
    assert isinstance(compare(after, before)[0], AccessChange)
    assert told(with_entity(after, extra), after) == []
