"""The REST adapter: generic routes under /api/v1 over the runtime's one read path and one write path."""

from __future__ import annotations

from app.rest.routes import register

__all__ = ["register"]
