"""The event log as XES (IEEE 1849-2016), for programs of process mining: written piece by piece, read by nobody here.

A trace is a case, an event a step: `concept:name` is the step's name, `time:timestamp` when it was, `org:resource` who took
it, `lifecycle:transition` always complete, for the log knows no beginnings of steps; `from` and `to` are the states.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_EXTENSIONS = ("Concept", "Time", "Lifecycle", "Organizational")
_PREFIX = {"Organizational": "org"}


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a case. `resource`: who, by name or pseudonym; `source` None: the case begins."""

    name: str
    at: dt.datetime
    resource: str
    source: str | None
    target: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A case and its steps in their order."""

    name: str
    events: Iterable[Event]


def written(name: str, traces: Iterable[Trace]) -> Iterator[str]:
    """The file in pieces: a head, one piece a trace, an end."""
    yield _head(name)
    for trace in traces:
        yield _trace(trace)
    yield "</log>\n"


def _head(name: str) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">',
    ]
    for extension in _EXTENSIONS:
        prefix = _PREFIX.get(extension, extension.lower())
        lines.append(
            f'<extension name="{extension}" prefix="{prefix}" uri="http://www.xes-standard.org/{prefix}.xesext"/>'
        )
    lines += [
        f'<global scope="trace">{_text("concept:name", "")}</global>',
        '<global scope="event">',
        _text("concept:name", ""),
        '<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>',
        _text("lifecycle:transition", "complete"),
        _text("org:resource", ""),
        "</global>",
        '<classifier name="Activity" keys="concept:name"/>',
        '<classifier name="Resource" keys="org:resource"/>',
        _text("concept:name", name),
        _text("lifecycle:model", "standard"),
    ]
    return "\n".join(lines) + "\n"


def _trace(trace: Trace) -> str:
    events = "".join(_event(one) for one in trace.events)
    return f"<trace>{_text('concept:name', trace.name)}\n{events}</trace>\n"


def _event(event: Event) -> str:
    source = _text("from", event.source) if event.source is not None else ""
    return (
        f"<event>{_text('concept:name', event.name)}{_text('lifecycle:transition', 'complete')}"
        f'<date key="time:timestamp" value="{event.at.isoformat(timespec="milliseconds")}"/>'
        f"{_text('org:resource', event.resource)}{source}{_text('to', event.target)}</event>\n"
    )


def _text(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>'
