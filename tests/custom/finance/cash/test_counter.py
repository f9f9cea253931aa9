"""The counter (收费台): who stands there is found, his bills are chosen, one press takes the money and gives the receipt."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.generated.customer import Customer
from app.generated.payment import Payment
from tests.custom.finance.cash.till import Till
from tests.support.people import People
from tests.web.pages import visit

D = Decimal


@pytest.fixture
def counter(till: Till, people: People, app: Flask) -> Any:
    return people.browser(app, till.desk.town.logins["郑出纳"])


def press(client: Any, customer: Customer, **changes: Any) -> Any:
    """The form as it stands on the page, with some fields typed over."""
    html = visit(client, f"/counter/{customer.id}").html
    form = html.select_one("form.counter")
    sent: dict[str, Any] = {
        one["name"]: one.get("value", "")
        for one in form.select("input[name]")
        if one.get("type") not in ("checkbox", "radio")
    }
    sent["bill"] = [one["value"] for one in form.select("[data-amount][checked]")]
    sent["channel"] = "cash"
    return client.post(f"/counter/{customer.id}", data=sent | changes, follow_redirects=True)


def payments(till: Till) -> list[Payment]:
    return list(till.session.scalars(select(Payment).order_by(Payment.id)))


@pytest.mark.database
def test_a_single_person_is_opened_at_once_by_name_or_home(till: Till, counter: Any) -> None:
    payer = till.desk.pays("范平熙")
    home = till.desk.town.units[0].full_no
    for text in ("范平熙", home):
        answer = counter.get("/counter", query_string={"q": text})
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"/counter/{payer.id}")
    assert "没有找到" in visit(counter, "/counter?q=查无此人").text


@pytest.mark.database
def test_everything_owed_is_chosen_and_taken_with_one_press(till: Till, counter: Any) -> None:
    payer = till.desk.pays("业主")
    bills = [till.bill(payer), till.bill(payer, "100.00")]
    page = press(counter, payer, given="400").get_data(as_text=True)
    assert "已收 ¥376.53（现金），找零 ¥23.47" in page
    assert "没有未缴的账单" in page
    (made,) = payments(till)
    assert (made.state, made.amount, f"/receipt/{made.id}.pdf" in page) == (
        "settled",
        D("376.53"),
        True,
    )
    assert [till.again(one).state for one in bills] == ["paid", "paid"]
    till.must_tie()


@pytest.mark.database
def test_the_late_fee_of_today_is_part_of_what_is_asked(till: Till, counter: Any) -> None:
    payer = till.desk.pays("业主")
    bill = till.bill(payer, "1000.00", due=dt.date(2026, 1, 3))
    page = press(counter, payer).get_data(as_text=True)
    assert "没有未缴的账单" in page
    assert till.again(bill).late_paid == D("18.00")
    assert payments(till)[0].amount == D("1018.00")


@pytest.mark.database
def test_more_than_is_owed_is_paid_ahead_and_less_settles_the_oldest(
    till: Till, counter: Any
) -> None:
    payer = till.desk.pays("业主")
    old, new = till.bill(payer, due=dt.date(2026, 12, 30)), till.bill(payer)
    page = press(counter, payer, amount="300").get_data(as_text=True)
    assert till.again(old).state == "paid"
    assert till.again(new).balance == D("253.06")
    assert "¥253.06" in page
    assert "转预存 ¥46.94" in press(counter, payer, amount="300").get_data(as_text=True)
    assert till.prepaid(payer) == D("46.94")
    assert "预存余额 ¥46.94" in visit(counter, f"/counter/{payer.id}").text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"channel": "pos"}, "请填写银行流水号或 POS 参考号"),
        ({"channel": "wechat"}, "请选择收款方式"),
        ({"amount": "12.345"}, "最多两位小数"),
        ({"amount": "1e9999"}, "最多两位小数"),
        ({"amount": ""}, "请填写金额"),
        ({"given": "10"}, "实收现金少于应收金额"),
        ({"bill": ["9" * 18]}, "请更正标出的字段"),
    ],
)
def test_what_cannot_be_is_told_at_the_form_and_nothing_is_taken(
    till: Till, counter: Any, typed: dict[str, str], told: str
) -> None:
    payer = till.desk.pays("业主")
    till.bill(payer)
    answer = press(counter, payer, payer_name="其子", **typed)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, told in page, "其子" in page) == (422, True, True)
    assert payments(till) == []


@pytest.mark.database
def test_who_was_slower_than_a_colleague_is_told_by_which_payment(till: Till, counter: Any) -> None:
    payer = till.desk.pays("业主")
    bill = till.bill(payer)
    first = till.pay(payer, "276.53", rule="chosen", chosen=[bill.id])
    answer = press(counter, payer, bill=[str(bill.id)], amount="276.53")
    assert answer.status_code == 422
    assert first.payment_no in answer.get_data(as_text=True)
    assert till.session.scalar(select(func.count()).select_from(Payment)) == 1


def test_the_counter_is_the_cashiers_in_his_projects(
    till: Till, people: People, app: Flask
) -> None:
    payer = till.desk.pays("业主")
    accountant = people.browser(app, till.desk.town.logins["周会计"])
    assert accountant.get("/counter").status_code == 403
    assert accountant.get(f"/counter/{payer.id}").status_code == 403


@pytest.mark.parametrize("change", ["x", "NaN", "-1", "1e999999"])
def test_an_address_that_was_made_up_gives_no_change(till: Till, counter: Any, change: str) -> None:
    payer = till.desk.pays("业主")
    paid = till.pay(payer, "10")
    page = counter.get(f"/counter/{payer.id}", query_string={"done": paid.id, "change": change})
    assert page.status_code == 400
