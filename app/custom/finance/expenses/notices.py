"""What applicants and those who approve are told."""

from __future__ import annotations

from app.runtime import notify
from app.runtime.errors import message

notify.kind("expense", zh="费用", en="Expenses")
notify.template(
    "expense.submitted",
    zh="{who} 申请费用 {number} {amount} 元：{purpose}。请审批。",
    en="{who} asks for expense {number} of {amount} CNY: {purpose}. Please decide.",
    title=message(
        zh="费用申请 {number} 待部门批准", en="Expense {number} waits for your department"
    ),
)
notify.template(
    "expense.rejected",
    zh="费用申请 {number} 未批准：{reason}。请核对后重新申请。",
    en="Expense {number} was not approved: {reason}. Please look it over and ask again.",
    title=message(zh="费用申请 {number} 未批准", en="Expense {number} was not approved"),
)
notify.template(
    "expense.paid",
    zh="费用申请 {number} 已付款 {amount} 元。",
    en="Expense {number} was paid: {amount} CNY.",
    title=message(zh="费用申请 {number} 已付款", en="Expense {number} was paid"),
)
