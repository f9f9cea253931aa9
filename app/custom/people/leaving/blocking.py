"""What the system itself finds that is still open about a leaver (4.5): each check is one or two statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import case, func, select

from app.generated.account import Account
from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset
from app.generated.equipment import Equipment
from app.generated.improvement import Improvement
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder
from app.generated.resignation import Resignation
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.work_order import WorkOrder
from app.runtime.clients.tables import ApiClient
from app.runtime.context import Context
from app.runtime.entity import Entity

from . import leave_days

OPEN_ORDERS = ("accepted", "assigned", "in_progress", "on_hold", "quoted")
OPEN_REPAIRS = ("reported", "dispatched", "accepted", "repairing", "waiting_part")
OPEN_TASKS = ("planned", "issued", "doing")
OPEN_MEASURES = ("proposed", "approved", "in_progress", "done")
"""Until the effect is judged somebody answers for them."""
GONE = ("scrapped",)
LOANS = "122101"
"""员工借款: what an employee owes the company, by employee."""
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check says, in both languages; whether it holds the task up; what may be recovered."""

    zh: str
    en: str
    blocks: bool = False
    amount: Decimal | None = None

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


CLEAR = Found("无未了事项", "Nothing is open")


def found(ctx: Context, auto: str, employee: Employee) -> Found:
    """What this check finds now."""
    return CHECKS[auto](ctx, employee)


def _count(ctx: Context, entity: type[Entity], *conditions: Any) -> int:
    statement = (
        select(func.count()).select_from(entity).where(*conditions, entity.deleted_at.is_(None))
    )
    return int(ctx.session.scalar(statement) or 0)


def open_work(ctx: Context, employee: Employee) -> Found:
    """Orders, inspections and repairs in hand, devices that he keeps, measures that he answers for."""
    id = employee.id
    parts = [
        ("工单", "work orders", _count(ctx, WorkOrder, WorkOrder.assignee_id == id, WorkOrder.state.in_(OPEN_ORDERS))),
        ("巡检", "inspections", _count(ctx, InspectionTask, InspectionTask.assignee_id == id, InspectionTask.state.in_(OPEN_TASKS))),
        ("报修", "repairs", _count(ctx, RepairOrder, RepairOrder.assignee_id == id, RepairOrder.state.in_(OPEN_REPAIRS))),
        ("责任设备", "devices kept", _count(ctx, Equipment, Equipment.keeper_id == id, Equipment.state.not_in(GONE))),
        ("改进措施", "measures", _count(ctx, Improvement, Improvement.owner_id == id, Improvement.state.in_(OPEN_MEASURES))),
    ]  # fmt: skip
    told = [part for part in parts if part[2]]
    if not told:
        return CLEAR
    return Found(
        "未移交：" + "、".join(f"{zh} {n}" for zh, _, n in told),
        "To hand over: " + ", ".join(f"{en} {n}" for _, en, n in told),
        blocks=True,
    )


def assets(ctx: Context, employee: Employee) -> Found:
    """What he was issued and has not returned; cash is the cashier's question."""
    row = EmployeeAsset
    number, value = ctx.session.execute(
        select(func.count(), func.sum(row.value)).where(
            row.employee_id == employee.id,
            row.state == "issued",
            row.kind != "cash",
            row.deleted_at.is_(None),
        )
    ).one()
    if not number:
        return CLEAR
    worth = Decimal(value or 0)
    return Found(
        f"未归还 {number} 件，价值 {worth:,.2f} 元",
        f"{number} not returned, worth {worth:,.2f} CNY",
        blocks=True,
        amount=worth,
    )


def owed(ctx: Context, employee: Employee) -> Decimal:
    """Loans by the books, whatever is posted or about to be, and petty cash that he holds."""
    line = VoucherLine
    # Summed apart: a difference of money columns would come back in 分.
    lent, repaid = ctx.session.execute(
        select(func.sum(line.debit), func.sum(line.credit))
        .join(Account, Account.id == line.account_id)
        .join(Voucher, Voucher.id == line.voucher_id)
        .where(
            Account.code == LOANS,
            line.employee_id == employee.id,
            Voucher.deleted_at.is_(None),
            line.deleted_at.is_(None),
        )
    ).one()
    cash = ctx.session.scalar(
        select(func.sum(EmployeeAsset.value)).where(
            EmployeeAsset.employee_id == employee.id,
            EmployeeAsset.kind == "cash",
            EmployeeAsset.state == "issued",
            EmployeeAsset.deleted_at.is_(None),
        )
    )
    return Decimal(lent or 0) - Decimal(repaid or 0) + Decimal(cash or 0)


def advances(ctx: Context, employee: Employee) -> Found:
    """What he still owes."""
    amount = owed(ctx, employee)
    if amount <= 0:
        return CLEAR
    return Found(
        f"未还借款、备用金 {amount:,.2f} 元",
        f"Advances of {amount:,.2f} CNY not repaid",
        blocks=True,
        amount=amount,
    )


def vouchers(ctx: Context, employee: Employee) -> Found:
    """Vouchers that he made and that are not in the books yet."""
    if employee.login_id is None:
        return CLEAR
    number = _count(
        ctx,
        Voucher,
        Voucher.maker_id == employee.login_id,
        Voucher.state.in_(("draft", "submitted", "checked")),
    )
    if not number:
        return CLEAR
    return Found(f"未记账凭证 {number} 张", f"{number} vouchers not posted", blocks=True)


def accounts(ctx: Context, employee: Employee) -> Found:
    """Nothing to hold up: the system closes them on the last day. Told, so that IT knows what goes."""
    if employee.login_id is None:
        return Found("没有系统账号", "No account")
    programs = ctx.session.scalar(
        select(func.count(case((ApiClient.revoked_at.is_(None), 1)))).where(
            ApiClient.user_id == employee.login_id
        )
    )
    return Found(
        f"账号将在最后工作日 24:00 停用，接口令牌 {programs or 0} 个",
        f"The account closes at the end of the last day, with {programs or 0} API clients",
    )


def leave(ctx: Context, employee: Employee) -> Found:
    """The balance for the settlement."""
    last_day = ctx.session.scalar(
        select(Resignation.last_day)
        .where(
            Resignation.employee_id == employee.id,
            Resignation.state.in_(("clearing", "settling")),
            Resignation.deleted_at.is_(None),
        )
        .limit(1)
    )
    days = leave_days.unused(ctx, employee, last_day or ctx.today)
    if days is None:
        return Found("请人工核对未休年假", "Check the unused leave by hand")
    told = f"{days.normalize():f}"
    return Found(f"未休年假 {told} 天", f"{told} days of leave not taken")


CHECKS: dict[str, Callable[[Context, Employee], Found]] = {
    "open_work": open_work,
    "assets": assets,
    "advances": advances,
    "vouchers": vouchers,
    "accounts": accounts,
    "leave": leave,
}
