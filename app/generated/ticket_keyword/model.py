"""分类关键词 Category keyword: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5ae903118a78e9158663eb87c4d1191f9d1d1ab7be7d6f24d5937fbd1b75ba12

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..ticket_category.model import TicketCategory


class TicketKeyword(Entity):
    """分类关键词 Category keyword (1.4)."""

    __tablename__ = "ticket_keyword"
    __table_args__ = (
        Index(
            "uq_ticket_keyword_category_term",
            "category_id",
            "term",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_ticket_keyword_term", "term"),
        Index("ix_ticket_keyword_urgent_term", "urgent", "term"),
    )
    meta = EntityMeta(
        name="TicketKeyword",
        module="crm",
        label=label(zh="分类关键词", en="Category keyword"),
        title="{term}",
        process="1.4",
        parent="TicketCategory",
    )

    category_id: Mapped[int] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_ticket_keyword_category"),
        index=True,
        info=field(
            "ref", zh="分类", en="Category", required=True, to="TicketCategory", on_delete="cascade"
        ),
    )
    category: Mapped[TicketCategory] = relationship("TicketCategory", foreign_keys=[category_id])
    term: Mapped[str] = mapped_column(
        String(24),
        info=field("string", zh="关键词", en="Keyword", required=True, search=True, max=24),
    )
    urgent: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="出现即紧急", en="Emergency when present")
    )


ticket_keyword_hooks = EntityHooks[TicketKeyword, Never](TicketKeyword)
