"""审计发现 Audit finding: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0f3339e0ce953b355eff520a40ea6dd9f9fcde57c496c322a903c1c22cda216b

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..audit_run.model import AuditRun

AuditFindingState = Literal[
    "open", "assigned", "rectifying", "submitted", "verified", "closed", "dismissed"
]
AuditFindingTransition = Literal[
    "assign", "dismiss", "start", "submit", "send_back", "verify", "close", "improve"
]
AuditFindingRisk = Literal["high", "mid", "low"]
audit_finding_risk = EnumType(
    "AuditFindingRisk",
    [
        EnumValue("high", label(zh="高", en="High"), color="red"),
        EnumValue("mid", label(zh="中", en="Medium"), color="orange"),
        EnumValue("low", label(zh="低", en="Low"), color="gray"),
    ],
)


class AuditFinding(Entity):
    """审计发现 Audit finding (3.4)."""

    __tablename__ = "audit_finding"
    __table_args__ = (
        Index("ix_audit_finding_subject_subject_id", "subject", "subject_id"),
        Index("ix_audit_finding_rule_subject_subject_id", "rule", "subject", "subject_id"),
        Index("ix_audit_finding_risk", "risk"),
        Index("ix_audit_finding_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="AuditFinding",
        module="fin",
        label=label(zh="审计发现", en="Audit finding"),
        title="{rule} · {subject_id}",
        process="3.4",
    )

    run_id: Mapped[int] = mapped_column(
        ForeignKey("audit_run.id", name="fk_audit_finding_run"),
        index=True,
        info=field(
            "ref", zh="检查", en="Run", required=True, readonly=True, to="AuditRun", trace="cause"
        ),
    )
    run: Mapped[AuditRun] = relationship("AuditRun", foreign_keys=[run_id])
    rule: Mapped[str] = mapped_column(
        String(8), info=field("string", zh="规则", en="Rule", required=True, readonly=True, max=8)
    )
    rule_name: Mapped[str | None] = mapped_column(
        String(100),
        info=field("string", zh="规则名称", en="What it looks for", readonly=True, max=100),
    )
    risk: Mapped[AuditFindingRisk] = mapped_column(
        String(40),
        info=field(
            "enum", zh="风险", en="Risk", required=True, readonly=True, enum=audit_finding_risk
        ),
    )
    subject: Mapped[str] = mapped_column(
        String(40),
        info=field("string", zh="对象", en="Object", required=True, readonly=True, max=40),
    )
    subject_id: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="记录", en="Record", required=True, readonly=True)
    )
    evidence: Mapped[Any] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="证据", en="Evidence", required=True, readonly=True),
    )
    explanation: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="说明", en="In words", readonly=True)
    )
    seen: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="出现次数", en="Seen", readonly=True, default=1)
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_audit_finding_owner"),
        index=True,
        info=field("ref", zh="整改人", en="To be mended by", to="User"),
    )
    owner: Mapped[User | None] = relationship(User, foreign_keys=[owner_id])
    due_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="整改期限", en="Due")
    )
    response: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="整改说明", en="Response", max=2000)
    )
    documents: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="整改证明", en="Evidence of mending", max=5)
    )
    state: Mapped[AuditFindingState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


audit_finding_hooks = EntityHooks[AuditFinding, AuditFindingTransition](
    AuditFinding,
    transitions=("assign", "dismiss", "start", "submit", "send_back", "verify", "close", "improve"),
)
