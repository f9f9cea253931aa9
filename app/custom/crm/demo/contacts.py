"""Surveys with answers, telephone calls and chats around the demo's orders."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from random import Random
from typing import Any

from app.generated.call_record import CallRecord
from app.generated.chat_message import ChatMessage
from app.generated.chat_session import ChatSession
from app.generated.survey import Survey
from app.generated.survey_response import SurveyResponse
from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.system import Notification

from .. import notices
from ..surveys import invitations, sampling, wilson
from . import stories
from .bulk import Bulk, Row
from .history import History
from .places import Places
from .residents import Residents
from .staff import Staff

QUESTIONS = [
    {"key": "attitude", "zh": "服务态度", "en": "Attitude"},
    {"key": "speed", "zh": "处理速度", "en": "Speed"},
    {"key": "quality", "zh": "处理质量", "en": "Quality"},
]
ANSWERED = 0.45
CLOSED = ("closed", "cancelled", "rejected")


def build(
    bulk: Bulk,
    random: Random,
    places: Places,
    staff: Staff,
    residents: Residents,
    history: History,
    *,
    days: int,
) -> None:
    """Add them; the newest calls and chats are still waiting for somebody."""
    _event_survey(bulk, random, history, residents, days)
    _periodic_surveys(bulk, random, residents, days)
    _calls(bulk, random, staff, history)
    _messages(bulk, staff, residents)
    _chats(bulk, random, staff, residents)


def _survey(bulk: Bulk, **values: Any) -> int:
    given = {
        "project_id": None,
        "questions": QUESTIONS,
        "recurrence": "none",
        "next_on": None,
        "anchor_on": None,
        "sample_pct": 20,
        "seed": 20260101,
        "anonymous": False,
        "invited": 0,
        "csat_avg": None,
        "statistics": None,
        "previous_id": None,
        **values,
    }
    id = bulk.add(Survey, **given)
    bulk.rows(Survey)[-1]["code"] = f"DC{clock.local(given['opens_at']):%Y}-{id:04d}"
    return id


def _answer(
    bulk: Bulk,
    random: Random,
    survey: int,
    *,
    customer: int,
    project: int,
    order: int | None,
    invited: dt.datetime,
    given: bool,
) -> int | None:
    csat = random.choices((5, 4, 3, 2, 1), (46, 32, 14, 5, 3))[0] if given else None
    later = min(bulk.now, invited + dt.timedelta(hours=random.uniform(1, 90)))
    id = bulk.add(
        SurveyResponse,
        survey_id=survey,
        customer_id=customer,
        token_hash=sha256(
            f"demo:{survey}:{customer}:{order}:{random.random()}".encode()
        ).hexdigest(),
        work_order_id=order,
        project_id=project,
        invited_at=invited,
        csat=csat,
        nps=min(10, csat * 2 + random.choice((-1, 0, 0, 1))) if csat else None,
        comment=random.choice(stories.COMMENTS[csat]) or None if csat else None,
        answers={q["key"]: csat for q in QUESTIONS} if csat else None,
        submitted_at=later if csat else None,
        low_followup_id=None,
        created_at=invited,
    )
    del id
    return csat


def _finish(bulk: Bulk, survey: int, scores: list[int | None]) -> None:
    given = [score for score in scores if score is not None]
    row = next(row for row in bulk.rows(Survey) if row["id"] == survey)
    row["invited"] = len(scores)
    row["csat_avg"] = round(sum(given) / len(given), 2) if given else None
    if row["state"] == "closed":
        figure = wilson.csat(given)
        row["statistics"] = {
            "invited": len(scores),
            "answered": len(given),
            "csat": str(figure.percent) if figure else None,
            "csat_low": str(figure.low) if figure else None,
            "csat_high": str(figure.high) if figure else None,
            "indicative_only": figure.is_indicative_only if figure else True,
            "nps": None,
        }


def _event_survey(
    bulk: Bulk, random: Random, history: History, residents: Residents, days: int
) -> None:
    """One for the year; a customer is asked at most once in 30 days. The demo customer finds what he was asked waiting."""
    waits = residents.demo.id if residents.demo is not None else None
    opens = bulk.now - dt.timedelta(days=days)
    survey = _survey(
        bulk,
        subject="工单服务评价",
        kind="event",
        state="open",
        opens_at=opens,
        closes_at=bulk.now + dt.timedelta(days=3650),
        period=f"{bulk.now:%Y}",
        created_at=opens,
    )
    asked: dict[int, dt.datetime] = {}
    scores: list[int | None] = []
    for order in sorted(history.closed, key=lambda row: str(row["closed_at"])):
        customer, when = int(order["customer_id"]), order["closed_at"]
        if customer in asked and when - asked[customer] < invitations.REST:
            continue
        asked[customer] = when
        scores.append(
            _answer(
                bulk,
                random,
                survey,
                customer=customer,
                project=int(order["project_id"]),
                order=int(order["id"]),
                invited=when,
                given=random.random() < ANSWERED and customer != waits,
            )
        )
    _finish(bulk, survey, scores)


def _periodic_surveys(bulk: Bulk, random: Random, residents: Residents, days: int) -> None:
    """Quarterly: those that are over, and the next one, scheduled."""
    local = clock.local(bulk.now)
    first = dt.datetime(local.year, (local.month - 1) // 3 * 3 + 1, 1, 9, tzinfo=local.tzinfo)
    previous: int | None = None
    for back in range(max(1, days // 92), -2, -1):
        opens = first.replace(
            year=sampling.add_months(first.date(), -3 * back).year,
            month=sampling.add_months(first.date(), -3 * back).month,
        )
        closes = opens + dt.timedelta(days=14)
        state = "closed" if closes <= bulk.now else "open" if opens <= bulk.now else "scheduled"
        survey = _survey(
            bulk,
            subject=f"{opens:%Y} 年第 {(opens.month - 1) // 3 + 1} 季度满意度调查",
            kind="periodic",
            state=state,
            recurrence="quarter",
            opens_at=opens,
            closes_at=closes,
            period=f"{opens:%Y}Q{(opens.month - 1) // 3 + 1}",
            next_on=sampling.add_months(opens.date(), 3),
            anchor_on=dt.date(2024, 1, 1),
            previous_id=previous,
            created_at=min(bulk.now, opens - dt.timedelta(days=7)),
        )
        previous = survey
        if state == "scheduled":
            continue
        chosen = random.sample(residents.people, 120)
        scores = [
            _answer(
                bulk,
                random,
                survey,
                customer=one.id,
                project=one.home.project,
                order=None,
                invited=opens,
                given=random.random() < ANSWERED,
            )
            for one in chosen
        ]
        _finish(bulk, survey, scores)


def _calls(bulk: Bulk, random: Random, staff: Staff, history: History) -> None:
    agents = [one for (_, kind), people in staff.takers.items() if kind == "CS" for one in people]
    for order in [row for row in history.closed if row["source"] == "hotline"][-120:]:
        bulk.add(
            CallRecord,
            call_id=order["external_id"],
            direction="in",
            phone=order["contact_phone"],
            project_id=order["project_id"],
            started_at=order["created_at"] - dt.timedelta(minutes=3),
            seconds=random.randint(40, 400),
            agent_id=random.choice(agents).id,
            customer_id=order["customer_id"],
            unit_id=order["unit_id"],
            summary=order["summary"],
            category_id=order["category_id"],
            work_order_id=order["id"],
            state="ended",
            created_at=order["created_at"],
        )


TOLD = {"quoted": "work_order.quoted", "resolved": "work_order.resolved"}


def _messages(bulk: Bulk, staff: Staff, residents: Residents) -> None:
    """The demo customer and the demo technician find messages about what is open."""
    customer, technician = residents.demo, staff.by_login["technician"]
    for order in bulk.rows(WorkOrder):
        if order["state"] in CLOSED:
            continue
        facts = {
            "order_no": order["order_no"],
            "summary": order["summary"],
            "assignee": order["assignee_name"] or "",
            **notices.urgency(order["priority"]),
            "quote": str(order["quote"] or ""),
            "result": order["result"] or "",
        }
        if customer is not None and order["customer_id"] == customer.id:
            told = TOLD.get(order["state"], "work_order.assigned")
            _tell(bulk, customer.login, told, order, facts)
        if order["assignee_id"] == technician.id and order["state"] == "assigned":
            _tell(bulk, technician.login, "work_order.for_you", order, facts)


def _tell(bulk: Bulk, user: int | None, template: str, order: Row, facts: dict[str, str]) -> None:
    bulk.note(
        Notification,
        recipient_id=user,
        channel="inapp",
        template=template,
        params=facts,
        entity="work_order",
        record_id=order["id"],
        dedup_key=f"demo:{template}:{order['id']}",
        status="sent",
        attempts=0,
        created_at=order["updated_at"],
        read_at=None,
    )


def _chats(bulk: Bulk, random: Random, staff: Staff, residents: Residents) -> None:
    """Forty that are over, and three that wait."""
    with_login = [one for one in residents.people if one.login is not None]
    agents = [one for (_, kind), people in staff.takers.items() if kind == "CS" for one in people]
    questions = stories.STORIES["consult"].reports
    for number in range(43):
        who = random.choice(with_login)
        waiting = number >= 40
        minutes = random.randint(2, 8) if waiting else random.randint(2000, 60000)
        at = bulk.now - dt.timedelta(minutes=minutes)
        agent = None if waiting else random.choice(agents)
        text = random.choice(questions)
        chat = bulk.add(
            ChatSession,
            session_no=f"CH{clock.local(at):%Y%m%d}-9{number:03d}",
            subject=text,
            customer_id=who.id,
            project_id=who.home.project,
            unit_id=who.home.id,
            category_id=None,
            agent_id=agent.id if agent else None,
            agent_name=agent.name if agent else None,
            last_at=at,
            work_order_id=None,
            state="waiting" if waiting else "closed",
            created_at=at,
            created_by_id=who.login,
        )
        say(bulk, chat, "customer", text, at, who.login)
        if agent is not None:
            say(bulk, chat, "agent", "您好，已为您查询，请稍后查看通知。", at, agent.login)


def say(bulk: Bulk, chat: int, sender: str, text: str, at: dt.datetime, by: int | None) -> None:
    """One line of a chat."""
    bulk.add(
        ChatMessage,
        session_id=chat,
        sender=sender,
        text=text,
        at=at,
        work_order_id=None,
        created_at=at,
        created_by_id=by,
    )
