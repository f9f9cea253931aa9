"""五 from one end to the other, in a real browser: a complaint, a measure, its effect, and the resident who hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from app.generated.feedback import Feedback
from app.generated.improvement import Improvement
from tests.custom.feedback.voices import BOSS, CLERK, CSR, RESIDENT, Voices
from tests.support.axe import faults
from tests.support.browser import enter
from tests.support.people import People

pytestmark = pytest.mark.screen


def test_a_complaint_becomes_a_measure_whose_effect_the_resident_reads(
    browser: Any, site: str, voices: Voices, people: People
) -> None:
    logins = voices.town.logins
    phone = enter(browser, site, people, "/portal/feedback/new", user=logins[RESIDENT], width=390)
    phone.fill("#content", "地库停车太乱，停车位总被占用")
    phone.select_option("#kind", "complaint")
    phone.check("[name=hide_name]")
    phone.click("main button[type=submit]")
    assert phone.locator("[role=status]").inner_text().startswith("已收到")
    (said,) = voices.all(Feedback)

    # Customer service works by keyboard alone: down to the row, open it, write, send.
    desk = enter(browser, site, people, "/feedbacks", user=logins[CSR])
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**item=**")
    assert desk.evaluate("document.activeElement.id") == "reply"
    desk.click("text=列入改进")
    desk.wait_for_load_state()
    desk.keyboard.type("已列入本月改进")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_load_state()
    assert "已答复" in desk.locator(".alert[role=status]").inner_text()
    (measure,) = voices.all(Improvement)

    voices.done(measure)
    voices.step(measure, "measure", CLERK, actual="4.3")
    boss = enter(browser, site, people, "/feedbacks/measures", user=logins[BOSS])
    assert "85%" in boss.locator(".measure-card").inner_text()
    assert faults(boss, ((1440, "light"), (1440, "dark"))) == []
    boss.goto(f"{site}/improvement/transition/{measure.id}/verify")
    with boss.expect_navigation():
        boss.click("main form .btn-primary")
    voices.step(measure, "publish", CSR, public_note="车位改为刷牌进入，占用少了八成半")
    assert voices.fresh(measure).state == "verified"

    phone.goto(f"{site}/portal/feedback/{said.id}")
    words = phone.inner_text("main")
    assert "已列入本月改进" in words
    assert "占用少了八成半" in words
    assert "4.30" in words
    assert faults(phone, ((390, "light"), (390, "dark"))) == []
    assert voices.told(RESIDENT)[0] == "feedback.measure"
    assert not [*phone.complaints, *desk.complaints, *boss.complaints]
