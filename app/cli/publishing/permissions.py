"""The permission tests of the schema on the rows of the copy: what the publication breaks is in its way."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from app.cli.expectations import expected
from app.cli.project import Project, here

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.runtime.access.expectations import Failure

SECONDS = 60.0
"""So long they are asked; the studio's page of changes has asked them before."""


class Told(NamedTuple):
    """A test that does not hold, as it travels between processes. `words`: for people."""

    entity: str
    role: str
    action: str
    expected: bool
    words: str

    @property
    def key(self) -> tuple[Any, ...]:
        """Without its line: lines move."""
        return self[:4]


def broken(session: Session, project: Project) -> list[Told]:
    """Those of the schema in `project`, asked by the rules that are loaded; one an act of a line."""
    from app.runtime.access import expectations

    outcome = expectations.run(session, expected(project), seconds=SECONDS)
    found: dict[tuple[Any, ...], Told] = {}
    for failure in outcome.failures:
        one = _told(failure)
        found.setdefault(one.key, one)
    return list(found.values())


def tell() -> None:
    """Those of the project that is in use, of its database."""
    from app.cli.application import load_with_database
    from app.runtime import database

    load_with_database()
    with database.current().read_session() as session:
        click.echo(json.dumps({"broken": broken(session, here())}, ensure_ascii=False))


def in_the_way(after: Collection[list[Any]], before: Collection[list[Any]]) -> list[str]:
    """What holds now and would not any more."""
    known = {Told(*given).key for given in before}
    return [one.words for one in (Told(*given) for given in after) if one.key not in known]


def _told(failure: Failure) -> Told:
    line = failure.expectation
    return Told(line.entity, line.role, failure.action, failure.expected, str(failure))
