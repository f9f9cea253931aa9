"""意见建议 Feedback: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9d4842a6c334000a58535c4a78a8f2097c18d8f7558885251429d902c25d475d

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..employee.model import Employee
    from ..feedback_topic.model import FeedbackTopic
    from ..improvement.model import Improvement
    from ..project.model import Project
    from ..work_order.model import WorkOrder

FeedbackState = Literal["submitted", "triaged", "ticketed", "replied", "closed"]
FeedbackTransition = Literal["triage", "ticket", "reply", "close", "improve"]
FeedbackSubmitterKind = Literal["customer", "employee", "anonymous"]
feedback_submitter_kind = EnumType(
    "FeedbackSubmitterKind",
    [
        EnumValue("customer", label(zh="客户", en="Customer"), color="blue"),
        EnumValue("employee", label(zh="员工", en="Employee"), color="purple"),
        EnumValue("anonymous", label(zh="匿名", en="Anonymous"), color="gray"),
    ],
)
FeedbackChannel = Literal["portal", "office", "public", "desk", "api"]
feedback_channel = EnumType(
    "FeedbackChannel",
    [
        EnumValue("portal", label(zh="住户门户", en="Portal")),
        EnumValue("office", label(zh="员工后台", en="Back office")),
        EnumValue("public", label(zh="公开页面", en="Public page")),
        EnumValue("desk", label(zh="客服代录", en="Taken down")),
        EnumValue("api", label(zh="接口", en="API")),
    ],
)
FeedbackKind = Literal["suggest", "complaint", "praise", "question"]
feedback_kind = EnumType(
    "FeedbackKind",
    [
        EnumValue("suggest", label(zh="建议", en="Suggestion"), color="blue"),
        EnumValue("complaint", label(zh="投诉", en="Complaint"), color="red"),
        EnumValue("praise", label(zh="表扬", en="Praise"), color="green"),
        EnumValue("question", label(zh="咨询", en="Question"), color="gray"),
    ],
)
FeedbackMood = Literal["negative", "neutral", "positive"]
feedback_mood = EnumType(
    "FeedbackMood",
    [
        EnumValue("negative", label(zh="负面", en="Negative"), color="red"),
        EnumValue("neutral", label(zh="中性", en="Neutral"), color="gray"),
        EnumValue("positive", label(zh="正面", en="Positive"), color="green"),
    ],
)
FeedbackSeverity = Literal["low", "mid", "high", "critical"]
feedback_severity = EnumType(
    "FeedbackSeverity",
    [
        EnumValue("low", label(zh="低", en="Low"), color="gray"),
        EnumValue("mid", label(zh="中", en="Medium"), color="yellow"),
        EnumValue("high", label(zh="高", en="High"), color="orange"),
        EnumValue("critical", label(zh="重大", en="Critical"), color="red"),
    ],
)
FeedbackReplyState = Literal["ok", "warn", "breached", "met", "missed"]
feedback_reply_state = EnumType(
    "FeedbackReplyState",
    [
        EnumValue("ok", label(zh="正常", en="On time"), color="green"),
        EnumValue("warn", label(zh="预警", en="Warning"), color="yellow"),
        EnumValue("breached", label(zh="超时", en="Overdue"), color="red"),
        EnumValue("met", label(zh="达成", en="Met"), color="green"),
        EnumValue("missed", label(zh="未达成", en="Missed"), color="red"),
    ],
)


class Feedback(Entity):
    """意见建议 Feedback (五)."""

    __tablename__ = "feedback"
    __table_args__ = (
        Index(
            "uq_feedback_code_hash",
            "code_hash",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_feedback_created_at", "created_at"),
        Index("ix_feedback_project_state_reply_due", "project_id", "state", "reply_due"),
        Index("ix_feedback_topic_created_at", "topic_id", "created_at"),
        Index("ix_feedback_project_topic_created_at", "project_id", "topic_id", "created_at"),
        Index("ix_feedback_measure", "measure_id"),
        Index("ix_feedback_work_order", "work_order_id"),
        Index("ix_feedback_fb_no", "fb_no"),
        Index("ix_feedback_severity", "severity"),
        Index("ix_feedback_kind", "kind"),
        Index("ix_feedback_mood", "mood"),
        Index("ix_feedback_submitter_kind", "submitter_kind"),
        Index("ix_feedback_channel", "channel"),
        Index("ix_feedback_reply_state", "reply_state"),
        Index("ix_feedback_created_by", "created_by_id"),
        Index(
            "ix_feedback_state_project_created_by_deleted_at",
            "state",
            "project_id",
            "created_by_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="Feedback",
        module="fb",
        label=label(zh="意见建议", en="Feedback"),
        title="{fb_no}",
        process="五",
        help=label(
            zh="客户、员工都可以提；可以匿名，也可以不显示姓名",
            en="From customers and staff; without a name where somebody wants that",
        ),
        parent="Improvement",
    )

    fb_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="编号", en="No.", numbering=numbering("FK{yyyy}{mm}-{seq:5}")),
    )
    submitter_kind: Mapped[FeedbackSubmitterKind] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="提交人类型",
            en="Submitter",
            required=True,
            readonly=True,
            enum=feedback_submitter_kind,
        ),
    )
    channel: Mapped[FeedbackChannel] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="渠道",
            en="Channel",
            required=True,
            readonly=True,
            default="office",
            enum=feedback_channel,
        ),
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_feedback_customer"),
        index=True,
        info=field(
            "ref",
            zh="客户",
            en="Customer",
            default=expression("user.customer", ["user", ["customer"]]),
            search=True,
            to="Customer",
        ),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_feedback_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", readonly=True, to="Employee"),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
    submitter_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_feedback_submitter"),
        index=True,
        info=field(
            "ref",
            zh="不显示的提交人",
            en="Submitter not shown",
            readonly=True,
            to="User",
            on_delete="null",
        ),
    )
    submitter: Mapped[User | None] = relationship(User, foreign_keys=[submitter_id])
    hidden: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="不显示姓名", en="Name not shown", readonly=True)
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_feedback_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression(
                "coalesce(customer.project, user.customer.project, user.employee.project)",
                [
                    "call",
                    "coalesce",
                    ["path", ["customer"], "project"],
                    ["user", ["customer", "project"]],
                    ["user", ["employee", "project"]],
                ],
            ),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    kind: Mapped[FeedbackKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="suggest", enum=feedback_kind
        ),
    )
    content: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="内容", en="Content", required=True, search=True, max=4000)
    )
    topic_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_topic.id", name="fk_feedback_topic"),
        info=field(
            "ref",
            zh="主题",
            en="Topic",
            help=label(
                zh="系统按关键词判定，客服可改",
                en="Found by keywords; customer service may correct it",
            ),
            to="FeedbackTopic",
            on_delete="null",
        ),
    )
    topic: Mapped[FeedbackTopic | None] = relationship("FeedbackTopic", foreign_keys=[topic_id])
    confidence: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="置信度", en="Confidence", readonly=True, total=False, scale=4),
    )
    sentiment: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="情感值",
            en="Sentiment",
            help=label(zh="-1 最负面，1 最正面", en="From −1, the worst, to 1, the best"),
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    mood: Mapped[FeedbackMood | None] = mapped_column(
        String(40), info=field("enum", zh="情感", en="Mood", readonly=True, enum=feedback_mood)
    )
    severity: Mapped[FeedbackSeverity | None] = mapped_column(
        String(40), info=field("enum", zh="严重度", en="Severity", enum=feedback_severity)
    )
    grounds: Mapped[str | None] = mapped_column(
        String(500), info=field("string", zh="判定依据", en="Grounds", readonly=True, max=500)
    )
    triage_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="受理截止", en="Triage due", readonly=True)
    )
    reply_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="答复截止", en="Reply due", readonly=True),
    )
    reply_state: Mapped[FeedbackReplyState | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="答复时限", en="Reply limit", readonly=True, enum=feedback_reply_state
        ),
    )
    triaged_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="受理时间", en="Triaged", readonly=True)
    )
    reply: Mapped[str | None] = mapped_column(
        Text(),
        info=field(
            "text",
            zh="答复",
            en="Reply",
            help=label(zh="提交人看得到", en="The submitter reads it"),
            max=2000,
        ),
    )
    replied_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="答复时间", en="Replied", readonly=True),
    )
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_feedback_work_order"),
        info=field(
            "ref",
            zh="工单",
            en="Work order",
            readonly=True,
            to="WorkOrder",
            on_delete="null",
            trace="result",
        ),
    )
    work_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[work_order_id])
    measure_id: Mapped[int | None] = mapped_column(
        ForeignKey("improvement.id", name="fk_feedback_measure"),
        info=field(
            "ref",
            zh="改进措施",
            en="Improvement measure",
            to="Improvement",
            on_delete="null",
            trace="result",
        ),
    )
    measure: Mapped[Improvement | None] = relationship("Improvement", foreign_keys=[measure_id])
    closed_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="关闭时间", en="Closed", readonly=True)
    )
    code_hash: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="查询码指纹",
            en="Tracking code",
            help=label(
                zh="查询码只显示一次，系统只保存指纹",
                en="The code is shown once; only its fingerprint is kept",
            ),
            readonly=True,
            unique=True,
            max=64,
        ),
    )
    state: Mapped[FeedbackState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


feedback_hooks = EntityHooks[Feedback, FeedbackTransition](
    Feedback, transitions=("triage", "ticket", "reply", "close", "improve")
)
