"""What stands on pages: the reader's language alone, nothing that somebody typed cut, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.custom.crm import bilingual_lines, texts
from app.custom.crm.contact import chats
from app.custom.crm.orders import timeline
from app.generated.customer import Customer
from app.generated.work_order import WorkOrder
from app.runtime import notify, records
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.support.visitor import Visitor


@pytest.fixture
def staff(app: Flask, town: Town, people: People) -> Callable[..., Visitor]:
    """Somebody of the town at his screen."""
    return lambda name, language="zh": Visitor(
        people.browser(app, town.logins[name]), language=language
    )


@pytest.fixture
def order(town: Town) -> WorkOrder:
    """A leak that a resident reported; a technician has it."""
    town.resident()
    return records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )


@pytest.mark.parametrize("line", timeline.LINES)
def test_every_line_of_progress_is_read_back_in_one_language(line: str) -> None:
    words = {
        name: f"{name} a / b" for name in ("summary", "who", "note", "result", "words", "repair_no")
    }
    words |= {"quote": "120", "zh": "等配件", "en": "waiting for a part", "until": "03-05 10:00"}
    text = timeline.text_of(line, **words)
    _kind, zh, en = timeline.LINES[line]
    assert timeline.PROGRESS.read(text, "zh") == zh.format(**words)
    assert timeline.PROGRESS.read(text, "en") == en.format(**words)


def test_a_very_long_word_leaves_room_for_both_languages() -> None:
    text = timeline.text_of("resolved", result="长" * 3000)
    assert len(text) <= bilingual_lines.LONGEST
    assert timeline.PROGRESS.read(text, "en").startswith("Done: 长")
    assert "Done" not in timeline.PROGRESS.read(text, "zh")


@pytest.mark.database
@pytest.mark.parametrize(
    ("language", "seen", "unseen"),
    [("zh", "已派给 张水工", "Assigned to"), ("en", "Assigned to 张水工", "已派给")],
)
def test_staff_read_the_progress_in_their_own_language(
    order: WorkOrder, staff: Callable[..., Visitor], language: str, seen: str, unseen: str
) -> None:
    page = staff("csr", language).open(f"/work_order/show/{order.id}")
    assert page.sees(seen), page.words
    assert unseen not in page.words
    listed = page.open(f"/work_order_event/list/?work_order={order.id}")
    assert listed.sees(seen), listed.words
    assert unseen not in listed.words


@pytest.mark.database
def test_to_give_up_is_never_the_step_that_stands_out(
    order: WorkOrder, staff: Callable[..., Visitor]
) -> None:
    offered = staff("csr").open(f"/work_order/show/{order.id}").page.select(".flow .btn")
    assert [button.get_text(strip=True) for button in offered] == ["转报修", "取消"]
    assert "btn-primary" not in offered[1]["class"]
    first = staff("张水工").open(f"/work_order/show/{order.id}").page.select(".flow .btn-primary")
    assert [button.get_text(strip=True) for button in first] == ["到场开始"]


@pytest.mark.database
def test_a_comment_with_a_slash_is_shown_whole_to_both_sides(
    order: WorkOrder, staff: Callable[..., Visitor]
) -> None:
    resident = staff("王小明").open(f"/portal/requests/{order.id}")
    resident.send(text="10:00 / 14:00 都在家")
    assert resident.sees("10:00 / 14:00 都在家"), resident.words
    assert staff("csr").open(f"/work_order/show/{order.id}").sees("10:00 / 14:00 都在家")


def test_an_agents_line_with_a_slash_reaches_the_customer_whole(
    town: Town, staff: Callable[..., Visitor]
) -> None:
    town.resident()
    chat = chats.say(town.as_("王小明"), "请问周末有人上班吗")
    chats.reply(town.as_("csr"), chat.id, "上午 / 下午 都有人")
    resident = staff("王小明").open("/portal/chat")
    assert resident.sees("上午 / 下午 都有人", "客服 林客服 为您服务"), resident.words
    assert "is with you" not in resident.words


def test_a_hold_is_told_with_its_reason_in_one_language(town: Town, order: WorkOrder) -> None:
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    held = {"hold_reason": "waiting_part", "resume_at": "2026-03-04T20:00:00+08:00"}
    records.transition(technician, WorkOrder, order.id, "hold", held)
    told = next(
        row for row in notify.inbox(town.as_("王小明")) if row.template == "work_order.on_hold"
    )
    assert "（等配件）" in notify.text(told, "zh")
    assert "(waiting for a part)" in notify.text(told, "en")


def test_a_message_of_an_older_template_still_opens(town: Town, order: WorkOrder) -> None:
    told = notify.inbox(town.as_("王小明"))[0]
    told.template = "work_order.on_hold"
    assert "—" in notify.text(told, "en")


def test_a_score_is_told_in_words(order: WorkOrder, staff: Callable[..., Visitor]) -> None:
    page = staff("高调度").open(f"/work_order/show/{order.id}")
    assert "技能 1.0000" in page.words
    assert "{'" not in page.words
    assert texts.score('{"declined": [7, 9], "score": null}', "en") == "— (declined by 2)"


@pytest.mark.database
def test_a_refused_save_asks_nothing_of_saved_rows_that_one_may_not_write(
    town: Town, staff: Callable[..., Visitor]
) -> None:
    """Consents are the customer's: customer service sees and may withdraw them, and changes the rest of the form."""
    from app.generated.consent_record import ConsentRecord

    customer = town.resident()
    with records.writing(town.ctx):
        town.ctx.create(ConsentRecord, customer=customer.id, purpose="service", granted=True)
    page = staff("csr").open(f"/customer/edit/{customer.id}")
    page.send(email="no address")
    assert page.status == 422
    page.send(email="wang@example.com")
    assert page.path == f"/customer/show/{customer.id}", page.words
    town.ctx.session.rollback()
    assert town.ctx.get(Customer, customer.id).email == "wang@example.com"


