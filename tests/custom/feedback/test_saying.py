"""五: anybody says what he thinks, with his name, without it, and without an account."""

from __future__ import annotations

import json

import pytest
import time_machine
from sqlalchemy import select, text

from app.custom.feedback import intake
from app.generated.feedback import Feedback
from app.runtime import query, records
from app.runtime.errors import AppError, NotFound, RuleViolation, TooManyRequests
from app.runtime.system import AuditLog
from tests.custom.feedback.voices import BOSS, CLERK, CSR, MANAGER, RESIDENT, SURE, Voices

pytestmark = pytest.mark.database


def test_what_is_sure_is_taken_up_the_moment_it_is_said(voices: Voices) -> None:
    said = voices.says(SURE)
    assert (said.state, said.topic_id, said.mood) == (
        "triaged",
        voices.topics["lift"].id,
        "negative",
    )
    assert (said.submitter_kind, said.channel, said.customer_id) == (
        "customer",
        "portal",
        voices.resident.id,
    )
    assert None not in (said.triaged_at, said.reply_due)


def test_what_nothing_fits_waits_for_customer_service_which_is_told(voices: Voices) -> None:
    said = voices.says("希望越来越…", kind="suggest")
    assert (said.state, said.topic_id) == ("submitted", voices.topics["other"].id)
    assert voices.told(CSR) == ["feedback.to_triage"]
    taken = voices.step(said, "triage", topic=voices.topics["order"].id, severity="mid")
    assert (taken.state, taken.topic_id) == ("triaged", voices.topics["order"].id)


def test_something_critical_is_told_at_once_to_customer_service_and_the_manager(
    voices: Voices,
) -> None:
    said = voices.says(SURE)
    assert said.severity == "critical"
    assert voices.told(CSR) == ["feedback.critical"]
    assert voices.told(MANAGER) == ["feedback.critical"]


def test_what_a_person_finds_to_be_critical_is_told_as_well(voices: Voices) -> None:
    said = voices.says("今天风很大", kind="suggest")
    voices.step(said, "triage", topic=voices.topics["facility"].id, severity="critical")
    assert "feedback.critical" in voices.told(MANAGER)


def test_an_employee_says_it_for_himself_and_customer_service_takes_it_down_for_others(
    voices: Voices,
) -> None:
    own = voices.says("食堂太贵", who=CLERK)
    assert (own.submitter_kind, own.channel) == ("employee", "office")
    assert own.employee_id == voices.town.employees[CLERK].id
    taken = voices.says("电梯坏了", who=CSR, customer=voices.resident.id)
    assert (taken.submitter_kind, taken.channel) == ("customer", "desk")
    assert voices.may_read(RESIDENT, taken)


def test_the_reply_is_due_after_five_working_days(voices: Voices) -> None:
    said = voices.says(SURE)
    # Wednesday 2026-03-04 10:00: five working days of seven and a half hours.
    assert said.reply_due is not None
    assert said.reply_due.isoformat().startswith("2026-03-11T02:00")


def test_who_does_not_show_his_name_is_named_nowhere(voices: Voices) -> None:
    said, code = voices.whispers(SURE, who=CLERK)
    assert (said.submitter_kind, said.employee_id, said.created_by_id) == ("anonymous", None, None)
    for who in (CSR, MANAGER, BOSS, "auditor"):
        seen = voices.read(who, said)
        assert not {"submitter", "code_hash"} & set(seen)
        told = json.dumps(seen, default=str, ensure_ascii=False)
        assert not [one for one in (CLERK, code) if one in told]
    rows = voices.town.ctx.session.scalars(
        select(AuditLog).where(AuditLog.entity == "feedback", AuditLog.record_id == said.id)
    ).all()
    assert rows
    assert all(row.actor_id is None and not row.ip and not row.request_id for row in rows)
    assert all(row.actor == "system" for row in rows)


def test_who_does_not_show_his_name_finds_it_among_his_own_and_is_answered(voices: Voices) -> None:
    said, _ = voices.whispers("电梯太慢，电梯又坏")
    assert voices.may_read(RESIDENT, said)
    voices.step(said, "reply", reply="本周检修")
    assert "feedback.replied" in voices.told(RESIDENT)


def test_a_colleague_reads_neither_named_feedback_nor_that_without_a_name(voices: Voices) -> None:
    for said in (voices.says("食堂太贵", who=CLERK), voices.whispers("食堂太贵", who=CLERK)[0]):
        with pytest.raises(NotFound):
            query.get(voices.town.as_("张水工"), Feedback, said.id)


def test_nobody_sets_the_hidden_submitter_or_a_code(voices: Voices) -> None:
    made = records.create(
        voices.town.as_(CLERK), Feedback,
        {"content": "电梯坏了", "project": voices.town.project.id, "kind": "suggest"},
    )  # fmt: skip
    with pytest.raises(AppError):
        records.update(
            voices.town.as_(CSR), Feedback, made.id, {"submitter": voices.town.logins[CLERK]}
        )


def test_a_code_opens_its_own_feedback_and_nothing_else(voices: Voices) -> None:
    said, code = voices.anybody(SURE)
    other, _ = voices.anybody("地库停车太乱", address="192.0.2.8")
    found = intake.by_code(voices.town.visitor(), code.lower().replace("-", " "))
    assert found is not None
    assert found.id == said.id != other.id
    for wrong in ("", "AAAA-BBBB-CCCC", str(said.id), str(said.fb_no), "%"):
        assert intake.by_code(voices.town.visitor(), wrong) is None


def test_an_address_that_sends_too_often_is_slowed_down_and_another_is_not(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    for _ in range(intake.SENT_A_MINUTE):
        intake.spend("feedback sent", "192.0.2.1", intake.SENT_A_MINUTE)
    with pytest.raises(TooManyRequests):
        voices.anybody(SURE, address="192.0.2.1")
    voices.anybody(SURE, address="192.0.2.2")
    at.shift(61)
    voices.anybody(SURE, address="192.0.2.1")


def test_more_than_a_project_can_have_in_an_hour_is_a_machine(voices: Voices) -> None:
    voices.month("lift", intake.UNNAMED_AN_HOUR, at=voices.town.ctx.now)
    with pytest.raises(RuleViolation, match="too much feedback"):
        voices.anybody(SURE)


def test_the_address_of_whoever_has_no_account_is_kept_nowhere(voices: Voices) -> None:
    voices.anybody(SURE, address="192.0.2.77")
    session = voices.town.ctx.session
    for table in ("feedback", "sys_audit_log", "sys_rate_budget"):
        rows = session.execute(text(f"SELECT * FROM {table}")).all()
        assert rows
        assert "192.0.2.77" not in str(rows)
