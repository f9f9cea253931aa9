"""A small shop with people in it: what tests of the write path start from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog, TransitionLog
from tests.sample.models import Article, Buyer, Clerk, Sale, Store, StoreRole
from tests.sample.registry import registry as sample
from tests.support.people import People
from tests.support.statements import heard


@dataclass
class Shop:
    """Two stores; Ann sells in the first. Contexts: manager, ann, auditor, buyer, system."""

    people: People
    system: Context
    manager: Context
    second_manager: Context
    ann: Context
    ann_as_clerk: int
    auditor: Context
    buyer: Context
    bob: int
    store: int
    other_store: int
    article: int

    def sale(self, ctx: Context | None = None, **values: Any) -> Sale:
        """A new sale in Ann's store."""
        given = {"store": self.store, "summary": "nails", **values}
        return records.create(ctx or self.ann, Sale, given)

    def line(self, count: Any = 1, price: Any = "2.50") -> dict[str, Any]:
        return {"article": self.article, "count": count, "price": price}

    def packing(self, **values: Any) -> Sale:
        """A sale that Ann is packing."""
        sale = self.sale(**values)
        return records.transition(self.ann, Sale, sale.id, "pack", {"clerk": self.ann_as_clerk})

    def delivered(self, **values: Any) -> Sale:
        sale = self.packing(**values)
        records.update(self.ann, Sale, sale.id, {"solution": "handed over"})
        return records.transition(self.ann, Sale, sale.id, "deliver")

    def audit(self, record: Any) -> list[AuditLog]:
        """The audit rows of a record, oldest first."""
        with Context.system() as ctx:
            return list(
                ctx.session.scalars(
                    sa.select(AuditLog)
                    .where(AuditLog.entity == record.key(), AuditLog.record_id == record.id)
                    .order_by(AuditLog.id)
                )
            )

    def steps(self, record: Any) -> list[TransitionLog]:
        with Context.system() as ctx:
            return list(
                ctx.session.scalars(
                    sa.select(TransitionLog)
                    .where(
                        TransitionLog.entity == record.key(), TransitionLog.record_id == record.id
                    )
                    .order_by(TransitionLog.id)
                )
            )

    def fresh(self, record: Any) -> Any:
        """The record as the database has it."""
        with Context.system() as ctx:
            return ctx.get(type(record), record.id)


@pytest.fixture
def shop(database: Database, people: People) -> Iterator[Shop]:
    system = Context.system()
    ann, bob = people.user("clerk", username="ann"), people.user("buyer", username="bob")
    store = records.create(system, Store, {"code": "A", "name": "First"})
    other = records.create(system, Store, {"code": "B", "name": "Second"})
    records.create(system, StoreRole, {"user": ann, "store": store})
    clerk = records.create(
        system, Clerk, {"login": ann, "name": "Ann", "store": store, "wage": 5000}
    )
    buyer = records.create(system, Buyer, {"login": bob, "name": "Bob", "phone": "138 0000 1111"})
    article = records.create(system, Article, {"name": "Nail", "price": "2.50", "cost": 2})
    made = Shop(
        people,
        system,
        Context.for_user(people.user("manager", username="max")),
        Context.for_user(people.user("manager", username="mia")),
        Context.for_user(ann),
        clerk.id,
        Context.for_user(people.user("auditor", username="ada")),
        Context.for_user(bob),
        buyer.id,
        store.id,
        other.id,
        article.id,
    )
    yield made
    for ctx in vars(made).values():
        if isinstance(ctx, Context):
            ctx.close()


@dataclass
class Statements:
    """What reached the database."""

    seen: list[str]

    @property
    def count(self) -> int:
        return len(self.seen)


@contextmanager
def statements(database: Database) -> Iterator[Statements]:
    """Count the SQL statements of a block, on both engines."""
    with heard(database) as seen:
        yield Statements(seen)


@pytest.fixture
def counted(database: Database) -> Any:
    """`with counted() as sql: …; sql.count`."""
    return lambda: statements(database)


@pytest.fixture
def hooks() -> Iterator[Any]:
    """The hooks of Sale, forgotten after the test."""
    found: Any = sample.entity(Sale).hooks
    before = list(found._hooks)
    yield found
    found._hooks[:] = before
