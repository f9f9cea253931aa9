"""The paper of a leaver (离职证明): term of the contract, day it ended, position, years served (劳动合同法实施条例 24)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from app.generated.company import Company
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.position import Position
from app.generated.resignation import Resignation
from app.runtime import pdf
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

ENDS = {
    "voluntary": ("劳动者提出解除劳动合同", "ended by the employee's notice"),
    "mutual": ("双方协商一致解除劳动合同", "ended by agreement"),
    "expire": ("劳动合同期满终止", "ended with its term"),
    "dismiss": ("用人单位解除劳动合同", "ended by the employer"),
    "retire": ("劳动者退休，劳动合同终止", "ended by retirement"),
}


def printed(ctx: Context, resignation: int, language: str = "zh", *, id_no: str = "") -> bytes:
    """PDF. The caller has asked whether this person may read it, and brings the number as he may see it. Raises RuleViolation before it is completed, `pdf.NoEngine`."""
    return pdf.made("leaving", drawn(ctx, resignation, language, id_no))


def drawn(ctx: Context, resignation: int, language: str, id_no: str = "") -> dict[str, Any]:
    """What stands on the paper, as texts: nothing about why, nothing that harms him (劳动合同法 50, 实施条例 24)."""
    asked = ctx.session.get(Resignation, resignation)
    if asked is None or asked.certificate_on is None:
        raise RuleViolation(
            "离职办结后才能开具离职证明 / The certificate is made once the leaving is completed.",
            code="not_completed",
        )
    row = ctx.session.execute(
        select(Employee, Position.name, Department.name)
        .join(Position, Position.id == Employee.position_id)
        .join(Department, Department.id == Employee.department_id)
        .where(Employee.id == asked.employee_id)
    ).one()
    him, position, department = row
    company = ctx.session.scalar(select(Company.name).order_by(Company.id).limit(1)) or ""
    zh = language == "zh"
    how = ENDS[asked.kind][0 if zh else 1]
    contract = f"{_day(him.contract_from, zh)} — {_day(him.contract_to, zh) if him.contract_to else ('无固定期限' if zh else 'open-ended')}"
    about = (
        [
            ("姓名", him.name), ("身份证号", id_no or "—"), ("部门", department), ("工作岗位", position),
            ("劳动合同期限", contract), ("解除或终止日期", _day(asked.last_day, zh)), ("解除或终止情形", how),
            ("在本单位工作年限", _served(him.hired_on, asked.last_day, zh)),
        ]
        if zh
        else [
            ("Name", him.name), ("ID number", id_no or "—"), ("Department", department), ("Position", position),
            ("Term of the contract", contract), ("Ended on", _day(asked.last_day, zh)), ("How", how),
            ("Years served", _served(him.hired_on, asked.last_day, zh)),
        ]
    )  # fmt: skip
    return {
        "language": language,
        "app": company,
        "company": company,
        "title": "解除（终止）劳动合同证明书" if zh else "Certificate of employment ended",
        "number": f"{asked.req_no}",
        "about": [list(pair) for pair in about],
        "text": f"兹证明 {him.name} 与我单位的劳动合同已于 {_day(asked.last_day, zh)} {'终止' if asked.kind in ('expire', 'retire') else '解除'}，工作交接及工资结算手续已办理。"
        if zh
        else f"This is to certify that the employment of {him.name} ended on {_day(asked.last_day, zh)}; work was handed over and wages were settled.",
        "note": "本单位将在解除或终止之日起十五日内办理档案和社会保险关系转移手续。"
        if zh
        else "Archive and social insurance are transferred within fifteen days.",
        "seal": "（用人单位盖章）" if zh else "(seal of the employer)",
        "date": _day(asked.certificate_on, zh),
    }


def _day(day: dt.date | None, zh: bool) -> str:
    if day is None:
        return "—"
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if zh else day.isoformat()


def _served(first: dt.date, last: dt.date, zh: bool) -> str:
    """Whole years and months, the last day counted."""
    after = last + dt.timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
    years, months = divmod(max(months, 0), 12)
    return f"{years} 年 {months} 个月" if zh else f"{years} years {months} months"
