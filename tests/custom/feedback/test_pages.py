"""五 as pages: an employee's form, the inbox, the summary, the board; a resident's own, and anybody's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask

from app.custom.feedback import intake, summaries
from app.generated.feedback import Feedback
from app.runtime import records
from tests.custom.feedback.voices import BOSS, CLERK, CSR, MANAGER, RESIDENT, SURE, Voices
from tests.support.people import People
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database
At = Callable[..., Visitor]


@pytest.fixture
def screen(app: Flask, voices: Voices, people: People) -> At:
    """Somebody at his screen; without a name a stranger."""

    def opened(name: str = "", language: str = "zh") -> Visitor:
        if not name:
            return Visitor(app.test_client(), language=language)
        return Visitor(people.browser(app, voices.town.logins[name]), language=language)

    return opened


def test_an_employee_says_it_from_any_page_by_one_press_with_his_name_or_without(
    screen: At, voices: Voices
) -> None:
    clerk = screen(CLERK).open("/")
    assert clerk.page.select_one("header.bar a[href='/feedbacks/new']")
    clerk.open("/feedbacks/new").send(content="")
    assert clerk.status == 422
    clerk.send(content="食堂太贵，食堂排队太久", kind="complaint").sees("已收到")
    clerk.send(content="加班太多，排班混乱", hide_name="1")
    named, hidden = voices.all(Feedback)
    assert (named.submitter_kind, hidden.submitter_kind) == ("employee", "anonymous")
    # Both are his own, whoever is shown.
    assert clerk.open("/feedbacks/new").sees(str(named.fb_no), str(hidden.fb_no))
    assert not screen("张水工").open("/feedbacks/new").sees(str(named.fb_no))


def test_the_inbox_goes_from_one_to_the_next_the_critical_first(screen: At, voices: Voices) -> None:
    first = voices.says("地库停车太乱，停车位被占")
    critical = voices.says(SURE)
    desk = screen(CSR).open("/feedbacks")
    rows = [row.get_text(" ", strip=True) for row in desk.page.select(".inbox-queue tbody tr")]
    assert rows[0].startswith("电梯总是坏")
    assert "重大" in rows[0]
    assert "剩 7 天" in rows[1]
    desk.open(f"/feedbacks?item={critical.id}").press("答复", reply="已停梯检修")
    assert desk.sees("已答复", "地库停车太乱")
    assert voices.fresh(critical).reply == "已停梯检修"
    desk.press("列入改进")
    assert desk.sees("已列入改进措施", "GJ2026-0001")
    desk.press("转工单")
    assert desk.sees("没有等待处理的意见")
    assert voices.fresh(first).state == "ticketed"


def test_what_is_unsure_is_triaged_there_and_a_second_answer_keeps_its_words(
    screen: At, voices: Voices
) -> None:
    said = voices.says("希望越来越好", kind="suggest")
    desk = screen(CSR).open(f"/feedbacks/{said.id}")
    assert desk.path.startswith("/feedbacks")
    desk.press("受理", topic=str(voices.topics["order"].id), severity="mid")
    assert desk.sees("已受理", "秩序安保")
    voices.step(said, "reply", MANAGER, reply="先答了")
    desk.press("答复", reply="后来的人写的字")
    assert desk.status in (409, 412)
    assert "后来的人写的字" in desk.text or desk.sees("先答了")


def test_nobody_else_opens_the_inbox(screen: At, voices: Voices) -> None:
    assert screen(CLERK).open("/feedbacks").status == 403
    assert screen(RESIDENT).open("/feedbacks").status in (403, 404)


def test_the_summary_shows_topics_by_period_and_every_figure_opens_its_rows(
    screen: At, voices: Voices
) -> None:
    for month in (1, 2):
        at = dt.datetime(2026, month, 10, 4, tzinfo=dt.UTC)
        voices.month("lift", 6 * month, at=at, severity="high", mood="negative")
        voices.month("green", 2, at=at)
    with records.writing(voices.town.ctx):
        for period in ("2026-01", "2026-02"):
            for project in (voices.town.project.id, None):
                summaries.keep(voices.town.ctx, period, project)
    boss = screen(BOSS).open("/feedbacks/summary")
    assert boss.sees("反馈汇总 2026-02", "全公司", "电梯", "2026-01")
    figures = {
        link.get_text(strip=True): str(link["href"])
        for link in boss.page.select("main td a[href^='/feedback/list/']")
    }
    boss.open(figures["12"])
    assert boss.status == 200
    assert len(boss.page.select("main tbody tr")) == 12
    csr = screen(CSR, "en").open("/feedbacks/summary")
    # Of the project alone: the company's is not for customer service.
    assert csr.sees("Feedback summary 2026-02", voices.town.project.name)
    assert not csr.sees("The company")
    assert screen(CLERK).open("/feedbacks/summary").status == 403


def test_the_board_shows_measures_by_where_they_stand(screen: At, voices: Voices) -> None:
    voices.step(voices.done(voices.measure(name="更换门机")), "measure", CLERK, actual="4.3")
    voices.measure(name="增设充电桩")
    board = screen(MANAGER).open("/feedbacks/measures")
    assert board.sees("更换门机", "6.00 → 4.00", "4.30", "85%", "增设充电桩", "提出措施")
    clerk = screen(CLERK).open("/feedbacks/measures")
    assert clerk.sees("更换门机")
    assert not clerk.sees("增设充电桩")


def test_a_resident_says_it_reads_the_reply_and_closes_it(screen: At, voices: Voices) -> None:
    home = screen(RESIDENT).open("/portal/feedback").press("提意见")
    home.send(content="电梯太慢，电梯总坏", kind="complaint", hide_name="1")
    assert home.sees("已收到", "未显示姓名")
    (said,) = voices.all(Feedback)
    measure = voices.approved(voices.measure())
    voices.step(said, "improve", measure=measure.id)
    voices.step(said, "reply", reply="本周更换")
    assert not home.open(f"/portal/feedback/{said.id}").sees("你提我改")
    voices.step(measure, "publish", CSR, public_note="四月前换新门机")
    assert home.open(f"/portal/feedback/{said.id}").sees("本周更换", "你提我改", "四月前换新门机")
    home.press("确认并关闭")
    assert voices.fresh(said).state == "closed"
    assert home.open("/portal/feedback").sees("你提我改", "四月前换新门机")


def test_anybody_says_it_and_follows_it_by_his_code(
    screen: At, voices: Voices, at: time_machine.Coordinates
) -> None:
    stranger = screen().open("/feedback")
    assert stranger.sees("不用登录")
    stranger.send(content="", kind="complaint")
    assert stranger.status == 422
    stranger.send(content=SURE, kind="complaint", project=str(voices.town.project.id))
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", stranger.words)
    assert found
    (said,) = voices.all(Feedback)
    stranger.open("/portal/track").send(code=found.group())
    assert stranger.sees(str(said.fb_no), "已受理")
    assert not stranger.sees("电梯总是坏")
    voices.step(said, "reply", reply="今天检修")
    measure = voices.approved(voices.measure())
    voices.step(said, "improve", measure=measure.id)
    assert not stranger.send(code=found.group()).sees("你提我改")
    voices.step(measure, "publish", CSR, public_note="更换门机")
    assert stranger.send(code=found.group().lower()).sees("今天检修", "你提我改", "更换门机")
    wrong = stranger.send(code="AAAA-BBBB-CCCC").words
    assert stranger.status == 404
    assert stranger.send(code="1").words.replace("1", "AAAA-BBBB-CCCC") or wrong
    for _ in range(intake.LOOKED_UP_A_MINUTE):
        stranger.send(code="AAAA-BBBB-CCCC")
    assert stranger.status == 429
    at.shift(61)
    assert stranger.send(code=found.group()).status == 200


def test_what_was_typed_stays_when_an_address_sends_too_often(screen: At, voices: Voices) -> None:
    stranger = screen()
    for _ in range(intake.SENT_A_MINUTE + 1):
        stranger.open("/portal/say").send(
            content="电梯又坏了", kind="complaint", project=str(voices.town.project.id)
        )
    assert stranger.status == 429
    assert "电梯又坏了" in stranger.text


def test_the_staff_see_no_doors_of_residents_on_a_public_page_but_the_way_back(screen: At) -> None:
    clerk = screen(CLERK).open("/portal/say")
    assert clerk.page.select("nav.tabs") == []
    assert clerk.page.select_one(".tools a[href='/']")
    assert clerk.client.get("/portal/").location == "/"
    resident = screen(RESIDENT).open("/portal/say")
    assert resident.page.select_one("nav.tabs a[href='/portal/requests']")
    assert not resident.page.select_one(".tools a[href='/']")
