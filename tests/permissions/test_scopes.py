"""With scopes a program may exactly what its user may and the scopes name: never more, and nothing else is missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime import registry
from app.runtime.access import scopes as scopes_of
from app.runtime.access.scopes import Scopes
from app.runtime.errors import ValidationFailed
from tests.permissions.oracle import ACTIONS, Person
from tests.permissions.test_monotonicity import ENTITIES, SOME, rights
from tests.permissions.test_policy import context
from tests.permissions.town import Town

pytestmark = pytest.mark.database


def is_named(scopes: Scopes, town: Town, right: tuple[Any, ...]) -> bool:
    """What a right of `rights` needs, read from the scopes without the code that is tested."""
    name, what = right[0], right[1]
    key = town.registry.entity(name).entity.key()

    def has(action: str) -> bool:
        wanted = {(e, a) for e in (key, "*") for a in (action, "*")}
        if action.startswith("transition."):
            wanted |= {(key, "transition.*"), ("*", "transition.*")}
        return bool(wanted & scopes.pairs)

    if what in ("read", "write") and len(right) == 5:
        return has(right[2])
    if what == "sees":
        return has("read")
    if what in ACTIONS:
        return has(what)
    return has("read") and has(f"transition.{what}")


@SOME
@given(data=st.data())
def test_scopes_leave_exactly_what_both_allow(town: Town, data: st.DataObject) -> None:
    roles = frozenset(data.draw(st.sets(st.sampled_from(town.oracle.roles), max_size=2)))
    who = Person(data.draw(st.sampled_from(town.persons)), roles)
    every = st.sampled_from(list(town.oracle.entities))
    names = data.draw(st.lists(every, min_size=ENTITIES, max_size=ENTITIES, unique=True))
    scopes = data.draw(of(town, names))
    whole = rights(town, who, names)
    assert rights(town, who, names, scopes) == {r for r in whole if is_named(scopes, town, r)}


def of(town: Town, names: list[str]) -> st.SearchStrategy[Scopes]:
    """Some scopes of these entities, of all of them, and of steps."""
    keys = [town.registry.entity(name).entity.key() for name in names]
    pairs = [(key, action) for key in [*keys, "*"] for action in [*ACTIONS, "*", "transition.*"]]
    for name, key in zip(names, keys, strict=True):
        workflow = town.registry.entity(name).workflow
        pairs += [
            (key, f"transition.{step}") for step in (workflow.transitions if workflow else ())
        ]
    return st.builds(Scopes, st.frozensets(st.sampled_from(pairs), max_size=6))


def test_every_refusal_of_a_scope_names_it(town: Town) -> None:
    """What `dougong explain --client` prints, for actions, fields and steps."""
    nothing = Scopes(frozenset())
    for role in town.oracle.roles[:3]:
        with context(town, Person(town.one, frozenset({role})), nothing) as ctx:
            for entry in list(town.registry.entities())[:6]:
                key = entry.entity.key()
                for action in ACTIONS:
                    decision = entry.policy.may(ctx.actor, action)
                    wanted = f"This API client does not have the scope {key}:{action}."
                    assert not decision.allowed
                    assert decision.reason is not None
                    assert decision.reason.in_language("en") == wanted
                    assert f"✗ {wanted}" in "\n".join(decision.tree.lines("en"))
                name = next(iter(entry.entity.fields()))
                told = entry.policy.field_decision(ctx.actor, name, None, None)
                assert f"{key}:read" in "\n".join(told.tree.lines("zh"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sale", "is no scope"),
        ("sale:", "is no scope"),
        ("sale:read ", None),
        ("Sale:read", "is no scope"),
        ("sail:read", "did you mean sale?"),
        ("sale:raed", "did you mean read?"),
        ("sale:transition.pak", "did you mean transition.pack?"),
        ("store:transition.*", "There is no action transition.*"),
        ("sale:transition.*", None),
        ("*:transition.pack", None),
        ("*:*", None),
        ("file:create", None),
        ("file:delete", "There is no action delete"),
    ],
)
def test_a_scope_that_nothing_answers_to_is_refused(
    registry: registry.Registry, text: str, told: str | None
) -> None:
    if told is None:
        assert scopes_of.parse([text]).texts() == [text.strip()]
        return
    with pytest.raises(ValidationFailed) as refused:
        scopes_of.parse([text])
    assert told in refused.value.errors[0].message.in_language("en")


def test_a_client_has_one_scope_at_least(registry: registry.Registry) -> None:
    with pytest.raises(ValidationFailed):
        scopes_of.parse(["", " "])
