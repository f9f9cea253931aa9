"""`dougong worker`: a process that runs jobs and serves no pages; and what an operator does with jobs."""

from __future__ import annotations

import gc
import logging
import signal
import threading
from types import FrameType

import click

from app.cli.console import both, refuse, say

log = logging.getLogger("dougong.worker")


@click.command(help=both("执行任务的进程", "A process that runs jobs; several share the work."))
def worker() -> None:
    """Until SIGTERM or SIGINT: then the job or chunk at work is finished, and the rest is left to others."""
    from app.cli.application import application
    from app.runtime import database, jobs
    from app.runtime.audit import seal
    from app.runtime.telemetry import logs

    ended = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    app = application()
    config = app.config["DOUGONG"]
    logs.setup(form=config.log_format, level=config.log_level)
    if database.current().is_sqlite:
        say(
            "SQLite 只有一个写入者：通常由 dougong run 执行任务即可",
            "SQLite has one writer: usually dougong run runs the jobs as well",
        )
    database.current().note_revision()
    jobs.start(app)
    seal.start()
    gc.freeze()  # see app/serving/server.py
    if config.log_format == "text":
        say("任务进程已启动，按 Ctrl+C 停止", "the worker is running; Ctrl+C stops it")
    log.info("the worker is running")
    ended.wait()
    jobs.stop()
    seal.stop()
    if config.log_format == "text":
        say("任务进程已停止", "the worker has stopped")
    log.info("the worker has stopped")


@click.group(help=both("查看、重试、取消任务", "List jobs, try them again, cancel them."))
def jobs() -> None:
    from app.cli.application import load_with_database

    load_with_database()


@jobs.command("list", help=both("列出任务", "The newest jobs."))
@click.option("--state", type=click.Choice(["waiting", "running", "failed", "done", "cancelled"]))
@click.option("--name")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
def list_(state: str | None, name: str | None, limit: int) -> None:
    from app.runtime import clock, database, jobs

    with database.current().read_session() as session:
        for row in jobs.listed(session, state=state, name=name, limit=limit).jobs:
            progress = (
                f" {row.progress_done}/{row.progress_total or '?'}" if row.progress_done else ""
            )
            when = f"{clock.local(row.run_at):%Y-%m-%d %H:%M:%S}"
            click.echo(f"{row.id:>8}  {row.state:<9}  {when}  {row.name}{progress}")
            if row.error and row.state in ("waiting", "failed"):
                click.echo(f"          {row.error.strip().splitlines()[-1]}")


@jobs.command(help=both("重试放弃的任务", "Let a job that was given up or cancelled wait again."))
@click.argument("id", type=int, required=False)
@click.option("--all", "everything", is_flag=True, help=both("所有失败的", "every failed one"))
@click.option("--name", help=both("与 --all 一起：只限这种任务", "with --all: only of this name"))
def retry(id: int | None, everything: bool, name: str | None) -> None:
    from app.runtime import jobs

    if everything == (id is not None):
        raise click.UsageError(both("给出编号，或 --all", "give an id, or --all"))
    if id is None:
        count = jobs.retry_all(name)
        say(f"{count} 个任务重新排队", f"{count} jobs wait again")
    elif jobs.retry(id):
        say(f"任务 {id} 重新排队", f"job {id} waits again")
    else:
        refuse(f"任务 {id} 不存在，或未失败", f"there is no job {id}, or it has not failed")


@jobs.command(help=both("取消任务", "Cancel a job: at once when it waits, else after its chunk."))
@click.argument("id", type=int)
def cancel(id: int) -> None:
    from app.runtime import jobs

    if not jobs.cancel(id):
        refuse(f"任务 {id} 不存在，或已结束", f"there is no job {id}, or it has ended")
    say(f"任务 {id} 已取消", f"job {id} is cancelled")
