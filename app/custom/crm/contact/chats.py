"""Online chat: who says what, who takes it, and the order that comes of it (1.4)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.chat_message import ChatMessage, chat_message_hooks
from app.generated.chat_session import ChatSession, chat_session_hooks
from app.generated.customer import Customer
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import InvalidState, RuleViolation

from .. import bilingual_lines, people
from ..customers import profiles as customers
from ..notices import TEMPLATES
from ..orders import dictionary, timeline

CONSULT = "consult"
"""Category of questions that need an answer, not a visit: no order by itself."""

LINES = {
    "taken": ("客服 {agent} 为您服务", "{agent} is with you"),
    "closed": ("会话已结束", "This chat is over"),
}
"""What the system says in a chat of its own accord."""

SAID = bilingual_lines.Lines([*LINES.values(), *TEMPLATES.values()])
"""How a line of the system in a chat is read: its own ones, and what is told of the order."""


# -- for pages ------------------------------------------------------------------------------------


def open_of(ctx: Context, customer_id: int) -> ChatSession | None:
    """The customer's chat that is not over."""
    found: ChatSession | None = ctx.session.scalars(
        select(ChatSession)
        .where(
            ChatSession.customer_id == customer_id,
            ChatSession.state != "closed",
            ChatSession.deleted_at.is_(None),
        )
        .order_by(ChatSession.id.desc())
    ).first()
    return found


def say(ctx: Context, text: str) -> ChatSession:
    """A customer writes: into his open chat, or a new one. Returns the chat."""
    with records.writing(ctx):
        customer = ctx.actor.value(("customer",))
        if customer is None:
            raise RuleViolation("请先登记为客户 / Register as a customer first.")
        chat = open_of(ctx, customer)
        if chat is None:
            chat = records.create(ctx, ChatSession, {"subject": text.strip()[:120]})
        records.create(ctx, ChatMessage, {"session": chat.id, "text": text})
        return chat


def reply(ctx: Context, chat_id: int, text: str) -> ChatMessage:
    """An agent answers; answering a waiting chat takes it."""
    return records.create(ctx, ChatMessage, {"session": chat_id, "text": text})


# -- rules ----------------------------------------------------------------------------------------


@chat_session_hooks.on_create
def fill_the_chat(chat: ChatSession, ctx: Context) -> None:
    """The customer's home, and a call to the agents of his project."""
    if chat.unit_id is None and chat.customer_id is not None:
        homes = customers.current_homes(ctx, chat.customer_id)
        chat.unit_id = homes[0] if len(homes) == 1 else None
    chat.last_at = ctx.now
    ctx.notify(
        people.holders(ctx, "csr", chat.project_id),
        "chat.waiting",
        dedup_key=f"chat:{chat.id}:waiting",
        record=chat,
        subject=chat.subject,
    )


@chat_message_hooks.check
def chat_is_not_over(line: ChatMessage, ctx: Context) -> None:
    """Nobody reads a closed chat; the result of an order may still be added by the system."""
    if ctx.operation.action != "create" or line.sender == "bot":
        return
    if line.session_id is None:
        # It comes in one body with its chat, which is new.
        return
    chat = ctx.get(ChatSession, line.session_id)
    if chat.state == "closed":
        raise InvalidState(
            "会话已结束，请重新发起咨询 / This chat is over; please start a new one."
        )


@chat_message_hooks.on_create
def deliver(line: ChatMessage, ctx: Context) -> None:
    """Sign the line with who wrote it; an agent's line takes a waiting chat and reaches the customer."""
    chat = ctx.get(ChatSession, line.session_id)
    if line.sender != "bot":
        line.sender = "customer" if _is_of_customer(chat, ctx) else "agent"
    ctx.update(chat, last_at=ctx.now)
    if line.sender == "agent":
        if chat.state == "waiting":
            ctx.transition(chat, "take")
        ctx.notify(
            people.login_of_customer(ctx, chat.customer_id),
            "chat.answered",
            dedup_key=f"chat_message:{line.id}",
            record=chat,
            text=line.text[:200],
        )
    elif line.sender == "customer" and chat.work_order_id is None:
        _order_if_clear(chat, line, ctx)


def _is_of_customer(chat: ChatSession, ctx: Context) -> bool:
    return chat.customer_id is not None and ctx.actor.value(("customer",)) == chat.customer_id


def _order_if_clear(chat: ChatSession, line: ChatMessage, ctx: Context) -> None:
    """A clear report needs nobody to read it first: the order is made, and the chat says so."""
    words, _ = dictionary.load(ctx)
    found = words.classify(line.text)
    if not found.is_certain or found.category is None or _is_question(ctx, found.category):
        return
    make_order(ctx, chat, summary=line.text, category_id=None)


def _is_question(ctx: Context, category_id: int) -> bool:
    from app.generated.ticket_category import TicketCategory

    return ctx.get(TicketCategory, category_id).code.startswith(CONSULT)


@chat_session_hooks.on_transition("take")
def take(chat: ChatSession, ctx: Context) -> None:
    """The agent's name stands in the chat."""
    agent = people.employee_of(ctx, ctx.actor.id)
    if agent is not None:
        ctx.update(chat, agent=agent.id)
        _bot(ctx, chat, "taken", agent=agent.name)


@chat_session_hooks.on_transition("open_order")
def open_order(chat: ChatSession, ctx: Context) -> None:
    """The agent turns the chat into an order."""
    if chat.work_order_id is not None:
        order = ctx.get(WorkOrder, chat.work_order_id)
        raise InvalidState(
            f"已转为工单 {order.order_no} / This chat is order {order.order_no} already."
        )
    if chat.agent_id is None:
        take(chat, ctx)
    make_order(ctx, chat, summary=chat.subject, category_id=chat.category_id)


def make_order(
    ctx: Context, chat: ChatSession, *, summary: str, category_id: int | None
) -> WorkOrder:
    """The order of a chat, once; its number is said in the chat, and so is the result later."""
    said = ctx.session.scalars(
        select(ChatMessage.text)
        .where(
            ChatMessage.session_id == chat.id,
            ChatMessage.sender == "customer",
            ChatMessage.deleted_at.is_(None),
        )
        .order_by(ChatMessage.id)
    ).all()
    customer = ctx.get(Customer, chat.customer_id) if chat.customer_id else None
    order = ctx.create(
        WorkOrder,
        source="chat",
        external_id=f"chat:{chat.session_no or chat.id}",
        customer=chat.customer_id,
        unit=chat.unit_id,
        project=chat.project_id,
        category=category_id,
        summary=" ".join(summary.split())[:120],
        description="\n".join(said)[:4000] or None,
        contact_name=customer.name if customer else None,
        contact_phone=customer.phone if customer else None,
    )
    ctx.update(chat, work_order=order.id)
    timeline.answer_in_chat(
        ctx, order, "work_order.new", {"order_no": order.order_no, "summary": order.summary}
    )
    return order


def _bot(ctx: Context, chat: ChatSession, line: str, **params: str) -> None:
    text = bilingual_lines.stored(*LINES[line], **params)
    ctx.create(ChatMessage, session=chat.id, sender="bot", text=text, at=ctx.now)


@chat_session_hooks.on_transition("close")
def close(chat: ChatSession, ctx: Context) -> None:
    """Over; what the order becomes is still told here."""
    _bot(ctx, chat, "closed")
