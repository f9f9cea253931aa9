"""`dougong publish`: what the studio starts to try and to publish a schema, each in a process of its own.

The serving process must not import what it changes: it only says which proposal, and reads what is told in the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, say

if TYPE_CHECKING:
    from app.cli.project import Project
    from app.config import Config


@click.group(help=both("发布工作室中的 schema", "Publish a schema of the studio."))
def publish() -> None:
    pass


@publish.command(hidden=True)
@click.argument("release", type=int)
def run(release: int) -> None:
    """What `release` (a row of sys_schema_release) stands for, from its first step to its last."""
    from app.cli.publishing import steps
    from app.runtime.publication.journal import Busy

    config, project = _here()
    try:
        done = steps.publish(config, project, release)
    except Busy:
        refuse("正在发布，请稍候", "something is being published: wait a moment")
    raise SystemExit(0 if done else 1)


@publish.command(hidden=True)
@click.argument("proposal", type=int)
def rehearse(proposal: int) -> None:
    """Try a proposal on a copy of the database, and store what was found."""
    from app.cli.publishing import rehearsing

    config, project = _here()
    passed = rehearsing.rehearse(config, project, proposal)
    raise SystemExit(0 if passed else 1)


@publish.command("try", hidden=True)
@click.option("--drop", "drops", multiple=True)
@click.option("--count", "counted", multiple=True)
def try_(drops: tuple[str, ...], counted: tuple[str, ...]) -> None:
    """In the staged project: load the new code, run the migrations to come on a copy; a line of JSON tells."""
    from app.cli.publishing import trying

    trying.run(drops, counted)


@publish.command(hidden=True)
def broken() -> None:
    """In the project in use: its permission tests that do not hold now; a line of JSON tells."""
    from app.cli.publishing import permissions

    permissions.tell()


@publish.command(hidden=True)
@click.option("--drop", "drops", multiple=True)
@click.option("--restore", help="the revision whose drops come back from the trash")
def apply(drops: tuple[str, ...], restore: str | None) -> None:
    """Load the new code, say so, wait for a line, then migrate; a line of JSON tells."""
    from app.cli.publishing import applying

    applying.run(drops, restore)


@publish.command(help=both("中断的发布：完成或撤销", "Finish or undo what broke off."))
def mend() -> None:
    """Whoever finds a publication that was killed calls this; doing it twice does no harm."""
    from app.cli.publishing import mending
    from app.runtime.publication.journal import Busy

    config, project = _here()
    try:
        found = mending.mend(config, project)
    except Busy:
        refuse("正在发布，请稍候", "something is being published: wait a moment")
    told = {
        "done": ("中断的发布已完成", "the publication that broke off is finished"),
        "undone": ("中断的发布已撤销，文件已恢复", "the publication that broke off is undone: the files are as they were"),
    }  # fmt: skip
    if found is None:
        say("没有中断的发布", "nothing broke off")
    else:
        say(*told[found])


def _here() -> tuple[Config, Project]:
    """The settings and the project, with its database active; none of the application's code."""
    from app.cli.application import configuration
    from app.cli.project import here
    from app.runtime import database, folders, system  # noqa: F401 - defines the framework's tables

    config = configuration()
    folders.use(config.data)
    database.activate(database.Database(config.database_url))
    return config, here()
