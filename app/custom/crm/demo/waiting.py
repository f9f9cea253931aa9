"""What the demo logins find waiting: the customer's own chats, registrations for customer service."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from app.generated.chat_session import ChatSession
from app.generated.registration import Registration
from app.runtime import clock

from ..customers.consents import POLICY_VERSION
from .bulk import Bulk
from .contacts import say
from .residents import Residents
from .staff import Staff

CHATS: tuple[tuple[str, int, tuple[tuple[str, str], ...]], ...] = (
    (
        "closed",
        9 * 1440,
        (
            ("customer", "请问物业费怎么缴"),
            (
                "agent",
                "王先生您好，可以到前台缴纳，工作日 9:00–18:00；也可以银行转账，备注房号即可。",
            ),
            ("customer", "好的，谢谢"),
        ),
    ),
    (
        "active",
        35,
        (
            ("customer", "师傅说要装吸顶灯，报价里包含灯具吗"),
            ("agent", "您好，报价是人工费，灯具由您自备；需要代购的话师傅可以一并带来。"),
            ("customer", "那我自己买，周末能上门吗"),
        ),
    ),
)
"""What the demo customer wrote: state, minutes ago, who said what."""


def chats_of_the_demo_customer(bulk: Bulk, staff: Staff, residents: Residents) -> None:
    """One that is over, and one that goes on."""
    who = residents.demo
    if who is None:
        return
    agent = staff.by_login["csr"]
    for number, (state, minutes, lines) in enumerate(CHATS):
        at = bulk.now - dt.timedelta(minutes=minutes)
        last = at + dt.timedelta(minutes=2 * len(lines))
        chat = bulk.add(
            ChatSession,
            session_no=f"CH{clock.local(at):%Y%m%d}-8{number:03d}",
            subject=lines[0][1],
            customer_id=who.id,
            project_id=who.home.project,
            unit_id=who.home.id,
            category_id=None,
            agent_id=agent.id,
            agent_name=agent.name,
            last_at=last,
            work_order_id=None,
            state=state,
            created_at=at,
            created_by_id=who.login,
        )
        for place, (sender, text) in enumerate(lines):
            by = agent.login if sender == "agent" else who.login
            say(bulk, chat, sender, text, at + dt.timedelta(minutes=2 * place), by)


def registrations(bulk: Bulk, residents: Residents) -> None:
    """Two that came in well, one where a letter of the name differs, and a tenant who is not on the list."""
    homes = [
        one
        for one in residents.by_project["YX"]
        if one is not residents.demo and len(one.name) == 3
    ][:4]
    for number, one in enumerate(homes):
        _, building, entrance, room = one.home.full_no.split("-")
        waits, unlisted = number == 2, number == 3
        name = one.name[:2] + ("霖" if one.name[2] != "霖" else "林") if waits else one.name
        bulk.add(
            Registration,
            token=f"demo-{number}",
            project_id=one.home.project,
            building_no=building,
            entrance_no=entrance,
            room_no=room,
            role="tenant" if unlisted else "owner",
            name=name,
            phone=one.phone,
            consent_service=True,
            consent_profiling=number == 0,
            consent_sensitive=False,
            consent_marketing=False,
            policy_version=POLICY_VERSION,
            source="app" if number else "web",
            outcome="suggested" if waits else "linked",
            phone_proved=True,
            verified="none" if unlisted else "roster",
            customer_id=one.id,
            score=Decimal("0.9231") if waits else Decimal(1),
            state="blocked" if waits else "waiting" if unlisted else "done",
            created_at=bulk.now - dt.timedelta(hours=3 + 20 * max(2 - number, 0)),
        )
