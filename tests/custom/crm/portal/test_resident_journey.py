"""The whole way over HTTP: a resident registers, reports a leak, follows it, confirms it and answers (1.1, 1.3, 1.4)."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from app.generated.customer import Customer
from app.generated.survey import Survey
from app.generated.work_order import WorkOrder
from app.runtime import jobs, notify
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.support.visitor import Visitor

PHONE = "13900000088"
PASSWORD = "Kitchen-Leak-88"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def visitor(app: Flask) -> Callable[[], Visitor]:
    return lambda: Visitor(app.test_client())


@pytest.fixture
def staff(app: Flask, town: Town, people: People) -> Callable[[str], Visitor]:
    """Somebody of the town at his screen."""
    return lambda name: Visitor(people.browser(app, town.logins[name]))


@pytest.fixture(autouse=True)
def demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page shows the code that would come by SMS."""
    monkeypatch.delenv("SMS_GATEWAY_URL", raising=False)
    monkeypatch.setitem(app.config, "DOUGONG", replace(app.config["DOUGONG"], demo=True))


def register(town: Town, page: Visitor, **values: object) -> Visitor:
    given = {
        "project": str(town.project.id),
        "building_no": "3",
        "entrance_no": "2",
        "room_no": "1501",
        "name": "王小明",
        "phone": PHONE,
        "password": PASSWORD,
        "consent_service": True,
        **values,
    }
    page.open("/portal/register").press("获取验证码", **given)
    code = page.page.select_one("#demo-code strong")
    typed = code.get_text() if code else ""
    # The password is typed anew; all else stands there.
    return page.send(password=given["password"], phone_code=typed)


def log_in(page: Visitor, password: str = PASSWORD) -> Visitor:
    return page.open("/portal/login").send(username=PHONE, password=password)


@pytest.mark.database
def test_an_owner_on_the_roster_registers_and_can_log_in_at_once(
    town: Town, visitor: Callable[[], Visitor]
) -> None:
    town.roster_entry("王小明", PHONE)
    page = register(town, visitor())
    assert page.sees("登记成功"), page.words
    assert log_in(page).path == "/portal/requests"


@pytest.mark.database
def test_somebody_unknown_is_verified_by_customer_service_first(
    town: Town, visitor: Callable[[], Visitor], staff: Callable[[str], Visitor]
) -> None:
    page = register(town, visitor())
    assert page.sees("已收到您的登记")
    assert log_in(page).sees("用户名或密码不正确")
    customer = town.ctx.session.query(Customer).filter_by(phone=PHONE).one()
    desk = staff("csr").open(f"/customer/show/{customer.id}")
    desk.press("核验通过")
    jobs.run_due()
    assert log_in(page).path == "/portal/requests", page.words


def test_a_bad_form_says_what_is_wrong_at_the_field_and_keeps_what_was_typed(
    town: Town, visitor: Callable[[], Visitor]
) -> None:
    page = register(town, visitor(), phone="12", room_no="9999")
    assert page.status == 422
    assert page.page.find(id="phone")["value"] == "12"
    assert page.page.find(id="phone-error") is not None
    assert town.ctx.session.query(Customer).count() == 0


def test_without_consent_to_the_service_nothing_is_stored(
    town: Town, visitor: Callable[[], Visitor]
) -> None:
    page = register(town, visitor(), consent_service=False)
    assert page.status == 422
    assert page.sees("须同意为物业服务处理个人信息才能登记")
    assert town.ctx.session.query(Customer).count() == 0


@pytest.mark.database
def test_the_same_form_sent_twice_makes_one_customer(
    town: Town, visitor: Callable[[], Visitor]
) -> None:
    page = register(town, visitor(), consent_service=False)
    form = page.text
    for _ in range(2):
        page.text, page.path = form, "/portal/register"
        page.send(password=PASSWORD, consent_service=True)
        assert page.sees("已收到您的登记"), page.words
    assert town.ctx.session.query(Customer).count() == 1


@pytest.mark.database
def test_a_leak_travels_from_the_first_click_to_the_survey(
    town: Town, visitor: Callable[[], Visitor], staff: Callable[[str], Visitor]
) -> None:
    town.roster_entry("王小明", PHONE)
    event_survey(town)
    resident = log_in(register(town, visitor()))
    resident.open("/portal/requests/new").send(
        summary="厨房水管漏水", description="水槽下面一直在滴水"
    )
    assert resident.sees("GD20260304-0001", "张水工", "已派单"), resident.words
    order = town.ctx.session.query(WorkOrder).one()

    technician = staff("张水工").open(f"/work_order/show/{order.id}")
    technician.press("到场开始").send(arrival_code=town.units[0].full_no)
    technician.press("完成").send(
        result="更换三角阀", cause="老化", after_photos__new=(io.BytesIO(PNG), "after.png")
    )
    assert technician.status == 200, technician.words

    resident.open(f"/portal/requests/{order.id}")
    assert resident.sees("张水工 已到场", "已完成：更换三角阀"), resident.words
    resident.press("确认并评价").send(rating="5")
    assert resident.sees("已关闭"), resident.words

    jobs.run_due()
    told = notify.inbox(town.ctx.for_user(customer_login(town)))
    token = next(row.params["token"] for row in told if row.template == "survey.invite")
    answer = visitor().open(f"/portal/survey/{token}").send(csat="5", comment="很快")
    assert answer.sees("谢谢您的评价")
    assert visitor().open(f"/portal/survey/{token}").sees("您已经提交过了")


