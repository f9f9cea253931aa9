"""The clearances that a company begins with; from then on they are data that HR changes."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.offboarding_item import OffboardingItem
from app.runtime.context import Context

STANDARD = (
    # item, department, role, automatic check, blocking, days before the last day
    ("工作交接：工单、巡检、报修、责任设备", "own", None, "open_work", True, 3),
    ("归还工具与备件", "eng", "eng_mgr", "assets", True, 1),
    ("归还钥匙、门禁卡、工服", "gm", None, None, True, 0),
    ("借款与备用金结清", "fin", "accountant", "advances", True, 1),
    ("未记账凭证处理完毕", "fin", "accountant", "vouchers", True, 1),
    ("收回系统账号与接口令牌", "it", "sysadmin", "accounts", False, 0),
    ("核对未休年假与考勤", "hr", "hr", "leave", True, 1),
    ("宿舍退还", "order", None, None, False, 0),
)
FOLLOW_UPS = ("档案转移", "社会保险关系转移")
"""Within 15 days of the last day (劳动合同法 50)."""
FOLLOW_UP_DAYS = 15


def templates(ctx: Context) -> list[OffboardingItem]:
    """What is active; the first leaver of a company brings the standard."""
    row = OffboardingItem
    if ctx.session.scalar(select(row.id).limit(1)) is None:
        for item, handled_by, role, auto, blocking, days in STANDARD:
            ctx.create(
                row,
                item=item,
                handled_by=handled_by,
                owner_role=role,
                auto=auto,
                blocking=blocking,
                days_before=days,
            )
    found = select(row).where(row.active.is_not(False), row.deleted_at.is_(None)).order_by(row.id)
    return list(ctx.query(found))
