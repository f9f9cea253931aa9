"""Steps that a document of the demo has gone, and its number: what the write path would have left behind."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Bulk
from app.runtime import calendar, clock
from app.runtime.entity import Entity
from app.runtime.system import TransitionLog
from app.runtime.writing import numbering


def number(company: Company, entity: type[Entity], field: str, at: dt.datetime) -> str:
    """The next number of the series of that moment's day."""
    return numbers(company, entity, field, clock.local(at).date(), 1)[0]


def numbers(
    company: Company, entity: type[Entity], field: str, day: dt.date, count: int
) -> list[str]:
    """The next numbers of the series of that day."""
    rule = entity.fields()[field].numbering
    if rule is None:
        raise ValueError(f"{entity.key()}.{field} is no number.")
    if not count:
        return []
    key = numbering.series(entity.key(), field, rule.pattern, day=day)
    first = numbering.take(company.bulk.ctx.session, key, gapless=True, count=count)
    return numbering.render_many(rule.pattern, day=day, first=first, count=count)


def walked(
    company: Company,
    entity: type[Entity],
    id: int,
    *steps: tuple[str, str, dt.datetime, str | None],
    into: Bulk | None = None,
) -> None:
    """`steps`: (transition, state reached, when, login or None for the system), the first one its creation."""
    before: str | None = None
    since: dt.datetime | None = None
    for name, state, at, login in steps:
        minutes = calendar.named("working").work_between(since, at) if since is not None else None
        values: dict[str, Any] = {
            "entity": entity.key(), "record_id": id, "transition": name, "from_state": before,
            "to_state": state, "actor_id": company.logins[login] if login else None,
            "by_system": login is None, "at": at, "business_minutes": minutes, "note": "",
        }  # fmt: skip
        (into or company.bulk).note(TransitionLog, **values)
        before, since = state, at
