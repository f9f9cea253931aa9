"""Two profiles of one person become one, and can be parted again within 30 days (1.1)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import or_, select

from app.generated.call_record import CallRecord
from app.generated.chat_session import ChatSession
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer, customer_hooks
from app.generated.duplicate_review import DuplicateReview
from app.generated.fee_assignment import FeeAssignment
from app.generated.feedback import Feedback
from app.generated.occupancy import Occupancy
from app.generated.parking_space import ParkingSpace
from app.generated.registration import Registration
from app.generated.service_plan import ServicePlan
from app.generated.survey_response import SurveyResponse
from app.generated.work_order import WorkOrder
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import accounts, occupancies
from .duplicates import Person, compare

MOVED: tuple[type[Any], ...] = (
    # Before the homes: a home that both had ends with one of them, and with it what is charged to him by name.
    FeeAssignment,
    Occupancy,
    WorkOrder,
    ConsentRecord,
    CallRecord,
    ChatSession,
    SurveyResponse,
    ParkingSpace,
    Registration,
    ServicePlan,
    Feedback,
)
"""Everything that names a customer and moves along. The log of the merge keeps the ids."""

ENDED, LOGIN = "ended", "login"
"""What the log keeps besides: homes that both had (id, payer, end), the account and whether it was open."""


@customer_hooks.check
def both_are_one_person(customer: Customer, ctx: Context) -> None:
    """The target is another, active customer, and the two resemble each other (domain.md §4.1)."""
    if ctx.transition_name != "merge" or customer.merged_into_id is None:
        return
    target = ctx.get(Customer, customer.merged_into_id)
    if target.state != "active":
        raise RuleViolation(
            "只能合并到状态为“有效”的客户 / Merge into an active customer only.",
            field="merged_into",
        )
    if compare(_person(ctx, customer), _person(ctx, target)).verdict == "new":
        raise RuleViolation(
            "两位客户的手机、证件和姓名均不相符，不是同一人 / "
            "Neither phone, ID number nor name agree: these are two people.",
            field="merged_into",
        )


def _person(ctx: Context, customer: Customer) -> Person:
    units = ctx.session.scalars(
        select(Occupancy.unit_id).where(
            Occupancy.customer_id == customer.id, Occupancy.deleted_at.is_(None)
        )
    )
    return Person(customer.name, customer.phone, customer.id_no, frozenset(units), id=customer.id)


@customer_hooks.on_transition("merge")
def move_everything(customer: Customer, ctx: Context) -> None:
    """Fees, homes, orders, consents, calls, chats, answers, parking, plans and feedback go to the target; the log can undo it."""
    target = ctx.get(Customer, customer.merged_into_id or 0)
    lives_in = set(
        ctx.session.scalars(
            select(Occupancy.unit_id).where(
                Occupancy.customer_id == target.id, Occupancy.deleted_at.is_(None)
            )
        )
    )
    log: dict[str, Any] = {}
    ended: list[list[Any]] = []
    for entity in MOVED:
        moved: list[int] = []
        for record in _of(ctx, entity, customer.id):
            if entity is Occupancy and record.unit_id in lives_in:
                # The same home twice: the target's own entry stays, this one ends with its profile.
                ended.append([record.id, bool(record.payer), _text(record.to_date)])
                ctx.update(record, payer=False, to_date=max(ctx.today, record.from_date))
                continue
            ctx.update(record, customer=target.id)
            moved.append(record.id)
        if moved:
            log[entity.key()] = moved
    log |= {ENDED: ended} if ended else {}
    if customer.login_id is not None:
        account = ctx.session.get(User, customer.login_id)
        log[LOGIN] = [customer.login_id, bool(account and account.active)]
    customer.merge_log = log
    customer.merged_on = ctx.today
    _give_login(customer, target, ctx)
    for case in ctx.query(_cases(customer.id)):
        if {case.customer_id, case.candidate_id} != {customer.id, target.id}:
            ctx.transition(case, "keep", note="已并入他人 / merged into somebody else")
    occupancies.refresh(ctx, target)


def _of(ctx: Context, entity: type[Any], customer_id: int) -> list[Any]:
    return list(
        ctx.query(
            select(entity)
            .where(entity.customer_id == customer_id, entity.deleted_at.is_(None))
            .order_by(entity.id)
        )
    )


def _cases(customer_id: int) -> Any:
    """Open cases that name him on either side: who is merged is nobody's candidate any more."""
    return select(DuplicateReview).where(
        or_(
            DuplicateReview.customer_id == customer_id,
            DuplicateReview.candidate_id == customer_id,
        ),
        DuplicateReview.state == "open",
        DuplicateReview.deleted_at.is_(None),
    )


def _give_login(customer: Customer, target: Customer, ctx: Context) -> None:
    """One person, one login: the target's own, else the one that comes along."""
    login = customer.login_id
    if login is None:
        return
    ctx.update(customer, login=None)
    if target.login_id is None:
        ctx.update(target, login=login)
        accounts.enable(ctx, login, active=True)
    else:
        accounts.enable(ctx, login, active=False)


@customer_hooks.on_transition("unmerge")
def move_everything_back(customer: Customer, ctx: Context) -> None:
    """What the merge moved returns, unless it has gone elsewhere since."""
    target_id = customer.merged_into_id
    entities = {entity.key(): entity for entity in MOVED}
    log = dict(customer.merge_log or {})
    ended, login = log.pop(ENDED, []), log.pop(LOGIN, None)
    for key, ids in log.items():
        for record_id in ids:
            record = ctx.session.get(entities[key], record_id)
            if record is not None and record.customer_id == target_id:
                ctx.update(record, customer=customer.id)
    for record_id, payer, until in ended:
        home = ctx.session.get(Occupancy, record_id)
        if home is not None and home.customer_id == customer.id:
            date = dt.date.fromisoformat(until) if until else None
            ctx.update(home, to_date=date, payer=payer)
    _take_login_back(customer, target_id, login, ctx)
    customer.merge_log = None
    customer.merged_on = None
    customer.merged_into_id = None
    if target_id is not None:
        occupancies.refresh(ctx, ctx.get(Customer, target_id))
    occupancies.refresh(ctx, customer, active=True)


def _take_login_back(
    customer: Customer, target_id: int | None, account: list[Any] | None, ctx: Context
) -> None:
    """The account that came along, or was closed, is the customer's own again, as open as it was."""
    if account is None:
        return
    login, active = account
    target = ctx.get(Customer, target_id) if target_id is not None else None
    if target is not None and target.login_id == login:
        ctx.update(target, login=None)
        ctx.session.flush()
    customer.login_id = login
    ctx.session.flush()
    accounts.enable(ctx, login, active=active)


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
