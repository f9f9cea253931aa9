"""Who gets the answer: the account behind a piece of feedback, named or not. The office never reads it (五)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.feedback import Feedback
from app.generated.improvement import Improvement
from app.runtime.context import Context


def of(ctx: Context, ids: Sequence[int]) -> dict[int, int]:
    """Feedback → account, of those that have one, by one statement."""
    login = func.coalesce(Feedback.submitter_id, Customer.login_id, Employee.login_id)
    rows = ctx.session.execute(
        select(Feedback.id, login)
        .outerjoin(Customer, Customer.id == Feedback.customer_id)
        .outerjoin(Employee, Employee.id == Feedback.employee_id)
        .where(Feedback.id.in_(ids), login.is_not(None))
        .order_by(Feedback.id)
    )
    return dict(rows.all())


def tell(ctx: Context, said: Feedback, step: str, **params: Any) -> None:
    """Word of a step to whoever said it; nobody where no account is behind it."""
    account = of(ctx, [said.id]).get(said.id)
    if account is not None:
        send(ctx, said, account, f"feedback.{step}", f"feedback:{said.id}:{step}", **params)


def send(
    ctx: Context, said: Feedback, account: int, template: str, key: str, **params: Any
) -> None:
    """A message to `account`, once for each key.

    The timeline of a record tells the office to whom messages about it went: to whoever hides his name they lead to his
    page and are about no record.
    """
    if said.hidden:
        params["page"] = (
            f"/portal/feedback/{said.id}" if said.channel == "portal" else "/feedbacks/new"
        )
    record = None if said.hidden else said
    ctx.notify([account], template, dedup_key=key, record=record, fb_no=said.fb_no, **params)


def tell_of_measure(ctx: Context, measure: Improvement, said: Sequence[Feedback]) -> int:
    """Word of a public measure to whoever is behind these, once each; how many they are."""
    by_id = {one.id: one for one in said}
    accounts = of(ctx, list(by_id)) if by_id else {}
    for id, account in accounts.items():
        send(
            ctx,
            by_id[id],
            account,
            "feedback.measure",
            f"improvement:{measure.id}:told:{account}",
            im_no=measure.im_no,
            note=measure.public_note or "",
        )
    return len(set(accounts.values()))
