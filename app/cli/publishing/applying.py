"""With the new code, which is loaded beforehand so that nobody waits for it: the migration, and what the trash gives back."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection

import click

from app.cli.publishing.children import READY
from app.cli.publishing.telling import without_rows


def run(drops: Collection[str], restore: str | None) -> None:
    """Waits for a line; its end means that nothing shall be done. `restore`: the revision whose drops come back."""
    from app.cli import finishing, migrations  # noqa: F401 - loaded beforehand
    from app.cli.application import configuration, load_code
    from app.cli.migrate import apply
    from app.runtime import jobs
    from migrations.run import Run

    config = configuration()
    load_code()
    # What the migration imports and compiles, and the job engine's own tables, cost nobody a wait any more.
    jobs.migrate(config.database_url)
    migrations.pending(config.database_url)
    click.echo(READY)
    sys.stdout.flush()
    if not sys.stdin.readline():
        return
    finished = apply(config, Run(confirmed=frozenset(drops)), None)
    restored = _restored(config.database_url, restore) if restore else []
    told = {
        "revision": migrations.current(config.database_url),
        "computed": {f"{one.entity}.{one.field}": one.rows for one in finished.filled},
        "restored": restored,
    }
    click.echo(json.dumps(told, ensure_ascii=False))


def _restored(url: str, revision: str) -> list[str]:
    """A line for each drop of that revision. What does not fit stays in the trash, and is told."""
    from sqlalchemy.exc import SQLAlchemyError

    from app.cli.trash import contents, restoring
    from app.runtime.backfill import DoesNotFit

    lines = []
    for item in contents.items(url):
        if item.revision != revision:
            continue
        try:
            done = restoring.restore(url, item)
            lines.append(f"{item.name}: {done.restored} ✓")
        # The database is migrated by now: whatever is in the way, the values stay in the trash and the rest goes on.
        except (restoring.CannotRestore, DoesNotFit, SQLAlchemyError) as error:
            known = isinstance(error, restoring.CannotRestore)
            lines.append(
                f"{item.name}: {without_rows(str(error)) if known else type(error).__name__}"
            )
    return lines
