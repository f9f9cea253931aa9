"""重复客户复核 Duplicate review: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3f1b6c4eec71db93bed55299efbc1327303ed994d652afe841dadccae6c714fe

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..project.model import Project
    from ..registration.model import Registration

DuplicateReviewState = Literal["open", "merged", "kept"]
DuplicateReviewTransition = Literal["merge", "keep"]


class DuplicateReview(Entity):
    """重复客户复核 Duplicate review (1.1)."""

    __tablename__ = "duplicate_review"
    __table_args__ = (
        Index(
            "uq_duplicate_review_customer_candidate",
            "customer_id",
            "candidate_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_duplicate_review_score", "score"),
        Index("ix_duplicate_review_project_score", "project_id", "score"),
        Index("ix_duplicate_review_state_score", "state", "score"),
        Index("ix_duplicate_review_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="DuplicateReview",
        module="crm",
        label=label(zh="重复客户复核", en="Duplicate review"),
        title="{customer.name} = {candidate.name}?",
        process="1.1",
    )

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_duplicate_review_customer"),
        index=True,
        info=field("ref", zh="新客户", en="New customer", required=True, to="Customer"),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_duplicate_review_candidate"),
        index=True,
        info=field(
            "ref", zh="疑似同一人", en="May be the same person as", required=True, to="Customer"
        ),
    )
    candidate: Mapped[Customer] = relationship("Customer", foreign_keys=[candidate_id])
    score: Mapped[Decimal] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="相似度", en="Score", required=True, readonly=True, scale=4),
    )
    detail: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="评分明细", en="How it was scored", readonly=True),
    )
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", name="fk_duplicate_review_registration"),
        index=True,
        info=field(
            "ref",
            zh="登记",
            en="Registration",
            readonly=True,
            to="Registration",
            on_delete="null",
            trace="cause",
        ),
    )
    registration: Mapped[Registration | None] = relationship(
        "Registration", foreign_keys=[registration_id]
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_duplicate_review_project"),
        info=field("ref", zh="项目", en="Project", to="Project", lookup=["customer", "project"]),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    state: Mapped[DuplicateReviewState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


duplicate_review_hooks = EntityHooks[DuplicateReview, DuplicateReviewTransition](
    DuplicateReview, transitions=("merge", "keep")
)
