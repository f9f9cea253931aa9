"""What a proxy may send to another process: a request that was refused before anything of it was written.

The proxy says by a header that it will, and is told by the status 425; nobody else ever sees that one. A request
that may have been committed is never told so: not even when its answer was lost.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from app.runtime import database
from app.runtime.telemetry import meters
from app.runtime.telemetry.scene import Scene

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "HTTP_X_CARRIES_REFUSED"
"""What `deploy/haproxy.cfg` sets on every request to a process of ours, and takes from everybody else."""
STATUS = "425 Too Early"
PAUSE_SECONDS = 2.0
"""The proxy looks several times a second who is ready. So long a refused request waits that it has seen the new code."""


def may_be(environ: WSGIEnvironment) -> bool:
    """Whether a proxy in front carries requests on."""
    return environ.get(HEADER) == "1"


def _is_old(given: str) -> bool:
    """Whether what looks like a bug is old code that met new rows, a choice for example that it does not know."""
    return given.startswith("500") and database.current().is_outdated()


def status(given: str, at: Scene, environ: WSGIEnvironment) -> str:
    """The status for the proxy, after a pause; `given` for everybody else."""
    if at.is_written or not may_be(environ) or not (at.is_refused or _is_old(given)):
        return given
    meters.CARRIED.inc()
    time.sleep(PAUSE_SECONDS)
    return STATUS
