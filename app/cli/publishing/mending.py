"""A publication that was killed: finished when the database has it already, else undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.cli.publishing.serving import Server
from app.cli.publishing.steps import has_it, put_back, revision_of
from app.cli.publishing.telling import Telling
from app.runtime import database
from app.runtime.publication import journal
from app.runtime.schema_drafts import releases

if TYPE_CHECKING:
    from app.cli.project import Project
    from app.config import Config
    from app.runtime.publication.journal import Journal


def mend(config: Config, project: Project) -> str | None:
    """`done`, `undone`, or None when nothing broke off. Raises journal.Busy."""
    with journal.locked(config.data):
        noted = journal.read(config.data)
        with database.current().read_session() as session:
            running = releases.running(session)
            known = (running.id, running.user_id, running.steps) if running else None
        if noted is None and known is None:
            return None
        telling = Telling(known[0], known[1], list(known[2])) if known else None
        if noted is None:
            # Killed before anything in use was touched.
            _told_undone(telling)
            return "undone"
        if not has_it(noted):
            put_back(project, config, noted)
            _told_undone(telling)
            return "undone"
        _finish(config, noted, telling)
        return "done"


def pending(config: Config) -> bool:
    """Whether something broke off on this machine: files are half changed, or processes wait."""
    return journal.read(config.data) is not None and not journal.is_locked(config.data)


def _finish(config: Config, noted: Journal, telling: Telling | None) -> None:
    journal.write(config.data, replace(noted, phase="open"))
    server = Server(noted.supervisor, config.data) if noted.supervisor else None
    if noted.is_doubled and server is not None and server.is_alive:
        server.one_less()
    if telling is not None:
        with telling.step("mend") as said:
            said.say("中断后已完成", "finished after it broke off")
        with telling.context() as ctx:
            releases.done(ctx, telling.release, wrote=noted.wrote, revision=revision_of(noted))
    journal.clear(config.data)


def _told_undone(telling: Telling | None) -> None:
    if telling is None:
        return
    with telling.step("mend") as said:
        said.say("中断后已撤销，文件与数据库均为发布前的状态", "undone after it broke off: files and database are as they were before")  # fmt: skip
    with telling.context() as ctx:
        releases.undone(ctx, telling.release)
