"""`dougong web`: a serving process behind a proxy, as the units of deploy/ start it."""

from __future__ import annotations

from typing import Any

import click

from app.cli.console import both, refuse_with


@click.command(help=both("代理之后的服务进程", "Serve behind a proxy; waits for the migration."))
@click.option("--port", type=click.IntRange(1, 65535), required=True)
@click.option(
    "--processes", type=click.IntRange(1, 64), default=2, show_default=True, envvar="WEB_PROCESSES"
)
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, envvar="WEB_THREADS"
)
def web(port: int, processes: int, threads: int) -> None:
    """The application is imported by the processes that serve, not by their parent: a reload is a fresh start."""
    from app.config import Config, ConfigurationError
    from app.runtime.telemetry import logs
    from app.serving import server

    try:
        config = Config.from_environment()
    except ConfigurationError as error:
        refuse_with(str(error))
    logs.setup(form=config.log_format, level=config.log_level)
    bind = f"[{config.host}]:{port}" if ":" in config.host else f"{config.host}:{port}"
    server.serve(server.settings(bind, threads, processes=processes), _load)


def _load() -> Any:
    """The application of this process, behind its gate."""
    import gc
    from dataclasses import replace

    from app.cli import migrations
    from app.config import Config
    from app.factory import create_app
    from app.runtime import jobs
    from app.runtime.audit import seal
    from app.serving.gate import Gate

    config = Config.from_environment()

    def begin(app: Any) -> None:
        gc.freeze()  # see app/serving/server.py
        if not config.workers:
            jobs.start(app)
            seal.start()

    made = replace(config, jobs=False)
    return Gate(
        lambda: create_app(made), head=migrations.head, begin=begin, token=config.metrics_token
    )
