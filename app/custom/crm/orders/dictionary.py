"""The keyword dictionary of the database: what classification and priority go by, edited in the studio (1.4)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.ticket_category import TicketCategory
from app.generated.ticket_keyword import TicketKeyword
from app.runtime.context import Context

from .classification import Dictionary
from .priority import DANGER


def load(ctx: Context) -> tuple[Dictionary, frozenset[str]]:
    """The terms of every active category, and the terms that mean danger."""
    rows = ctx.session.execute(
        select(TicketKeyword.category_id, TicketKeyword.term, TicketKeyword.urgent)
        .join(TicketCategory, TicketCategory.id == TicketKeyword.category_id)
        .where(
            TicketKeyword.deleted_at.is_(None),
            TicketCategory.deleted_at.is_(None),
            TicketCategory.active.is_(True),
        )
        .order_by(TicketKeyword.category_id, TicketKeyword.id)
    ).all()
    terms: dict[int, list[str]] = {}
    for category, term, _ in rows:
        terms.setdefault(category, []).append(term)
    # The five words of the written rule hold even when somebody empties the dictionary.
    urgent = frozenset(term for _, term, is_urgent in rows if is_urgent) | frozenset(DANGER)
    return Dictionary(terms), urgent
