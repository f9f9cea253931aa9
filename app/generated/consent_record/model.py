"""个人信息同意记录 Consent record: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 49782858ff6a5b11410ee5b06d104839496bfad52f84288f0b472fea4eba3f4d

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..employee.model import Employee

ConsentRecordPurpose = Literal[
    "service", "marketing", "profiling", "sensitive", "biometric", "share"
]
consent_record_purpose = EnumType(
    "ConsentRecordPurpose",
    [
        EnumValue("service", label(zh="物业服务", en="Property service")),
        EnumValue("marketing", label(zh="营销", en="Marketing")),
        EnumValue("profiling", label(zh="个性化方案", en="Personal plans")),
        EnumValue("sensitive", label(zh="敏感信息", en="Sensitive data")),
        EnumValue("biometric", label(zh="生物识别考勤", en="Biometric attendance")),
        EnumValue("share", label(zh="向第三方提供", en="Given to third parties")),
    ],
)


class ConsentRecord(Entity):
    """个人信息同意记录 Consent record (1.1)."""

    __tablename__ = "consent_record"
    __table_args__ = (
        Index("ix_consent_record_granted_at", "granted_at"),
        Index("ix_consent_record_purpose_granted_at", "purpose", "granted_at"),
        Index("ix_consent_record_granted_granted_at", "granted", "granted_at"),
    )
    meta = EntityMeta(
        name="ConsentRecord",
        module="crm",
        label=label(zh="个人信息同意记录", en="Consent record"),
        title="{purpose}",
        process="1.1",
        checks=[
            Check(
                "of_somebody",
                expression(
                    "customer != null or employee != null",
                    [
                        "or",
                        ["not_null", ["field", "customer"]],
                        ["not_null", ["field", "employee"]],
                    ],
                ),
                message(
                    zh="必须属于一位客户或员工", en="It must belong to a customer or an employee"
                ),
            ),
        ],
        parent="Customer",
    )

    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_consent_record_customer"),
        index=True,
        info=field(
            "ref",
            zh="客户",
            en="Customer",
            default=expression("user.customer", ["user", ["customer"]]),
            to="Customer",
        ),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_consent_record_employee"),
        index=True,
        info=field(
            "ref",
            zh="员工",
            en="Employee",
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
        ),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
    purpose: Mapped[ConsentRecordPurpose] = mapped_column(
        String(40),
        info=field("enum", zh="目的", en="Purpose", required=True, enum=consent_record_purpose),
    )
    policy_version: Mapped[str | None] = mapped_column(
        String(16),
        info=field(
            "string",
            zh="隐私政策版本",
            en="Policy version",
            help=label(
                zh="自动填写：同意时公布的版本",
                en="Filled in by the system: the version shown at the time",
            ),
            readonly=True,
            max=16,
        ),
    )
    granted: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="同意", en="Granted")
    )
    granted_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="At",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    withdrawn_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="撤回时间", en="Withdrawn at")
    )
    evidence: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="证据", en="Evidence", readonly=True)
    )


consent_record_hooks = EntityHooks[ConsentRecord, Never](ConsentRecord)
