"""Publishing, step by step. Until the database is migrated whatever goes wrong is undone: files, processes, all of it."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.cli.publishing import permissions, staging, swapping
from app.cli.publishing.children import Child
from app.cli.publishing.serving import NotStarted, Server
from app.cli.publishing.telling import Failed, Telling, without_rows
from app.runtime import clock, database
from app.runtime.publication import journal, place
from app.runtime.publication.journal import SERVING, WAITING, Journal
from app.runtime.publication.record import latest
from app.runtime.schema_drafts import releases
from app.runtime.system import Job

if TYPE_CHECKING:
    from app.cli.project import Project
    from app.cli.publishing.staging import Staged
    from app.config import Config
    from app.runtime.schema_drafts.tables import SchemaProposal

JOB_SECONDS = 60.0
"""So long a job at work is waited for; then it goes back into the queue without a lost attempt."""


def publish(config: Config, project: Project, release: int) -> bool:
    """Whether it is in use now. Journal.Busy: something is being published. Everything else is told in the release."""
    with journal.locked(config.data) as lock:
        with database.current().read_session() as session:
            found = releases.find(session, release)
            if found is None or found[0].state != "running":
                return False
            attempt, proposal = found
            session.refresh(proposal, ["before", "files"])
            session.expunge_all()
        telling = Telling(release, attempt.user_id)
        return _Publishing(config, project, proposal, telling, lock).run()


@dataclass
class _Publishing:
    config: Config
    project: Project
    proposal: SchemaProposal
    telling: Telling
    lock: int | None = None
    server: Server | None = None
    journal: Journal | None = None
    old: set[int] = field(default_factory=set)
    is_migrated: bool = False
    answer: dict[str, Any] = field(default_factory=dict)

    def run(self) -> bool:
        supervisor = place.asked_by()
        if supervisor is not None and Server(supervisor, self.config.data).is_alive:
            self.server = Server(supervisor, self.config.data)
        try:
            with ExitStack() as stack:
                staged = self._prepare(stack)
                self._try(staged, stack)
                self._back_up()
                self._replace(staged)
                words = self._words("apply", self._restored())
                # Killed while it migrates, nobody undoes the files under a migration that still comes to its end.
                child = Child(self.config, self.project.root, *words, keeps=self.lock)
                stack.callback(child.stop)
                self._start(child)
                self._hand_over()
                self._migrate(child, staged)
            self._open()
        except Failed:
            if not self.is_migrated and not self._has_it():
                self._undo()
                return False
            self._go_on()
        self._end(staged)
        return True

    # -- nothing in use is touched yet -------------------------------------------------------------

    def _prepare(self, stack: ExitStack) -> Staged:
        """The files of the schema are still those that the plan was made of; the new code is generated beside."""
        from app.runtime.errors import AppError
        from generator import SchemaProblems

        with self.telling.step("prepare") as said:
            with database.current().read_session() as session:
                try:
                    releases.must_be_fresh(session, self.proposal, self._in_use())
                except AppError as stale:
                    raise Failed(*_both(stale.message)) from stale
            try:
                made = stack.enter_context(
                    staging.staged(self.project, self.proposal.before, self.proposal.files)
                )
            except SchemaProblems as found:
                raise Failed(str(found), str(found)) from found
            name = made.made.migration.name if made.made.migration else "-"
            said.say(f"{len(made.contents)} 个文件，迁移 {name}", f"{len(made.contents)} files, migration {name}")  # fmt: skip
        return made

    def _try(self, staged: Staged, stack: ExitStack) -> None:
        with self.telling.step("try") as said:
            if (self.proposal.rehearsal or {}).get("state") == "passed":
                # Of these very files, on this very structure; what rows decide the migration judges once more.
                said.state = "skipped"
                said.say("已演练过", "rehearsed already")
                return
            found = tried(self.config, self.project, staged, self.proposal.drops, stack)
            if found["refused"]:
                text = "\n".join(found["refused"])
                raise Failed(text, text)
            said.say(f"副本上用时 {found['seconds']} 秒", f"{found['seconds']} s on the copy")

    def _back_up(self) -> None:
        from app.runtime import backup

        data = self.config.data
        with self.telling.step("backup") as said:
            try:
                made = backup.make(
                    self.config.database_url, data / "files", data / "backups", kind="publish"
                )
            except backup.CannotBackUp as refused:
                raise Failed(str(refused), str(refused)) from refused
            backup.note(made)
            said.say(made.file.name, made.file.name)

    # -- files and processes; undone when something goes wrong --------------------------------------

    def _replace(self, staged: Staged) -> None:
        with self.telling.step("files") as said:
            files = swapping.keep(self.project.root, self.config.data, self.telling.release, staged.contents)  # fmt: skip
            self._note(
                Journal(
                    self.telling.release, "files", self.server.supervisor if self.server else None,
                    staged.document, self._published(), files, staged.wrote,
                )
            )  # fmt: skip
            swapping.put(self.project.root, staged.contents)
            said.say(f"{len(files)} 个文件已写入", f"{len(files)} files written")

    def _start(self, child: Child) -> None:
        """A serving process with the new code, beside the old one; it takes no request yet."""
        with self.telling.step("start") as said:
            if self.server is None:
                said.state = "skipped"
                said.say("没有由 dougong run 提供的服务", "nothing is served by dougong run")
            else:
                self.old = self.server.processes(SERVING)
                self._note(replace(self._noted(), is_doubled=True))
                self.server.one_more()
            child.wait_ready()
            if self.server is not None:
                try:
                    self.server.wait_for(WAITING)
                except NotStarted as stopped:
                    raise Failed(f"新代码无法启动：{stopped}", f"The new code does not start: {stopped}") from stopped  # fmt: skip

    def _hand_over(self) -> None:
        """Jobs at work end, then the old process does: requests wait in the socket until the new one takes them."""
        if self.server is None:
            return
        with self.telling.step("hand over") as said:
            end = time.monotonic() + JOB_SECONDS
            while self._jobs_at_work() and time.monotonic() < end:
                time.sleep(0.2)
            self.server.one_less()
            self._note(replace(self._noted(), is_doubled=False))
            if not self.server.gone(self.old):
                said.say("旧进程仍在处理请求；其写入将被拒绝", "the old process still has requests; what they write is refused")  # fmt: skip

    def _migrate(self, child: Child, staged: Staged) -> None:
        with self.telling.step("migrate") as said:
            self.answer = child.answer("go\n")
            self.is_migrated = True
            # From here on there is no way back but forward: people write with the new code.
            self._note(replace(self._noted(), phase="open"))
            words = [self.answer["revision"], *self.answer["restored"]]
            said.say("；".join(words), "; ".join(words))

    def _open(self) -> None:
        if self.server is None:
            return
        with self.telling.step("open") as said:
            try:
                self.server.wait_for(SERVING, without=self.old)
            except NotStarted as stopped:
                said.state = "failed"
                said.say(f"请重新启动服务（{stopped}）", f"start the server again ({stopped})")

    def _end(self, staged: Staged) -> None:
        revision = (
            self.answer.get("revision", revision_of(self._noted()))
            if staged.made.migration
            else None
        )
        with self.telling.context() as ctx:
            releases.done(ctx, self.telling.release, wrote=staged.wrote, revision=revision)
        journal.clear(self.config.data)

    def _has_it(self) -> bool:
        """It may have been migrated all the same, and only what came after, or the answer, went wrong."""
        return self.journal is not None and has_it(self.journal)

    def _go_on(self) -> None:
        """The way forward, from a migration whose answer was not heard."""
        if not self.is_migrated:
            self.is_migrated = True
            self._note(replace(self._noted(), phase="open"))
            with suppress(Failed):
                self._open()

    def _undo(self) -> None:
        if self.journal is not None:
            with self.telling.step("undo") as said:
                put_back(self.project, self.config, self.journal)
                said.say(
                    "文件与数据库均为发布前的状态", "files and database are as they were before"
                )
        with self.telling.context() as ctx:
            releases.undone(ctx, self.telling.release)

    # -- small things -------------------------------------------------------------------------------

    def _published(self) -> int:
        with database.current().read_session() as session:
            newest = latest(session)
        return newest.id if newest else 0

    def _in_use(self) -> dict[str, str]:
        from app.cli.publishing.reading import schema_files

        return schema_files(self.project)

    def _words(self, command: str, *more: str) -> list[str]:
        return [
            command,
            *(word for name in self.proposal.drops for word in ("--drop", name)),
            *more,
        ]

    def _restored(self) -> str:
        """The option that names the revision whose drops come back."""
        if self.proposal.reverts_id is None:
            return "--restore="
        with database.current().read_session() as session:
            attempts = releases.of(session, self.proposal.reverts_id)
        found = next((one.revision for one in attempts if one.state == "done"), None)
        return f"--restore={found or ''}"

    def _jobs_at_work(self) -> bool:
        with database.current().read_session() as session:
            at_work = select(func.count()).select_from(Job).where(Job.state == "running", Job.leased_until > clock.now())  # fmt: skip
            return bool(session.scalar(at_work))

    def _noted(self) -> Journal:
        assert self.journal is not None  # noqa: S101 - files are written before
        return self.journal

    def _note(self, now: Journal) -> None:
        journal.write(self.config.data, now)
        self.journal = now


def tried(
    config: Config, project: Project, staged: Staged, drops: list[str], stack: ExitStack
) -> dict[str, Any]:
    """The new code loaded, the migrations run on a copy, and who may what asked there. Failed: the code cannot be loaded."""
    from generator.effects import effects

    script = staged.made.migration.text if staged.made.migration else ""
    tables = sorted({effect.table for effect in effects(script)}) if script else []
    words = [word for name in drops for word in ("--drop", name)]
    words += [word for name in tables for word in ("--count", name)]
    child = Child(config, staged.project.root, "try", *words)
    stack.callback(child.stop)
    told = child.answer()
    told["refused"] = [without_rows(one) for one in told["refused"]]
    if after := told.pop("broken", []):
        now = Child(config, project.root, "broken")
        stack.callback(now.stop)
        told["refused"] += permissions.in_the_way(after, now.answer()["broken"])
    return told


def put_back(project: Project, config: Config, noted: Journal) -> None:
    """Files as they were; then the waiting process makes room for one with the old code, and one goes."""
    swapping.put_back(project.root, config.data, noted.release, noted.files)
    server = Server(noted.supervisor, config.data) if noted.supervisor else None
    if server is not None and not server.is_alive:
        server = None
    known = server.processes("") if server else set()
    journal.clear(config.data)
    if server is not None and noted.is_doubled:
        with suppress(NotStarted):
            server.wait_for(SERVING, without=known)
        server.one_less()


def has_it(noted: Journal) -> bool:
    """Whether the database is the new one."""
    if noted.phase == "open":
        return True
    with database.current().read_session() as session:
        newest = latest(session)
    return bool(newest and newest.id > noted.publication and newest.digest == noted.document)


def revision_of(noted: Journal) -> str | None:
    """Of the migration that it wrote."""
    names = [name for name, was_there in noted.files.items() if name.startswith("migrations/versions/") and not was_there]  # fmt: skip
    return names[0].rpartition("/")[2][:4] if names else None


def _both(told: Any) -> tuple[str, str]:
    return told.in_language("zh"), told.in_language("en")
