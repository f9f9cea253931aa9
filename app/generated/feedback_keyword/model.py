"""主题关键词 Topic keyword: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dc637dfe3f2b8a9f487f202f993da3f12af933ab3673a1bddc05a8e076fb01da

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..feedback_topic.model import FeedbackTopic


class FeedbackKeyword(Entity):
    """主题关键词 Topic keyword (五)."""

    __tablename__ = "feedback_keyword"
    __table_args__ = (
        Index(
            "uq_feedback_keyword_topic_term",
            "topic_id",
            "term",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_feedback_keyword_term", "term"),
    )
    meta = EntityMeta(
        name="FeedbackKeyword",
        module="fb",
        label=label(zh="主题关键词", en="Topic keyword"),
        title="{term}",
        process="五",
        parent="FeedbackTopic",
    )

    topic_id: Mapped[int] = mapped_column(
        ForeignKey("feedback_topic.id", name="fk_feedback_keyword_topic"),
        index=True,
        info=field(
            "ref", zh="主题", en="Topic", required=True, to="FeedbackTopic", on_delete="cascade"
        ),
    )
    topic: Mapped[FeedbackTopic] = relationship("FeedbackTopic", foreign_keys=[topic_id])
    term: Mapped[str] = mapped_column(
        String(24),
        info=field("string", zh="关键词", en="Keyword", required=True, search=True, max=24),
    )
    weight: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="权重",
            en="Weight",
            required=True,
            default=1,
            total=False,
            max=10,
            min="0.1",
            scale=2,
        ),
    )


feedback_keyword_hooks = EntityHooks[FeedbackKeyword, Never](FeedbackKeyword)
