"""Log lines: one JSON object a line in production, readable text in a demo; no values of people in either."""

from __future__ import annotations

import datetime as dt
import logging
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pythonjsonlogger.orjson import OrjsonFormatter

if TYPE_CHECKING:
    from types import TracebackType

FORMATS = ("json", "text")
LEVELS = ("debug", "info", "warning", "error")
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FIELDS = ("request_id", "user_id", "route", "job", "job_id", "attempt")
"""What a line carries of the request or job that it was said in."""

_HIDDEN = (
    # PostgreSQL names the values that were in the way.
    (re.compile(r"\n?(DETAIL|CONTEXT|LINE \d+): [^\n]*(\n\s*\^)?"), ""),
    (re.compile(r"\[(parameters|SQL): [^\n]*"), ""),
    (re.compile(r"(?i)(bearer|basic) [\w.~+/=-]+"), r"\1 …"),
    (re.compile(r"whsec_[\w+/=-]+"), "whsec_…"),
    (re.compile(r"(dougong_\d+_)[\w-]{20,}"), r"\1…"),
    (re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(\.[\w-]++)+"), "…@…"),
    # Telephones, numbers of identity and bank cards. Ids of our own stand in fields of their own.
    (re.compile(r"(?<![\w.-])\+?\d[\d -]{6,}\d(?![\w-])"), "…"),
    # Of an address only the path: what is asked for is a value.
    (re.compile(r"(?<=\w)\?[\w.%-]+=[^\s\"']*"), "?…"),
)


def hidden(text: str) -> str:
    """`text` without what looks like a value of a person or a secret."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def setup(*, form: str, level: str) -> None:
    """Everything that is logged in this process goes to stdout, in this form (`json` or `text`), from this level on."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Json() if form == "json" else _Text(TEXT))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    logging.captureWarnings(True)
    # Chatty at `info`, about every migration and every scheduler of theirs.
    for name in ("alembic", "apscheduler", "dbos"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class _Hiding(logging.Formatter):
    def formatException(  # noqa: N802 - logging calls it so
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | Any,
    ) -> str:
        return hidden(super().formatException(ei))


class _Text(_Hiding):
    """For people who look at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return hidden(super().format(record))


class Json(_Hiding, OrjsonFormatter):
    """`time` (UTC), `level`, `logger`, `message`, the fields of the scene, and what the caller gave as `extra`."""

    def __init__(self) -> None:
        super().__init__("{message}", style="{")

    def process_log_record(self, log_data: Mapping[str, Any]) -> dict[str, Any]:
        return dict(log_data)

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        given: dict[str, Any] = {}
        super().add_fields(given, record, message_dict)
        told = dt.datetime.fromtimestamp(record.created, dt.UTC)
        log_data["time"] = told.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        log_data["level"] = record.levelname.lower()
        log_data["logger"] = record.name
        log_data["message"] = hidden(record.getMessage())
        log_data["process"] = record.process
        log_data.update(_of_scene())
        given.pop("message", None)
        given.pop("taskName", None)
        log_data.update(given)


def _of_scene() -> dict[str, Any]:
    from . import scene

    now = scene.current()
    if now is None:
        return {}
    found = {name: getattr(now, name) for name in FIELDS}
    return {name: value for name, value in found.items() if value is not None}
