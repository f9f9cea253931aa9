"""1.4: what the telephone system reports stands on the service desk, opens the caller's home, and becomes an order."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.generated.call_record import CallRecord
from app.generated.work_order import WorkOrder
from app.runtime import notify, records
from tests.custom.crm.town import Town
from tests.support.sender import KEY, Sender

CALL = {"call_id": "c-1", "from": "+86 139-0000-0001", "to": "95100001"}
RINGING = {"type": "call.ringing", "timestamp": "2026-03-04T09:59:00+08:00", "data": CALL}
ANSWERED = {"type": "call.answered", "timestamp": "2026-03-04T09:59:10+08:00", "data": CALL}
ENDED = {
    "type": "call.ended",
    "timestamp": "2026-03-04T10:00:15+08:00",
    "data": {**CALL, "seconds": 65},
}
RECORDING = {"type": "call.recording", "data": {**CALL, "recording_url": "https://pbx.example/c-1"}}


@dataclasses.dataclass
class Exchange:
    """The telephone system: a new id for every event."""

    sender: Sender
    numbers: Iterator[int] = dataclasses.field(default_factory=lambda: itertools.count(1))

    def says(self, *events: dict[str, Any]) -> dict[str, Any]:
        """Send them in this order; every one must be taken. Returns the last answer."""
        answer: dict[str, Any] = {}
        for event in events:
            sent = self.sender.send(f"e-{next(self.numbers)}", event)
            assert sent.status_code == 200, sent.text
            answer = sent.get_json()
        return answer

    def is_refused(self, event: Any) -> list[str]:
        """Send what must be refused with 422; the fields that are named."""
        sent = self.sender.send(f"e-{next(self.numbers)}", event)
        assert sent.status_code == 422, sent.text
        return [error["field"] for error in sent.get_json()["errors"]]


@pytest.fixture
def exchange(app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch) -> Exchange:
    town.resident()
    config = dataclasses.replace(app.config["DOUGONG"], webhook_keys={"cti": (KEY,)})
    monkeypatch.setitem(app.config, "DOUGONG", config)
    return Exchange(Sender(app.test_client(use_cookies=False), "cti"))


@pytest.fixture
def agent(app: Flask, town: Town) -> FlaskClient:
    """The browser of 林客服."""
    return town.people.browser(app, town.logins["csr"])


def the_calls(town: Town) -> list[CallRecord]:
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return list(town.ctx.session.scalars(select(CallRecord).order_by(CallRecord.id)))


def the_call(town: Town) -> CallRecord:
    [call] = the_calls(town)
    return call


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


# -- the whole way ----------------------------------------------------------------------------------


def test_a_call_stands_on_the_desk_opens_the_home_and_becomes_an_order(
    exchange: Exchange, agent: FlaskClient, town: Town
) -> None:
    resident = town.as_("王小明")
    records.create(resident, WorkOrder, {"summary": "阳台门锁坏了", "unit": town.units[0].id})
    call = exchange.says(RINGING)["call"]
    board = agent.get("/desk/lines").text
    assert f'href="/desk/call/{call}"' in board
    assert "王小明" in board
    page = agent.get(f"/desk/call/{call}").text
    assert "13900000001" in page
    assert "YX-3-2-1501" in page
    assert "阳台门锁坏了" in page
    exchange.says(ANSWERED)
    dialog = agent.get(f"/desk/call/{call}/open_order").text
    assert "YX-3-2-1501" in dialog
    unit = town.units[0].id
    done = agent.post(
        f"/desk/call/{call}/open_order",
        data={
            "csrf_token": token(dialog),
            "customer": the_call(town).customer_id,
            "unit": unit,
            "project": town.project.id,
            "summary": "厨房水管漏水",
        },
    )
    assert done.status_code == 302, done.text
    order = town.ctx.get(WorkOrder, the_call(town).work_order_id or 0)
    assert (order.source, order.external_id, order.unit_id, order.contact_phone) == (
        "hotline",
        "c-1",
        unit,
        "13900000001",
    )
    assert str(order.order_no) in agent.get(f"/desk/call/{call}").text


@pytest.mark.database
def test_the_agent_may_still_write_the_order_after_the_caller_hung_up(
    exchange: Exchange, town: Town
) -> None:
    call = exchange.says(RINGING, ANSWERED, ENDED)["call"]
    done = records.transition(
        town.as_("csr"), CallRecord, call, "open_order", {"summary": "厨房水管漏水"}
    )
    assert done.state == "ended"
    assert done.work_order_id is not None


def test_the_agents_are_told_once(exchange: Exchange, town: Town) -> None:
    exchange.says(RINGING, RINGING, ANSWERED, ENDED)
    told = [row for row in notify.inbox(town.as_("csr")) if row.template == "call.incoming"]
    assert len(told) == 1


# -- events -----------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_events_in_any_order_tell_the_same_call(
    exchange: Exchange, town: Town, order: tuple[int, ...]
) -> None:
    events = (RINGING, ANSWERED, ENDED, RECORDING)
    exchange.says(*(events[place] for place in order))
    call = the_call(town)
    assert (call.state, call.seconds, call.recording_url, call.unit_id) == (
        "ended",
        65,
        "https://pbx.example/c-1",
        town.units[0].id,
    )
    assert call.started_at.isoformat() == "2026-03-04T01:59:00+00:00"


@pytest.mark.parametrize("first", [True, False])
def test_a_call_without_seconds_is_missed_unless_it_was_answered(
    exchange: Exchange, town: Town, first: bool
) -> None:
    ended = {**ENDED, "data": CALL}
    assert exchange.says(RINGING, ended)["state"] == "missed"
    assert exchange.says(ANSWERED)["state"] == "ended"
    other = {**CALL, "call_id": "c-2"}
    exchange.says({**RINGING, "data": other}, {**ANSWERED, "data": other})
    assert exchange.says({**ended, "data": other})["state"] == "ended"


@pytest.mark.database
def test_a_missed_call_stands_on_the_desk_to_be_called_back(
    exchange: Exchange, agent: FlaskClient, town: Town
) -> None:
    call = exchange.says(RINGING, {**ENDED, "data": CALL})["call"]
    assert f'href="/desk/call/{call}"' in agent.get("/desk/lines").text
    records.transition(town.as_("csr"), CallRecord, call, "call_back")
    assert the_call(town).agent_id == town.employees["林客服"].id


@pytest.mark.database
def test_a_late_ringing_event_wakes_no_ended_call(exchange: Exchange, agent: FlaskClient) -> None:
    call = exchange.says(ANSWERED, ENDED, RINGING)
    assert call["state"] == "ended"
    assert f'href="/desk/call/{call["call"]}"' not in agent.get("/desk/lines").text


def test_events_of_one_call_at_one_moment_are_one_call(
    app: Flask, exchange: Exchange, town: Town
) -> None:
    def send(number: int) -> int:
        sender = Sender(app.test_client(use_cookies=False), "cti")
        return sender.send(
            f"x-{number}", (RINGING, ANSWERED, RECORDING, ENDED)[number % 4]
        ).status_code

    with ThreadPoolExecutor(4) as pool:
        codes = set(pool.map(send, range(12)))
    assert codes == {200}
    assert the_call(town).state == "ended"


def test_the_agent_is_known_by_his_number(exchange: Exchange, town: Town) -> None:
    him = town.employees["林客服"]
    exchange.says({**ANSWERED, "data": {**CALL, "agent": him.emp_no}})
    assert the_call(town).agent_id == him.id


def test_an_unknown_agent_is_nobody(exchange: Exchange, town: Town) -> None:
    exchange.says({**ANSWERED, "data": {**CALL, "agent": "E99999"}})
    assert the_call(town).agent_id is None


def test_an_outgoing_call_is_of_the_one_who_was_called_and_rings_on_no_desk(
    exchange: Exchange, agent: FlaskClient, town: Town
) -> None:
    out = {"call_id": "c-1", "direction": "out", "from": "95100001", "to": "13900000001"}
    call = exchange.says({**RINGING, "data": out})["call"]
    assert f'href="/desk/call/{call}"' not in agent.get("/desk/lines").text
    assert exchange.says({**ENDED, "data": out})["state"] == "ended"
    assert the_call(town).phone == "13900000001"


# -- callers ----------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize(
    "number",
    [None, "", "anonymous", "Restricted", "sip:anonymous@anonymous.invalid", "801", "1" * 30],
)
def test_a_withheld_number_is_a_call_of_nobody_known(
    exchange: Exchange, agent: FlaskClient, town: Town, number: str | None
) -> None:
    call = exchange.says({**RINGING, "data": {**CALL, "from": number}})["call"]
    found = the_call(town)
    assert (found.phone, found.customer_id, found.unit_id) == (None, None, None)
    assert "未显示号码" in agent.get("/desk/lines").text
    assert agent.get(f"/desk/call/{call}").status_code == 200
    done = records.transition(
        town.as_("csr"),
        CallRecord,
        call,
        "open_order",
        {"summary": "大门口漏水", "project": town.project.id},
    )
    assert done.work_order_id is not None


@pytest.mark.parametrize("number", ["sip:+8613900000001@pbx.example", "tel:13900000001;ext=2"])
def test_an_address_is_a_number_too(exchange: Exchange, town: Town, number: str) -> None:
    exchange.says({**RINGING, "data": {**CALL, "from": number}})
    assert the_call(town).phone == "13900000001"


@pytest.mark.database
def test_the_called_hotline_says_the_project_of_an_unknown_caller(
    exchange: Exchange, town: Town
) -> None:
    town.ctx.update(town.project, hotline="95100001")
    exchange.says({**RINGING, "data": {**CALL, "from": "13700000000"}})
    call = the_call(town)
    assert (call.customer_id, call.project_id) == (None, town.project.id)


# -- what is no event -------------------------------------------------------------------------------


def test_an_event_of_another_kind_is_answered_and_left_alone(
    exchange: Exchange, town: Town
) -> None:
    assert exchange.says({"type": "agent.paused", "data": {}}) == {"ignored": "agent.paused"}
    assert the_calls(town) == []


def test_what_is_missing_or_wrong_is_named(exchange: Exchange, town: Town) -> None:
    assert exchange.is_refused({}) == ["data", "type", "data.call_id"]
    assert exchange.is_refused({"type": 1, "data": []}) == ["data", "type", "data.call_id"]
    assert exchange.is_refused({**RINGING, "data": {**CALL, "call_id": 5}}) == ["data.call_id"]
    assert exchange.is_refused({**RINGING, "data": {**CALL, "call_id": "x" * 65}}) == [
        "data.call_id"
    ]
    assert exchange.is_refused({**RINGING, "data": {**CALL, "direction": "up"}}) == [
        "data.direction"
    ]
    assert exchange.is_refused({"type": "call.recording", "data": CALL}) == ["data.recording_url"]
    assert the_calls(town) == []


@pytest.mark.parametrize("seconds", [-1, 1.5, "65", True, 10**30])
def test_odd_seconds_are_refused(exchange: Exchange, seconds: Any) -> None:
    assert exchange.is_refused({**ENDED, "data": {**CALL, "seconds": seconds}}) == ["data.seconds"]


@pytest.mark.parametrize(
    "moment",
    [
        "yesterday",
        "2026-03-04T10:00:00",
        5,
        "0001-01-01T00:00:00+14:00",
        "1970-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
    ],
)
def test_an_odd_moment_is_refused(exchange: Exchange, moment: Any) -> None:
    assert exchange.is_refused({**RINGING, "timestamp": moment}) == ["timestamp"]


def test_an_address_that_is_none_is_refused(exchange: Exchange) -> None:
    wrong = {**RECORDING, "data": {**CALL, "recording_url": "javascript:alert(1)"}}
    assert exchange.is_refused(wrong) == ["recording_url"]


def test_the_message_of_an_incoming_call_opens_it_on_the_desk(
    exchange: Exchange, agent: FlaskClient
) -> None:
    call = exchange.says(RINGING)["call"]
    message = re.findall(r'href="(/m/\d+)"', agent.get("/messages/unread").text)
    assert agent.get(message[0]).location == f"/desk/call/{call}"
