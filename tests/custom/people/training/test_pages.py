"""4.4 as pages: one's own training, a class as one list, the map of skills, the certificate."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
import time_machine
from pypdf import PdfReader

from app.custom.people.training import triggers
from app.runtime import records
from tests.custom.people.folk import HEAD, HR, WORKER
from tests.custom.people.training.school import CLERK, NINE, OTHER, School
from tests.support.people import People
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database
Staff = Callable[..., Visitor]


def test_an_employee_reads_why_and_enrols_with_one_press(school: School, staff: Staff) -> None:
    session = school.session(capacity=1)
    with records.writing(school.folk.ctx):
        triggers.run(
            school.folk.ctx, employees=[school.folk.town.employees[CLERK].id], occasion="one"
        )
    clerk = staff(CLERK).open("/training/me")
    assert clerk.sees("给排水提高", "技能差距 100%", "与岗位要求相关", "余 1 位")
    clerk.press("报名")
    assert school.states(session) == ["confirmed"]
    assert clerk.sees("已确认", "我的报名")
    clerk.press("退出报名")
    assert school.states(session) == ["withdrawn"]


def test_the_trainer_writes_the_class_down_in_one_list(
    school: School, staff: Staff, at: time_machine.Coordinates
) -> None:
    session = school.session(capacity=3)
    ids = [school.enrol(session, name).id for name in (WORKER, CLERK, OTHER)]
    at.move_to(NINE + dt.timedelta(hours=4))
    school.step(session, "run", HR)
    trainer = staff(HEAD).open(f"/training/sessions/{session.id}/roll")
    trainer.send(
        **{f"came-{ids[0]}": "yes", f"score-{ids[0]}": "88", f"came-{ids[1]}": "yes",
           f"score-{ids[1]}": "abc", f"came-{ids[2]}": "no"}
    )  # fmt: skip
    assert trainer.status == 422
    assert trainer.sees("1 人没有保存", "请填写数字")
    assert school.states(session) == ["passed", "confirmed", "absent"]
    trainer.send(**{f"came-{ids[1]}": "yes", f"score-{ids[1]}": "40"})
    assert school.states(session) == ["passed", "failed", "absent"]
    trainer.press("结束班次")
    assert school.again(session).state == "done"


def test_who_sits_in_a_class_writes_nothing(school: School, staff: Staff) -> None:
    session = school.session(capacity=3)
    own = school.enrol(session, WORKER).id
    other = school.enrol(session, CLERK).id
    worker = staff(WORKER).open(f"/training/sessions/{session.id}/roll")
    assert worker.sees(WORKER)
    assert CLERK not in worker.words
    assert f"came-{own}" not in worker.text
    assert f"came-{other}" not in worker.text


def test_the_map_shows_gaps_and_what_ends(school: School, staff: Staff) -> None:
    head = staff(HEAD).open("/training/skills")
    assert head.sees("技能矩阵", WORKER, "3/4", "0/4")
    assert "is-short" in head.text
    assert OTHER not in head.words
    assert staff(CLERK).open("/training/skills").status == 403


def test_the_certificate_says_what_was_passed(
    school: School, people: People, app: object, at: time_machine.Coordinates
) -> None:
    one = school.enrol(school.session(), WORKER)
    client = people.browser(app, school.folk.town.logins[WORKER])  # type: ignore[arg-type]
    assert client.get(f"/training/certificates/{one.id}.pdf").status_code == 422
    at.move_to(NINE)
    one = school.step(school.step(one, "attend"), "succeed", score="88")
    client = people.browser(app, school.folk.town.logins[WORKER])  # type: ignore[arg-type]
    answered = client.get(f"/training/certificates/{one.id}.pdf")
    assert answered.mimetype == "application/pdf"
    text = PdfReader(io.BytesIO(answered.get_data())).pages[0].extract_text()
    for said in ("培训合格证书", WORKER, "给排水提高", str(one.certificate_no), "2027-06-15"):
        assert said in text
    other = people.browser(app, school.folk.town.logins[OTHER])  # type: ignore[arg-type]
    assert other.get(f"/training/certificates/{one.id}.pdf").status_code == 404
