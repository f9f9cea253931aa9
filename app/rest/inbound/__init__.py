"""Webhooks that other systems send: signed as Standard Webhooks says, each event taken once.

`@provider("cti")` declares who handles the events of `POST /hooks/cti`; docs/webhooks-in.md is the sender's side.
`@door("alipay")` declares who takes those of a sender that signs in a way of its own, `@address("/iclock/cdata")` who answers
machines whose maker dictates the path.
"""

from __future__ import annotations

from app.rest.inbound.providers import Answer, Asked, Event, address, door, names, provider
from app.rest.inbound.routes import register

__all__ = ["Answer", "Asked", "Event", "address", "door", "names", "provider", "register"]
