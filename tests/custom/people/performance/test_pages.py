"""4.3 as pages: one's own review with its arithmetic, a team scored in one press, the calibration of a cycle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from app.custom.people.performance import attendance_rate, metrics
from tests.custom.people.folk import BOSS, HEAD, HR, WORKER
from tests.custom.people.performance.bureau import CLERK, MANAGERS, OTHER, Bureau
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database
Staff = Callable[..., Visitor]


def test_an_employee_scores_himself_reads_the_arithmetic_and_appeals(
    bureau: Bureau, staff: Staff
) -> None:
    cycle = bureau.opened()
    worker = staff(WORKER).open("/performance/me")
    worker.press("提交自评", self_score="101")
    assert worker.status == 422
    assert worker.press("提交自评", self_score="85").sees("已自评")
    bureau.enter("80")
    for name in MANAGERS:
        if name != WORKER:
            bureau.step(bureau.review(name), "self_done", name, self_score="80")
        bureau.step(bureau.review(name), "manager_done", MANAGERS[name], judged_score="70")
    assert not worker.open("/performance/me").sees("上级评")
    for step in ("calibrate", "accept", "publish"):
        cycle = bureau.step(cycle, step, HR)
    worker.open("/performance/me")
    # 80 × 77.78 % + 70 × 22.22 %: nobody of his colleagues was asked.
    assert worker.sees("77.78", "22.22", "77.78 分", "权重已重算")
    assert worker.press("提交申诉", appeal="没有计入值班").sees("申诉中")
    assert bureau.review().state == "appealed"


def test_a_manager_scores_several_with_one_press_and_hears_of_the_one_that_was_refused(
    bureau: Bureau, staff: Staff
) -> None:
    bureau.opened()
    for name in (WORKER, CLERK):
        bureau.step(bureau.review(name), "self_done", name, self_score="80")
    one, two, three = (bureau.review(name).id for name in (WORKER, CLERK, OTHER))
    care = bureau.item("care").id
    head = staff(HEAD).open("/performance/team")
    assert head.sees("已评 0 / 3 人", "待自评")
    head.send(**{f"score-{one}": "88", f"score-{two}": "120", f"item-{one}-{care}": "95"})
    assert head.status == 422
    assert head.sees("1 人没有保存")
    assert bureau.review().state == "manager_done"
    assert (bureau.item("care").entered, bureau.review().judged_score) == (95, 88)
    assert bureau.review(CLERK).state == "self_done"
    head.open("/performance/team").send(**{f"score-{two}": "90"})
    assert head.sees("已保存 1 人", "已评 2 / 3 人")
    assert f"score-{three}" in head.text


def test_a_colleague_hands_in_his_score_on_his_own_page(bureau: Bureau, staff: Staff) -> None:
    bureau.opened()
    bureau.ask(CLERK)
    clerk = staff(CLERK).open("/performance/me")
    assert clerk.sees("请为同事评分", WORKER)
    clerk.press("提交", score="77")
    assert bureau.review().peer_count == 1
    assert not clerk.sees("请为同事评分")


def test_hr_calibrates_and_publishes_on_one_page(bureau: Bureau, staff: Staff) -> None:
    cycle = bureau.opened(s_quota=20)
    for name in MANAGERS:
        bureau.enter("110", name, MANAGERS[name])
    bureau.scored(cycle)
    hr = staff(HR).open(f"/performance/calibration/{cycle.id}")
    assert hr.sees("等级分布", "上限 1", WORKER)
    review = bureau.review(OTHER)
    hr.send(**{f"grade-{review.id}": "c"})
    assert bureau.review(OTHER).draft_grade == "c"
    hr.press("采纳建议等级")
    hr.press("公布")
    assert bureau.review(OTHER).grade == "c"
    assert staff(BOSS).open(f"/performance/calibration/{cycle.id}").status == 200
    assert staff(WORKER).open(f"/performance/calibration/{cycle.id}").status == 403


def test_every_role_that_scores_its_people_opens_the_page(bureau: Bureau, staff: Staff) -> None:
    """The finance manager too, who reads no score of others before it is published."""
    bureau.opened()
    bureau.folk.town.staff("fin_mgr", "GM", name="吴财务")
    assert staff("吴财务").open("/performance/team").status == 200


def test_the_rate_of_attendance_opens_the_monthly_reports_that_it_is_of(
    bureau: Bureau, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = bureau.folk.person().id
    monkeypatch.setattr(attendance_rate, "of_everybody", lambda *_asked: {who: (Decimal(98), 3)})
    span = metrics.Span(dt.date(2025, 11, 1), dt.date(2026, 1, 31))
    value = metrics.attendance(bureau.folk.ctx, span)[who]
    assert "2025-11%2C2025-12%2C2026-01" in value.url
    assert staff(WORKER).client.get(value.url).status_code == 200