def test_a_neighbour_finds_no_request_of_mine(town: Town, app: Flask, people: People) -> None:
    town.resident()
    town.resident("李邻居", "13900000002", unit=1)
    mine = Visitor(people.browser(app, town.logins["王小明"]))
    mine.open("/portal/requests/new").send(summary="厨房水管漏水", description="滴水")
    order = town.ctx.session.query(WorkOrder).one()
    neighbour = Visitor(people.browser(app, town.logins["李邻居"]))
    assert neighbour.open(f"/portal/requests/{order.id}").status == 404
    assert "厨房" not in neighbour.open("/portal/requests").words


def test_a_comment_reaches_the_timeline(town: Town, app: Flask, people: People) -> None:
    town.resident()
    page = Visitor(people.browser(app, town.logins["王小明"]))
    page.open("/portal/requests/new").send(summary="厨房水管漏水", description="滴水")
    page.send(text="下午三点后在家")
    assert page.sees("下午三点后在家"), page.words


def test_the_portal_speaks_english_too(town: Town, app: Flask, people: People) -> None:
    town.resident()
    page = Visitor(people.browser(app, town.logins["王小明"]), language="en")
    page.open("/portal/requests/new").send(summary="厨房水管漏水", description="滴水")
    assert page.sees("Progress", "Received: 厨房水管漏水"), page.words


def test_every_menu_page_opens(town: Town, app: Flask, people: People) -> None:
    town.resident()
    page = Visitor(people.browser(app, town.logins["王小明"])).open("/portal/requests")
    for link in page.page.select("nav.tabs a"):
        assert page.open(str(link["href"])).status == 200, page.path


@pytest.mark.database
def test_my_data_shows_my_home_and_saves_what_i_may_change(
    town: Town, app: Flask, people: People
) -> None:
    town.resident()
    page = Visitor(people.browser(app, town.logins["王小明"])).open("/portal/me")
    assert page.sees("王小明", "1501")
    page.send(email="wang@example.com")
    assert page.sees("已保存")
    assert town.ctx.session.query(Customer).one().email == "wang@example.com"


def test_a_chat_that_names_a_fault_becomes_an_order(
    town: Town, app: Flask, people: People, staff: Callable[[str], Visitor]
) -> None:
    town.resident()
    page = Visitor(people.browser(app, town.logins["王小明"])).open("/portal/chat")
    page.send(text="厨房水管漏水")
    assert page.sees("GD20260304-0001"), page.words


@pytest.mark.database
def test_the_desk_takes_answers_and_turns_a_chat_into_an_order(
    town: Town, app: Flask, people: People, staff: Callable[[str], Visitor]
) -> None:
    town.resident()
    resident = Visitor(people.browser(app, town.logins["王小明"])).open("/portal/chat")
    resident.send(text="你好，有点事想说")
    desk = staff("csr").open("/desk")
    desk.press("你好，有点事想说")
    assert desk.sees("王小明", "1501"), desk.words
    desk.press("接入")
    desk.send(text="请讲")
    assert resident.open("/portal/chat").sees("请讲")
    desk.press("转为工单").send(subject="阳台门锁坏了")
    order = town.ctx.session.query(WorkOrder).one()
    assert (order.source, order.customer_id) == ("chat", town.ctx.session.query(Customer).one().id)
    assert resident.open("/portal/chat").sees(order.order_no)


@pytest.mark.database
def test_an_incoming_call_opens_the_callers_home_and_history(
    town: Town, app: Flask, people: People, staff: Callable[[str], Visitor]
) -> None:
    from app.generated.call_record import CallRecord

    town.resident()
    Visitor(people.browser(app, town.logins["王小明"])).open("/portal/requests/new").send(
        summary="厨房水管漏水", description="滴水"
    )
    call = town.ctx_create(CallRecord, call_id="cti-1", phone="13900000001", direction="in")
    desk = staff("csr").open("/desk").press("13900000001")
    assert desk.sees("王小明", "1501", "厨房水管漏水"), desk.words
    desk.press("接听")
    assert desk.sees("已执行：接听"), desk.words
    desk.press("转为工单").send(summary="客厅灯不亮")
    assert desk.path == f"/desk/call/{call.id}"
    assert town.ctx.session.query(WorkOrder).filter_by(source="hotline").count() == 1


def test_the_desk_is_for_customer_service_only(staff: Callable[[str], Visitor]) -> None:
    assert staff("张水工").open("/desk").status == 403


def event_survey(town: Town) -> None:
    """A survey after each order, open now."""
    import datetime as dt

    from app.runtime import records

    with records.writing(town.ctx):
        survey = town.ctx.create(
            Survey,
            subject="服务评价",
            kind="event",
            opens_at=town.ctx.now - dt.timedelta(days=1),
            closes_at=town.ctx.now + dt.timedelta(days=300),
            questions=[{"key": "service", "zh": "客服态度", "en": "Service"}],
        )
        town.ctx.transition(survey, "schedule")
        town.ctx.transition(survey, "open")


def customer_login(town: Town) -> int:
    town.ctx.session.rollback()
    login = town.ctx.session.query(Customer).one().login_id
    assert login is not None
    return int(login)
