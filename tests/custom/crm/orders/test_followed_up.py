"""1.3 over the pages: confirmed without a rating → invited in the portal → a low score reaches the supervisor."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.survey import Survey
from app.generated.work_order import WorkOrder
from app.runtime import jobs, records
from tests.custom.crm.pictures import photo
from tests.custom.crm.town import Town

pytestmark = pytest.mark.database


@pytest.fixture
def resident(app: Flask, town: Town) -> FlaskClient:
    """The browser of 王小明, who is asked by the open event survey."""
    town.resident()
    given = {
        "subject": "工单服务评价",
        "kind": "event",
        "questions": [{"key": "service", "zh": "客服态度", "en": "Service"}],
        "opens_at": town.ctx.now,
        "closes_at": town.ctx.now + dt.timedelta(days=365),
    }
    csr = town.as_("csr")
    made = records.create(csr, Survey, given)
    records.transition(csr, Survey, made.id, "schedule")
    with records.writing(town.ctx):
        town.ctx.transition(town.ctx.get(Survey, made.id), "open")
    return town.people.browser(app, login_of(town))


def login_of(town: Town) -> int:
    login = town.ctx.session.scalars(select(Customer.login_id)).one()
    assert login is not None
    return login


def refresh(town: Town) -> None:
    """See what the browsers wrote."""
    town.ctx.session.rollback()
    town.ctx.session.expire_all()


def state(town: Town, order: int) -> str:
    refresh(town)
    return town.ctx.get(WorkOrder, order).state


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


def post(browser: FlaskClient, page: str, url: str, **values: str) -> int:
    data = {"csrf_token": token(browser.get(page).text), **values}
    return browser.post(url, data=data).status_code


def resolved(town: Town) -> int:
    order = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    done = {"result": "更换软管", "cause": "老化", "after_photos": [photo(town.logins["张水工"])]}
    records.transition(technician, WorkOrder, order.id, "resolve", done)
    return order.id


def test_a_low_answer_to_the_invitation_reaches_the_supervisor(
    app: Flask, town: Town, resident: FlaskClient
) -> None:
    boss = town.staff("eng_mgr", "ENG", name="工程部长")
    town.ctx.update(town.departments["ENG"], head=boss.id)
    order = resolved(town)
    url = f"/portal/requests/{order}/confirm"
    assert post(resident, url, url) == 302
    jobs.run_due()

    invited = resident.get("/portal/surveys").text
    assert "工单服务评价" in invited
    assert "待评价" in invited
    links = re.findall(r'href="(/portal/survey/[^"]+)"', resident.get("/portal/notices").text)
    assert len(links) == 1
    assert post(resident, links[0], links[0], csat="1", comment="又漏了") == 302
    assert "已评价" in resident.get("/portal/surveys").text

    refresh(town)
    follow_up = town.ctx.session.scalars(
        select(WorkOrder).where(WorkOrder.source == "survey")
    ).one()
    assert (follow_up.follow_up_of_id, follow_up.priority) == (order, "p2")
    supervisor = town.people.browser(app, town.logins["工程部长"])
    told = supervisor.get("/messages/unread").text
    assert "1 分，请回访" in told
    message = re.findall(r'href="(/m/\d+)"><span>[^<]*请回访', told)
    assert supervisor.get(message[0]).location == f"/work_order/show/{follow_up.id}"
    assert supervisor.get(f"/work_order/show/{follow_up.id}").status_code == 200


def test_every_message_about_an_order_leads_to_it(town: Town, resident: FlaskClient) -> None:
    order = resolved(town)
    page = resident.get("/portal/notices").text
    assert f'href="/portal/requests/{order}"' in page
    assert '<li><a href="/portal/notices"' not in page


# -- a price is agreed to as it is ------------------------------------------------------------------


def quoted(town: Town) -> int:
    town.technician("王师傅", {})
    order = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "请帮忙安装晾衣架", "unit": town.units[0].id}
    )
    fresh = town.ctx.get(WorkOrder, order.id)
    who = town.as_(str(fresh.assignee_name))
    records.transition(who, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    records.transition(who, WorkOrder, order.id, "quote", {"quote": "80.00"})
    return order.id


def sent_with(page: str, step: str) -> dict[str, str]:
    """The hidden fields of the form of a step."""
    form = re.search(
        rf'<form[^>]*action="[^"]*/{step}".*?</form>|<form method="post" enc.*?</form>',
        page,
        re.DOTALL,
    )
    assert form is not None
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form[0])
    pairs = [
        (re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in found
    ]
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def test_a_price_is_accepted_as_it_was_seen(town: Town, resident: FlaskClient) -> None:
    order = quoted(town)
    form = sent_with(resident.get(f"/portal/requests/{order}").text, "approve_quote")
    assert resident.post(f"/portal/requests/{order}/approve_quote", data=form).status_code == 302
    assert state(town, order) == "in_progress"


@pytest.mark.parametrize("step", ["approve_quote", "refuse_quote"])
def test_a_price_that_changed_meanwhile_is_shown_again_first(
    town: Town, resident: FlaskClient, step: str
) -> None:
    order = quoted(town)
    page = f"/portal/requests/{order}" + ("" if step == "approve_quote" else f"/{step}")
    form = sent_with(resident.get(page).text, step)
    assert form["_seen_quote"] == "80.00"
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(WorkOrder, order), quote="800.00")
    answer = resident.post(f"/portal/requests/{order}/{step}", data=form)
    assert answer.status_code == 422
    assert "请核对现在的内容后再提交" in answer.text
    assert "800" in answer.text
    assert state(town, order) == "quoted"
    again = sent_with(answer.text, step)
    assert again["_seen_quote"] == "800.00"
    assert resident.post(f"/portal/requests/{order}/{step}", data=again).status_code == 302


def test_other_changes_do_not_stop_him(town: Town, resident: FlaskClient) -> None:
    order = quoted(town)
    form = sent_with(resident.get(f"/portal/requests/{order}").text, "approve_quote")
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(WorkOrder, order), description="请下午来")
    assert resident.post(f"/portal/requests/{order}/approve_quote", data=form).status_code == 302
