"""The owner of a webhook as the one who looks: his roles and values as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_

from .. import i18n
from ..accounts.users import User
from ..context import Context
from .tables import ACTIVE, Webhook

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def is_followed() -> ColumnElement[bool]:
    """Webhooks that are told anything, in a statement that joins their owners: a disabled account is told nothing."""
    return and_(Webhook.state == ACTIVE, User.active.is_(True))


def owner(row: Webhook, session: Session | None = None) -> Context:
    """The owner's context. Raises Unauthenticated when the account is disabled."""
    return Context.for_user(row.user_id, session, channel="job", language=i18n.languages()[0])
