"""Quarters of reviews: those that are over, one that is published, one that is open (domain.md §7).

Cycles are opened, calibrated and published by the steps that people press; only the scores are drawn.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select, update

from app.custom.crm.demo import Company
from app.custom.finance.demo.paths import walked
from app.custom.finance.demo.people import acting
from app.generated.employee import Employee
from app.generated.kpi_indicator import KpiIndicator
from app.generated.kpi_scheme import KpiScheme
from app.generated.kpi_weight import KpiWeight
from app.generated.peer_score import PeerScore
from app.generated.performance_review import PerformanceReview
from app.generated.review_cycle import ReviewCycle
from app.generated.review_item import ReviewItem
from app.runtime.system import TransitionLog

from ..employees import applying
from ..performance import reckoning
from . import training, training_courses

SEED = 20260104
QUARTERS = {"small": 2, "full": 8}
"""Quarters that are over; the present one is open besides."""
INDICATORS = (
    ("RESPOND", "响应时间", "auto", "respond", "low", "分钟"), ("FTF", "一次修复率", "auto", "first_fix", "high", "%"),
    ("CSAT", "客户满意度", "auto", "satisfaction", "high", "分"), ("ON_TIME", "巡检准时率", "auto", "on_time", "high", "%"),
    ("COLLECT", "物业费收缴率", "auto", "collection", "high", "%"), ("ATTEND", "出勤率", "auto", "attendance", "high", "%"),
    ("QUALITY", "工作质量检查", "manual", None, "high", "分"), ("PLAN", "计划完成率", "manual", None, "high", "%"),
)  # fmt: skip
SCHEMES = {
    "TECH": (("RESPOND", "60", 30), ("FTF", "90", 25), ("CSAT", "4.5", 25), ("ON_TIME", "95", 20)),
    "CSR": (("CSAT", "4.5", 40), ("FTF", "92", 20), ("COLLECT", "85", 20), ("QUALITY", "90", 20)),
    "GUARD": (("ATTEND", "98", 30), ("QUALITY", "90", 70)),
    "CLEANER": (("ATTEND", "98", 30), ("QUALITY", "90", 70)),
    "FINST": (("PLAN", "100", 60), ("QUALITY", "95", 40)),
    "HRST": (("PLAN", "100", 60), ("QUALITY", "95", 40)),
    "MGR": (("COLLECT", "85", 40), ("PLAN", "100", 60)),
}
SUGGESTED = 4


def build(company: Company) -> None:
    """Indicators first, then courses and classes, then the quarters."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    indicators = _schemes(company)
    courses = training_courses.build(company, indicators)
    training.build(company, courses)
    first = _quarter(company.today)
    number = QUARTERS[company.size]
    spans = []
    for _ in range(number):
        last = first - dt.timedelta(days=1)
        first = _quarter(last)
        spans.append((first, last))
    for place, span in enumerate(reversed(spans), start=1):
        _past(company, random, span, is_last=place == number)
    _present(company, random)
    company.step(f"{number + 1} 个考核周期", "review cycles")


def _schemes(company: Company) -> dict[str, int]:
    """Indicators by code; every position has weights of 100 %."""
    bulk = company.bulk
    found = {
        code: bulk.add(
            KpiIndicator, code=code, name=name, source=source, metric=metric, direction=direction, uom=uom,
            note=None, active=True,
        )
        for code, name, source, metric, direction, uom in INDICATORS
    }  # fmt: skip
    at = company.at(company.today - dt.timedelta(days=800), 9)
    for position, weights in SCHEMES.items():
        scheme = bulk.add(
            KpiScheme, position_id=company.rules.positions[position], total=100, note=None, state="active"
        )  # fmt: skip
        for code, target, weight in weights:
            bulk.add(
                KpiWeight, scheme_id=scheme, indicator_id=found[code], target=Decimal(target), floor=None,
                cap=120, weight=weight,
            )  # fmt: skip
        walked(
            company, KpiScheme, scheme, ("create", "draft", at, "hr"),
            ("activate", "active", at + dt.timedelta(hours=1), "hr"),
        )  # fmt: skip
    bulk.flush()
    return found


