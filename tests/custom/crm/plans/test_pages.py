"""1.2 as pages: who would profit and why, many with one press; the resident's yes, no and "not personal"."""

from __future__ import annotations

import pytest
from flask import Flask

from app.generated.customer import Customer
from app.runtime import jobs
from tests.custom.crm.plans.care import NAME, Care
from tests.support.people import People
from tests.support.visitor import Visitor


@pytest.fixture
def me(care: Care) -> Customer:
    made = care.resident()
    care.agree()
    jobs.run_due()
    return made


def visitor(app: Flask, care: Care, people: People, name: str) -> Visitor:
    return Visitor(people.browser(app, care.town.logins[name]))


def test_customer_service_sees_who_would_profit_and_why_and_proposes_to_all(
    app: Flask, care: Care, people: People, me: Customer
) -> None:
    csr = visitor(app, care, people, "林客服").open("/plans/advice")
    assert csr.sees(NAME, "长者关怀", "94.00", "家有老人：100% × 权重 50% = +50.0 分")
    csr.open("/plans/advice?least=80")
    assert csr.sees("宠物友好", "84.00")
    assert "78.00" not in csr.words
    csr.press("提出筛选出的 2 个")
    assert csr.sees("已提出 2 个方案")
    assert len(care.plans("proposed")) == 2
    assert csr.open("/plans/advice?least=abc").status == 400
    assert visitor(app, care, people, "周会计").open("/plans/advice").status == 403


def test_the_general_manager_reads_scores_and_no_reasons_of_a_household(
    app: Flask, care: Care, people: People, me: Customer
) -> None:
    gm = visitor(app, care, people, "王总").open("/plans/advice")
    assert gm.sees("长者关怀", "94.00")
    assert "家有老人" not in gm.text
    assert "提出所选" not in gm.words


def test_a_resident_reads_why_accepts_one_declines_one_and_stops_it_all(
    app: Flask, care: Care, people: People, me: Customer
) -> None:
    for plan in care.plans("draft")[:2]:
        care.step(plan, "propose", "林客服")
    mine = visitor(app, care, people, NAME).open("/portal/requests")
    mine.press("有 2 个服务方案等您答复")
    assert mine.sees(
        "长者关怀", "上门探访", "每周", "120.00 元 / 月", "独居照护：100% × 权重 30% = +30.0 分"
    )
    mine.press("接受长者关怀")
    assert {one.state for one in care.plans() if one.template_name == "长者关怀"} == {"accepted"}
    mine.press("谢绝宠物友好")
    mine.send(decline_reason="price")
    assert care.plans("declined")[0].decline_reason == "price"
    mine.press("非个性化：改用标准方案")
    assert mine.sees("标准方案：没有使用您的个人资料评分", "目前没有使用您的资料推荐方案")
    mine.press("同意按我的资料推荐")
    assert mine.sees("非个性化：改用标准方案")
