"""互评 Colleague's score: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0b73115130bff95d34aefa7e2bba84684591ebfbaa4f332936ff3c5c672f987e

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..performance_review.model import PerformanceReview


class PeerScore(Entity):
    """互评 Colleague's score (4.3)."""

    __tablename__ = "peer_score"
    __table_args__ = (
        Index(
            "uq_peer_score_review_peer",
            "review_id",
            "peer_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="PeerScore",
        module="hr",
        label=label(zh="互评", en="Colleague's score"),
        title="{review.id}",
        process="4.3",
        help=label(
            zh="对被评人匿名：只公布平均分，且至少两人评分",
            en="Anonymous to whom it is about: only the average is published, of two or more",
        ),
        parent="PerformanceReview",
    )

    review_id: Mapped[int] = mapped_column(
        ForeignKey("performance_review.id", name="fk_peer_score_review"),
        index=True,
        info=field(
            "ref",
            zh="考核",
            en="Review",
            required=True,
            to="PerformanceReview",
            on_delete="cascade",
        ),
    )
    review: Mapped[PerformanceReview] = relationship("PerformanceReview", foreign_keys=[review_id])
    subject: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="被评人",
            en="About",
            pii="personal",
            max=32,
            lookup=["review", "employee", "name"],
        ),
    )
    peer_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_peer_score_peer"),
        index=True,
        info=field("ref", zh="评分人", en="Colleague", required=True, to="Employee"),
    )
    peer: Mapped[Employee] = relationship("Employee", foreign_keys=[peer_id])
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="评分", en="Score", total=False, max=100, min=0, scale=2),
    )
    comment: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="评语", en="Comment", max=500)
    )


peer_score_hooks = EntityHooks[PeerScore, Never](PeerScore)
