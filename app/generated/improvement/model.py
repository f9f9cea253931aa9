"""改进措施 Improvement measure: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1f44e2687a05ffd7401e0f785ec3d33b97ffe099ef26348edec1e761a0b3a63b

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..audit_finding.model import AuditFinding
    from ..employee.model import Employee
    from ..feedback.model import Feedback
    from ..feedback_summary.model import FeedbackSummary
    from ..feedback_topic.model import FeedbackTopic
    from ..maintenance_advice.model import MaintenanceAdvice
    from ..project.model import Project
    from ..survey.model import Survey

ImprovementState = Literal[
    "proposed", "approved", "in_progress", "done", "verified", "ineffective", "rejected"
]
ImprovementTransition = Literal[
    "approve", "reject", "start", "finish", "measure", "verify", "fail", "publish"
]
ImprovementSource = Literal["feedback", "process", "audit", "survey", "equipment", "manual"]
improvement_source = EnumType(
    "ImprovementSource",
    [
        EnumValue("feedback", label(zh="意见反馈", en="Feedback"), color="blue"),
        EnumValue("process", label(zh="流程评估", en="Process evaluation"), color="purple"),
        EnumValue("audit", label(zh="审计", en="Audit"), color="orange"),
        EnumValue("survey", label(zh="满意度调查", en="Survey"), color="teal"),
        EnumValue("equipment", label(zh="设备建议", en="Equipment"), color="yellow"),
        EnumValue("manual", label(zh="人工提出", en="By hand"), color="gray"),
    ],
)
ImprovementMetric = Literal[
    "respond",
    "repair_hours",
    "first_fix",
    "on_time",
    "satisfaction",
    "inspection",
    "complaints",
    "topic_items",
    "collection",
    "other",
]
improvement_metric = EnumType(
    "ImprovementMetric",
    [
        EnumValue("respond", label(zh="平均响应（工作分钟）", en="Response (working minutes)")),
        EnumValue("repair_hours", label(zh="平均修复（小时）", en="Mean time to repair (hours)")),
        EnumValue("first_fix", label(zh="一次修复率（%）", en="First-time fix (%)")),
        EnumValue("on_time", label(zh="时限达成率（%）", en="SLA met (%)")),
        EnumValue("satisfaction", label(zh="满意度（1–5）", en="Satisfaction (1–5)")),
        EnumValue("inspection", label(zh="巡检准时率（%）", en="Inspections on time (%)")),
        EnumValue("complaints", label(zh="百户投诉（件）", en="Complaints per 100 homes")),
        EnumValue("topic_items", label(zh="同主题月均意见（件）", en="Items of the topic a month")),
        EnumValue("collection", label(zh="收缴率（%）", en="Collection rate (%)")),
        EnumValue("other", label(zh="其他（人工填写）", en="Something else (by hand)")),
    ],
)


class Improvement(Entity):
    """改进措施 Improvement measure (五)."""

    __tablename__ = "improvement"
    __table_args__ = (
        Index("ix_improvement_project_state_due_on", "project_id", "state", "due_on"),
        Index("ix_improvement_project_published_at", "project_id", "published_at"),
        Index("ix_improvement_im_no", "im_no"),
        Index("ix_improvement_source", "source"),
        Index("ix_improvement_metric", "metric"),
        Index("ix_improvement_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Improvement",
        module="fb",
        label=label(zh="改进措施", en="Improvement measure"),
        title="{im_no} {name}",
        process="五",
        children=[
            Children(
                "feedbacks", of="Feedback", by="measure", label=label(zh="关联意见", en="Opinions")
            ),
            Children(
                "followers",
                of="Improvement",
                by="previous",
                label=label(zh="接续措施", en="Measures that follow"),
            ),
        ],
        checks=[
            Check(
                "something_changes",
                expression(
                    "target != baseline",
                    [
                        "or",
                        ["is_null", ["field", "target"]],
                        ["is_null", ["field", "baseline"]],
                        ["ne", ["field", "target"], ["field", "baseline"]],
                    ],
                ),
                message(zh="目标须与基线不同", en="The target must differ from the baseline"),
            ),
        ],
        parent="FeedbackSummary",
    )

    im_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="编号", en="No.", numbering=numbering("GJ{yyyy}-{seq:4}")),
    )
    name: Mapped[str] = mapped_column(
        String(120),
        info=field("string", zh="措施", en="Measure", required=True, search=True, max=120),
    )
    source: Mapped[ImprovementSource] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="来源",
            en="Source",
            required=True,
            readonly=True,
            default="manual",
            enum=improvement_source,
        ),
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_improvement_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 全公司", en="Empty: the whole company"),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    topic_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_topic.id", name="fk_improvement_topic"),
        index=True,
        info=field("ref", zh="主题", en="Topic", to="FeedbackTopic", on_delete="null"),
    )
    topic: Mapped[FeedbackTopic | None] = relationship("FeedbackTopic", foreign_keys=[topic_id])
    reason: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="提出原因", en="Why", readonly=True, max=2000)
    )
    action: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="行动", en="Action", required=True, search=True, max=4000)
    )
    summary_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_summary.id", name="fk_improvement_summary"),
        index=True,
        info=field(
            "ref",
            zh="反馈汇总",
            en="Feedback summary",
            readonly=True,
            to="FeedbackSummary",
            on_delete="null",
            trace="cause",
        ),
    )
    summary: Mapped[FeedbackSummary | None] = relationship(
        "FeedbackSummary", foreign_keys=[summary_id]
    )
    survey_id: Mapped[int | None] = mapped_column(
        ForeignKey("survey.id", name="fk_improvement_survey"),
        index=True,
        info=field(
            "ref",
            zh="满意度调查",
            en="Survey",
            readonly=True,
            to="Survey",
            on_delete="null",
            trace="cause",
        ),
    )
    survey: Mapped[Survey | None] = relationship("Survey", foreign_keys=[survey_id])
    finding_id: Mapped[int | None] = mapped_column(
        ForeignKey("audit_finding.id", name="fk_improvement_finding"),
        index=True,
        info=field(
            "ref",
            zh="审计发现",
            en="Audit finding",
            readonly=True,
            to="AuditFinding",
            on_delete="null",
            trace="cause",
        ),
    )
    finding: Mapped[AuditFinding | None] = relationship("AuditFinding", foreign_keys=[finding_id])
    advice_id: Mapped[int | None] = mapped_column(
        ForeignKey("maintenance_advice.id", name="fk_improvement_advice"),
        index=True,
        info=field(
            "ref",
            zh="维护策略建议",
            en="Maintenance suggestion",
            readonly=True,
            to="MaintenanceAdvice",
            on_delete="null",
            trace="cause",
        ),
    )
    advice: Mapped[MaintenanceAdvice | None] = relationship(
        "MaintenanceAdvice", foreign_keys=[advice_id]
    )
    previous_id: Mapped[int | None] = mapped_column(
        ForeignKey("improvement.id", name="fk_improvement_previous"),
        index=True,
        info=field(
            "ref",
            zh="前一条措施",
            en="Measure before",
            help=label(zh="前一条无效，由此接续", en="The one before had no effect"),
            readonly=True,
            to="Improvement",
            on_delete="null",
            trace="cause",
        ),
    )
    previous: Mapped[Improvement | None] = relationship(
        "Improvement", foreign_keys=[previous_id], remote_side="Improvement.id"
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_improvement_owner"),
        index=True,
        info=field("ref", zh="责任人", en="Owner", to="Employee", on_delete="null"),
    )
    owner: Mapped[Employee | None] = relationship("Employee", foreign_keys=[owner_id])
    owner_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="责任人姓名",
            en="Owner's name",
            pii="personal",
            max=32,
            lookup=["owner", "name"],
        ),
    )
    due_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="期限", en="Due", expires=7)
    )
    metric: Mapped[ImprovementMetric | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="指标",
            en="Metric",
            help=label(
                zh="除“其他”外由系统按最近 90 天的业务数据取数",
                en="Except for something else, measured by the system over the last 90 days",
            ),
            enum=improvement_metric,
        ),
    )
    metric_note: Mapped[str | None] = mapped_column(
        String(100),
        info=field(
            "string",
            zh="指标说明",
            en="What is measured",
            visible=expression(
                "metric == 'other'", ["eq", ["field", "metric"], ["lit", "string", "other"]]
            ),
            max=100,
        ),
    )
    baseline: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="基线",
            en="Baseline",
            help=label(zh="留空 = 批准时由系统取数", en="Empty: measured when it is approved"),
            total=False,
            min=0,
            scale=2,
        ),
    )
    target: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="目标", en="Target", total=False, min=0, scale=2)
    )
    actual: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="效果", en="Actual", total=False, min=0, scale=2)
    )
    measured_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="取数日期", en="Measured on", readonly=True)
    )
    measured_rows: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="依据条数", en="Measured from", readonly=True, total=False)
    )
    achieved: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="达成度",
            en="Reached",
            help=label(
                zh="（基线−效果）÷（基线−目标），80% 以上为有效",
                en="(Baseline − actual) ÷ (baseline − target); effective from 80 %",
            ),
            total=False,
            scale=2,
            formula=expression(
                "round((baseline - actual) / (baseline - target) * 100, 2)",
                [
                    "call",
                    "round",
                    [
                        "mul",
                        [
                            "div",
                            ["sub", ["field", "baseline"], ["field", "actual"]],
                            ["sub", ["field", "baseline"], ["field", "target"]],
                        ],
                        ["lit", "int", 100],
                    ],
                    ["lit", "int", 2],
                ],
            ),
        ),
    )
    effective: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="有效", en="Effective", readonly=True, color="green")
    )
    result: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="完成情况", en="What was done", max=2000)
    )
    done_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="完成日期", en="Done on", readonly=True)
    )
    check_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field(
            "date",
            zh="效果检查日",
            en="Effect to be checked on",
            help=label(zh="留空 = 完成后 90 天", en="Empty: 90 days after it is done"),
        ),
    )
    public_note: Mapped[str | None] = mapped_column(
        Text(),
        info=field(
            "text",
            zh="公开说明",
            en="What is told",
            help=label(zh="住户和员工看得到", en="Residents and staff read it"),
            max=1000,
        ),
    )
    published_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="公开时间", en="Published", readonly=True),
    )
    told: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="告知人数", en="People told", readonly=True, default=0)
    )
    opinions: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="关联意见", en="Opinions", readonly=True, default=0)
    )
    state: Mapped[ImprovementState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    feedbacks: Mapped[list[Feedback]] = relationship(
        "Feedback",
        primaryjoin="and_(Improvement.id == Feedback.measure_id, Feedback.deleted_at.is_(None))",
        foreign_keys="Feedback.measure_id",
        order_by="Feedback.id",
        viewonly=True,
    )
    followers: Mapped[list[Improvement]] = relationship(
        "Improvement",
        primaryjoin="and_(Improvement.id == remote(Improvement.previous_id), remote(Improvement.deleted_at).is_(None))",
        foreign_keys="Improvement.previous_id",
        order_by="Improvement.id",
        viewonly=True,
    )


improvement_hooks = EntityHooks[Improvement, ImprovementTransition](
    Improvement,
    transitions=("approve", "reject", "start", "finish", "measure", "verify", "fail", "publish"),
)
