"""五: what was said is summed up every month and quarter, and measures are proposed from it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import event, select

from app.custom.feedback import periods, summaries
from app.generated.feedback import Feedback
from app.generated.feedback_summary import FeedbackSummary
from app.generated.feedback_topic_stat import FeedbackTopicStat
from app.generated.improvement import Improvement
from app.runtime import records
from app.runtime.errors import Forbidden
from tests.custom.feedback.voices import BOSS, CLERK, CSR, MANAGER, RESIDENT, SURE, Voices

pytestmark = pytest.mark.database

FEBRUARY, JANUARY = (dt.datetime(2026, month, 10, 4, tzinfo=dt.UTC) for month in (2, 1))


def keep(voices: Voices, period: str = "2026-02", project: int | None = 0) -> FeedbackSummary:
    with records.writing(voices.town.ctx):
        made = summaries.keep(
            voices.town.ctx, period, voices.town.project.id if project == 0 else project
        )
    assert made is not None
    return voices.fresh(made)


def lines(voices: Voices, summary: FeedbackSummary) -> dict[str, FeedbackTopicStat]:
    names = {one.id: code for code, one in voices.topics.items()}
    rows = voices.town.ctx.session.scalars(
        select(FeedbackTopicStat).where(
            FeedbackTopicStat.summary_id == summary.id, FeedbackTopicStat.deleted_at.is_(None)
        )
    )
    return {names[row.topic_id]: row for row in rows}


def a_february(voices: Voices) -> None:
    """Lifts as in O18.1, but of whole items: 20 of at most 40, severity .75, 15 before, 14 negative."""
    voices.month("lift", 14, at=FEBRUARY, severity="high", mood="negative")
    voices.month("lift", 6, at=FEBRUARY, severity="high")
    voices.month("lift", 15, at=JANUARY)
    voices.month("parking", 40, at=FEBRUARY)
    voices.month("parking", 40, at=JANUARY)
    voices.month("green", 2, at=FEBRUARY)
    voices.month("green", 2, at=JANUARY)


def test_topics_are_counted_scored_and_ranked(voices: Voices) -> None:
    a_february(voices)
    summary = keep(voices)
    assert (summary.total, summary.before, summary.critical) == (62, 57, 0)
    assert summary.negative == Decimal("22.58")
    found = lines(voices, summary)
    lift = found["lift"]
    # .35×20/40 + .30×.75 + .20×(5/15) + .15×.70
    assert (lift.count, lift.before, lift.score) == (20, 15, Decimal("0.572"))
    assert (lift.rank, lift.growth, lift.severity, lift.negative) == (
        1,
        Decimal("33.33"),
        Decimal("0.7500"),
        Decimal("70.00"),
    )
    assert found["parking"].rank == 2


def test_a_measure_is_proposed_for_what_weighs_much_with_its_opinions(voices: Voices) -> None:
    a_february(voices)
    summary = keep(voices)
    made = voices.town.ctx.session.scalars(select(Improvement)).all()
    assert [(one.topic_id, one.state, one.summary_id) for one in made] == [
        (voices.topics["lift"].id, "proposed", summary.id)
    ]
    assert (summary.proposed, made[0].opinions) == (1, 20)
    assert lines(voices, summary)["lift"].measure_id == made[0].id
    assert "improvement.proposed" in voices.told(BOSS)
    assert "feedback_summary.made" in voices.told(MANAGER)


def test_something_critical_and_fast_growth_are_enough_and_the_rest_is_not(voices: Voices) -> None:
    voices.month("fire", 1, at=FEBRUARY, severity="critical")
    voices.month("noise", 6, at=FEBRUARY)
    voices.month("noise", 4, at=JANUARY)
    voices.month("clean", 60, at=FEBRUARY)
    voices.month("clean", 60, at=JANUARY)
    voices.month("other", 9, at=FEBRUARY, severity="critical")
    keep(voices)
    topics = {one.topic_id for one in voices.town.ctx.session.scalars(select(Improvement))}
    assert topics == {voices.topics["fire"].id, voices.topics["noise"].id}


def test_who_says_the_same_after_a_measure_was_published_is_told_of_it_once_by_the_months_end(
    voices: Voices,
) -> None:
    """You said it, we changed it: also to whom the summary of the month counts to a measure that is public."""
    before = voices.says(SURE)
    measure = voices.measure(topic=voices.topics["lift"].id)
    voices.step(before, "improve", measure=measure.id)
    voices.step(voices.approved(measure), "publish", CSR, public_note="4 月底前更换门机")
    again, clerk = voices.says(SURE), voices.says("电梯又坏了，电梯太慢", who=CLERK)
    voices.month("lift", 6, at=voices.town.ctx.now)
    for _ in range(2):
        keep(voices, "2026-03")
        assert {voices.fresh(one).measure_id for one in (again, clerk)} == {measure.id}
        for who in (RESIDENT, CLERK):
            assert voices.told(who).count("feedback.measure") == 1


def test_it_may_run_again_without_proposing_twice(voices: Voices) -> None:
    a_february(voices)
    keep(voices)
    voices.month("lift", 1, at=FEBRUARY + dt.timedelta(days=1), severity="high", mood="negative")
    again = keep(voices)
    assert (again.total, again.proposed) == (63, 1)
    assert voices.town.ctx.session.scalars(select(Improvement)).one().opinions == 21
    assert len(voices.town.ctx.session.scalars(select(FeedbackSummary)).all()) == 1


def test_the_company_and_the_quarter_sum_up_and_propose_nothing(voices: Voices) -> None:
    a_february(voices)
    assert keep(voices, project=None).total == 62
    quarter = keep(voices, "2026-Q1")
    assert (quarter.total, quarter.grain) == (119, "quarter")
    assert voices.town.ctx.session.scalars(select(Improvement)).all() == []


def test_management_concludes_and_the_general_manager_publishes_what_then_stays(
    voices: Voices,
) -> None:
    a_february(voices)
    summary = keep(voices)
    assert not voices.may_read(CLERK, summary)
    with pytest.raises(Forbidden):
        voices.step(summary, "review", CSR, conclusion="先修电梯")
    summary = voices.step(summary, "review", MANAGER, conclusion="先修电梯")
    assert "feedback_summary.reviewed" in voices.told(BOSS)
    voices.month("lift", 5, at=FEBRUARY + dt.timedelta(days=2))
    assert keep(voices).total == 62
    summary = voices.step(summary, "publish", BOSS)
    assert summary.published_at is not None
    assert voices.may_read(CLERK, summary)


def test_who_concluded_does_not_publish_and_of_the_company_a_department_concludes(
    voices: Voices,
) -> None:
    """domain.md §3.21: author and reviewer of a report are two people."""
    a_february(voices)
    with pytest.raises(Forbidden):
        voices.step(keep(voices), "review", BOSS, conclusion="先修电梯")
    again = voices.step(keep(voices), "review", MANAGER, conclusion="没有结论")
    with pytest.raises(Forbidden):
        voices.step(again, "publish", MANAGER)
    again = voices.step(again, "revise", BOSS, note="请写明措施")
    again = voices.step(again, "review", MANAGER, conclusion="先修电梯")
    assert voices.step(again, "publish", BOSS).state == "published"
    company = keep(voices, project=None)
    assert "feedback_summary.made" in voices.told(MANAGER)
    company = voices.step(company, "review", MANAGER, conclusion="全公司先修电梯")
    assert voices.step(company, "publish", BOSS).state == "published"


def test_the_month_is_summed_up_by_itself_on_the_first(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    voices.month("lift", 3, at=dt.datetime(2026, 3, 20, tzinfo=dt.UTC))
    voices.wait(at, dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC), summaries.ask_for_the_last)
    session = voices.town.ctx.session
    session.rollback()
    made = session.scalars(select(FeedbackSummary).order_by(FeedbackSummary.id)).all()
    assert {(one.period, one.project_id is None) for one in made} == {
        ("2026-03", False), ("2026-03", True), ("2026-Q1", False), ("2026-Q1", True),
    }  # fmt: skip


def test_however_much_was_said_the_statements_stay_the_same(voices: Voices) -> None:
    session, statements = voices.town.ctx.session, []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *given: statements.append(given[2])
    )

    def asked(number: int, period: str, moment: dt.datetime) -> int:
        voices.month("lift", number, at=moment, severity="critical")
        statements.clear()
        keep(voices, period)
        return len(statements)

    few = asked(3, "2026-01", JANUARY)
    with records.writing(voices.town.ctx):
        for one in voices.town.ctx.session.scalars(select(Improvement)).all():
            voices.town.ctx.transition(one, "reject", note="test")
    many = asked(60, "2026-02", FEBRUARY)
    assert many <= few + 2
    assert session.scalars(select(Feedback.id).where(Feedback.measure_id.is_not(None))).all()


def test_periods_follow_each_other() -> None:
    assert [periods.after(one) for one in ("2026-12", "2026-Q4")] == ["2027-01", "2027-Q1"]
    assert [periods.before(one) for one in ("2026-01", "2026-Q1")] == ["2025-12", "2025-Q4"]
    assert periods.days("2026-Q1") == (dt.date(2026, 1, 1), dt.date(2026, 3, 31))
