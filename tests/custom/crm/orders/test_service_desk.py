"""1.4: chats are taken, answered and turned into orders; a call opens the caller's home and history."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.custom.crm.contact import calls, chats
from app.generated.call_record import CallRecord
from app.generated.chat_message import ChatMessage
from app.generated.chat_session import ChatSession
from app.generated.work_order import WorkOrder
from app.runtime import notify, query, records
from app.runtime.errors import InvalidState, NotFound, RuleViolation
from tests.custom.crm.pictures import photo
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database

QUESTION = "请问周末有人上班吗"


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident."""
    town.resident()
    return town


def said(town: Town, chat: ChatSession) -> list[tuple[str, str]]:
    town.ctx.session.rollback()
    rows = town.ctx.session.execute(
        select(ChatMessage.sender, ChatMessage.text)
        .where(ChatMessage.session_id == chat.id)
        .order_by(ChatMessage.id)
    )
    return [(sender, text.split(" / ")[0]) for sender, text in rows]


def chat_now(town: Town, chat: ChatSession) -> ChatSession:
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return town.ctx.get(ChatSession, chat.id)


def test_a_question_waits_for_an_agent(town: Town) -> None:
    chat = chats.say(town.as_("王小明"), QUESTION)
    waiting = chat_now(town, chat)
    assert (waiting.state, waiting.project_id, waiting.unit_id) == (
        "waiting",
        town.project.id,
        town.units[0].id,
    )
    assert "chat.waiting" in [row.template for row in notify.inbox(town.as_("csr"))]


def test_a_second_line_goes_into_the_same_chat(town: Town) -> None:
    first = chats.say(town.as_("王小明"), QUESTION)
    second = chats.say(town.as_("王小明"), "我想办卡")
    assert first.id == second.id


def test_an_answer_takes_the_chat_and_reaches_the_customer(town: Town) -> None:
    chat = chats.say(town.as_("王小明"), QUESTION)
    chats.reply(town.as_("csr"), chat.id, "周末 9 点到 17 点有人值班")
    taken = chat_now(town, chat)
    assert (taken.state, taken.agent_name) == ("active", "林客服")
    assert said(town, chat) == [
        ("customer", QUESTION),
        ("agent", "周末 9 点到 17 点有人值班"),
        ("bot", "客服 林客服 为您服务"),
    ]
    assert "chat.answered" in [row.template for row in notify.inbox(town.as_("王小明"))]


def test_a_clear_report_becomes_an_order_by_itself(town: Town) -> None:
    chat = chats.say(town.as_("王小明"), "厨房水管漏水")
    order = town.ctx.get(WorkOrder, chat_now(town, chat).work_order_id or 0)
    assert (order.source, order.state, order.unit_id) == ("chat", "assigned", town.units[0].id)
    assert said(town, chat)[-1] == (
        "bot",
        f"您的报事已收到，工单号 {order.order_no}：厨房水管漏水。",
    )


def test_an_agent_turns_a_chat_into_an_order_once(town: Town) -> None:
    chat = chats.say(town.as_("王小明"), "家里有点问题")
    agent = town.as_("csr")
    records.transition(agent, ChatSession, chat.id, "take")
    records.transition(
        agent,
        ChatSession,
        chat.id,
        "open_order",
        {"subject": "客厅插座没电", "category": town.categories["power"].id},
    )
    made = chat_now(town, chat)
    order = town.ctx.get(WorkOrder, made.work_order_id or 0)
    assert (order.summary, order.description) == ("客厅插座没电", "家里有点问题")
    with pytest.raises(InvalidState, match=str(order.order_no)):
        records.transition(agent, ChatSession, chat.id, "open_order", {"subject": "再来一次"})


def test_the_result_is_told_in_the_same_chat(town: Town) -> None:
    chat = chats.say(town.as_("王小明"), "厨房水管漏水")
    order = town.ctx.get(WorkOrder, chat_now(town, chat).work_order_id or 0)
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    done = {
        "result": "更换软管",
        "cause": "老化",
        "after_photos": [photo(town.logins["张水工"])],
    }
    records.transition(technician, WorkOrder, order.id, "resolve", done)
    sender, text = said(town, chat)[-1]
    assert sender == "bot"
    assert f"工单 {order.order_no} 已完成：更换软管" in text


def test_a_closed_chat_takes_no_more_lines(town: Town) -> None:
    chat = chats.say(town.as_("王小明"), QUESTION)
    records.transition(town.as_("王小明"), ChatSession, chat.id, "close")
    with pytest.raises(InvalidState, match="over"):
        chats.reply(town.as_("csr"), chat.id, "还在吗")
    assert chats.say(town.as_("王小明"), "又有一个问题").id != chat.id


