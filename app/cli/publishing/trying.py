"""In the staged project: the new code is loaded, hand-written half and all, and the migrations run where nothing is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.cli.publishing.permissions import Told
    from migrations.run import Run

MOST_LINES = 50


def run(drops: Collection[str], counted: Collection[str]) -> None:
    """`counted`: tables whose rows are counted before and after. Prints what was found, as JSON."""
    from sqlalchemy.orm import Session

    from app.cli import migrations
    from app.cli.application import configuration, load_code
    from app.cli.finishing import Finishing
    from app.cli.planning.rehearsal import rehearse
    from app.cli.project import here
    from app.cli.publishing import permissions
    from app.runtime.database import Database
    from migrations.run import Run

    config = configuration()
    load_code()
    begun = time.monotonic()
    database = Database(config.database_url)
    try:
        with database.read_session() as session:
            before = _counts(session.connection(), counted)
    finally:
        database.dispose()
    trial, finishing, after = Run(confirmed=frozenset(drops)), Finishing(), dict[str, int]()
    broken: list[Told] = []

    def finish(connection: Connection, given: Run) -> None:
        finishing(connection, given)
        after.update(_counts(connection, counted))
        with Session(connection, join_transaction_mode="rollback_only") as session:
            broken.extend(permissions.broken(session, here()))

    stopped = rehearse(config.database_url, migrations.FOLDER, trial, finish)
    refused = [*trial.refusals, *([stopped] if stopped and stopped not in trial.refusals else [])]
    told: dict[str, Any] = {
        "refused": refused[:MOST_LINES],
        "seconds": round(time.monotonic() - begun, 1),
        "counts": {name: [before.get(name), after.get(name)] for name in counted},
        "dropped": trial.dropped,
        "filled": [[name, given, empty] for name, given, empty, _ in trial.filled],
        "broken": broken,
        "recomputed": [f"{table}.{column}" for table, column in trial.recompute],
    }
    click.echo(json.dumps(told, ensure_ascii=False))


def _counts(connection: Connection, tables: Collection[str]) -> dict[str, int]:
    """Rows of those that are there."""
    import sqlalchemy as sa

    known = set(sa.inspect(connection).get_table_names())
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
        for name in tables
        if name in known
    }
