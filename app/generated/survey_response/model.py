"""调查答卷 Survey response: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1e0fd0fd8db886bba3e4cccde8aa0de203c47a971137bfac242d154263f77211

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Never

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..project.model import Project
    from ..survey.model import Survey
    from ..work_order.model import WorkOrder


class SurveyResponse(Entity):
    """调查答卷 Survey response (1.3)."""

    __tablename__ = "survey_response"
    __table_args__ = (
        Index(
            "uq_survey_response_token_hash",
            "token_hash",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_survey_response_invited_at", "invited_at"),
        Index("ix_survey_response_survey_invited_at", "survey_id", "invited_at"),
        Index("ix_survey_response_project_invited_at", "project_id", "invited_at"),
    )
    meta = EntityMeta(
        name="SurveyResponse",
        module="crm",
        label=label(zh="调查答卷", en="Survey response"),
        title="{survey.code} {survey.subject}",
        process="1.3",
        parent="Survey",
    )

    survey_id: Mapped[int] = mapped_column(
        ForeignKey("survey.id", name="fk_survey_response_survey"),
        info=field("ref", zh="调查", en="Survey", required=True, to="Survey", on_delete="cascade"),
    )
    survey: Mapped[Survey] = relationship("Survey", foreign_keys=[survey_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_survey_response_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", to="Customer", on_delete="null"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    token_hash: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="邀请令牌",
            en="Invite token",
            required=True,
            readonly=True,
            unique=True,
            max=64,
        ),
    )
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_survey_response_work_order"),
        index=True,
        info=field("ref", zh="工单", en="Order", to="WorkOrder", on_delete="null", trace="cause"),
    )
    work_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[work_order_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_survey_response_project"),
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project", on_delete="null"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    invited_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="邀请时间",
            en="Invited",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    csat: Mapped[int | None] = mapped_column(
        Integer(), index=True, info=field("rating", zh="满意度（1-5）", en="Satisfaction (1–5)")
    )
    nps: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="推荐意愿（0-10）", en="Would recommend (0–10)", max=10, min=0),
    )
    comment: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="意见", en="Comment", max=1000)
    )
    answers: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="逐题答案", en="Answers")
    )
    submitted_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="提交时间", en="Submitted", readonly=True),
    )
    low_followup_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_survey_response_low_followup"),
        index=True,
        info=field(
            "ref",
            zh="低分回访工单",
            en="Low-score follow-up",
            readonly=True,
            to="WorkOrder",
            on_delete="null",
            trace="result",
        ),
    )
    low_followup: Mapped[WorkOrder | None] = relationship(
        "WorkOrder", foreign_keys=[low_followup_id]
    )


survey_response_hooks = EntityHooks[SurveyResponse, Never](SurveyResponse)
