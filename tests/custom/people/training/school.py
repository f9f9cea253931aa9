"""Courses, sessions and enrolments in few words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.generated.course import Course
from app.generated.course_skill import CourseSkill
from app.generated.position_skill import PositionSkill
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_recommendation import TrainingRecommendation
from app.generated.training_session import TrainingSession
from app.runtime import records
from tests.custom.people.folk import HEAD, HR, WORKER, Folk

NINE = dt.datetime(2026, 6, 15, 1, tzinfo=dt.UTC)
"""Two weeks from the day of the tests, nine o'clock in Shanghai."""
CLERK, OTHER = "陈文员", "何文员"


@dataclass
class School:
    """WORKER, CLERK and OTHER are in a position that asks for plumbing 4 and electricity 3."""

    folk: Folk
    course: Course = field(init=False)
    sessions: list[TrainingSession] = field(default_factory=list)

    def build(self) -> School:
        town = self.folk.town
        with records.writing(self.folk.ctx):
            for skill, level in (("plumbing", 4), ("electric", 3)):
                self.folk.ctx.create(
                    PositionSkill, position=town.position.id, skill=town.skills[skill].id,
                    level=level, weight=50,
                )  # fmt: skip
            self.course = self.new_course("C1", "给排水提高", plumbing=4, validity_months=12)
        return self

    def new_course(
        self, code: str, name: str, plumbing: int = 0, electric: int = 0, **values: Any
    ) -> Course:
        made = self.folk.ctx.create(Course, code=code, name=name, hours=4, **values)
        for skill, level in (("plumbing", plumbing), ("electric", electric)):
            if level:
                self.folk.ctx.create(
                    CourseSkill, course=made.id, skill=self.folk.town.skills[skill].id, to_level=level
                )  # fmt: skip
        return made

    def session(self, capacity: int = 1, **values: Any) -> TrainingSession:
        """Open, of HEAD as the trainer."""
        given = {
            "course": self.course.id, "starts_at": NINE, "ends_at": NINE + dt.timedelta(hours=3),
            "place": "培训室", "trainer": self.folk.town.employees[HEAD].id, "capacity": capacity,
            **values,
        }  # fmt: skip
        made = records.create(self.folk.as_(HR), TrainingSession, given)
        return records.transition(self.folk.as_(HR), TrainingSession, made.id, "open")

    def enrol(
        self, session: TrainingSession, name: str = WORKER, by: str | None = None
    ) -> TrainingEnrollment:
        who = self.folk.as_(by or name)
        values = {"session": session.id}
        if by is not None:
            values["employee"] = self.folk.town.employees[name].id
        return records.create(who, TrainingEnrollment, values)

    def step(self, record: Any, name: str, who: str = HEAD, note: str = "", **values: Any) -> Any:
        return self.folk.step(record, name, who, note, **values)

    def again(self, record: Any) -> Any:
        return self.folk.session.get(type(record), record.id)

    def states(self, session: TrainingSession) -> list[str]:
        """Of its enrolments, in the order in which they came."""
        of = TrainingEnrollment
        return list(
            self.folk.session.scalars(
                select(of.state).where(of.session_id == session.id).order_by(of.id)
            )
        )

    def recommended(self, name: str = WORKER) -> list[TrainingRecommendation]:
        of = TrainingRecommendation
        return list(
            self.folk.session.scalars(
                select(of)
                .where(of.employee_id == self.folk.town.employees[name].id)
                .order_by(of.score.desc(), of.id)
            )
        )
