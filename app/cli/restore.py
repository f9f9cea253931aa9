"""`dougong restore FILE`: a backup put back, all or nothing, over an empty database unless told otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, refuse_with, say

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection


@click.command(help=both("从备份恢复（先停止服务）", "Put a backup back (stop the server first)."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--replace",
    metavar="NAME",
    help=both("要覆盖的数据库名", "the name of the database whose content goes"),
)
def restore(file: Path, replace: str | None) -> None:
    """Exit code 1, and nothing changed, when the archive or the database is not as it must be."""
    from app.cli import backup as making
    from app.cli import migrations
    from app.cli.application import configuration, load_code
    from app.runtime import backup, jobs
    from app.runtime.backfill import DoesNotFit
    from migrations.run import MigrationRefused

    config = configuration()
    load_code()
    name = backup.name_of(config.database_url)
    empty = backup.is_empty(config.database_url)
    if replace is not None and replace != name:
        refuse(
            f"数据库名为 {name}，不是 {replace}", f"the database is called {name}, not {replace}"
        )
    if not empty and replace is None:
        refuse(
            f"数据库 {name} 不是空的：若要覆盖，请加 --replace {name}",
            f"the database {name} is not empty: to overwrite it say --replace {name}",
        )
    try:
        backup.read(file)
        if not empty:
            making.make(config, kind="restore")
        manifest = backup.restore(
            file,
            config.database_url,
            config.data / "files",
            known=migrations.revisions(),
            upgrade=_upgrade,
        )
    except (
        backup.CannotBackUp,
        migrations.CannotMigrate,
        MigrationRefused,
        DoesNotFit,
    ) as refused:
        refuse_with(f"{refused}\n" + both("数据库未改动", "the database was not changed"))
    # The job engine's own tables hold nothing that only they know.
    jobs.migrate(config.database_url)
    say(
        f"已从 {file} 恢复：{manifest.made_at}，{len(manifest.tables)} 张表，{manifest.rows} 行",
        f"restored from {file}: {manifest.made_at}, {len(manifest.tables)} tables,"
        f" {manifest.rows} rows",
    )


def _upgrade(where: URL | Connection) -> None:
    """To the newest revision with all that belongs to it, as `dougong migrate` does."""
    from sqlalchemy import URL

    from app.cli import migrations
    from app.cli.finishing import Finishing
    from migrations.run import Run

    run, finish = Run(), Finishing()
    if isinstance(where, URL):
        migrations.upgrade(where, run=run, finish=finish)
    else:
        migrations.upgrade_within(where, run=run, finish=finish)
