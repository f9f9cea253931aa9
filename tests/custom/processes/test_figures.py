"""The figures of a process are those that one finds with pencil and paper (domain.md §4.19, O19.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import cast

import pytest
from sqlalchemy import Table, insert, select

from app.custom.processes import periods
from app.custom.processes.flows import FLOWS
from app.runtime import events
from app.runtime.context import Context
from app.runtime.events import Evaluation, Wish
from app.runtime.system import TransitionLog
from tests.custom.processes.orders import START, Orders

pytestmark = pytest.mark.database
_LOG = cast(Table, TransitionLog.__table__)
FEBRUARY = periods.read("2026-02")
Statements = Callable[[], AbstractContextManager[list[str]]]


def found(ctx: Context, period: str = "2026-02") -> Evaluation:
    return events.evaluate(ctx, FLOWS["work_order"].process(), periods.read(period).window())


def test_o19_1_three_cases(orders: Orders, ctx: Context) -> None:
    """8, 16 and 14 hours: the median is 14; assigned is the bottleneck by p90/target, not in_progress by its share."""
    seen = found(ctx)
    assert (seen.cases, seen.p50) == (3, 14 * 3600)
    assert {one.state: one.seconds // 3600 for one in seen.stages if one.seconds} == {
        "new": 4, "accepted": 3, "assigned": 13, "in_progress": 18,
    }  # fmt: skip
    assert sum(one.seconds for one in seen.stages) == 38 * 3600
    worked = seen.stage("in_progress")
    assert worked is not None
    assert round(worked.share, 1) == Decimal("47.4")
    assert (worked.p90, worked.ratio) == (10 * 3600, Decimal("1.25"))
    assigned = seen.stage("assigned")
    assert assigned is not None
    assert assigned.ratio == Decimal("4.5")
    assert seen.bottleneck is assigned
    assert round(seen.rework_rate or 0, 1) == Decimal("33.3")
    assert seen.fitness == 100


def test_o19_1_a_fourth_case_that_jumped(orders: Orders, ctx: Context) -> None:
    """new → closed is no step of the published process: three of four conform."""
    orders.went([("new", 1), ("closed", 0)])
    seen = found(ctx)
    assert (seen.cases, seen.fitness) == (4, 75)
    assert [(one.source, one.target) for one in seen.moves if not one.is_known] == [
        ("new", "closed")
    ]


def test_waiting_touch_handovers_and_automation(orders: Orders, ctx: Context) -> None:
    """Assigned is waiting: 13 of 38 hours. The dispatcher hands to the technician and gets the order back to close it."""
    seen = found(ctx)
    assert round(seen.waiting or 0, 1) == Decimal("34.2")
    # Created and accepted by li, started by zhang, closed by li: two handovers in each.
    assert (seen.handovers, seen.handed) == (6, 3)
    # 5 + 5 + 7 steps after the beginning, one of each case by the system.
    assert (seen.steps, seen.automatic) == (17, 3)
    # Two of three were resolved once.
    assert (seen.fixed, seen.fixed_once) == (3, 2)
    assert seen.business_p90 == 7 * 60


def test_a_case_counts_where_it_ended(orders: Orders, ctx: Context) -> None:
    """Begun in January, closed on the first of February by the clock of Shanghai."""
    midnight = dt.datetime(2026, 1, 31, 16, tzinfo=dt.UTC)
    orders.went([("new", 2), ("closed", 0)], start=midnight - dt.timedelta(hours=2))
    assert (found(ctx).cases, found(ctx, "2026-01").cases) == (4, 0)
    orders.went([("new", 1), ("closed", 0)], start=midnight - dt.timedelta(hours=2))
    assert (found(ctx).cases, found(ctx, "2026-01").cases) == (4, 1)


def test_nobody_counts_what_he_may_not_read(orders: Orders, ctx: Context) -> None:
    """The dispatcher works for one project alone."""
    orders.went([("new", 1), ("closed", 0)], project=1)
    with Context.for_user(orders.dispatcher) as own:
        assert (found(ctx).cases, found(own).cases) == (4, 3)
        assert len(events.cases(own, FLOWS["work_order"].process(), FEBRUARY.window(), Wish()).cases) == 3  # fmt: skip


def test_cases_come_the_slowest_first_page_by_page(orders: Orders, ctx: Context) -> None:
    process, window = FLOWS["work_order"].process(), FEBRUARY.window()
    first = events.cases(ctx, process, window, Wish(), limit=2)
    assert [one.seconds // 3600 for one in first.cases] == [16, 14]
    rest = events.cases(ctx, process, window, Wish(), after=first.after, limit=2)
    assert [one.seconds // 3600 for one in rest.cases] == [8]
    assert rest.after is None


@pytest.mark.parametrize(
    ("wish", "hours"),
    [
        (Wish(flag="rework"), [14]),
        (Wish(flag="again"), [14]),
        (Wish(flag="unfit"), []),
        (Wish(flag="handed"), [16, 14, 8]),
        (Wish(state="in_progress"), [14, 8, 16]),
        (Wish(move=("resolved", "in_progress")), [14]),
        (Wish(move=("", "new")), [16, 14, 8]),
    ],
)
def test_every_figure_has_its_cases(
    orders: Orders, ctx: Context, wish: Wish, hours: list[int]
) -> None:
    seen = events.cases(ctx, FLOWS["work_order"].process(), FEBRUARY.window(), wish)
    assert [one.seconds // 3600 for one in seen.cases] == hours


def test_more_cases_are_no_more_statements(
    orders: Orders, ctx: Context, statements: Statements
) -> None:
    with statements() as few:
        found(ctx)
    for number in range(4):
        orders.went([("new", 1), ("closed", 0)], start=START + dt.timedelta(hours=number))
    with statements() as many:
        assert found(ctx).cases == 7
    assert len(few) == len(many) == 4


def test_all_flows_name_states_and_steps_that_there_are(orders: Orders, ctx: Context) -> None:
    for flow in FLOWS.values():
        process = flow.process()
        names = process.workflow.states
        assert {*process.waits, *process.fixed, *process.targets, *process.closing} <= set(names)
        assert process.passes <= set(process.workflow.transitions)
        assert set(process.clocks) <= set(process.workflow.clocks)
        assert process.closing


def test_a_step_of_what_is_closed_does_not_close_it_again(orders: Orders, ctx: Context) -> None:
    """A measure that is taken up from closed feedback, an early return from approved leave: the case ended before."""
    last = ctx.session.execute(
        select(_LOG).where(_LOG.c.to_state == "closed").order_by(_LOG.c.id).limit(1)
    ).one()
    late = dt.datetime(2026, 3, 20, 1, tzinfo=dt.UTC)
    row = {name: value for name, value in last._mapping.items() if name != "id"}
    ctx.session.execute(
        insert(_LOG).values(**{**row, "from_state": "closed", "transition": "improve", "at": late})
    )
    assert (found(ctx, "2026-03").cases, found(ctx).cases) == (0, 3)
