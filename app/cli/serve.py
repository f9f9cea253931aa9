"""`dougong run` and `dougong tick`: the web server with its jobs, and one round of the jobs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.console import both, refuse, say

if TYPE_CHECKING:
    from app.config import Config


@click.command(help=both("启动服务", "Serve on 127.0.0.1:$PORT (8000)."))
@click.option("--port", type=click.IntRange(1, 65535), help="$PORT")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
def run(port: int | None, threads: int) -> None:
    from dataclasses import replace

    from app.cli.application import load_with_database
    from app.runtime import database
    from app.runtime.telemetry import logs

    config = load_with_database()
    config = replace(config, port=port or config.port, jobs=not config.workers)
    logs.setup(form=config.log_format, level=config.log_level)
    _free(config)
    if config.log_format == "text":
        _greet(config)
    # The worker process opens its own connections: one that two processes share breaks both.
    database.current().dispose()
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


def _gunicorn(config: Config, threads: int) -> None:
    """One process with threads: SQLite has one writer, and jobs run beside the requests."""
    from app.factory import create_app
    from app.runtime import database
    from app.serving import server

    def load() -> Any:
        app = create_app(config)
        database.current().note_revision()
        return app

    host = f"[{config.host}]" if ":" in config.host else config.host
    server.serve(server.settings(f"{host}:{config.port}", threads), load)
