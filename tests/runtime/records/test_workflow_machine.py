"""Whatever people try, in whatever order: only legal steps, versions that count, votes that hold."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.system import TransitionLog
from tests.sample.models import Sale
from tests.sample.registry import registry as sample

WORKFLOW: Any = sample.entity(Sale).workflow
WHO = ("manager", "second_manager", "ann", "auditor", "buyer")
tries = st.lists(
    st.tuples(
        st.sampled_from(WHO),
        st.sampled_from([*WORKFLOW.transitions, "reject", "freight", "delete"]),
        st.sampled_from(["none", "good", "bad"]),
    ),
    min_size=1,
    max_size=12,
)
GOOD = {"clerk": None, "solution": "done"}


def attempt(shop: Any, sale_id: int, who: str, what: str, with_values: str) -> bool:
    ctx = Context.for_user(getattr(shop, who).actor.id)
    known = {"clerk": shop.ann_as_clerk, "solution": "done"}
    given_values: dict[str, Any] = {}
    if with_values == "bad":
        given_values = {"total": 1}
    try:
        with ctx:
            if what == "reject":
                records.reject(ctx, Sale, sale_id, "release")
            elif what == "freight":
                records.update(ctx, Sale, sale_id, {"delivery": True, "address": "x", "freight": 3})
            elif what == "delete":
                records.delete(ctx, Sale, sale_id)
            else:
                if with_values == "good":
                    mappings = WORKFLOW.transitions[what]
                    names = {n for m in mappings for n in (*m.asks, *m.needs)}
                    given_values = {n: known[n] for n in names}
                records.transition(ctx, Sale, sale_id, what, given_values, note="note")
    except AppError:
        return False
    return True


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(plan=tries)
def test_no_order_of_attempts_leaves_the_legal_ways(shop: Any, plan: list[Any]) -> None:
    sale = shop.sale(buyer=shop.bob)
    for who, what, with_values in plan:
        before = shop.system.session.rollback() or state_of(sale.id)
        done = attempt(shop, sale.id, who, what, with_values)
        after = state_of(sale.id)
        if not done:
            assert after == before
            continue
        assert after[1] >= before[1]
        if after[0] != before[0]:
            assert any(
                before[0] in m.sources and m.target == after[0] for m in WORKFLOW.transitions[what]
            )
            # Nobody leaves a final state.
            assert not WORKFLOW.is_final(before[0])
    with Context.system() as ctx:
        steps = list(
            ctx.session.scalars(
                sa.select(TransitionLog)
                .where(TransitionLog.entity == "sale", TransitionLog.record_id == sale.id)
                .order_by(TransitionLog.id)
            )
        )
        moved = [step for step in steps if not step.transition.startswith("reject:")]
        # The log is an unbroken chain from the first state to the present one.
        assert moved[0].from_state is None
        for one, two in pairwise(moved):
            assert one.to_state == two.from_state
        assert moved[-1].to_state == state_of(sale.id)[0]
        released = [step for step in moved if step.transition == "release"]
        if released:
            assert voters(ctx, sale.id) >= 2


def state_of(id: int) -> tuple[str, int, bool]:
    with Context.system() as ctx:
        row = ctx.session.execute(
            sa.select(Sale.state, Sale.version, Sale.deleted_at.is_(None)).where(Sale.id == id)
        ).one()
        return (row[0], row[1], bool(row[2]))


def voters(ctx: Context, id: int) -> int:
    """Different people, none of them the creator, whose votes counted."""
    from app.runtime.system import Approval

    sale = ctx.session.get(Sale, id)
    assert sale is not None
    return len(
        set(
            ctx.session.scalars(
                sa.select(Approval.actor_id).where(
                    Approval.entity == "sale",
                    Approval.record_id == id,
                    Approval.verdict == "approve",
                    Approval.closed_by == "done: release",
                    Approval.actor_id != sale.created_by_id,
                )
            )
        )
    )
