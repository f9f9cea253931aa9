"""劳动合同 Employment contract: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 958668327a0b9a8c46d59972051dae7342cd3491df65c6d7f2f63f3ca2af74e8

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..employee.model import Employee

EmploymentContractKind = Literal["fixed", "open", "task"]
employment_contract_kind = EnumType(
    "EmploymentContractKind",
    [
        EnumValue("fixed", label(zh="固定期限", en="Fixed term")),
        EnumValue("open", label(zh="无固定期限", en="Open-ended")),
        EnumValue("task", label(zh="以完成任务为期限", en="For a task")),
    ],
)


class EmploymentContract(Entity):
    """劳动合同 Employment contract (4.1)."""

    __tablename__ = "employment_contract"
    __table_args__ = (
        Index("ix_employment_contract_employee_starts_on", "employee_id", "starts_on"),
        Index("ix_employment_contract_contract_no", "contract_no"),
        Index("ix_employment_contract_starts_on", "starts_on"),
        Index("ix_employment_contract_kind_starts_on", "kind", "starts_on"),
        Index("ix_employment_contract_ends_on", "ends_on"),
    )
    meta = EntityMeta(
        name="EmploymentContract",
        module="hr",
        label=label(zh="劳动合同", en="Employment contract"),
        title="{contract_no}",
        process="4.1",
        help=label(
            zh="签订与续签记录；员工的合同起止随最新一份",
            en="What was signed and renewed; the employee's contract dates follow the latest",
        ),
        checks=[
            Check(
                "in_order",
                expression(
                    "ends_on == null or ends_on > starts_on",
                    [
                        "or",
                        ["is_null", ["field", "ends_on"]],
                        ["gt", ["field", "ends_on"], ["field", "starts_on"]],
                    ],
                ),
                message(zh="止期须晚于起期", en="It ends after it begins"),
            ),
        ],
    )

    contract_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="合同编号", en="No.", numbering=numbering("HT{yyyy}-{seq:5}")),
    )
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_employment_contract_employee"),
        info=field("ref", zh="员工", en="Employee", required=True, to="Employee"),
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
    kind: Mapped[EmploymentContractKind] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="类型",
            en="Kind",
            required=True,
            default="fixed",
            enum=employment_contract_kind,
        ),
    )
    starts_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="起", en="From", required=True)
    )
    ends_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="止",
            en="To",
            required=expression(
                "kind == 'fixed'", ["eq", ["field", "kind"], ["lit", "string", "fixed"]]
            ),
            visible=expression(
                "kind == 'fixed'", ["eq", ["field", "kind"], ["lit", "string", "fixed"]]
            ),
        ),
    )
    signed_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="签订日",
            en="Signed on",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    renewal: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="第几次签订", en="Signing no.", readonly=True, total=False)
    )
    paper: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="扫描件", en="Scan", max=3)
    )


employment_contract_hooks = EntityHooks[EmploymentContract, Never](EmploymentContract)
