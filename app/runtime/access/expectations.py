"""`tests:` of the schema, asked of the policy that is in force: which rows of the database prove a line wrong?"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import false, func, not_, select, true

from .. import registry
from ..accounts.users import Role, User
from ..context import Actor, Context
from ..policy import ACTIONS
from ..writing.approvals import History
from . import judgement, user_values

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..expression import Expression
    from ..registry import EntityEntry

PERSONS = 5
"""Holders of the role who are asked; their own records differ, so one is not enough."""
RECORDS = 200
"""Records of which a transition is judged one by one."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line of `tests:`. `place` says where it stands: `schema/crm.yaml:626`."""

    place: str
    entity: str
    role: str
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that proves an expectation wrong."""

    expectation: Expectation
    action: str
    expected: bool
    person: str
    record: int | None

    def __str__(self) -> str:
        one = self.expectation
        row = f"{one.entity} {self.record}" if self.record is not None else one.entity
        may = ("可以", "may") if self.expected else ("不可以", "may not")
        fact = ("但不可以", "but may not") if self.expected else ("但可以", "but may")
        return (
            f"{one.place}: {one.role} {may[0]} {self.action}，{fact[0]}：{row}（{self.person}） / "
            f"{one.role} {may[1]} {self.action}, {fact[1]}: {row} (as {self.person})"
        )


@dataclass(slots=True)
class Outcome:
    """`asked`: expectation × action × person × row. `idle`: lines for which the database has no row to ask.

    `late`: lines that nobody had the time to ask.
    """

    failures: list[Failure]
    asked: int
    idle: list[Expectation]
    late: list[Expectation] = field(default_factory=list)


def run(
    session: Session,
    expectations: Iterable[Expectation],
    *,
    entries: Mapping[str, EntityEntry] | None = None,
    seconds: float | None = None,
) -> Outcome:
    """Ask all of them; nothing is written.

    `entries`: rules that are not in force yet, by the entity's name. `seconds`: a line is begun within so many.
    """
    outcome = Outcome([], 0, [])
    until = None if seconds is None else time.monotonic() + seconds
    for one in expectations:
        if until is not None and time.monotonic() > until:
            outcome.late.append(one)
            continue
        entry = (
            entries[one.entity] if entries is not None else registry.current().entity(one.entity)
        )
        asked = 0
        for person in _persons(session, one.role):
            with Context(person, session) as ctx:
                asked += _ask(ctx, entry, one, outcome.failures)
        outcome.asked += asked
        if not asked:
            outcome.idle.append(one)
    return outcome


def _persons(session: Session, role: str) -> list[Actor]:
    """People who hold the role, else any people, each with this role alone; else somebody without records."""
    holders = select(User.id, User.username).join(User.roles).where(Role.name == role)
    anybody = select(User.id, User.username)
    found: list[Any] = []
    for statement in (holders, anybody):
        if not found:
            found = list(session.execute(statement.order_by(User.id).limit(PERSONS)))
    actors = []
    for id, username in found or [(None, "nobody")]:
        actors.append(
            Actor(
                id,
                username,
                frozenset({role}),
                load=lambda who, path: user_values.load(session, who.id, path),
            )
        )
    return actors


def _ask(ctx: Context, entry: EntityEntry, one: Expectation, failures: list[Failure]) -> int:
    asked = 0
    for expected, actions in ((True, one.may), (False, one.may_not)):
        for action in actions:
            if action in ACTIONS:
                number, wrong = _rows(ctx, entry, one, action, expected=expected)
            else:
                number, wrong = _steps(ctx, entry, one, action, expected=expected)
            asked += number
            failures += [Failure(one, action, expected, ctx.actor.username, id) for id in wrong]
    return asked


def _meant(ctx: Context, entry: EntityEntry, one: Expectation) -> Any:
    entity: Any = entry.entity
    where = true() if one.where is None else one.where.sql(entity, ctx.actor)
    return select(entity).where(entity.deleted_at.is_(None), where)


def _rows(
    ctx: Context, entry: EntityEntry, one: Expectation, action: str, *, expected: bool
) -> tuple[int, Iterator[int] | list[int]]:
    """The rows that are meant, and the first of them that contradict: two statements whatever the number."""
    entity: Any = entry.entity
    allowed = entry.policy.rows(ctx.actor, action)
    meant = _meant(ctx, entry, one)
    number = int(ctx.session.scalar(meant.with_only_columns(func.count(entity.id))) or 0)
    allowed = true() if allowed is None else func.coalesce(allowed, false())
    contradicts = not_(allowed) if expected else allowed
    found = meant.with_only_columns(entity.id).where(contradicts).order_by(entity.id).limit(3)
    return number, list(ctx.session.scalars(found))


def _steps(
    ctx: Context, entry: EntityEntry, one: Expectation, step: str, *, expected: bool
) -> tuple[int, list[int]]:
    """Records from whose state the step leads on; the right is meant, not the guard."""
    wrong, number = [], 0
    workflow = entry.workflow
    if workflow is None or step not in workflow.transitions:
        return 0, []
    for record in ctx.session.scalars(_meant(ctx, entry, one).limit(RECORDS)):
        mapping = workflow.from_state(step, record.state)
        if mapping is None:
            continue
        number += 1
        verdict = judgement.right(ctx, entry, record, mapping, History(ctx, record))
        if verdict.allowed is not expected:
            wrong.append(int(record.id))
    return number, wrong[:3]
