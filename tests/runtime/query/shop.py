"""Rows of the sample shop for tests of the read path: written straight to the tables, because reading is the matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.runtime.context import Actor, Context
from app.runtime.database import Database
from app.runtime.entity import Entity
from tests.support.people import People

E = TypeVar("E", bound=Entity)
MOMENT = dt.datetime(2026, 3, 1, 2, 0, tzinfo=dt.UTC)


@dataclass
class Shop:
    """Adds rows; `add(Sale, summary="…")` fills what a row must have."""

    database: Database
    people: People
    contexts: list[Context] = field(default_factory=list)

    def add(self, entity: type[E], **values: Any) -> int:
        return self.add_all(entity, [values])[0]

    def add_all(self, entity: type[E], many: list[dict[str, Any]]) -> list[int]:
        known = {"created_at": MOMENT, "updated_at": MOMENT, "version": 1}
        start = {"state": "new"} if hasattr(entity, "state") else {}
        with self.database.begin() as session:
            made = [entity(**(known | start | values)) for values in many]
            session.add_all(made)
            session.flush()
            return [one.id for one in made]

    def person(self, *roles: str, **values: Any) -> Context:
        """A new person with these roles; `stores={1, 2}` gives him a value without the rows behind it."""
        user_id = self.people.user(*roles)
        given = {(name,): value for name, value in values.items()}
        actor = Actor(user_id, f"user{user_id}", frozenset(roles), "en", values=given)
        self.contexts.append(Context(actor))
        return self.contexts[-1]

    def close(self) -> None:
        for one in self.contexts:
            one.close()
