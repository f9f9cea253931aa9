"""`dougong backup`: one archive of database and attachments, while others write; tried when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, refuse_with, say

if TYPE_CHECKING:
    from app.config import Config
    from app.runtime.backup import Made, Manifest

KEPT = 14


@click.command(help=both("备份数据库与附件", "Make one archive of database and attachments."))
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help=both("目标文件夹（默认 data/backups）", "the folder (data/backups)"),
)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=KEPT,
    show_default=True,
    help=both("保留份数", "how many to keep"),
)
@click.option(
    "--rehearse", is_flag=True, help=both("恢复到临时库并比较", "restore into a scratch database")
)
@click.option(
    "--verify",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=both("只演练已有的备份", "only rehearse an archive that is there"),
)
@click.option(
    "--prune-before",
    metavar="REVISION",
    help=both("删除早于这个迁移的备份", "delete archives older than this migration, make none"),
)
def backup(
    to: Path | None, keep: int, rehearse: bool, verify: Path | None, prune_before: str | None
) -> None:
    from app.cli.application import load_with_database

    if prune_before is not None:
        _prune(to, prune_before)
        return

    config = load_with_database()
    if verify is not None:
        _rehearse(config, verify)
        return
    made = make(config, kind="manual", folder=to, keep=keep)
    if rehearse:
        _rehearse(config, made.file)


def _prune(folder: Path | None, revision: str) -> None:
    """Archives of the time before a migration go: for good, each is named."""
    from app.cli import plain_backups
    from app.cli.application import configuration

    folder = folder or configuration().data / "backups"
    try:
        older = list(plain_backups.older(folder, revision))
    except ValueError:
        refuse(f"没有迁移 {revision}", f"there is no migration {revision}")
    gone = {found.file for found in older}
    if gone and not set(folder.glob("dougong-*.zip")) - gone:
        refuse(
            "没有更新的备份：先执行 dougong backup",
            "there is no newer archive: run dougong backup first",
        )
    for found in older:
        found.file.unlink()
        click.echo(found.file)
    say(
        f"已删除 {revision} 之前的 {len(older)} 个备份；别处的副本请自行删除",
        f"{len(older)} archives from before {revision} deleted; copies elsewhere are yours to delete",
    )


def make(config: Config, *, kind: str, folder: Path | None = None, keep: int = KEPT) -> Made:
    """Make an archive, write it down, say where it is. The database needs no newest revision."""
    from app.runtime import backup as module

    try:
        made = module.make(
            config.database_url,
            config.data / "files",
            folder or config.data / "backups",
            kind=kind,
            keep=keep,
        )
    except module.CannotBackUp as refused:
        refuse_with(str(refused))
    _note(config, made)
    _tell(made.file, made.manifest)
    return made


def _note(config: Config, made: Made) -> None:
    from app.runtime import backup as module
    from app.runtime import database

    if made.manifest.revision is None:
        return
    database.activate(database.Database(config.database_url))
    module.note(made)
    database.current().dispose()


def _tell(file: Path, manifest: Manifest) -> None:
    size = f"{file.stat().st_size / 1024**2:.1f} MB"
    say(
        f"已备份到 {file}（{manifest.rows} 行，{size}）；密钥不在其中，请另行保管",
        f"backed up to {file} ({manifest.rows} rows, {size}); keys are not inside, keep them apart",
    )
    if manifest.missing:
        say(
            f"注意：{len(manifest.missing)} 个附件的内容在磁盘上已不存在",
            f"note: the content of {len(manifest.missing)} attachments is not on the disk",
        )


def _rehearse(config: Config, file: Path) -> None:
    from app.runtime import backup as module
    from app.runtime import database

    database.activate(database.Database(config.database_url))
    try:
        manifest = module.rehearse(file, config.database_url)
    except module.BackupDamaged as damaged:
        module.note_rehearsal(file, ok=False)
        refuse_with(str(damaged))
    except module.CannotBackUp as refused:
        refuse_with(str(refused))
    module.note_rehearsal(file, ok=True)
    say(
        f"演练通过：{len(manifest.tables)} 张表、{manifest.rows} 行与备份时一致",
        f"the rehearsal holds: {len(manifest.tables)} tables with {manifest.rows} rows are as they"
        " were",
    )
