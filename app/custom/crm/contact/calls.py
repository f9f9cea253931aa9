"""Telephone: the caller is recognised, his home and history open, and an order is made of the call (1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select

from app.generated.call_record import CallRecord, call_record_hooks
from app.generated.customer import Customer
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import normalise, people
from ..customers import profiles as customers

HISTORY = 10


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is on the phone: the customer, his homes, and his last requests (all empty when unknown)."""

    customer: Customer | None
    units: list[Unit]
    orders: list[WorkOrder]


def caller(ctx: Context, phone: str | None) -> Caller:
    """What the desk shows when the phone rings. As the system: the page asks `query` for rights."""
    customer = find_customer(ctx, phone)
    if customer is None:
        return Caller(None, [], [])
    units = [ctx.get(Unit, unit) for unit in customers.current_homes(ctx, customer.id)]
    orders = ctx.query(
        select(WorkOrder)
        .where(WorkOrder.customer_id == customer.id, WorkOrder.deleted_at.is_(None))
        .order_by(WorkOrder.id.desc())
        .limit(HISTORY)
    ).all()
    return Caller(customer, units, list(orders))


def find_customer(ctx: Context, phone: str | None) -> Customer | None:
    """The active customer with this number; the second phone counts too. A withheld number is nobody's."""
    number = normalise.phone(phone)
    if number is None:
        return None
    found: Customer | None = ctx.query(
        select(Customer)
        .where(
            (Customer.phone == number) | (Customer.phone2 == number),
            Customer.state.in_(("active", "pending")),
            Customer.deleted_at.is_(None),
        )
        .order_by(Customer.phone != number, Customer.state, Customer.id)
        .limit(1)
    ).first()
    return found


@call_record_hooks.fills("call_id")
def number_a_call_by_hand(call: CallRecord, ctx: Context) -> str:
    """The telephone system names its calls; one that somebody writes down has no name yet."""
    return f"hand-{uuid4()}"


@call_record_hooks.on_create
def recognise_the_caller(call: CallRecord, ctx: Context) -> None:
    """Customer, home and project from the number; an order at once when the request is known already."""
    call.phone = normalise.phone(call.phone)
    if call.customer_id is None:
        found = find_customer(ctx, call.phone)
        call.customer_id = found.id if found else None
    if call.customer_id is not None:
        known = ctx.get(Customer, call.customer_id)
        homes = customers.current_homes(ctx, known.id)
        if call.unit_id is None and homes:
            call.unit_id = homes[0]
        call.project_id = call.project_id or known.project_id
    if call.direction == "in":
        _ring(call, ctx)
    if call.summary and call.project_id is not None:
        make_order(ctx, call)


def _ring(call: CallRecord, ctx: Context) -> None:
    name = ctx.get(Customer, call.customer_id).name if call.customer_id else "未知 / unknown"
    ctx.notify(
        people.holders(ctx, "csr", call.project_id),
        "call.incoming",
        dedup_key=f"call:{call.id}:incoming",
        record=call,
        phone=normalise.masked_phone(call.phone) or "未显示号码 / number withheld",
        caller=name,
    )


@call_record_hooks.on_transition("answer")
@call_record_hooks.on_transition("call_back")
def answer(call: CallRecord, ctx: Context) -> None:
    """The agent who took it."""
    agent = people.employee_of(ctx, ctx.actor.id)
    if agent is not None:
        call.agent_id = agent.id


@call_record_hooks.check
def order_has_a_place(call: CallRecord, ctx: Context) -> None:
    """An unknown caller says where: a unit or at least a project."""
    if ctx.transition_name == "open_order" and call.unit_id is None and call.project_id is None:
        raise RuleViolation(
            "请选择房屋或项目 / Choose the unit, or at least the project.", field="project"
        )


@call_record_hooks.on_transition("open_order")
def open_order(call: CallRecord, ctx: Context) -> None:
    """The agent turns the call into an order."""
    if call.unit_id is not None and call.project_id is None:
        call.project_id = ctx.get(Unit, call.unit_id).project_id
    if call.agent_id is None:
        answer(call, ctx)
    make_order(ctx, call)


def make_order(ctx: Context, call: CallRecord) -> WorkOrder:
    """The order of a call: once per call id, on the caller's unit."""
    order = ctx.create(
        WorkOrder,
        source="hotline",
        external_id=call.call_id,
        customer=call.customer_id,
        unit=call.unit_id,
        project=call.project_id,
        category=call.category_id,
        summary=call.summary,
        contact_phone=call.phone,
    )
    call.work_order_id = order.id
    return order
