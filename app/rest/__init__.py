"""The REST adapter: generic routes under /api/v1 over the runtime's one read path and one write path, and the door
through which other systems report events (/hooks).
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask

from app.rest import inbound, routes
from app.rest.resource import Resource


def register(app: Flask, resources: Iterable[Resource]) -> None:
    """Mount both on the application."""
    routes.register(app, resources)
    inbound.register(app)


__all__ = ["register"]
