"""Webhooks that other systems send: signed as Standard Webhooks says, each event taken once.

`@provider("cti")` declares who handles the events of `POST /hooks/cti`; docs/webhooks-in.md is the sender's side.
"""

from __future__ import annotations

from app.rest.inbound.providers import Event, names, provider
from app.rest.inbound.routes import register

__all__ = ["Event", "names", "provider", "register"]
