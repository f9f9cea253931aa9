"""Nobody accepts a repair: passed on, then the engineering manager, then the project manager; each told once (2.3, O6.1).

`chase_at` of an order is when the next of it happens; accepting it, cancelling it and the end of the chain empty it.
What somebody was given he has the whole time for, even when the sweep that gave it to him came late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.generated.repair_order import RepairOrder
from app.runtime import jobs, notify, records
from app.runtime.context import Context
from app.runtime.errors import message

from . import candidates
from .notices import key_of, said, template
from .order_of_locks import hold_devices_of
from .reporting import dispatch_best, heard_by, patience

NEXT_BEST = "repair.pass_on"
AT_ONCE = 1000
WAITING = ("reported", "dispatched")
PASSED_ON, MANAGER, PROJECT = 1, 2, 3


@jobs.schedule(
    "repair.silence",
    cron="0 * * * * *",
    label=message(zh="查找无人接单的报修单", en="Find repairs that nobody accepts"),
)
def every_minute(ctx: Context) -> None:
    """Every minute, whatever is due."""
    sweep(ctx)


def sweep(ctx: Context) -> int:
    """Everything that is due now; returns how many orders. In the open transaction, a few statements a thousand."""
    after, total = 0, 0
    while rows := _due(ctx, after):
        after, total = rows[-1].id, total + len(rows)
        first = [row for row in rows if not row.silent_level]
        jobs.enqueue_many(
            ctx,
            NEXT_BEST,
            [
                jobs.Asked(f"{row.id}:{row.chase_at.isoformat()}", {"order": row.id})
                for row in first
            ],
        )
        _escalate(ctx, [row.id for row in rows if row.silent_level])
    return total


def _due(ctx: Context, after: int) -> Sequence[Any]:
    return ctx.session.execute(
        select(RepairOrder.id, RepairOrder.silent_level, RepairOrder.chase_at)
        .where(
            RepairOrder.chase_at <= ctx.now,
            RepairOrder.id > after,
            RepairOrder.deleted_at.is_(None),
        )
        .order_by(RepairOrder.id)
        .limit(AT_ONCE)
    ).all()


@jobs.job(
    NEXT_BEST, label=message(zh="改派无人接单的报修单", en="Pass on a repair that nobody accepts")
)
def pass_on(ctx: Context, *, order: int) -> None:
    """To the next best; when nobody else fits, the engineering manager hears of it now."""
    hold_devices_of(ctx, [order])
    silent: RepairOrder | None = ctx.query(
        _still(ctx, [order], RepairOrder).execution_options(populate_existing=True)
    ).first()
    if silent is None or silent.silent_level or silent.state not in WAITING:
        return
    next_at = following(silent, ctx.now)
    if _next_best(silent, ctx):
        ctx.update(silent, silent_level=PASSED_ON, chase_at=next_at)
    else:
        _escalate(ctx, [silent.id], level=PASSED_ON)


def _next_best(order: RepairOrder, ctx: Context) -> bool:
    if order.state == "reported":
        return dispatch_best(order, ctx)
    ranked = candidates.choose(ctx, order, excluding=[order.assignee_id])
    if not ranked:
        return False
    limit = patience(order)
    ctx.transition(
        order,
        "redispatch",
        assignee=ranked[0].candidate.id,
        note=f"{limit} 分钟未接单，系统改派 / Not accepted within {limit} minutes, passed on by the system",
    )
    return True


def following(order: Any, now: dt.datetime) -> dt.datetime:
    """When the next step of the chain is due: counted from this one's time, from now when the sweep was late."""
    due = order.chase_at or now
    return heard_by(order, due if now - due < dt.timedelta(minutes=1) else now)


SAID = (
    RepairOrder.id, RepairOrder.repair_no, RepairOrder.severity, RepairOrder.equipment_name,
    RepairOrder.location, RepairOrder.description, RepairOrder.project_id, RepairOrder.silent_level,
    RepairOrder.chase_at, RepairOrder.redispatched, RepairOrder.state,
)  # fmt: skip
"""What a message about an order needs; the other forty columns are not read."""


def _still(ctx: Context, ids: Iterable[int], *columns: Any) -> Any:
    """Those that are still due, nobody else's until the commit: whoever accepted in the meantime was first.

    The state is looked at afterwards: as a condition SQLite would take it for the index to begin with, and walk
    through every open order.
    """
    return (
        select(*columns)
        .where(
            RepairOrder.id.in_(list(ids)),
            RepairOrder.chase_at <= ctx.now,
            RepairOrder.deleted_at.is_(None),
        )
        .order_by(RepairOrder.id)
        .with_for_update(key_share=True)
    )


def _escalate(ctx: Context, ids: Sequence[int], *, level: int | None = None) -> None:
    """The engineering managers, or the project manager after them. `level`: as if the orders stood there."""
    found = ctx.session.execute(_still(ctx, ids, *SAID)).all() if ids else []
    orders = [order for order in found if order.state in WAITING]
    if not orders:
        return
    told: dict[str, list[notify.Told]] = {}
    rows: list[dict[str, Any]] = []
    now, chiefs = ctx.now, _chiefs(ctx, {order.project_id for order in orders})
    for order in orders:
        reached = (level or order.silent_level or 0) + 1
        step = "silent_manager" if reached == MANAGER else "silent_project"
        for login in chiefs[reached][order.project_id]:
            told.setdefault(template(order, step), []).append(
                notify.Told(
                    login,
                    said(order),
                    dedup_key=key_of(order, f"silent:{reached}:{order.redispatched or 0}"),
                    about=(RepairOrder.key(), order.id),
                )
            )
        next_at = following(order, now) if reached < PROJECT else None
        rows.append({"id": order.id, "silent_level": reached, "chase_at": next_at})
    for name, messages in told.items():
        notify.send_each(ctx, name, messages)
    records.write_set(ctx, RepairOrder, rows, action="each", audit="nobody accepts")


def _chiefs(ctx: Context, projects: set[int]) -> dict[int, dict[int, list[int]]]:
    """Level → project → accounts. A project without a manager has its department managers told."""
    managers = people.holders_of(ctx, "dept_mgr", projects)
    managers |= {id: found for id, found in people.managers_of(ctx, projects).items() if found}
    return {MANAGER: people.holders_of(ctx, "eng_mgr", projects), PROJECT: managers}