def _cycle(company: Company, span: tuple[dt.date, dt.date], at: dt.datetime) -> int:
    begins, ends = span
    quarter = (begins.month - 1) // 3 + 1
    hr = acting(company, "hr", at)
    id = hr.create(
        ReviewCycle, code=f"{begins.year}Q{quarter}", name=f"{begins.year} 年第 {quarter} 季度考核",
        period_from=begins, period_to=ends, s_quota=10, a_quota=40, pay_pool=20000,
    )  # fmt: skip
    hr.step(ReviewCycle, id, "open")
    return id


def _past(
    company: Company, random: Random, span: tuple[dt.date, dt.date], *, is_last: bool
) -> None:
    """Published eight days after it was opened; all but the last are final."""
    at = company.at(span[1] + dt.timedelta(days=1), 9)
    if is_last:
        # Published the day before yesterday: one can still acknowledge, or appeal.
        at = company.bulk.now - dt.timedelta(days=10)
    cycle = _cycle(company, span, at)
    _score(company, random, cycle, at + dt.timedelta(days=2), share=1.0)
    for name, later in (("calibrate", 6), ("accept", 7), ("publish", 8)):
        acting(company, "hr", at + dt.timedelta(days=later)).step(ReviewCycle, cycle, name)
    published = at + dt.timedelta(days=8)
    if is_last:
        _answers(company, cycle, published)
    else:
        _make_final(company, cycle, published + dt.timedelta(days=9))


def _score(company: Company, random: Random, cycle: int, at: dt.datetime, *, share: float) -> None:
    """Own scores and the managers', for so many of them; colleagues of the first twenty."""
    session, of = company.bulk.ctx.session, PerformanceReview
    rows = session.execute(
        select(of.id, of.employee_id, of.reviewer_id, Employee.login_id)
        .join(Employee, Employee.id == of.reviewer_id)
        .where(of.cycle_id == cycle, of.state == "pending")
        .order_by(of.id)
    ).all()
    chosen = rows[: int(len(rows) * share)]
    values: list[dict[str, Any]] = []
    names = {id: name for name, id in company.logins.items()}
    own = {person.id: names.get(person.login or 0) for person in company.crew.people}
    for row in chosen:
        skill = random.gauss(84, 8)
        judged = Decimal(round(min(100, max(45, skill + random.gauss(0, 3)))))
        values.append(
            {"id": row.id, "state": "manager_done", "self_score": Decimal(round(min(100, max(50, skill + 4)))),
             "self_comment": None, "judged_score": judged, "judged_comment": _said(judged)}
        )  # fmt: skip
        login = own.get(row.employee_id)
        _went_on(
            company, of, row.id, "pending",
            ("self_done" if login else "skip_self", "self_done", at, login),
            ("manager_done", "manager_done", at + dt.timedelta(days=1), names.get(row.login_id or 0)),
        )  # fmt: skip
    if values:
        session.execute(update(of), values)
    _by_hand(company, random, [row.id for row in chosen])
    _colleagues(company, random, rows[:20])
    company.bulk.flush()
    session.expire_all()
    of_cycle = session.get(ReviewCycle, cycle)
    assert of_cycle is not None  # noqa: S101 - just made
    reckoning.reckon(company.bulk.ctx.at(at + dt.timedelta(days=1)), of_cycle)


def _said(score: Decimal) -> str | None:
    if score >= 92:
        return "工作扎实，能带动班组。"
    return "需要改进：按时响应，记录完整。" if score < 66 else None


def _by_hand(company: Company, random: Random, reviews: list[int]) -> None:
    session = company.bulk.ctx.session
    rows = session.execute(
        select(ReviewItem.id, ReviewItem.target)
        .join(KpiIndicator, KpiIndicator.id == ReviewItem.indicator_id)
        .where(ReviewItem.review_id.in_(reviews), KpiIndicator.source == "manual")
        .order_by(ReviewItem.id)
    ).all()
    if rows:
        session.execute(
            update(ReviewItem),
            [
                {"id": row.id, "entered": Decimal(round(float(row.target) * min(1.1, random.gauss(0.94, 0.08))))}
                for row in rows
            ],
        )  # fmt: skip


