"""Which jobs and schedules there are: `@job`, `@chunked` and `@schedule`."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from croniter import croniter

from ..errors import Message, message

F = TypeVar("F", bound=Callable[..., None])
Kind = Literal["atomic", "leased", "chunked"]

NORMAL = 5
"""The priority of what says nothing: 0 runs first, 9 last."""
LEASE = dt.timedelta(minutes=15)
MOST_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is. `cursor` is plain JSON: where the next chunk begins; None at the start."""

    cursor: Any = None
    done: int = 0
    total: int | None = None
    message: str = ""
    finished: bool = False

    def on(
        self,
        cursor: Any,
        *,
        done: int = 0,
        total: int | None = None,
        message: str | None = None,
    ) -> Progress:
        """After one more chunk of `done` rows; the next begins at `cursor`."""
        return Progress(
            cursor,
            self.done + done,
            self.total if total is None else total,
            self.message if message is None else message,
        )

    def end(self, *, done: int = 0, message: str | None = None) -> Progress:
        """After the last chunk, of `done` rows."""
        return replace(self.on(None, done=done, message=message), finished=True)


Chunked = TypeVar("Chunked", bound=Callable[..., Progress])


@dataclass(frozen=True, slots=True)
class Declared:
    """One kind of work. `function` takes (ctx, **payload); a chunked one (ctx, progress, **payload)."""

    name: str
    function: Callable[..., Any]
    attempts: int = 8
    kind: Kind = "atomic"
    lease: dt.timedelta = LEASE
    cron: str | None = None
    priority: int = NORMAL
    lock: str | None = None
    label: Message | None = None

    def delay(self, attempt: int) -> dt.timedelta:
        """How long to wait after the `attempt`-th failure: 10 s, 40 s, 160 s, … at most an hour."""
        return dt.timedelta(seconds=min(10 * 4 ** (min(attempt, 10) - 1), 3600))

    def lock_for(self, payload: Mapping[str, Any]) -> str | None:
        """The concurrency key of one job: `lock` with the payload filled in."""
        return self.lock.format_map(payload) if self.lock else None

    def last_tick(self, moment: dt.datetime, timezone: ZoneInfo) -> dt.datetime:
        """The latest moment, not after `moment`, that the schedule names; in UTC."""
        after = moment.astimezone(timezone).replace(microsecond=0) + dt.timedelta(seconds=1)
        found: dt.datetime = croniter(str(self.cron), after, second_at_beginning=True).get_prev(
            dt.datetime
        )
        return found.astimezone(dt.UTC)

    def next_tick(self, moment: dt.datetime, timezone: ZoneInfo) -> dt.datetime:
        """The first moment after `moment` that the schedule names; in UTC."""
        found: dt.datetime = croniter(
            str(self.cron), moment.astimezone(timezone), second_at_beginning=True
        ).get_next(dt.datetime)
        return found.astimezone(dt.UTC)


_declared: dict[str, Declared] = {}
_LABELS = {"hooks.after": message(zh="执行后续处理", en="Follow up a change")}
"""Of jobs whose module knows nothing of people."""


def job(
    name: str,
    *,
    attempts: int = 8,
    atomic: bool = True,
    lease: dt.timedelta = LEASE,
    priority: int = NORMAL,
    lock: str | None = None,
    label: Message | None = None,
) -> Callable[[F], F]:
    """Declare `function(ctx, **payload)` as the job `name`.

    `atomic` (the default): one transaction around the whole job; what it writes and the mark that
    it is done are committed together. `atomic=False` for work that waits for others (HTTP, mail):
    its own writes commit by themselves, and it may run again after a crash. `lease`: after how long
    without a sign of life another process takes over; a serving process or a worker renews it.
    `lock`: of the jobs that share this text only one runs at a time; `{name}` stands for a value of
    the payload. `priority`: 0 runs first, 9 last. `label` is what people call it.
    """

    def declare(function: F) -> F:
        kind: Kind = "atomic" if atomic else "leased"
        _add(
            Declared(
                name, function, attempts, kind, lease, priority=priority, lock=lock, label=label
            )
        )
        return function

    return declare


def chunked(
    name: str,
    *,
    attempts: int = 8,
    lease: dt.timedelta = LEASE,
    priority: int = NORMAL,
    lock: str | None = None,
    label: Message | None = None,
) -> Callable[[Chunked], Chunked]:
    """Declare long work: `function(ctx, progress, **payload) -> Progress` does one chunk.

    It is called again and again, each time in a transaction of its own that commits together with
    the Progress it returned: `progress.on(cursor, done=500)`, at last `progress.end()`. After a
    crash, a restart or a failure it goes on at the last committed chunk. Between two chunks it can
    be cancelled. `attempts` counts failures in a row without a chunk in between.
    """

    def declare(function: Chunked) -> Chunked:
        _add(
            Declared(
                name,
                function,
                attempts,
                "chunked",
                lease,
                priority=priority,
                lock=lock,
                label=label,
            )
        )
        return function

    return declare


def schedule(
    name: str,
    *,
    cron: str,
    attempts: int = 3,
    atomic: bool = True,
    lease: dt.timedelta = LEASE,
    priority: int = NORMAL,
    label: Message | None = None,
) -> Callable[[F], F]:
    """Declare `function(ctx)` as work that recurs.

    `cron` has six fields, seconds first, in the application's time zone. Ticks that were missed
    (nobody was running) become one, the latest.
    """
    if len(cron.split()) != 6 or not croniter.is_valid(cron, second_at_beginning=True):
        raise ValueError(
            f"{name}: {cron!r} is no schedule; six fields, seconds first: '0 */5 * * * *'."
        )

    def declare(function: F) -> F:
        kind: Kind = "atomic" if atomic else "leased"
        _add(Declared(name, function, attempts, kind, lease, cron, priority, label=label))
        return function

    return declare


def declared(name: str) -> Declared:
    """The job of that name. Raises LookupError with the nearest name."""
    if name not in _declared:
        close = difflib.get_close_matches(name, _declared, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {sorted(_declared)}."
        raise LookupError(f"There is no job {name!r}; {hint}")
    return _declared[name]


def label_of(name: str) -> Message:
    """What people call a job; one without a label, or that the code no longer has, goes by its name."""
    known = _declared.get(name)
    return (
        (known.label if known else None) or _LABELS.get(name) or Message({"zh": name, "en": name})
    )


def names() -> list[str]:
    """The names of all jobs and schedules."""
    return sorted(_declared)


def schedules() -> list[Declared]:
    """Everything that recurs, by name."""
    return [found for _, found in sorted(_declared.items()) if found.cron]


def _add(new: Declared) -> None:
    if not 0 <= new.priority <= 9:
        raise ValueError(f"{new.name}: priority {new.priority} is not between 0 and 9.")
    known = _declared.get(new.name)
    if known and _origin(known.function) != _origin(new.function):
        both = f"{_origin(known.function)} and {_origin(new.function)}"
        raise ValueError(f"Two jobs are called {new.name!r}: {both}.")
    _declared[new.name] = new


def _origin(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
