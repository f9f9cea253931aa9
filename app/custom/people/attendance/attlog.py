"""Lines of an attendance clock: `PIN\\tYYYY-MM-DD HH:MM:SS\\tstatus\\tverify…`, as its push protocol sends them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.runtime import clock

LONGEST = 200
"""Characters of a line that are kept."""
PIN = re.compile(r"[A-Za-z0-9_-]{1,24}")
OLDEST = dt.timedelta(days=400)
AHEAD = dt.timedelta(hours=24)
"""How far from now a punch may be; a clock that was never set begins in 2000."""
RECENT = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Line:
    """One punch: the number that was typed or recognised, when (aware UTC, whole seconds), and the line as it came."""

    pin: str
    at: dt.datetime
    raw: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a body holds: punches, and lines that are none (unreadable, or far from now)."""

    lines: Sequence[Line]
    bad: Sequence[str]

    def __len__(self) -> int:
        return len(self.lines) + len(self.bad)


def read(body: bytes, now: dt.datetime) -> Batch:
    """Every line is one or the other: none is lost."""
    lines: list[Line] = []
    bad: list[str] = []
    for raw in _text(body).splitlines():
        if not raw.strip():
            continue
        line = _line(raw, now)
        if line is None:
            bad.append(_storable(raw))
        else:
            lines.append(line)
    return Batch(lines, bad)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def _line(raw: str, now: dt.datetime) -> Line | None:
    pin, _, rest = raw.strip("\r\n").partition("\t")
    moment = rest.partition("\t")[0].strip()
    if not PIN.fullmatch(pin.strip()):
        return None
    try:
        local = dt.datetime.strptime(moment, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    at = local.replace(tzinfo=clock.zone()).astimezone(dt.UTC)
    if not now - OLDEST <= at <= now + AHEAD:
        return None
    return Line(pin.strip(), at, _storable(raw))


def _storable(raw: str) -> str:
    return raw.replace("\x00", "")[:LONGEST]


def drift(lines: Iterable[Line], now: dt.datetime) -> int | None:
    """Seconds that the clock is ahead, by the newest punch; None where that is no punch of just now.

    A punch is sent within seconds, so one that seems to come from the future is a clock that is ahead; one that is
    somewhat old may also have waited for the network, and only tells how far behind the clock is at most.
    """
    newest = max((line.at for line in lines), default=None)
    if newest is None or now - newest > RECENT:
        return None
    return round((newest - now).total_seconds())
