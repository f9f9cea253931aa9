"""意见主题 Feedback topic: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 20bbf429df477fcdeb65adc7541279136fa02db149c4a8d20d1d28a53d0f5c45

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..feedback_keyword.model import FeedbackKeyword


class FeedbackTopic(Entity):
    """意见主题 Feedback topic (五)."""

    __tablename__ = "feedback_topic"
    __table_args__ = (
        Index(
            "uq_feedback_topic_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_feedback_topic_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="FeedbackTopic",
        module="fb",
        label=label(zh="意见主题", en="Feedback topic"),
        title="{name}",
        process="五",
        children=[
            Children(
                "keywords",
                of="FeedbackKeyword",
                by="topic",
                label=label(zh="关键词", en="Keywords"),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="编码",
            en="Code",
            required=True,
            unique=True,
            max=24,
            pattern="[a-z][a-z0-9_]*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(32), info=field("string", zh="名称", en="Name", required=True, search=True, max=32)
    )
    name_en: Mapped[str | None] = mapped_column(
        String(48), info=field("string", zh="英文名称", en="Name in English", max=48)
    )
    item: Mapped[str | None] = mapped_column(
        String(8),
        info=field(
            "string",
            zh="流程条目",
            en="Process item",
            help=label(
                zh="主题所属的流程条目，如 1.4",
                en="The item of the written process that the topic belongs to, such as 1.4",
            ),
            max=8,
            pattern="[1-5](\\.[0-9])?",
        ),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    keywords: Mapped[list[FeedbackKeyword]] = relationship(
        "FeedbackKeyword",
        primaryjoin="and_(FeedbackTopic.id == FeedbackKeyword.topic_id, FeedbackKeyword.deleted_at.is_(None))",
        foreign_keys="FeedbackKeyword.topic_id",
        order_by="FeedbackKeyword.id",
        viewonly=True,
    )


feedback_topic_hooks = EntityHooks[FeedbackTopic, Never](FeedbackTopic)
