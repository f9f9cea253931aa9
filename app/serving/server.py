"""gunicorn, set for us: threads, bodies and lines as the application takes them, log lines as ours."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

THREADS = 8


class Log(Logger):  # type: ignore[misc]
    """What gunicorn says goes the way of every other line; the line of a request is app/serving/observed.py's."""

    def setup(self, cfg: Any) -> None:
        self.loglevel = logging.getLogger().level or logging.INFO
        for told in (self.error_log, self.access_log):
            told.handlers.clear()
            told.propagate = True
        self.error_log.setLevel(max(self.loglevel, _level(cfg.loglevel)))
        # Its own line of a request would name the whole address.
        self.access_log.disabled = True

    def reopen_files(self) -> None:
        """Nothing: stdout is not ours to open."""


def _level(name: str) -> int:
    return getattr(logging, name.upper(), logging.WARNING)


def settings(bind: str, threads: int, *, processes: int = 1) -> dict[str, Any]:
    """What `dougong run` and `dougong web` tell gunicorn."""
    return {
        "bind": bind,
        "worker_class": "gthread",
        "workers": processes,
        "threads": threads,
        "timeout": 120,
        "graceful_timeout": 20,
        "keepalive": 5,
        # As long as gunicorn takes: filters on many values and cursors of long texts need it.
        "limit_request_line": 8190,
        # Gunicorn would believe whoever comes from this machine; TRUSTED_PROXIES decides instead.
        "forwarded_allow_ips": "",
        "accesslog": None,
        "loglevel": "warning",
        "logger_class": Log,
        "proc_name": "dougong",
        "worker_exit": _stop_jobs,
        "child_exit": _forget,
    }


def serve(settings: dict[str, Any], load: Callable[[], Any]) -> None:
    """Until SIGTERM. `load` is called in every process that serves."""

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in settings.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            made = load()
            # Classes, mappers and addresses stay as long as the process: a full collection, a sixth of a second in
            # the middle of somebody's request, need not look at them.
            gc.freeze()
            return made

    Server().run()


def _stop_jobs(_server: Any, _worker: Any) -> None:
    """Running jobs end before the process does."""
    from app.runtime import jobs
    from app.runtime.audit import seal

    jobs.stop()
    seal.stop()


def _forget(_server: Any, worker: Any) -> None:
    from app.runtime.telemetry import meters

    meters.ended(worker.pid)