def _colleagues(company: Company, random: Random, rows: Any) -> None:
    """Two or three each, of those who were reviewed with him."""
    session = company.bulk.ctx.session
    people = [row.employee_id for row in rows]
    names = company.crew.names
    sums = []
    for row in rows:
        others = [one for one in people if one not in (row.employee_id, row.reviewer_id)]
        scores = [Decimal(random.randint(70, 98)) for _ in range(3)]
        for peer, score in zip(random.sample(others, 3), scores, strict=True):
            company.bulk.add(
                PeerScore, review_id=row.id, subject=names[row.employee_id], peer_id=peer, score=score,
                comment=None,
            )  # fmt: skip
        average = (sum(scores, Decimal(0)) / 3).quantize(Decimal("0.01"))
        sums.append({"id": row.id, "peer_avg": average, "peer_count": 3})
    session.execute(update(PerformanceReview), sums)


def _make_final(company: Company, cycle: int, at: dt.datetime) -> None:
    """Nobody answered: final, and closed; a few suggestions wait for HR."""
    session, of = company.bulk.ctx.session, PerformanceReview
    ids = session.scalars(select(of.id).where(of.cycle_id == cycle).order_by(of.id)).all()
    session.execute(update(of), [{"id": id, "state": "final"} for id in ids])
    for id in ids:
        _went_on(company, of, id, "published", ("auto_final", "final", at, None))
    session.execute(update(ReviewCycle), [{"id": cycle, "state": "closed"}])
    _went_on(
        company, ReviewCycle, cycle, "published", ("close", "closed", at + dt.timedelta(hours=9), "hr")
    )  # fmt: skip
    company.bulk.flush()


def _answers(company: Company, cycle: int, published: dt.datetime) -> None:
    """Of the last quarter one has acknowledged, one has appealed, the others may; promotions are suggested."""
    session, of = company.bulk.ctx.session, PerformanceReview
    session.expire_all()
    by_employee = {
        row.employee_id: row.id
        for row in session.execute(select(of.id, of.employee_id).where(of.cycle_id == cycle))
    }
    people = company.crew.by_login
    at = published + dt.timedelta(days=1)
    acting(company, "technician", at).step(of, by_employee[people["technician"].id], "acknowledge")
    acting(company, "employee", at).step(
        of, by_employee[people["employee"].id], "appeal", {"appeal": "台风期间连续值班没有计入质量检查，请复核。"}
    )  # fmt: skip
    best = session.scalars(
        select(of.employee_id)
        .where(of.cycle_id == cycle, of.grade.in_(("s", "a")))
        .order_by(of.final_score.desc(), of.id)
        .limit(SUGGESTED)
    ).all()
    ctx = company.bulk.ctx.at(at)
    for id in best:
        employee = session.get(Employee, id)
        assert employee is not None  # noqa: S101 - the review is his
        applying.suggest(
            ctx, employee, "promote", on=company.today + dt.timedelta(days=30),
            reason="最近两次考核均为 A 以上", to_grade=employee.grade + 1,
        )  # fmt: skip


def _present(company: Company, random: Random) -> None:
    """The quarter that runs: opened last week, some have scored themselves."""
    begins = _quarter(company.today)
    ends = _quarter(begins + dt.timedelta(days=95)) - dt.timedelta(days=1)
    at = company.bulk.now - dt.timedelta(days=5)
    cycle = _cycle(company, (begins, ends), at)
    _score(company, random, cycle, at + dt.timedelta(days=1), share=0.3)
    session, of = company.bulk.ctx.session, PerformanceReview
    session.expire_all()
    mine = session.scalar(
        select(of.id).where(
            of.cycle_id == cycle, of.employee_id == company.crew.by_login["csr"].id,
            of.state == "pending",
        )
    )  # fmt: skip
    if mine is not None:
        acting(company, "csr", at + dt.timedelta(days=3)).step(
            of,
            mine,
            "self_done",
            {"self_score": 88, "self_comment": "接待量增加，投诉回访全部完成。"},
        )


def _went_on(
    company: Company, entity: type[Any], id: int, before: str,
    *steps: tuple[str, str, dt.datetime, str | None],
) -> None:  # fmt: skip
    """The same as `walked` for a record that has been made already and stands at `before`."""
    for name, state, at, login in steps:
        company.bulk.note(
            TransitionLog, entity=entity.key(), record_id=id, transition=name, from_state=before,
            to_state=state, actor_id=company.logins[login] if login else None, by_system=login is None,
            at=at, business_minutes=None, note="",
        )  # fmt: skip
        before = state


def _quarter(day: dt.date) -> dt.date:
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
