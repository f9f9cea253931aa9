"""The filters of the audit log as a form and as an address: days in the application's time zone, a person by his user name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.forms.numbers import as_id
from app.runtime import clock
from app.runtime.audit import reading
from app.runtime.audit.reading import Asked, Mark
from app.studio.given import text as text_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CURSOR = re.compile(r"(\d{1,18})-(\d{1,11}\.\d{6})", re.ASCII)
NAMES = ("person", "entity", "record", "action", "channel", "from", "to")


@dataclass(slots=True)
class Filters:
    """What was typed, what it means, and what of it means nothing."""

    typed: dict[str, str]
    asked: Asked = field(default_factory=Asked)
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, given: Mapping[str, str]) -> Filters:
        """From the words of an address or a form; one statement when it names a person."""
        typed = {name: text_of(given, name) for name in NAMES}
        found = cls({name: text for name, text in typed.items() if text})
        person = id = None
        if typed["person"]:
            person = reading.person(session, typed["person"])
            if person is None:
                found.problems["person"] = _("Nobody has this user name.")
        if typed["record"]:
            id = as_id(typed["record"])
            if id is None:
                found.problems["record"] = _("This is no number of a record.")
            elif not typed["entity"]:
                found.problems["record"] = _("A number goes with what it is a number of.")
        since, until = found._day("from"), found._day("to")
        if since is not None and until is not None and until < since:
            found.problems["to"] = _("The last day is before the first one.")
        found.asked = Asked(
            actor_id=person,
            entity=typed["entity"],
            record_id=id,
            action=typed["action"],
            channel=typed["channel"],
            since=_midnight(since) if since is not None else None,
            until=_midnight(until + dt.timedelta(days=1)) if until is not None else None,
        )
        return found

    def _day(self, name: str) -> dt.date | None:
        text = self.typed.get(name, "")
        if not text:
            return None
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            day = dt.date.min
        if not 1970 <= day.year <= 9000:
            self.problems[name] = _("This is no day; write it as 2026-07-31.")
            return None
        return day

    def url(self, base: str, **more: str) -> str:
        """The same filters in an address."""
        text = urlencode({**self.typed, **more})
        return f"{base}?{text}" if text else base


def mark(cursor: str) -> Mark | None:
    """What a cursor says; None when it is none."""
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        return None
    seconds, _dot, micros = match[2].partition(".")
    moment = dt.datetime.fromtimestamp(int(seconds), dt.UTC).replace(microsecond=int(micros))
    return moment, int(match[1])


def cursor(after: Mark) -> str:
    """A mark in an address."""
    moment, id = after
    return f"{id}-{int(moment.timestamp())}.{moment.microsecond:06d}"


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)
