"""离职申请 Resignation: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c33ce86fcfaaba228a09829f6406edbb1466885b5d1f72995169a28889ddd6a1

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Computed, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee
    from ..offboarding_task.model import OffboardingTask
    from ..voucher.model import Voucher

ResignationState = Literal[
    "draft", "submitted", "manager_ok", "clearing", "settling", "completed", "withdrawn", "retained"
]
ResignationTransition = Literal[
    "waive",
    "submit",
    "withdraw",
    "ask_to_stay",
    "retain",
    "manager_ok",
    "hr_ok",
    "hand_over",
    "call_off",
    "settle",
    "reckon",
    "approve_settlement",
    "pay_settlement",
    "complete",
]
ResignationKind = Literal["voluntary", "mutual", "expire", "dismiss", "retire"]
resignation_kind = EnumType(
    "ResignationKind",
    [
        EnumValue("voluntary", label(zh="主动辞职", en="Resignation")),
        EnumValue("mutual", label(zh="协商解除", en="By agreement")),
        EnumValue("expire", label(zh="合同到期", en="Contract ends")),
        EnumValue("dismiss", label(zh="解除", en="Dismissal")),
        EnumValue("retire", label(zh="退休", en="Retirement")),
    ],
)
ResignationInitiative = Literal["employee", "company"]
resignation_initiative = EnumType(
    "ResignationInitiative",
    [
        EnumValue("employee", label(zh="员工提出", en="The employee")),
        EnumValue("company", label(zh="公司提出", en="The company")),
    ],
)
ResignationLegalGround = Literal["fault", "notice", "layoff"]
resignation_legal_ground = EnumType(
    "ResignationLegalGround",
    [
        EnumValue(
            "fault", label(zh="第 39 条（过失，无补偿）", en="Art. 39 (fault, no severance)")
        ),
        EnumValue(
            "notice", label(zh="第 40 条（提前 30 天或加付一个月）", en="Art. 40 (with notice)")
        ),
        EnumValue("layoff", label(zh="第 41 条（经济性裁员）", en="Art. 41 (layoff)")),
    ],
)


class Resignation(Entity):
    """离职申请 Resignation (4.5)."""

    __tablename__ = "resignation"
    __table_args__ = (
        Index("ix_resignation_employee_state", "employee_id", "state"),
        Index("ix_resignation_state_last_day", "state", "last_day"),
        Index("ix_resignation_req_no", "req_no"),
        Index("ix_resignation_notice_on", "notice_on"),
        Index("ix_resignation_state_notice_on", "state", "notice_on"),
        Index("ix_resignation_kind_notice_on", "kind", "notice_on"),
        Index("ix_resignation_department_notice_on", "department_id", "notice_on"),
        Index("ix_resignation_employee_notice_on", "employee_id", "notice_on"),
        Index("ix_resignation_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="Resignation",
        module="hr",
        label=label(zh="离职申请", en="Resignation"),
        title="{req_no} {employee_name}",
        process="4.5",
        children=[
            Children(
                "tasks",
                of="OffboardingTask",
                by="resignation",
                label=label(zh="交接事项", en="Clearances"),
            ),
        ],
    )

    req_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="单号", en="No.", numbering=numbering("LZ{yyyy}-{seq:5}")),
    )
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_resignation_employee"),
        info=field(
            "ref",
            zh="员工",
            en="Employee",
            required=True,
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
        ),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    employee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="员工姓名",
            en="Employee's name",
            pii="personal",
            max=32,
            lookup=["employee", "name"],
        ),
    )
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_resignation_department"),
        info=field(
            "ref",
            zh="部门",
            en="Department",
            readonly=True,
            default=expression("employee.department", ["path", ["employee"], "department"]),
            to="Department",
        ),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    kind: Mapped[ResignationKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="voluntary", enum=resignation_kind
        ),
    )
    initiative: Mapped[ResignationInitiative | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="提出方",
            en="Initiative",
            help=label(
                zh="公司提出、或到期不续签时支付经济补偿",
                en="Severance is paid where the company asks, or does not renew",
            ),
            required=expression(
                "kind in ['mutual', 'expire']",
                [
                    "in",
                    ["field", "kind"],
                    ["list", ["lit", "string", "mutual"], ["lit", "string", "expire"]],
                ],
            ),
            visible=expression(
                "kind in ['mutual', 'expire']",
                [
                    "in",
                    ["field", "kind"],
                    ["list", ["lit", "string", "mutual"], ["lit", "string", "expire"]],
                ],
            ),
            enum=resignation_initiative,
        ),
    )
    notice_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="提出日期",
            en="Notice date",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    earliest_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="最早离职日",
            en="Earliest last day",
            help=label(
                zh="提出后满 30 天（试用期 3 天），当天不计",
                en="30 days after notice (3 on probation), the first day not counted",
            ),
            readonly=True,
        ),
    )
    last_day: Mapped[datetime.date] = mapped_column(
        Date(), index=True, info=field("date", zh="最后工作日", en="Last day", required=True)
    )
    waiver: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="同意缩短通知期", en="Notice waived", readonly=True, default=False),
    )
    reason: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="原因", en="Reason", required=True, max=2000)
    )
    legal_ground: Mapped[ResignationLegalGround | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="法律依据（劳动合同法）",
            en="Legal ground (Labour Contract Law)",
            required=expression(
                "kind == 'dismiss'", ["eq", ["field", "kind"], ["lit", "string", "dismiss"]]
            ),
            visible=expression(
                "kind == 'dismiss'", ["eq", ["field", "kind"], ["lit", "string", "dismiss"]]
            ),
            enum=resignation_legal_ground,
        ),
    )
    union_told: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="已通知工会",
            en="Union notified",
            visible=expression(
                "kind == 'dismiss'", ["eq", ["field", "kind"], ["lit", "string", "dismiss"]]
            ),
        ),
    )
    stay_offered: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="部门挽留", en="Asked to stay", readonly=True, default=False),
    )
    exit_interview: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="离职面谈", en="Exit interview", max=4000)
    )
    on_probation: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="试用期内提出",
            en="On probation",
            help=label(
                zh="交接开始时的状态；撤销离职后恢复",
                en="As clearing began; what he is again if it is called off",
            ),
            readonly=True,
            default=False,
        ),
    )
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_resignation_successor"),
        index=True,
        info=field("ref", zh="接手人", en="Successor", to="Employee", on_delete="null"),
    )
    successor: Mapped[Employee | None] = relationship("Employee", foreign_keys=[successor_id])
    handed_over: Mapped[str | None] = mapped_column(
        String(500), info=field("string", zh="已移交", en="Handed over", readonly=True, max=500)
    )
    last_wage: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.last_wage", kind="decimal", scale=2, blind=True),
        info=field("money", zh="当月应付工资", en="Wage of the last month", pii="sensitive", min=0),
    )
    last_wage_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("last_wage", 1, 32)', persisted=True), deferred=True
    )
    average_wage: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.average_wage", kind="decimal", scale=2, blind=True),
        info=field(
            "money",
            zh="前 12 个月平均工资",
            en="Average wage of 12 months",
            help=label(
                zh="经济补偿的基数；空 = 基本工资",
                en="What severance is counted by; empty: the base pay",
            ),
            pii="sensitive",
            min=0,
        ),
    )
    average_wage_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("average_wage", 1, 32)', persisted=True), deferred=True
    )
    unused_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field("decimal", zh="未休年假天数", en="Unused leave days", min=0, scale=1),
    )
    leave_pay: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.leave_pay", kind="decimal", scale=2, blind=True),
        info=field(
            "money", zh="未休年假工资", en="Pay for unused leave", readonly=True, pii="sensitive"
        ),
    )
    leave_pay_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("leave_pay", 1, 32)', persisted=True), deferred=True
    )
    severance_months: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field("decimal", zh="经济补偿月数", en="Months of severance", readonly=True, scale=1),
    )
    severance: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.severance", kind="decimal", scale=2, blind=True),
        info=field("money", zh="经济补偿", en="Severance", readonly=True, pii="sensitive"),
    )
    severance_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("severance", 1, 32)', persisted=True), deferred=True
    )
    advance: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.advance", kind="decimal", scale=2, blind=True),
        info=field("money", zh="扣回借款", en="Advances taken back", pii="sensitive", min=0),
    )
    advance_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("advance", 1, 32)', persisted=True), deferred=True
    )
    damage: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.damage", kind="decimal", scale=2, blind=True),
        info=field("money", zh="扣赔偿", en="Damages taken back", pii="sensitive", min=0),
    )
    damage_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("damage", 1, 32)', persisted=True), deferred=True
    )
    tax: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.tax", kind="decimal", scale=2, blind=True),
        info=field(
            "money", zh="代扣个税与社保", en="Tax and insurance withheld", pii="sensitive", min=0
        ),
    )
    tax_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("tax", 1, 32)', persisted=True), deferred=True
    )
    gross: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.gross", kind="decimal", scale=2, blind=True),
        info=field("money", zh="应付合计", en="Gross", readonly=True, pii="sensitive"),
    )
    gross_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("gross", 1, 32)', persisted=True), deferred=True
    )
    net: Mapped[Decimal | None] = mapped_column(
        Sensitive("resignation.net", kind="decimal", scale=2, blind=True),
        info=field("money", zh="实付", en="Net", readonly=True, pii="sensitive"),
    )
    net_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("net", 1, 32)', persisted=True), deferred=True
    )
    working: Mapped[str | None] = mapped_column(
        Sensitive("resignation.working"),
        info=field(
            "text",
            zh="计算过程",
            en="How it was reckoned",
            readonly=True,
            pii="sensitive",
            max=2000,
        ),
    )
    settled: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="结算已批准", en="Settlement approved", readonly=True, default=False),
    )
    paid_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="付款日", en="Paid on", readonly=True)
    )
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_resignation_voucher"),
        index=True,
        info=field("ref", zh="计提凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    paid_voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_resignation_paid_voucher"),
        index=True,
        info=field(
            "ref",
            zh="付款凭证",
            en="Voucher of payment",
            readonly=True,
            to="Voucher",
            trace="result",
        ),
    )
    paid_voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[paid_voucher_id])
    access_ended_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="权限终止时间", en="Access ended", readonly=True)
    )
    certificate_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="离职证明日期", en="Certificate dated", readonly=True)
    )
    state: Mapped[ResignationState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    tasks: Mapped[list[OffboardingTask]] = relationship(
        "OffboardingTask",
        primaryjoin="and_(Resignation.id == OffboardingTask.resignation_id, OffboardingTask.deleted_at.is_(None))",
        foreign_keys="OffboardingTask.resignation_id",
        order_by="OffboardingTask.id",
        viewonly=True,
    )


resignation_hooks = EntityHooks[Resignation, ResignationTransition](
    Resignation,
    transitions=(
        "waive",
        "submit",
        "withdraw",
        "ask_to_stay",
        "retain",
        "manager_ok",
        "hr_ok",
        "hand_over",
        "call_off",
        "settle",
        "reckon",
        "approve_settlement",
        "pay_settlement",
        "complete",
    ),
)
