"""五: feedback is answered, becomes a work order, is closed, and is reminded of when it waits."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.custom.feedback import silence, steps
from app.generated.feedback import Feedback
from app.generated.improvement import Improvement
from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.sla.sweep import sweep
from tests.custom.crm.pictures import photo
from tests.custom.feedback.voices import BOSS, CLERK, CSR, MANAGER, RESIDENT, SURE, Voices

pytestmark = pytest.mark.database


def order_of(voices: Voices, said: Feedback) -> WorkOrder:
    voices.fresh(said)
    return voices.town.ctx.session.scalars(select(WorkOrder)).one()


def test_one_step_makes_an_order_and_its_end_is_the_reply(voices: Voices) -> None:
    said = voices.says("水管漏水，水管又漏水")
    said = voices.step(said, "ticket")
    assert said.state == "ticketed"
    order = order_of(voices, said)
    assert (order.source, order.external_id, order.customer_id) == (
        "feedback",
        said.fb_no,
        voices.resident.id,
    )
    plumber = "张水工"
    for name, values in (
        ("start", {"arrival_photos": [photo(voices.town.logins[plumber])]}),
        ("resolve", {"result": "已换水管", "cause": "老化", "after_photos": [photo(voices.town.logins[plumber])]}),
        ("confirm", {"rating": 5}),
    ):  # fmt: skip
        voices.step(order, name, RESIDENT if name == "confirm" else plumber, **values)
    said = voices.fresh(said)
    assert said.state == "replied"
    assert steps.ANSWERS.read(said.reply, "zh") == f"已处理完成（工单 {order.order_no}）：已换水管"
    assert steps.ANSWERS.read(said.reply, "en").startswith("Done")
    assert "feedback.replied" in voices.told(RESIDENT)


def test_an_order_that_is_refused_is_answered_with_the_reason(voices: Voices) -> None:
    said = voices.step(
        voices.says("希望越来越好", kind="suggest"),
        "triage",
        topic=voices.topics["order"].id,
        severity="low",
    )
    said = voices.step(said, "ticket")
    order = order_of(voices, said)
    voices.step(order, "reject", "dispatcher", note="不属于物业范围")
    assert "不属于物业范围" in str(voices.fresh(said).reply)


def test_the_order_of_somebody_without_a_name_names_nobody(voices: Voices) -> None:
    said, _ = voices.whispers(SURE)
    voices.step(said, "ticket")
    order = order_of(voices, said)
    assert (order.customer_id, order.contact_phone, order.priority) == (None, None, "p1")


def test_whoever_has_waited_too_long_is_told_of(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    said = voices.says("地库停车太乱，停车位被占")
    assert said.severity == "high"
    at.move_to(dt.datetime(2026, 3, 12, 3, 0, tzinfo=dt.UTC))
    with Context.system() as ctx:
        sweep(ctx)
    assert voices.fresh(said).reply_state == "breached"
    assert "sla.breached" in " ".join(voices.told(BOSS)) or any(
        "sla" in one for one in voices.told(BOSS)
    )


def test_what_was_answered_a_week_ago_is_closed(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    said = voices.step(voices.says(SURE), "reply", reply="已检修")
    voices.wait(at, dt.timedelta(days=6, hours=20), silence.close_answered)
    assert voices.fresh(said).state == "replied"
    voices.wait(at, dt.timedelta(hours=6), silence.close_answered)
    assert voices.fresh(said).state == "closed"


def test_the_submitter_closes_it_himself(voices: Voices) -> None:
    said = voices.step(voices.says(SURE), "reply", reply="已检修")
    assert voices.step(said, "close", RESIDENT).state == "closed"


def test_one_step_proposes_a_measure_from_it(voices: Voices) -> None:
    said = voices.step(voices.says(SURE), "improve", MANAGER)
    made = voices.all(Improvement)[0]
    assert (made.state, made.source, made.topic_id) == (
        "proposed",
        "feedback",
        voices.topics["lift"].id,
    )
    assert voices.fresh(said).measure_id == made.id
    assert "improvement.proposed" in voices.told(BOSS)


def test_it_joins_a_measure_that_is_open_and_no_other(voices: Voices) -> None:
    measure = voices.measure()
    first = voices.step(voices.says(SURE), "improve", measure=measure.id)
    assert first.measure_id == measure.id
    with pytest.raises(RuleViolation, match="already"):
        voices.step(first, "improve", measure=voices.measure().id)
    refused = voices.step(voices.measure(), "reject", BOSS, note="已在预算内")
    with pytest.raises(RuleViolation, match="has ended"):
        voices.step(voices.says("电梯坏，电梯慢"), "improve", measure=refused.id)


def test_customer_service_of_another_project_neither_reads_nor_answers(voices: Voices) -> None:
    assert not voices.may_read("dispatcher", voices.says(SURE))
    assert voices.may_read(CSR, voices.says("电梯坏了，电梯慢"))
    assert not voices.may_read(CLERK, voices.says("电梯坏了"))
