"""Somebody of the demo at work at a moment of the past: everything that a person may not do is refused to him here as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.custom.crm.demo import Company
from app.runtime import records
from app.runtime.context import Context
from app.runtime.entity import Entity


class Person:
    """Writes through the one write path, as himself."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx

    def create(self, entity: type[Entity], /, **values: Any) -> int:
        """The id of the new record."""
        return int(records.create(self.ctx, entity, values).id)

    def update(self, entity: type[Entity], id: int, /, **values: Any) -> None:
        """Type something over."""
        records.update(self.ctx, entity, id, values)

    def step(
        self,
        entity: type[Entity],
        id: int,
        name: str,
        values: Mapping[str, Any] | None = None,
        *,
        note: str = "",
    ) -> None:
        """One step of its workflow."""
        records.transition(self.ctx, entity, id, name, dict(values or {}), note=note)


def acting(company: Company, login: str | int, at: dt.datetime) -> Person:
    """Who has that user name, or that id."""
    id = login if isinstance(login, int) else company.logins[login]
    return Person(company.bulk.ctx.at(at).on_behalf_of(id))
