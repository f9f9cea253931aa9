"""Which jobs and schedules there are: `@job("name")` and `@schedule("name", cron=…)`."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from croniter import croniter

F = TypeVar("F", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Declared:
    """One kind of work. `function` takes (ctx, **payload)."""

    name: str
    function: Callable[..., None]
    attempts: int = 8
    atomic: bool = True
    lease: dt.timedelta = dt.timedelta(minutes=15)
    cron: str | None = None

    def delay(self, attempt: int) -> dt.timedelta:
        """How long to wait after the `attempt`-th failure: 10 s, 40 s, 160 s, … at most an hour."""
        return dt.timedelta(seconds=min(10 * 4 ** (attempt - 1), 3600))

    def last_tick(self, moment: dt.datetime, timezone: ZoneInfo) -> dt.datetime:
        """The latest moment, not after `moment`, that the schedule names; in UTC."""
        after = moment.astimezone(timezone).replace(microsecond=0) + dt.timedelta(seconds=1)
        found: dt.datetime = croniter(str(self.cron), after, second_at_beginning=True).get_prev(
            dt.datetime
        )
        return found.astimezone(dt.UTC)


_declared: dict[str, Declared] = {}


def job(
    name: str,
    *,
    attempts: int = 8,
    atomic: bool = True,
    lease: dt.timedelta = dt.timedelta(minutes=15),
) -> Callable[[F], F]:
    """Declare `function(ctx, **payload)` as the job `name`.

    `atomic` (the default): one transaction around the whole job; what it writes and the mark that
    it is done are committed together. `atomic=False` for work that waits for others (HTTP, mail):
    its own writes commit by themselves, it may run again after a crash, and `lease` is how long
    one run may take.
    """

    def declare(function: F) -> F:
        _add(Declared(name, function, attempts, atomic, lease))
        return function

    return declare


def schedule(
    name: str,
    *,
    cron: str,
    attempts: int = 3,
    atomic: bool = True,
    lease: dt.timedelta = dt.timedelta(minutes=15),
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
        _add(Declared(name, function, attempts, atomic, lease, cron))
        return function

    return declare


def declared(name: str) -> Declared:
    """The job of that name. Raises LookupError with the nearest name."""
    if name not in _declared:
        close = difflib.get_close_matches(name, _declared, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {sorted(_declared)}."
        raise LookupError(f"There is no job {name!r}; {hint}")
    return _declared[name]


def schedules() -> list[Declared]:
    """Everything that recurs, by name."""
    return [found for _, found in sorted(_declared.items()) if found.cron]


def _add(new: Declared) -> None:
    known = _declared.get(new.name)
    if known and _origin(known.function) != _origin(new.function):
        both = f"{_origin(known.function)} and {_origin(new.function)}"
        raise ValueError(f"Two jobs are called {new.name!r}: {both}.")
    _declared[new.name] = new


def _origin(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
