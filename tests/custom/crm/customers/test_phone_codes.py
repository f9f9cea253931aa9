"""1.1: a mobile is proved by a code before anything is believed of it (domain.md §3.1)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app.custom.crm.contact import sms
from app.custom.crm.customers import phone_codes
from app.generated.customer import Customer
from app.generated.phone_code import PhoneCode
from app.generated.registration import Registration
from app.runtime.accounts import login
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from tests.custom.crm.town import Town
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database

PHONE = "13900000088"
PASSWORD = "Kitchen-Leak-88"
SEND = "获取验证码"
DEMO = phone_codes.Sender("a key for these tests", None, shown=True)


@pytest.fixture
def mode(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Demo or not, with or without a gateway."""

    def choose(*, demo: bool = False, gateway: str = "") -> None:
        monkeypatch.setenv("SMS_GATEWAY_URL", gateway)
        monkeypatch.setenv("SMS_GATEWAY_TOKEN", "the-token")
        monkeypatch.setitem(app.config, "DOUGONG", replace(app.config["DOUGONG"], demo=demo))

    choose()
    return choose


@pytest.fixture
def gateway() -> Iterator[Any]:
    """A gateway on loopback: `taken` is what it was given, `status` what it answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.taken.append({**json.loads(body), "auth": self.headers["Authorization"]})
            self.send_response(server.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server: Any = HTTPServer(("127.0.0.1", 0), Handler)
    server.taken, server.status = [], 200
    server.url = f"http://127.0.0.1:{server.server_port}/send"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def given(town: Town, **values: object) -> dict[str, object]:
    return {
        "project": str(town.project.id),
        "building_no": "3",
        "entrance_no": "2",
        "room_no": "1501",
        "name": "王小明",
        "phone": PHONE,
        "email": "wang@example.com",
        "consent_service": True,
        **values,
    }


def shown(page: Visitor) -> str:
    code = page.page.select_one("#demo-code strong")
    return code.get_text() if code else ""


def count(town: Town, entity: Any) -> int:
    town.ctx.session.rollback()
    return int(town.ctx.session.scalar(select(func.count()).select_from(entity)) or 0)


def test_the_button_keeps_what_was_typed_and_registers_nothing(
    app: Flask, town: Town, mode: Callable[..., None]
) -> None:
    mode(demo=True)
    page = Visitor(app.test_client()).open("/portal/register")
    assert "请重新填写" not in page.words
    page.press(SEND, **given(town), password=PASSWORD)
    assert page.status == 200
    assert PASSWORD not in str(page.page)
    assert page.sees("不会留在页面上，请重新填写")
    kept = {name: page.page.find(id=name)["value"] for name in ("building_no", "name", "email")}
    assert kept == {"building_no": "3", "name": "王小明", "email": "wang@example.com"}
    assert page.page.find(id="consent_service").has_attr("checked")
    assert page.page.select_one("#project option[selected]")["value"] == str(town.project.id)
    assert page.sees("演示模式")
    assert count(town, Registration) == 0


def test_the_code_and_the_form_together_open_the_login(
    app: Flask, town: Town, mode: Callable[..., None]
) -> None:
    mode(demo=True)
    town.roster_entry("王小明", PHONE)
    page = Visitor(app.test_client()).open("/portal/register").press(SEND, **given(town))
    page.send(phone_code=shown(page), password=PASSWORD)
    assert page.sees("登记成功"), page.words
    assert login.authenticate(PHONE, PASSWORD) is not None


def test_a_long_form_that_is_refused_says_at_its_top_what_is_wrong(
    app: Flask, town: Town, mode: Callable[..., None]
) -> None:
    mode(demo=True)
    page = Visitor(app.test_client()).open("/portal/register")
    page.press(SEND, **given(town, consent_service=""), password="short")
    assert page.sees("不会留在页面上，请重新填写")
    assert page.page.find(id="problems") is None
    page.send(phone_code=shown(page))
    assert page.status == 422
    top = page.page.select_one("#problems[role=alert][autofocus]")
    assert "须同意为物业服务处理个人信息才能登记" in top.get_text()
    assert page.page.select_one("#consent_service-error") is not None
    assert top.select_one("a[href='#consent_service']") is not None


@pytest.mark.parametrize("typed", ["", "12", "000000", "' or 1=1"])
def test_without_the_code_nothing_is_stored_and_the_form_stays(
    app: Flask, town: Town, mode: Callable[..., None], typed: str
) -> None:
    mode(demo=True)
    town.roster_entry("王小明", PHONE)
    page = Visitor(app.test_client()).open("/portal/register").press(SEND, **given(town))
    typed = "000001" if typed == shown(page) else typed
    page.send(phone_code=typed, password=PASSWORD, room_no="9999")
    assert page.status == 422
    assert page.page.find(id="phone_code-error") is not None
    assert page.page.find(id="room_no-error") is not None, "all that is wrong is said at once"
    assert page.page.find(id="name")["value"] == "王小明"
    assert count(town, Registration) == count(town, Customer) == 0


def test_a_form_that_never_asked_for_a_code_is_refused(
    app: Flask, town: Town, mode: Callable[..., None]
) -> None:
    mode(demo=True)
    page = Visitor(app.test_client()).open("/portal/register")
    page.send(**given(town), password=PASSWORD, phone_code="123456")
    assert page.status == 422
    assert page.sees("请先获取验证码")
    assert count(town, Registration) == 0


def test_a_right_code_still_counts_when_the_form_has_to_be_corrected(
    app: Flask, town: Town, mode: Callable[..., None], at: time_machine.Coordinates
) -> None:
    mode(demo=True)
    page = Visitor(app.test_client()).open("/portal/register").press(SEND, **given(town))
    page.send(phone_code=shown(page), password="123456789012")
    assert page.status == 422
    assert page.page.find(id="phone_code-error") is None
    at.shift(6 * 60)
    page.send(password=PASSWORD, phone_code="")
    assert page.sees("已收到您的登记"), page.words


def test_a_number_that_is_no_mobile_is_said_at_the_field(
    app: Flask, town: Town, mode: Callable[..., None]
) -> None:
    mode(demo=True)
    page = (
        Visitor(app.test_client()).open("/portal/register").press(SEND, **given(town, phone="12"))
    )
    assert page.status == 422
    assert page.page.find(id="phone-error") is not None
    assert count(town, PhoneCode) == 0


def test_without_a_gateway_the_registration_is_kept_and_no_login_opens(
    app: Flask, town: Town, mode: Callable[..., None]
) -> None:
    town.roster_entry("王小明", PHONE)
    page = Visitor(app.test_client()).open("/portal/register")
    assert page.sees("短信验证暂未开通")
    assert page.page.find(id="phone_code") is None
    page.send(**given(town), password=PASSWORD)
    assert page.sees("已收到您的登记", "客服会与您联系核对"), page.words
    assert login.authenticate(PHONE, PASSWORD) is None
    assert town.ctx.session.scalars(select(Customer.state)).all() == ["pending"]


def test_the_gateway_gets_the_code_once_and_the_page_does_not_show_it(
    app: Flask, town: Town, mode: Callable[..., None], gateway: Any
) -> None:
    mode(gateway=gateway.url, demo=True)
    page = Visitor(app.test_client()).open("/portal/register").press(SEND, **given(town))
    page.press(SEND)
    assert page.status == 200
    assert len(gateway.taken) == 1, "pressed twice, sent once"
    told = gateway.taken[0]
    assert (told["phone"], told["auth"]) == (PHONE, "Bearer the-token")
    code = told["text"].split()[1][:6]
    assert code.isdecimal()
    assert code not in page.text
    page.send(phone_code=code, password=PASSWORD)
    assert page.sees("已收到您的登记"), page.words


def test_a_gateway_that_does_not_take_it_is_told_and_nothing_counts_as_sent(
    app: Flask, town: Town, mode: Callable[..., None], gateway: Any
) -> None:
    mode(gateway=gateway.url)
    gateway.status = 503
    page = Visitor(app.test_client()).open("/portal/register").press(SEND, **given(town))
    assert page.status == 422
    assert page.sees("短信暂时发不出去")
    assert page.page.find(id="name")["value"] == "王小明"


def test_the_answer_is_the_same_for_owners_customers_and_strangers(
    app: Flask, town: Town, mode: Callable[..., None], gateway: Any
) -> None:
    mode(gateway=gateway.url)
    town.roster_entry("王小明", PHONE)
    town.resident("赵六", "13900000002", unit=1)
    seen = set()
    for phone in (PHONE, "13900000002", "13700000001"):
        page = Visitor(app.test_client()).open("/portal/register")
        token = page.page.find("input", attrs={"name": "token"})["value"]
        csrf = page.page.find("input", attrs={"name": "csrf_token"})["value"]
        page.press(SEND, **given(town, phone=phone))
        assert page.status == 200
        fresh = page.page.find("input", attrs={"name": "csrf_token"})["value"]
        text = page.text
        for one in (phone, str(token), str(csrf), str(fresh)):
            text = text.replace(one, "-")
        seen.add(text)
    assert len(seen) == 1
    assert len(gateway.taken) == 3


# -- limits ---------------------------------------------------------------------------------------


def visitor(town: Town, address: str = "203.0.113.7") -> Context:
    ctx = town.visitor()
    ctx.ip = address
    return ctx


def test_five_wrong_tries_end_a_code_and_each_try_is_kept(town: Town) -> None:
    ctx = visitor(town)
    row = DEMO.send(ctx, token="form-1", phone=PHONE)
    right = DEMO.code(row)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert DEMO.prove(ctx, token="form-1", phone=PHONE, typed=wrong) is not None
    refused = DEMO.prove(ctx, token="form-1", phone=PHONE, typed=right)
    assert refused is not None
    assert "Too many" in refused.message.in_language("en")
    assert town.ctx.session.scalars(select(PhoneCode.tries)).all() == [5]


def test_a_code_is_good_for_five_minutes(town: Town, at: time_machine.Coordinates) -> None:
    ctx = visitor(town)
    row = DEMO.send(ctx, token="form-1", phone=PHONE)
    code = DEMO.code(row)
    at.shift(5 * 60)
    refused = DEMO.prove(ctx, token="form-1", phone=PHONE, typed=code)
    assert refused is not None
    assert "too old" in refused.message.in_language("en")


def test_full_width_digits_and_blanks_are_read(town: Town) -> None:
    ctx = visitor(town)
    code = DEMO.code(DEMO.send(ctx, token="form-1", phone=f"+86 {PHONE}"))
    typed = " ".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert DEMO.prove(ctx, token="form-1", phone=PHONE, typed=typed) is None
    assert phone_codes.is_proved(ctx, "form-1", PHONE)


def test_another_form_waits_a_minute_for_the_same_number(
    town: Town, at: time_machine.Coordinates
) -> None:
    ctx = visitor(town)
    DEMO.send(ctx, token="form-1", phone=PHONE)
    with pytest.raises(RuleViolation, match="just sent"):
        DEMO.send(ctx, token="form-2", phone=PHONE)
    at.shift(61)
    assert DEMO.send(ctx, token="form-2", phone=PHONE).token == "form-2"


def test_a_number_gets_five_codes_a_day_from_wherever(
    town: Town, at: time_machine.Coordinates
) -> None:
    for number in range(phone_codes.PER_PHONE):
        with visitor(town, f"203.0.113.{number}") as ctx:
            DEMO.send(ctx, token=f"form-{number}", phone=PHONE)
        at.shift(61)
    with pytest.raises(RuleViolation, match="No more codes today"):
        DEMO.send(visitor(town, "203.0.113.99"), token="form-x", phone=PHONE)
    at.shift(24 * 3600)
    assert DEMO.send(visitor(town), token="form-y", phone=PHONE).id


def test_an_address_gets_thirty_codes_a_day_for_whatever_numbers(town: Town) -> None:
    for number in range(phone_codes.PER_ADDRESS):
        with visitor(town) as ctx:  # closed: thirty visitors hold no thirty connections
            DEMO.send(ctx, token=f"form-{number}", phone=f"138000001{number:02d}")
    with pytest.raises(RuleViolation, match="No more codes today"):
        DEMO.send(visitor(town), token="form-x", phone=PHONE)
    assert DEMO.send(visitor(town, "203.0.113.8"), token="form-x", phone=PHONE).id


def test_neither_the_code_nor_a_hash_of_it_is_in_the_database(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_codes.secrets, "token_hex", lambda length: "ab" * length)
    row = DEMO.send(visitor(town), token="form-1", phone=PHONE)
    stored = [
        str(value)
        for value in town.ctx.session.execute(select(PhoneCode.__table__)).one()
        if value is not None
    ]
    assert DEMO.code(row) not in " ".join(stored)
    other = phone_codes.Sender("another key", None, shown=True)
    assert other.code(row) != DEMO.code(row)


def test_a_setting_that_is_no_address_is_no_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMS_GATEWAY_URL", "file:///etc/passwd")
    assert sms.gateway() is None
    assert phone_codes.sender(key="k", demo=False) is None
