"""What a check of the audit is: a code, what it looks for, and a function that returns records with their evidence (3.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, select

from app.custom.crm import bilingual_lines
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.runtime import clock
from app.runtime.context import Context

Risk = Literal["high", "mid", "low"]
READ_AT_ONCE = 5000
LISTED = 50
"""Records that stand in the evidence of one finding."""


@dataclass(frozen=True, slots=True)
class Period:
    """An accounting period as the checks need it; `vouchers`: how many it says were posted."""

    id: int
    name: str
    first: dt.date
    last: dt.date
    vouchers: int
    closed: bool


@dataclass(frozen=True)
class Scope:
    """The months that are looked at. Checks read and never write."""

    ctx: Context
    first: dt.date
    last: dt.date
    periods: Sequence[Period]

    @property
    def session(self) -> Any:
        return self.ctx.session

    @cached_property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """The instant at which the first day begins, and that at which the last one is over."""
        return midnight(self.first), midnight(self.last + dt.timedelta(days=1))

    @cached_property
    def names(self) -> Mapping[int, Period]:
        return {one.id: one for one in self.periods}

    def posted(self) -> ColumnElement[bool]:
        """Posted vouchers of these periods."""
        return and_(
            Voucher.period_id.in_([one.id for one in self.periods]),
            Voucher.hash.is_not(None),
            Voucher.deleted_at.is_(None),
        )

    def within(self, moment: Any) -> ColumnElement[bool]:
        """That an instant lies in these months."""
        start, end = self.moments
        return and_(moment >= start, moment < end)


def scope_of(ctx: Context, first: dt.date, last: dt.date) -> Scope:
    """The periods of the books between two days; one statement."""
    rows = ctx.session.execute(
        select(
            AccountingPeriod.id, AccountingPeriod.period, AccountingPeriod.starts_on,
            AccountingPeriod.ends_on, AccountingPeriod.vouchers, AccountingPeriod.state,
        )
        .where(
            AccountingPeriod.starts_on >= first, AccountingPeriod.ends_on <= last,
            AccountingPeriod.deleted_at.is_(None),
        )
        .order_by(AccountingPeriod.starts_on)
    )  # fmt: skip
    found = [
        Period(row.id, row.period, row.starts_on, row.ends_on, row.vouchers or 0, row.state == "closed")
        for row in rows
    ]  # fmt: skip
    return Scope(ctx, first, last, found)


def midnight(day: dt.date) -> dt.datetime:
    """The instant at which a day begins here."""
    return dt.datetime.combine(day, dt.time(), clock.zone())


@dataclass(frozen=True, slots=True)
class Found:
    """One record that a check points at.

    `subject`: key of the entity (`voucher`). `word`: which sentence of the rule says it, with `params`. `evidence`: plain
    JSON; under `records` what it leads to: {entity, id, name, …}. `facts`: what makes it this very finding: as long as
    they are the same, a rerun finds the same thing.
    """

    subject: str
    subject_id: int
    word: str
    evidence: Mapping[str, Any]
    params: Mapping[str, object] = field(default_factory=dict)
    facts: Sequence[Any] = ()

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits of the facts."""
        return sha256(repr(tuple(self.facts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Note:
    """What a check has to say that is no finding: too little to judge by."""

    zh: str
    en: str


Finds = Callable[[Scope], Iterable[Found | Note]]
Steps = Callable[[Scope, Any], tuple[list[Found], Any]]


@dataclass
class Rule:
    """`lasting`: about what was done and cannot be undone, so that a finding that was closed stays closed.

    `nightly`: cheap enough for every night. `said`: word → (zh, en) of what is told.
    """

    code: str
    zh: str
    en: str
    risk: Risk
    said: Mapping[str, tuple[str, str]]
    lasting: bool = False
    nightly: bool = False
    step: Steps | None = None

    def finds(self, function: Finds) -> Finds:
        """Declare the check: one pass, with a fixed number of statements. Its findings are read as they come."""

        def once(scope: Scope, after: Any) -> tuple[Any, Any]:
            return function(scope), None

        self.step = once
        return function

    def steps(self, function: Steps) -> Steps:
        """Declare a check that goes on from where it stood: (scope, cursor) → (findings, next cursor or None)."""
        self.step = function
        return function

    def told(self, found: Found) -> str:
        """The sentence in both languages, as it is stored."""
        zh, en = self.said[found.word]
        return bilingual_lines.stored(zh, en, **found.params)

    @property
    def name(self) -> str:
        return f"{self.zh} / {self.en}"


def record(entity: str, id: int, name: object, **more: object) -> dict[str, Any]:
    """A record in evidence: pages make a link of it."""
    return {"entity": entity, "id": id, "name": str(name), **{k: plain(v) for k, v in more.items()}}


def plain(value: object) -> Any:
    """As JSON keeps it: amounts as text with two decimals, days and moments as ISO text in local time."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.datetime):
        return clock.local(value).isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def some(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of them."""
    return [one for _, one in zip(range(LISTED), records, strict=False)]


def paged(scope: Scope, statement: Any, id: Any) -> Iterator[Any]:
    """All rows in the order of their ids, some thousands in memory. `id` is the first column of the statement."""
    after = 0
    while True:
        rows = scope.session.execute(
            statement.where(id > after).order_by(id).limit(READ_AT_ONCE)
        ).all()
        yield from rows
        if len(rows) < READ_AT_ONCE:
            return
        after = rows[-1][0]


def grouped(rows: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Rows that stand together, by their key: sorted input, one group in memory."""
    group: list[Any] = []
    last: Any = None
    for row in rows:
        here = key(row)
        if group and here != last:
            yield last, group
            group = []
        group.append(row)
        last = here
    if group:
        yield last, group
