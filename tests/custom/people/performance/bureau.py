"""Indicators, cycles and reviews in few words: HEAD is the manager of WORKER and CLERK, BOSS of HEAD and HR."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.generated.kpi_indicator import KpiIndicator
from app.generated.kpi_scheme import KpiScheme
from app.generated.peer_score import PeerScore
from app.generated.performance_review import PerformanceReview
from app.generated.review_cycle import ReviewCycle
from app.generated.review_item import ReviewItem
from app.runtime import records
from tests.custom.people.folk import BOSS, HEAD, HR, WORKER, Folk

CLERK, OTHER = "陈文员", "何文员"
MANAGERS = {WORKER: HEAD, CLERK: HEAD, OTHER: HEAD, HEAD: BOSS, HR: BOSS}
FROM, TO = dt.date(2026, 3, 1), dt.date(2026, 5, 31)


@dataclass
class Bureau:
    folk: Folk
    indicators: dict[str, KpiIndicator] = field(default_factory=dict)
    scheme: KpiScheme = field(init=False)

    def build(self) -> Bureau:
        town = self.folk.town
        with records.writing(self.folk.ctx):
            for person in town.employees.values():
                employee = self.folk.ctx.get(type(person), person.id)
                self.folk.ctx.update(employee, hired_on=dt.date(2020, 1, 1))
            for name, manager in MANAGERS.items():
                person = self.folk.ctx.get(type(town.employees[name]), town.employees[name].id)
                self.folk.ctx.update(person, manager=town.employees[manager].id)
            for code, source, metric in (
                ("ftf", "auto", "first_fix"), ("csat", "auto", "satisfaction"), ("care", "manual", None),
            ):  # fmt: skip
                self.indicators[code] = self.folk.ctx.create(
                    KpiIndicator, code=code, name=code, source=source, metric=metric
                )
        self.scheme = self.new_scheme(("ftf", "90", 40), ("csat", "4.5", 20), ("care", "100", 40))
        self.step(self.scheme, "activate", HR)
        return self

    def new_scheme(self, *weights: tuple[str, str, Any], **values: Any) -> KpiScheme:
        given = {
            "position": self.folk.town.position.id,
            "weights": [
                {"indicator": self.indicators[code].id, "target": target, "weight": weight}
                for code, target, weight in weights
            ],
            **values,
        }
        return records.create(self.folk.as_(HR), KpiScheme, given)

    def cycle(self, **values: Any) -> ReviewCycle:
        """A draft."""
        given = {"code": "2026Q1", "name": "一季度", "period_from": FROM, "period_to": TO, **values}
        return records.create(self.folk.as_(HR), ReviewCycle, given)

    def opened(self, **values: Any) -> ReviewCycle:
        return self.step(self.cycle(**values), "open", HR)

    def step(self, record: Any, name: str, who: str, note: str = "", **values: Any) -> Any:
        return self.folk.step(record, name, who, note, **values)

    def again(self, record: Any) -> Any:
        return self.folk.session.get(type(record), record.id)

    def review(self, name: str = WORKER, cycle: ReviewCycle | None = None) -> PerformanceReview:
        of = PerformanceReview
        statement = select(of).where(of.employee_id == self.folk.town.employees[name].id)
        if cycle is not None:
            statement = statement.where(of.cycle_id == cycle.id)
        found: PerformanceReview = self.folk.session.scalars(
            statement.order_by(of.id.desc()).limit(1)
        ).one()
        return found

    def item(self, code: str, name: str = WORKER) -> ReviewItem:
        of = ReviewItem
        found: ReviewItem = self.folk.session.scalars(
            select(of)
            .where(
                of.review_id == self.review(name).id,
                of.indicator_id == self.indicators[code].id,
            )
        ).one()  # fmt: skip
        return found

    def enter(self, value: str, name: str = WORKER, who: str = HEAD) -> None:
        """What the manager saw."""
        records.update(
            self.folk.as_(who), ReviewItem, self.item("care", name).id, {"entered": value}
        )

    def ask(self, *peers: str, about: str = WORKER, who: str = HEAD) -> list[PeerScore]:
        return [
            records.create(
                self.folk.as_(who), PeerScore,
                {"review": self.review(about).id, "peer": self.folk.town.employees[peer].id},
            )
            for peer in peers
        ]  # fmt: skip

    def answer(self, score: PeerScore, who: str, value: str) -> None:
        records.update(self.folk.as_(who), PeerScore, score.id, {"score": value})

    def scored(self, cycle: ReviewCycle, **scores: str) -> ReviewCycle:
        """Everybody has scored himself 80 and is scored by his manager: 80 unless said otherwise; calibration has begun."""
        for name in MANAGERS:
            self.step(self.review(name), "self_done", name, self_score="80")
            score = scores.get(name, "80")
            self.step(self.review(name), "manager_done", MANAGERS[name], judged_score=score)
        return self.step(cycle, "calibrate", HR)

    def published(self, cycle: ReviewCycle, **scores: str) -> ReviewCycle:
        self.scored(cycle, **scores)
        return self.step(self.step(cycle, "accept", HR), "publish", HR)
