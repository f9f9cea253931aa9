"""`dougong run` and `dougong tick`: the web server with its jobs, and one round of the jobs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.console import PROBLEM, both, refuse, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.config import Config


@click.command(help=both("启动服务", "Serve on 127.0.0.1:$PORT (8000)."))
@click.option("--port", type=click.IntRange(1, 65535), help="$PORT")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
def run(port: int | None, threads: int) -> None:
    """This process only starts and stops the one that serves, and loads nothing of the application: whatever is
    published while it runs, the next process that it starts has the new code.
    """
    from dataclasses import replace

    from app.cli.application import configuration, look
    from app.runtime.telemetry import logs

    config = configuration()
    _mend(config)
    look(config)
    config = replace(config, port=port or config.port, jobs=not config.workers)
    logs.setup(form=config.log_format, level=config.log_level)
    _free(config)
    _gunicorn(config, threads)


@click.command(help=both("执行到期的任务", "Do whatever is due now."))
def tick() -> None:
    from app.cli.application import application
    from app.runtime import jobs
    from app.runtime.audit import seal

    app = application()
    with app.app_context():
        done = jobs.run_due()
    seal.seal()
    say(f"已执行 {done} 个任务", f"{done} jobs done")


def _greet(config: Config) -> None:
    from app.config import DEMO_PASSWORD
    from app.runtime import registry

    say(f"打开 http://{config.host}:{config.port}", f"open http://{config.host}:{config.port}")
    if config.demo:
        there = _demo_users()
        names = "  ".join(
            f"{role.name}（{role.label.in_language('zh')} {role.label.in_language('en')}）"
            for role in registry.current().roles
            if role.name in there
        )
        say(f"演示账号（密码均为 {DEMO_PASSWORD}）", f"demo logins (password {DEMO_PASSWORD})")
        click.echo(f"  {names}")
    say("按 Ctrl+C 停止", "Ctrl+C stops it")


def _demo_users() -> set[str]:
    """The logins that the demo made; a role added since has none."""
    from sqlalchemy import select

    from app.runtime import database, registry
    from app.runtime.accounts.users import User

    names = [role.name for role in registry.current().roles]
    with database.current().read_session() as session:
        found = session.scalars(
            select(User.username).where(User.username.in_(names), User.active.is_(True))
        )
        return set(found)


def _free(config: Config) -> None:
    """A port in use is said in plain words, before the server tries five times."""
    import socket

    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            refuse(
                f"端口 {config.port} 不可用（{error.strerror}）：换一个，例如 PORT={config.port + 1} dougong run",
                f"port {config.port} cannot be used ({error.strerror}): take another one, for"
                f" example PORT={config.port + 1} dougong run",
            )


def _mend(config: Config) -> None:
    """A publication that was killed is finished or undone before anybody is served."""
    from app.cli.project import here
    from app.cli.publishing import mending
    from app.runtime import database, folders, system  # noqa: F401 - defines the framework's tables

    if not mending.pending(config):
        return
    folders.use(config.data)
    database.activate(database.Database(config.database_url))
    found = mending.mend(config, here())
    database.current().dispose()
    if found == "done":
        say("已完成上次中断的发布", "the publication that broke off is finished")
    elif found == "undone":
        say("已撤销上次中断的发布", "the publication that broke off is undone")


def _gunicorn(config: Config, threads: int) -> None:
    """One process with threads: SQLite has one writer, and jobs run beside the requests."""
    import os

    from gunicorn.arbiter import Arbiter

    # Framework and libraries are loaded once, here; what they import of the application, they import when they serve.
    from app import factory  # noqa: F401
    from app.cli.publishing import serving
    from app.runtime.publication import place
    from app.serving import server

    first: list[bool] = []
    beats: list[Callable[[], None]] = []

    def build() -> Any:
        from dataclasses import replace as changed

        from app.cli.application import load_code
        from app.factory import create_app

        load_code()
        return create_app(changed(config, jobs=False))

    def begin(app: Any) -> None:
        from app.runtime import database, jobs
        from app.runtime.audit import seal

        database.current().note_revision()
        if config.jobs:
            jobs.start(app)
            seal.start()
        if first and config.log_format == "text":
            _greet(config)

    def load() -> Any:
        try:
            return serving.started(config.data, build, begin, beats[0])
        except SystemExit as refused:
            # It said why. Started again it would say it again: the supervisor is told to end.
            raise SystemExit(Arbiter.WORKER_BOOT_ERROR) from refused

    def forked(_server: Any, worker: Any) -> None:
        first[:] = [True] if worker.age == 1 else []
        beats[:] = [worker.notify]

    supervisor = os.getpid()
    os.environ[place.SUPERVISOR] = str(supervisor)
    host = f"[{config.host}]" if ":" in config.host else config.host
    settings = server.settings(f"{host}:{config.port}", threads) | {"post_fork": forked}
    try:
        server.serve(settings, load)
    except SystemExit as left:
        # The processes that it starts leave this way, too: they have to say what the supervisor understands.
        refused = left.code == Arbiter.WORKER_BOOT_ERROR and os.getpid() == supervisor
        raise SystemExit(PROBLEM if refused else left.code) from None