def test_nobody_reads_somebody_elses_chat(town: Town) -> None:
    town.resident("赵六", "13900000002", unit=1)
    chat = chats.say(town.as_("王小明"), QUESTION)
    with pytest.raises(NotFound):
        query.get(town.as_("赵六"), ChatSession, chat.id)


# -- telephone ------------------------------------------------------------------------------------


def ring(town: Town, **values: object) -> CallRecord:
    """What the telephone system sends."""
    if "integrator" not in town.logins:
        town.logins["integrator"] = town.people.user("integrator")
    given = {"call_id": "c-1", "phone": "+86 139-0000-0001", **values}
    return records.create(town.as_("integrator"), CallRecord, given)


def test_a_call_opens_the_callers_home_and_history(town: Town) -> None:
    records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    call = ring(town)
    assert (call.phone, call.unit_id, call.project_id) == (
        "13900000001",
        town.units[0].id,
        town.project.id,
    )
    seen = calls.caller(town.visitor(), call.phone)
    assert seen.customer is not None
    assert seen.customer.name == "王小明"
    assert [unit.full_no for unit in seen.units] == ["YX-3-2-1501"]
    assert [order.summary for order in seen.orders] == ["厨房水管漏水"]


def test_the_agents_of_the_project_see_it_ring(town: Town) -> None:
    ring(town)
    told = notify.inbox(town.as_("csr"))[0]
    assert told.template == "call.incoming"
    assert told.params["phone"] == "139****0001"


def test_a_call_that_says_what_it_is_about_is_an_order_at_once(town: Town) -> None:
    call = ring(town, summary="厨房水管漏水")
    order = town.ctx.get(WorkOrder, call.work_order_id or 0)
    assert (order.source, order.external_id, order.unit_id, order.state) == (
        "hotline",
        "c-1",
        town.units[0].id,
        "assigned",
    )


@pytest.mark.parametrize("withheld", [None, ""])
def test_a_withheld_number_rings_and_is_nobodys(town: Town, withheld: str | None) -> None:
    call = ring(town, phone=withheld)
    assert (call.phone, call.customer_id, call.unit_id) == (None, None, None)
    assert notify.inbox(town.as_("csr"))[0].params["phone"] == "未显示号码 / number withheld"
    given = {"summary": "大门口漏水", "project": town.project.id}
    done = records.transition(town.as_("csr"), CallRecord, call.id, "open_order", given)
    order = town.ctx.get(WorkOrder, done.work_order_id or 0)
    assert (order.contact_phone, order.customer_id) == (None, None)


def test_the_desk_says_that_a_number_was_withheld(app: Flask, town: Town, people: People) -> None:
    ring(town, phone=None)
    desk = Visitor(people.browser(app, town.logins["csr"])).open("/desk")
    assert desk.press("未显示号码").status == 200
    assert desk.sees("未显示号码")


def test_the_agent_answers_and_opens_an_order(town: Town) -> None:
    call = ring(town)
    agent = town.as_("csr")
    answered = records.transition(agent, CallRecord, call.id, "answer")
    assert answered.agent_id == town.employees["林客服"].id
    done = records.transition(
        agent, CallRecord, call.id, "open_order", {"summary": "电梯厅的灯不亮"}
    )
    order = town.ctx.get(WorkOrder, done.work_order_id or 0)
    assert (order.summary, order.customer_id) == ("电梯厅的灯不亮", call.customer_id)
    with pytest.raises(RuleViolation, match="order already"):
        records.transition(agent, CallRecord, call.id, "open_order", {"summary": "再来一次"})


def test_an_unknown_caller_has_no_customer_and_says_where(town: Town) -> None:
    call = ring(town, phone="13700000000")
    assert (call.customer_id, call.unit_id, call.project_id) == (None, None, None)
    agent = town.as_("csr")
    with pytest.raises(RuleViolation, match="project"):
        records.transition(agent, CallRecord, call.id, "open_order", {"summary": "大门口漏水"})
    done = records.transition(
        agent,
        CallRecord,
        call.id,
        "open_order",
        {"summary": "大门口水管漏水", "project": town.project.id},
    )
    order = town.ctx.get(WorkOrder, done.work_order_id or 0)
    assert (order.customer_id, order.contact_phone) == (None, "13700000000")


def test_a_call_that_nobody_took_is_called_back(town: Town) -> None:
    call = ring(town)
    records.transition(town.as_("integrator"), CallRecord, call.id, "miss")
    done = records.transition(town.as_("csr"), CallRecord, call.id, "call_back")
    assert (done.state, done.agent_id) == ("answered", town.employees["林客服"].id)
