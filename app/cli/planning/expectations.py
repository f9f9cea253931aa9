"""The permission tests of the schema that is planned: asked by its rules before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.console import both

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.cli.finishing import Finishing
    from app.cli.planning.prepare import Planned
    from app.cli.project import Project
    from app.runtime.registry import Registry
    from app.studio.permissions.drafted import Asked
    from migrations.run import Run

SHOWN = 5
"""Lines without a row that are named."""


@dataclass
class Tests:
    """Where the code is generated already and the tables are to follow, they are asked of the rehearsed copy; else of
    the rows that there are, which the rules in use fit.
    """

    planned: Planned
    project: Project
    registry: Registry
    asked: Asked | None = None

    def after(self, finishing: Finishing) -> _After:
        """What the rehearsal ends with: the tests too."""
        return _After(self, finishing)

    def ask_here(self) -> None:
        """Of the database itself, which is only read; nothing where the rehearsal has asked, or where it is new."""
        from app.runtime import database

        if self.asked is not None or self.planned.before is None:
            return
        found = database.Database(self.planned.url)
        database.activate(found)
        try:
            with found.read_session() as session:
                self.ask(session)
        finally:
            found.dispose()

    def ask(self, session: Session) -> None:
        from app.studio.permissions import drafted
        from generator.loading import places_of_tests

        self.asked = drafted.ask(
            session,
            self.registry,
            self.planned.after,
            self.planned.before,
            places_of_tests(self.project.schema),
            seconds=None,
        )

    @property
    def are_broken(self) -> bool:
        return self.asked is not None and bool(self.asked.in_the_way)

    def lines(self) -> Iterator[str]:
        """What is told; nothing where the schema has no tests."""
        asked = self.asked
        if asked is None or not asked.number:
            return
        yield both(f"权限测试 {asked.number} 条", f"{asked.number} permission tests")
        for one in asked.broken:
            sign = "!" if one.already else "✗"
            note = (
                both("（现行规则下同样不成立）", " (nor does it hold in use)")
                if one.already
                else ""
            )
            yield f"  {sign} {one.failure}{note}"
        for line in asked.idle[:SHOWN]:
            yield "  " + both(
                f"{line.place}：没有可检验的记录", f"{line.place}: no row to ask about"
            )
        if len(asked.idle) > SHOWN:
            more = len(asked.idle) - SHOWN
            yield "  " + both(f"另有 {more} 条没有记录", f"{more} more have no row")
        for line, name in asked.unknown:
            yield "  " + both(
                f"{line.place}：迁移后才能检验（{name}）",
                f"{line.place}: asked once {name} is there",
            )


@dataclass
class _After:
    tests: Tests
    finishing: Finishing

    def __call__(self, connection: Connection, run: Run) -> None:
        from sqlalchemy.orm import Session

        from app.runtime import database

        self.finishing(connection, run)
        if self.tests.planned.before is None:
            return
        # How conditions are put together hangs on the kind of database, not on which it is.
        found = database.Database(self.tests.planned.url)
        database.activate(found)
        try:
            with Session(connection, join_transaction_mode="rollback_only") as session:
                self.tests.ask(session)
        finally:
            found.dispose()
