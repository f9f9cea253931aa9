"""The tables of one world: its entities, what joins them, the framework's, AppBuilder's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from app.runtime.registry import Registry


def belonging_to(registry: Registry) -> list[sa.Table]:
    """The tables that a database of this registry has; a test process holds other worlds' too."""
    from app.runtime import notify, system  # noqa: F401 - define the framework's tables
    from app.runtime.accounts.users import metadata

    mappers = [sa.inspect(entry.entity) for entry in registry.entities()]
    wanted = {mapper.local_table for mapper in mappers}
    for mapper in mappers:
        wanted |= {r.secondary for r in mapper.relationships if r.secondary is not None}
    return [
        table
        for table in metadata.sorted_tables
        if table in wanted or table.name.startswith(("ab_", "sys_"))
    ]


def create(registry: Registry, url: str) -> None:
    """Everything that a migrated database has, without migrations."""
    from app.runtime import jobs, search
    from app.runtime.access import sync
    from app.runtime.accounts.users import metadata
    from app.runtime.database import Database

    database = Database(url)
    try:
        with database.begin() as session:
            connection = session.connection()
            metadata.create_all(connection, tables=belonging_to(registry))
            search.create_index(connection)
            sync.sync(session)
    finally:
        database.dispose()
    jobs.migrate(url)
