"""Migrations lead to exactly the tables that the models declare, and to nothing else."""

from __future__ import annotations

import sqlalchemy as sa

from app.cli import migrations
from app.runtime.accounts.users import metadata
from app.runtime.database import Database
from app.runtime.registry import Registry
from tests.support.tables import belonging_to


def _of(registry: Registry) -> sa.MetaData:
    """The metadata of one world: a test process holds other worlds' tables too."""
    ours = sa.MetaData(naming_convention=metadata.naming_convention)
    for table in belonging_to(registry):
        table.to_metadata(ours)
    return ours


def test_the_migrated_database_is_what_the_models_say(
    database: Database, registry: Registry
) -> None:
    assert migrations.differences(database.url, _of(registry)) == []


def test_every_constraint_has_a_name(registry: Registry) -> None:
    """SQLite's batch migrations can only drop what has a name."""
    nameless = [
        f"{table.name}: {constraint}"
        for table in belonging_to(registry)
        for constraint in table.constraints
        if constraint.name is None and not table.name.startswith("ab_")
    ]
    assert nameless == []


def test_every_ref_has_an_index(registry: Registry) -> None:
    """A ref is filtered by, joined on and looked at when its target is deleted."""
    missing = []
    for entry in registry.entities():
        table = entry.entity.__table__
        assert isinstance(table, sa.Table)
        leading = {next(iter(index.columns)).name for index in table.indexes}
        missing += [
            f"{table.name}.{name}_id"
            for name, field in entry.entity.fields().items()
            if field.type == "ref" and f"{name}_id" not in leading
        ]
    assert missing == []
