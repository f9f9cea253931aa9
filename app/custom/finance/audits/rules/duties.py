"""A04: who makes does not check, who keeps the cash does not keep the books, who approves does not pay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import aliased

from app.generated.voucher import Voucher
from app.runtime import registry
from app.runtime.accounts.users import Role, User, user_roles
from app.runtime.system import TransitionLog

from ..rule import Found, Rule, Scope, grouped, record

RULE = Rule(
    "A04", "不相容职务未分离", "Duties that are not separate", "high",
    {
        "voucher": (
            "凭证 {number}：制单、审核、出纳、记账中有同一人（{who}）",
            "Voucher {number}: the same person made, checked, signed or posted it ({who})",
        ),
        "steps": (
            "{entity} #{id}：同一人既办理“{first}”又办理“{second}”",
            "{entity} #{id}: the same person took the steps “{first}” and “{second}”",
        ),
        "roles": ("账号 {login} 同时持有 {roles}", "Account {login} holds {roles} at once"),
    },
    nightly=True,
)  # fmt: skip
STEPS = (
    ("refund", "calculate", "approve"), ("refund", "calculate", "approve_large"),
    ("refund", "approve", "pay"), ("refund", "approve_large", "pay"),
    ("expense", "submit", "approve_dept"), ("expense", "approve_dept", "check"),
    ("expense", "approve_dept", "check_large"), ("expense", "check", "pay"),
    ("expense", "check_large", "pay"), ("bill_run", "preview", "approve"),
    ("bill_reduction", "create", "approve"), ("fee_assignment", "submit", "approve"),
)  # fmt: skip
"""Entity, the step, and the later one that somebody else takes."""
SIGNATURES = ("maker_id", "checker_id", "cashier_id", "poster_id")


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """Three statements."""
    yield from _vouchers(scope)
    yield from _steps(scope)
    yield from _roles(scope)


def _vouchers(scope: Scope) -> Iterator[Found]:
    of = Voucher
    rows = scope.session.execute(
        select(of.id, of.voucher_no, of.summary, of.maker_id, of.checker_id, of.cashier_id, of.poster_id)
        .where(
            of.period_id.in_([one.id for one in scope.periods]),
            of.deleted_at.is_(None),
            or_(
                of.maker_id == of.checker_id, of.maker_id == of.poster_id, of.maker_id == of.cashier_id,
                of.cashier_id == of.checker_id, of.cashier_id == of.poster_id,
            ),
        )
        .order_by(of.id)
    )  # fmt: skip
    for row in rows:
        who = {name.removesuffix("_id"): getattr(row, name) for name in SIGNATURES}
        named = ", ".join(f"{name} #{id}" for name, id in who.items() if id is not None)
        yield Found(
            "voucher", row.id, "voucher",
            {**who, "records": [record("voucher", row.id, row.voucher_no or row.summary)]},
            {"number": row.voucher_no or f"#{row.id}", "who": named},
            tuple(who.items()),
        )  # fmt: skip


def _steps(scope: Scope) -> Iterator[Found]:
    """Who took both steps of one record, the later one in these months."""
    later, before = aliased(TransitionLog), aliased(TransitionLog)
    rows = scope.session.execute(
        select(
            later.entity, later.record_id, later.actor_id, before.transition.label("first"),
            later.transition.label("second"), later.at,
        )
        .join(
            before,
            (before.entity == later.entity)
            & (before.record_id == later.record_id)
            & (before.actor_id == later.actor_id)
            & (before.id < later.id),
        )
        .where(
            scope.within(later.at),
            later.entity.in_({entity for entity, _, _ in STEPS}),
            tuple_(later.entity, before.transition, later.transition).in_(STEPS),
            later.by_system.is_(False), before.by_system.is_(False),
        )
        .order_by(later.entity, later.record_id, later.id)
    )  # fmt: skip
    for (entity, id), steps in grouped(rows, lambda row: (row.entity, row.record_id)):
        one = steps[-1]
        yield Found(
            entity, id, "steps",
            {
                "person": one.actor_id, "steps": [[row.first, row.second] for row in steps],
                "records": [record(entity, id, f"#{id}", at=one.at)],
            },
            {"entity": entity, "id": id, "first": one.first, "second": one.second},
            tuple((row.first, row.second, row.actor_id) for row in steps),
        )  # fmt: skip


def _roles(scope: Scope) -> Iterator[Found]:
    """Active accounts that hold both roles of a pair that the schema keeps apart, now."""
    pairs = registry.current().separated_roles()
    one, other = aliased(user_roles), aliased(user_roles)
    first, second = aliased(Role), aliased(Role)
    rows = scope.session.execute(
        select(User.id, User.username, first.name.label("first"), second.name.label("second"))
        .join(one, one.c.user_id == User.id)
        .join(first, first.id == one.c.role_id)
        .join(other, other.c.user_id == User.id)
        .join(second, second.id == other.c.role_id)
        .where(User.active.is_(True), tuple_(first.name, second.name).in_(pairs))
        .order_by(User.id, first.name, second.name)
    )
    for (id, login), held in grouped(rows, lambda row: (row.id, row.username)):
        yield _holder(id, login, held)


def _holder(id: int, login: str, held: list[Any]) -> Found:
    pairs = [f"{row.first} + {row.second}" for row in held]
    return Found(
        "user", id, "roles", {"login": login, "roles": pairs, "records": []},
        {"login": login, "roles": "; ".join(pairs)}, tuple(pairs),
    )  # fmt: skip
