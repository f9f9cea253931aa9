"""Everything that a plan is made from: the schema that is published, the one that is wanted, and what lies between."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.planning.binding import Binding, binding
from app.cli.project import Project

if TYPE_CHECKING:
    from generator.build import Build
    from generator.plan import Plan

Script = tuple[str, str]
"""File name and text of a migration."""


@dataclass(frozen=True, slots=True)
class Planned:
    """`before` None: the database is empty. `scripts`: what is to come, the last one perhaps not written yet."""

    url: str
    made: Build
    before: Plan | None
    scripts: Sequence[Script]
    unwritten: Script | None
    binding: Binding

    @property
    def after(self) -> Plan:
        return self.made.plan


def prepare(project: Project, url: str, drops: Collection[str] = ()) -> Planned:
    """Nothing is written. SchemaProblems: the schema has problems, or looks like a rename that nobody wrote down."""
    from app.cli import migrations
    from generator import snapshot
    from generator.build import build

    made = build(project.schema, project.migrations)
    unwritten = (made.migration.name, made.migration.text) if made.migration else None
    scripts = [*migrations.scripts(url), *([unwritten] if unwritten else [])]
    known = _columns_and_tables(made, drops)
    found = binding(snapshot.dump(made.plan), [text for _, text in scripts], url, known)
    return Planned(url, made, _published(made, url), scripts, unwritten, found)


def _published(made: Build, url: str) -> Plan | None:
    """What this database holds; a database older than publications is taken to hold what migrations/ says."""
    from app.cli import migrations
    from app.runtime.database import Database
    from app.runtime.publication.record import latest
    from app.runtime.publication.tables import Publication
    from generator import snapshot

    if migrations.current(url) is None:
        return None
    if Publication.__tablename__ not in migrations.tables(url):
        return made.before
    database = Database(url)
    try:
        with database.read_session() as session:
            found = latest(session)
            return made.before if found is None else snapshot.load(found.document)
    finally:
        database.dispose()


def _columns_and_tables(made: Build, drops: Collection[str]) -> set[str]:
    """`Task.due_on` and `Task` as people say them, as `task.due_on` and `task`."""
    plans = [made.plan, *([made.before] if made.before else [])]
    tables = {entity.name: entity.table for plan in plans for entity in plan.entities}
    found: set[str] = set()
    for name in drops:
        entity, dot, field = name.partition(".")
        found.add(f"{tables.get(entity, entity)}{dot}{field}")
    return found
