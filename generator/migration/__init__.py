"""Two plans → the migration between them: explicit Alembic operations, forth and back, no data destroyed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.migration.changes import Changes
from generator.migration.entities import change_entities
from generator.migration.recomputing import recompute
from generator.migration.steps import script
from generator.migration.values import change_roles, change_values
from generator.plan import Plan
from generator.problem import SchemaProblems


@dataclass(frozen=True, slots=True)
class Migration:
    """The text of versions/<name>."""

    name: str
    revision: str
    text: str


def migration(
    before: Plan | None, after: Plan, *, revision: str, down_revision: str
) -> Migration | None:
    """None: the tables and their data stay as they are. SchemaProblems: it cannot be done safely."""
    if before == after:
        return None
    first = before is None
    changes = Changes(before or replace(after, entities=(), enums=(), roles=()), after, revision)
    change_entities(changes)
    change_values(changes)
    change_roles(changes)
    if not first:
        recompute(changes)
    if changes.problems:
        raise SchemaProblems(changes.problems)
    steps = changes.steps()
    if not steps:
        return None
    title, slug = ("The tables of the schema", "schema") if first else changes.title()
    text = script(title=f"{title}.", revision=revision, down_revision=down_revision, steps=steps)
    return Migration(f"{revision}_{slug}.py", revision, text)


__all__ = ["Migration", "migration"]
