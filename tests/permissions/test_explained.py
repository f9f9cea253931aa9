"""What `dougong explain` prints is what the check itself answered: the same object, for actions, fields and steps."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.access import judgement
from app.runtime.writing.approvals import History
from tests.permissions.test_policy import context, everybody
from tests.permissions.town import Town

pytestmark = pytest.mark.database


def first(entity: Any, number: int) -> sa.Select[Any]:
    """The oldest rows: without an order PostgreSQL gives any."""
    return sa.select(entity).order_by(entity.id).limit(number)


def test_the_tree_of_a_step_holds_exactly_when_the_step_is_allowed(town: Town) -> None:
    asked = 0
    for person in everybody(town):
        with context(town, person) as ctx:
            for entry in town.registry.entities():
                if entry.workflow is None:
                    continue
                for record in ctx.session.scalars(first(entry.entity, 2)):
                    for offer in entry.workflow.available(ctx, record):
                        history = History(ctx, record)
                        verdict = judgement.right(ctx, entry, record, offer.transition, history)
                        *roles, duties = verdict.parts
                        if verdict.allowed:
                            assert duties.holds
                            assert any(part.holds for part in roles)
                        elif verdict.code in ("forbidden", "scope"):
                            assert not any(part.holds for part in verdict.parts)
                        assert len(verdict.parts) >= 1
                        asked += 1
    assert asked > 50


def test_the_tree_of_a_field_holds_exactly_where_the_mask_shows_it(town: Town) -> None:
    chance = random.Random(2)
    for person in chance.sample(everybody(town), 12):
        with context(town, person) as ctx:
            for entry in town.registry.entities():
                record = ctx.session.scalars(first(entry.entity, 1)).one()
                for use, action in (("read", "read"), ("write", "update")):
                    seen = entry.policy.fields_on(
                        ctx.actor,
                        record,
                        ctx.session,
                        use=use,
                        action=action,  # type: ignore[arg-type]
                    )
                    for name in entry.entity.fields():
                        found = entry.policy.field_decision(
                            ctx.actor,
                            name,
                            record,
                            ctx.session,
                            use=use,  # type: ignore[arg-type]
                        )
                        assert found.allowed is found.tree.holds is (name in seen)
                        assert (found.reason is None) is found.allowed