def test_a_mistyped_address_stays_in_the_portal(town: Town, staff: Callable[..., Visitor]) -> None:
    town.resident()
    page = staff("王小明").open("/portal/requets")
    assert page.status == 404
    assert page.page.select("nav.tabs a")
    assert page.sees("没有这个页面，或您无权查看")


def test_a_closed_page_names_who_may_open_it_by_the_names_that_people_know(
    town: Town, staff: Callable[..., Visitor]
) -> None:
    page = staff("张水工").open("/desk")
    assert page.sees("此页仅限：客服")
    assert "csr" not in page.words


def test_the_foremost_button_leads_on_and_a_missing_note_is_told_at_the_note(
    order: WorkOrder, staff: Callable[..., Visitor]
) -> None:
    page = staff("张水工").open(f"/work_order/show/{order.id}")
    foremost = page.page.select("main .actions .btn-primary")
    assert [button.get_text(strip=True) for button in foremost] == ["到场开始"]
    page.press("转单").press("转单")
    assert page.status == 422
    box = page.page.find("textarea", attrs={"name": "_note"}).parent
    assert box.select_one(".error") is not None
    assert page.page.find(id="problems").select_one("a[href='#_note']") is not None


# -- a session that ends while one types -----------------------------------------------------------

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def late(page: Visitor, path: str, headers: dict[str, str], **values: str) -> Visitor:
    """Send a form after the session is gone, as a browser does."""
    with page.client.session_transaction() as session:
        session.clear()
    page.client.delete_cookie("dougong-id")
    return page._take(page.client.post(path, data=values, headers=headers, follow_redirects=True))


def test_a_residents_form_that_outlived_its_session_is_kept_and_sent_after_the_login(
    town: Town, app: Flask, people: People, staff: Callable[..., Visitor]
) -> None:
    town.resident()
    page = staff("王小明").open("/portal/requests/new")
    late(
        page,
        "/portal/requests/new",
        FROM_HERE,
        summary="厨房水管漏水",
        description="第一行\n第二行",
    )
    assert page.sees("您填写的内容都保留在这里", "先重新登录")
    assert town.ctx.session.query(WorkOrder).count() == 0
    kept = page.text
    page.client = people.browser(app, town.logins["王小明"])
    page.open("/portal/requests/new")
    token = page.page.find(attrs={"name": "csrf_token"})["value"]
    page.text = kept
    page.send(csrf_token=token, summary="厨房水管漏水")
    town.ctx.session.rollback()
    order = town.ctx.session.query(WorkOrder).one()
    assert (order.summary, order.description) == ("厨房水管漏水", "第一行\n第二行")


def test_a_staff_form_that_outlived_its_session_is_kept(
    town: Town, staff: Callable[..., Visitor]
) -> None:
    customer = town.resident()
    page = staff("csr").open(f"/customer/edit/{customer.id}")
    late(page, f"/customer/edit/{customer.id}", FROM_HERE, email="wang@example.com")
    box = page.page.find("input", attrs={"name": "email"})
    assert box["value"] == "wang@example.com"
    assert page.sees("您填写的内容都保留在这里")


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}])
def test_a_form_of_a_foreign_page_is_not_offered_again(
    town: Town, staff: Callable[..., Visitor], headers: dict[str, str]
) -> None:
    town.resident()
    page = staff("王小明")
    late(page, "/portal/requests/new", headers, summary="别人写的")
    assert page.page.find("input", attrs={"name": "summary"}) is None
    page = staff("csr")
    late(page, "/customer/add", headers, name="别人写的")
    assert page.page.find("input", attrs={"name": "name"}) is None


def test_a_password_is_never_carried_on_a_page(town: Town, staff: Callable[..., Visitor]) -> None:
    town.resident()
    page = staff("王小明")
    late(page, "/portal/register", FROM_HERE, name="王小明", password="Kitchen-Leak-88")
    assert page.page.find("input", attrs={"name": "name"}) is not None
    assert "Kitchen-Leak-88" not in page.text


@pytest.mark.database
def test_the_desk_finds_a_customer_and_begins_an_order(
    order: WorkOrder, staff: Callable[..., Visitor]
) -> None:
    desk = staff("csr").open("/desk")
    find = desk.page.select_one("form[role=search]")
    assert find.select_one("input[name=q]") is not None
    assert desk.open(f"{find['action']}?q=0001").sees("王小明"), desk.words
    assert desk.open("/desk").press("新建工单").sees("新建服务工单")


def test_to_cancel_is_never_the_button_that_stands_out(
    order: WorkOrder, staff: Callable[..., Visitor]
) -> None:
    resident = staff("王小明").open(f"/portal/requests/{order.id}")
    cancel = next(link for link in resident.page.find_all("a") if link.get_text() == "取消")
    assert "btn-primary" not in cancel["class"]
