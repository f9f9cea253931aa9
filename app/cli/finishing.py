"""What belongs to an upgrade besides the tables, inside the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection
    from sqlalchemy.orm import Session

    from app.runtime.access.sync import SyncReport
    from app.runtime.backfill import Filled
    from migrations.run import Run

PUBLISHED = "app.generated"


@dataclass(frozen=True, slots=True)
class Finished:
    """What the end of an upgrade did. `drifted`: tables that somebody altered by hand, and that still differ.

    `indexed`: tables that are searched otherwise than before → records.
    """

    sync: SyncReport
    filled: Sequence[Filled]
    drifted: Sequence[str]
    indexed: Mapping[str, int]


@dataclass
class Finishing:
    """Called with the connection of the migrations; `done` says what happened."""

    drifted: Mapping[str, str] = field(default_factory=dict)
    """Tables that differed before, with the digest that they should have."""
    plan: str | None = None
    _done: Finished | None = None

    @property
    def done(self) -> Finished:
        if self._done is None:
            raise RuntimeError("The upgrade has not come to its end.")
        return self._done

    def __call__(self, connection: Connection, run: Run) -> None:
        """The full-text index, roles and permissions, computed values, and the record of this publication."""
        from sqlalchemy.orm import Session

        from app.runtime import backfill, search
        from app.runtime.access import sync
        from app.runtime.expression.functions import install
        from app.runtime.publication.record import latest

        if connection.dialect.name == "sqlite":
            install(connection.connection.driver_connection)
        # The transaction is the migrations': a session that ends must not end it.
        with Session(connection, join_transaction_mode="rollback_only") as session:
            search.create_index(connection)
            report = sync.sync(session)
            filled = backfill.fill(session, run.recompute)
            session.flush()
            last = latest(session)
            indexed = search.follow(session, last.document if last else None, published_document())
            drifted = self._still(connection)
            self._record(session, drifted)
            session.flush()
        self._done = Finished(report, filled, sorted(drifted), indexed)

    def _still(self, connection: Connection) -> Mapping[str, str]:
        """A table that was mended by hand is right again; triggers only when they are the very same."""
        from app.cli import migrations
        from app.runtime.accounts.users import metadata
        from app.runtime.publication.structure import structure, triggers_of

        if not self.drifted:
            return {}
        now = structure(connection)
        if migrations.differing(connection, metadata):
            return self.drifted
        return {
            table: wanted
            for table, wanted in self.drifted.items()
            if triggers_of(now.get(table, "")) != triggers_of(wanted)
        }

    def _record(self, session: Session, drifted: Mapping[str, str]) -> None:
        from alembic.migration import MigrationContext

        from app.runtime.publication import record

        revision = MigrationContext.configure(session.connection()).get_current_revision()
        record.record(
            session,
            revision=str(revision),
            document=published_document(),
            drifted=drifted,
            plan=self.plan,
        )


def published_document() -> str:
    """The resolved schema that the generated code was made from."""
    package = import_module(PUBLISHED).__name__
    return files(package).joinpath("schema.json").read_text(encoding="utf-8")


def drifted_before(url: str | URL) -> dict[str, str]:
    """Tables that are not as the last upgrade left them, with the digest that they should have."""
    from app.cli import migrations
    from app.runtime.database import Database
    from app.runtime.publication.record import latest
    from app.runtime.publication.structure import differing, structure
    from app.runtime.publication.tables import Publication

    if migrations.current(url) is None or Publication.__tablename__ not in migrations.tables(url):
        return {}
    database = Database(url)
    try:
        with database.read_session() as session:
            newest = latest(session)
            if newest is None:
                return {}
            now = structure(session.connection())
            return {
                table: newest.structure.get(table, "") for table in differing(newest.structure, now)
            }
    finally:
        database.dispose()
