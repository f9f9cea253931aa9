"""A role more never takes a right away; where two may not be in one hand, the second is not given at all."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.runtime.access.scopes import Scopes
from app.runtime.accounts import grants
from app.runtime.errors import ValidationFailed
from tests.permissions.oracle import ACTIONS, Person
from tests.permissions.test_policy import context, ids
from tests.permissions.town import Town

pytestmark = pytest.mark.database
SOME = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ENTITIES = 4
"""Looked at in each example."""


def is_forbidden(town: Town, roles: frozenset[str]) -> bool:
    return any(pair <= roles for pair in town.oracle.pairs())


def rights(town: Town, person: Person, names: list[str], scopes: Scopes | None = None) -> set[Any]:
    """Every right as one flat set: rows, fields of a row, steps of a row."""
    found: set[Any] = set()
    with context(town, person, scopes) as ctx:
        for name in names:
            entry = town.registry.entity(name)
            for action in ACTIONS:
                rows = ids(ctx.session, entry.entity, entry.policy.rows(ctx.actor, action))
                found |= {(name, action, id) for id in rows}
                found |= {(name, action)} if entry.policy.may(ctx.actor, action) else set()
            for record in ctx.session.scalars(
                sa.select(entry.entity).where(entry.entity.deleted_at.is_(None))
            ):
                for use, action in (("read", "read"), ("write", "update"), ("write", "create")):
                    fields = entry.policy.fields_on(
                        ctx.actor,
                        record,
                        ctx.session,
                        use=use,
                        action=action,  # type: ignore[arg-type]
                    )
                    found |= {(name, use, action, record.id, one) for one in fields}
                if entry.workflow is not None and (name, "read", record.id) in found:
                    offers = entry.workflow.available(ctx, record)
                    found |= {(name, one.name, record.id) for one in offers if one.allowed}
            for one in entry.entity.fields():
                found |= {(name, "sees", one)} if entry.policy.readable(ctx.actor, one) else set()
    return found


@SOME
@given(data=st.data())
def test_a_role_more_never_takes_a_right_away(town: Town, data: st.DataObject) -> None:
    every = st.sampled_from(town.oracle.roles)
    roles = frozenset(data.draw(st.sets(every, max_size=2)))
    more = roles | {data.draw(every)}
    assume(not is_forbidden(town, more))
    who = data.draw(st.sampled_from(town.persons))
    names = data.draw(
        st.lists(
            st.sampled_from(list(town.oracle.entities)),
            min_size=ENTITIES,
            max_size=ENTITIES,
            unique=True,
        )
    )
    before = rights(town, Person(who, roles), names)
    assert before <= rights(town, Person(who, more), names)


def test_every_pair_that_is_separate_is_refused_and_every_other_is_given(town: Town) -> None:
    roles = town.oracle.roles
    for place, first in enumerate(roles):
        for second in roles[place + 1 :]:
            if is_forbidden(town, frozenset({first, second})):
                with pytest.raises(ValidationFailed):
                    grants.refuse_pairs({first, second})
            else:
                grants.refuse_pairs({first, second})
