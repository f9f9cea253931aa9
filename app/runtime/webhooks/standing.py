"""How webhooks stand, for the operator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from .tables import DEAD, DISABLED, Webhook, WebhookDelivery

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Standing:
    webhooks: int
    disabled: int
    dead: int


def standing(session: Session) -> Standing:
    """How many there are, how many the system has disabled, how many messages were given up."""
    count = select(func.count())
    return Standing(
        int(session.scalar(count.select_from(Webhook)) or 0),
        int(session.scalar(count.select_from(Webhook).where(Webhook.state == DISABLED)) or 0),
        int(session.scalar(count.where(WebhookDelivery.state == DEAD)) or 0),
    )
