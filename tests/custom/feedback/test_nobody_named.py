"""五: whoever hides his name is named by no step, no log and no measure; what was said stays what was said."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.custom.feedback import intake
from app.generated.feedback import Feedback
from app.generated.improvement import Improvement
from app.runtime import filters, notify, query, records
from app.runtime.accounts.users import User
from app.runtime.errors import AppError
from app.runtime.notify.about import messages_about
from app.runtime.system import AuditLog, TransitionLog
from tests.custom.feedback.voices import BOSS, CLERK, CSR, MANAGER, RESIDENT, SURE, Voices

pytestmark = pytest.mark.database


def test_whoever_hides_his_name_closes_it_and_no_log_says_who(voices: Voices) -> None:
    said = voices.step(voices.whispers(SURE)[0], "reply", reply="已检修")
    with pytest.raises(AppError):
        voices.step(said, "close", RESIDENT)
    with pytest.raises(AppError):
        intake.close(voices.town.as_(CLERK), said.id)
    intake.close(voices.town.as_(RESIDENT), said.id)
    said = voices.fresh(said)
    assert (said.state, said.updated_by_id) == ("closed", None)
    session, login = voices.town.ctx.session, voices.town.logins[RESIDENT]
    for log in (AuditLog, TransitionLog):
        rows = session.scalars(
            select(log).where(log.entity == "feedback", log.record_id == said.id)
        ).all()
        assert rows
        assert login not in {row.actor_id for row in rows}


def test_an_employee_closes_what_he_said_with_his_name(voices: Voices) -> None:
    said = voices.step(voices.says("电梯坏了，电梯慢", who=CLERK), "reply", reply="已检修")
    assert voices.step(said, "close", CLERK).state == "closed"


def test_the_audit_log_does_not_hold_the_hidden_account(voices: Voices) -> None:
    said, _ = voices.whispers(SURE, who=CLERK)
    rows = voices.town.ctx.session.scalars(
        select(AuditLog).where(AuditLog.entity == "feedback", AuditLog.record_id == said.id)
    ).all()
    assert rows
    for row in rows:
        told = str({one.key: getattr(row, one.key) for one in row.__table__.columns})
        login = voices.town.logins[CLERK]
        assert not re.search(rf"submitter'[^,}}]*\b{login}\b", told), told


def test_hidden_fields_are_neither_filter_nor_sort(voices: Voices) -> None:
    voices.whispers(SURE, who=CLERK)
    for who in (CSR, MANAGER, BOSS, "auditor", CLERK):
        ctx = voices.town.as_(who)
        for name, value in (("submitter", str(voices.town.logins[CLERK])), ("code_hash", "x")):
            with pytest.raises(AppError):
                query.rows(ctx, Feedback, where=filters.parse(Feedback, ctx.actor, [(name, value)]))
            with pytest.raises(AppError):
                query.rows(ctx, Feedback, sort=[name])


def test_what_was_said_is_not_rewritten_nor_given_to_somebody_else(voices: Voices) -> None:
    csr = voices.town.as_(CSR)
    said = voices.says(SURE)
    with pytest.raises(AppError):
        records.update(csr, Feedback, said.id, {"content": "一切都好"})
    hidden, _ = voices.whispers(SURE, who=CLERK)
    with pytest.raises(AppError):
        records.update(csr, Feedback, hidden.id, {"customer": voices.resident.id})
    assert not voices.may_read(RESIDENT, hidden)


def test_the_measure_that_residents_read_does_not_repeat_their_words(voices: Voices) -> None:
    said = voices.says("三栋501王小明说电梯总是坏，电梯又困人")
    voices.step(said, "improve", MANAGER)
    measure = voices.all(Improvement)[0]
    assert "王小明" not in measure.name


@pytest.mark.parametrize("who", [RESIDENT, CLERK])
def test_the_timeline_of_a_record_does_not_say_who_was_answered(voices: Voices, who: str) -> None:
    said, _ = voices.whispers(SURE, who=who)
    measure = voices.approved(voices.measure())
    voices.step(said, "improve", measure=measure.id)
    voices.step(measure, "publish", CSR, public_note="四月前换新门机")
    voices.step(said, "reply", reply="本周检修")
    assert {"feedback.replied", "feedback.measure"} <= set(voices.told(who))
    ctx = voices.town.as_(CSR)
    sent = messages_about(ctx, Feedback, said.id)
    assert "feedback" not in {row.entity for row in notify.inbox(voices.town.as_(who))}
    name = voices.town.ctx.session.get_one(User, voices.town.logins[who])
    assert sent
    assert not [one for one in sent if {name.username, who} & set(one.people)]
