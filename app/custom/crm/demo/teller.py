"""Tells the story of one order: who asked, what was done when, every step logged (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import calendar, clock
from app.runtime.system import TransitionLog

from .. import normalise
from ..orders import priority, timeline
from ..orders.progress import HOLD_REASONS
from . import clocks, stories
from .bulk import Bulk
from .history import History
from .plots import Plot
from .residents import Resident, Residents
from .rules import KINDS, LIMITS, URGENT, Kind, Rules
from .staff import Person, Staff

WEIGHTS = {"YX": 42, "JX": 30, "KC": 11, "BJ": 7, "HX": 10}
SOURCES = ("app", "wechat", "web", "hotline", "chat", "desk")
SOURCE_WEIGHTS = (34, 22, 14, 18, 6, 6)
RATINGS = (5, 4, 3, 2, 1)
RATING_WEIGHTS = (54, 29, 11, 4, 2)
SILENT_SHARE = 0.25
LIMIT = {level: (respond, resolve, mode) for level, respond, _, resolve, mode in LIMITS}


class Teller:
    """One order while its story is told; `at` is the moment that the story has reached."""

    def __init__(
        self,
        bulk: Bulk,
        random: Random,
        rules: Rules,
        staff: Staff,
        residents: Residents,
        history: History,
        moment: dt.datetime,
        number: int,
        plot: Plot | None,
    ) -> None:
        self.bulk, self.random, self.rules, self.plot = bulk, random, rules, plot
        self.staff, self.history = staff, history
        self.created = self.at = moment
        self.number = number
        self.who = self._resident(residents)
        self.kind = self._kind()
        self.story = stories.STORIES[self.kind.code]
        self.summary = random.choice(self.story.reports)
        detail = random.choice(stories.DETAILS)
        self.description = f"{self.summary}，{detail}" if detail else None
        self.level = priority.decide(
            self.summary,
            default=self.kind.priority,  # type: ignore[arg-type]
            repeated=plot is None and random.random() < 0.04,
            terms=URGENT,
        )
        self.respond_minutes, self.resolve_minutes, self.mode = LIMIT[self.level]
        self.hours = calendar.named(self.mode)
        self.values: dict[str, Any] = {}
        self.id = 0
        self.state = "new"
        self.entered = moment
        self.paused = dt.timedelta(0)

    def _resident(self, residents: Residents) -> Resident:
        demo = residents.demo
        if self.plot is not None:
            chosen = self.random.choice(residents.by_project[self.plot.code])
            return demo if self.plot.demo and demo is not None else chosen
        code = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if demo is not None and code == "YX" and self.random.random() < 0.012:
            return demo
        return self.random.choice(residents.by_project[code])

    def _kind(self) -> Kind:
        if self.plot is not None:
            return next(kind for kind in KINDS if kind.code == self.plot.kind)
        weights = [
            kind.weight
            * (2 if kind.code == "repair.hvac" and self.created.month in (6, 7, 8, 12, 1) else 1)
            for kind in KINDS
        ]
        return self.random.choices(KINDS, weights)[0]

    # -- the story --------------------------------------------------------------------------------

    def write(self) -> None:
        """Tell it and remember the row."""
        assignee = self._assignee()
        self.id = self.bulk.add(WorkOrder, **self._first_values())
        self.row = self.bulk.rows(WorkOrder)[-1]
        self._log("create", None, "new", by=self.who.login)
        self._line("received", summary=self.summary)
        ends = self.random.random() if self.plot is None else 1.0
        if ends < 0.01:
            self._end("reject", "rejected", "rejected", self.random.choice(stories.REJECT_REASONS))
        elif self._goes_on() and self._is_over(self._short(0.5, 6)):
            self._step("accept", "accepted", self._short(0, 4))
            self.row["responded_at"] = self.at
            self._line("accepted")
            if ends < 0.035:
                self._end(
                    "cancel", "cancelled", "cancelled", self.random.choice(stories.CANCEL_REASONS)
                )
            elif assignee is not None and self._goes_on():
                self._work(assignee)
        self.row["respond_due"], _ = self._clock("respond", self.row["responded_at"])
        self.row["resolve_due"], self.row["sla_state"] = self._clock(
            "resolve", self.row["resolved_at"]
        )
        self.row["updated_at"] = self.at

    def _work(self, assignee: Person) -> None:
        self._step("assign", "assigned", self._short(0, 3))
        self.row |= {
            "assignee_id": assignee.id,
            "assignee_name": assignee.name,
            "assigned_at": self.at,
            "assign_score": {"score": str(Decimal(self.random.randint(6200, 9800)) / 10000)},
        }
        self._line("assigned", who=assignee.name)
        by = assignee.login
        if not self._wait(self._travel(), "start", "in_progress", by):
            return
        self.row |= {"arrived_at": self.at, "arrival_code": self.who.home.full_no}
        self._line("started", by=by, who=assignee.name)
        if self.kind.chargeable:
            self._quote(by)
        held = self.random.random() < 0.09 if self.plot is None else self.plot.state == "on_hold"
        if self.state == "in_progress" and held:
            self._hold(by)
        if self.state == "in_progress" and self._goes_on():
            self._resolve(assignee, self._effort())

    def _quote(self, by: int | None) -> None:
        amount = Decimal(self.random.choice((30, 50, 80, 120, 200)))
        if not self._wait(self._short(5, 30), "quote", "quoted", by):
            return
        self.row["quote"] = amount
        self._line("quoted", by=by, quote=amount)
        before = self.at
        if self._wait(self._short(10, 180), "approve_quote", "in_progress", self.who.login):
            self.paused += dt.timedelta(minutes=self.hours.work_between(before, self.at))
            self._line("quote_accepted", by=self.who.login)

    def _hold(self, by: int | None) -> None:
        reason = self.random.choice(list(HOLD_REASONS))
        before = self.at
        resume = before + dt.timedelta(hours=self.random.uniform(6 if self.plot else 3, 23))
        if not self._wait(self._short(5, 30), "hold", "on_hold", by):
            return
        self.row |= {"hold_reason": reason, "resume_at": resume, "hold_count": 1}
        zh, en = HOLD_REASONS[reason]
        self._line("held", by=by, zh=zh, en=en, until=f"{clock.local(resume):%m-%d %H:%M}")
        before = self.at
        if self._wait(
            max(dt.timedelta(minutes=1), resume - self.at), "resume", "in_progress", None
        ):
            self.paused += dt.timedelta(minutes=self.hours.work_between(before, self.at))
            self._line("resumed")

    def _resolve(self, assignee: Person, effort: dt.timedelta) -> None:
        if not self._wait(effort, "resolve", "resolved", assignee.login):
            return
        result = self.random.choice(self.story.results)
        self.row |= {
            "resolved_at": self.at,
            "result": result,
            "cause": self.random.choice(self.story.causes),
        }
        self._line("resolved", by=assignee.login, result=result)
        if self.plot is None and self.random.random() < 0.03 and not self.row["reopen_count"]:
            note = self.random.choice(stories.REOPEN_REASONS)
            if self._wait(self._short(60, 2000), "reopen", "in_progress", self.who.login, note):
                self.row |= {"reopen_count": 1, "resolved_at": None}
                self._line("reopened", by=self.who.login, note=note)
                self._resolve(assignee, self._effort())
            return
        self._confirm(assignee)

    def _confirm(self, assignee: Person) -> None:
        silent = self.random.random() < SILENT_SHARE
        pause = dt.timedelta(hours=72) if silent else self._short(5, 2400)
        if not self._wait(pause, "confirm", "closed", None if silent else self.who.login):
            return
        self.row["closed_at"] = self.at
        self._line(
            "closed_silently" if silent else "confirmed", by=None if silent else self.who.login
        )
        if not silent:
            rating = self.random.choices(RATINGS, RATING_WEIGHTS)[0]
            self.row["rating"] = rating
            self.row["rating_comment"] = self.random.choice(stories.COMMENTS[rating]) or None
            self.history.ratings[assignee.id].append(rating)
        self.history.closed.append(self.row)
        self._mask()

    def _end(self, transition: str, state: str, line: str, note: str) -> None:
        self._step(transition, state, self._short(2, 30), note=note)
        self._line(line, note=note)
        self._mask()

    def _mask(self) -> None:
        self.row["site_phone"] = normalise.masked_phone(self.who.phone)

    # -- time -------------------------------------------------------------------------------------

    def _short(self, least: float, most: float) -> dt.timedelta:
        return dt.timedelta(minutes=self.random.uniform(least, most))

    def _travel(self) -> dt.timedelta:
        minutes = min(self.random.expovariate(1 / 45) + 6, 300)
        local = clock.local(self.created)
        if self.who.home.code == "HX" and (local.year, local.month) == (2025, 7):
            # The planted bottleneck that the process evaluation must find.
            minutes *= 9
        return dt.timedelta(minutes=minutes)

    def _effort(self) -> dt.timedelta:
        """Mostly well inside the limit; about one in twelve is late."""
        share = (
            self.random.uniform(1.05, 1.7)
            if self.random.random() < 0.075
            else self.random.uniform(0.05, 0.55)
        )
        until = self.hours.add_work(self.at, self.resolve_minutes * share)
        return max(dt.timedelta(minutes=8), until - self.at)

    def _is_over(self, pause: dt.timedelta) -> bool:
        return self.at + pause <= self.bulk.now

    def _goes_on(self) -> bool:
        """A plot stops where it is meant to."""
        return self.plot is None or self.plot.state != self.state

    def _wait(
        self, pause: dt.timedelta, transition: str, state: str, by: int | None, note: str = ""
    ) -> bool:
        """Take a step after a pause, unless that would be in the future or the plot stops here."""
        if self.plot is not None:
            # A plot reaches its step within the minutes that it has.
            pause = min(pause, (self.bulk.now - self.at) / 3)
        if not self._goes_on() or not self._is_over(pause):
            return False
        self._step(transition, state, pause, by=by, note=note)
        return True

    def _step(
        self,
        transition: str,
        state: str,
        pause: dt.timedelta,
        *,
        by: int | None = None,
        note: str = "",
    ) -> None:
        self.at = min(self.at + pause, self.bulk.now).replace(microsecond=0)
        self._log(transition, self.state, state, by=by, note=note)
        self.state = self.row["state"] = state
        self.entered = self.at
        self.row["version"] += 1

    # -- rows -------------------------------------------------------------------------------------

    def _assignee(self) -> Person | None:
        people = self.staff.takers.get((self.who.home.code, self.kind.department), [])
        if self.plot is not None and people:
            # The first of YX is the demo technician: his list is not empty, and not full either.
            his = self.plot.demo or self.plot.state == "assigned"
            return people[0] if his or len(people) == 1 else people[1]
        if self.kind.skill:
            people = [one for one in people if one.skills.get(self.kind.skill, 0) >= 2] or people
        return self.random.choice(people) if people else None

    def _first_values(self) -> dict[str, Any]:
        local = clock.local(self.created)
        home = self.who.home
        source = self.random.choices(SOURCES, SOURCE_WEIGHTS)[0]
        return {
            "order_no": f"GD{local:%Y%m%d}-{self.number:04d}",
            "source": source,
            "external_id": f"{source}-{local:%y%m%d}{self.number:05d}"
            if source in ("hotline", "chat")
            else None,
            "customer_id": self.who.id,
            "unit_id": home.id,
            "project_id": home.project,
            "category_id": self.rules.categories[self.kind.code],
            "priority": self.level,
            "summary": self.summary,
            "description": self.description,
            "contact_name": self.who.name,
            "contact_phone": self.who.phone,
            "site_phone": self.who.phone,
            "confidence": Decimal(self.random.randint(*self._sure())) / 10000,
            "chargeable": self.kind.chargeable,
            "department_id": self.rules.departments[f"{home.code}-{self.kind.department}"],
            "policy_id": self.rules.policies[self.level],
            "created_at": self.created,
            "created_by_id": self.who.login,
            "state": "new",
            "sla_state": "ok",
            "version": 1,
            "reopen_count": 0,
            "hold_count": 0,
            "reassign_count": 0,
            **dict.fromkeys(LATER),
        }

    def _sure(self) -> tuple[int, int]:
        waits = self.plot is not None and self.plot.state == "new"
        return (3500, 6500) if waits else (7000, 10000)

    def _log(
        self, transition: str, source: str | None, target: str, *, by: int | None, note: str = ""
    ) -> None:
        minutes = None
        if source is not None:
            minutes = calendar.named("working").work_between(self.entered, self.at)
        self.bulk.note(
            TransitionLog,
            entity="work_order",
            record_id=self.id,
            transition=transition,
            from_state=source,
            to_state=target,
            actor_id=by,
            by_system=by is None,
            at=self.at,
            note=note,
            business_minutes=minutes,
        )

    def _line(self, line: str, *, by: int | None = None, **params: Any) -> None:
        self.bulk.add(
            WorkOrderEvent,
            work_order_id=self.id,
            at=self.at,
            actor_id=by,
            kind=timeline.LINES[line][0],
            text=timeline.text_of(line, **params),
            internal=False,
            minutes=None,
            created_at=self.at,
            created_by_id=by,
        )

    def _clock(self, name: str, stopped: dt.datetime | None) -> tuple[dt.datetime, str]:
        resolves = name == "resolve"
        return clocks.write(
            self.bulk,
            order=self.row,
            name=name,
            minutes=self.resolve_minutes if resolves else self.respond_minutes,
            mode=self.mode,
            at=self.at,
            stopped=stopped,
            paused=self.paused if resolves else dt.timedelta(0),
        )


LATER = (
    "assignee_id",
    "assignee_name",
    "assigned_at",
    "assign_score",
    "responded_at",
    "arrived_at",
    "arrival_code",
    "resolved_at",
    "closed_at",
    "respond_due",
    "resolve_due",
    "hold_reason",
    "resume_at",
    "quote",
    "result",
    "cause",
    "rating",
    "rating_comment",
    "dept_head_id",
    "dept_head_name",
    "project_manager_id",
    "manager_name",
)
"""Filled as the story goes on; all rows have all columns, so that they go in together."""
