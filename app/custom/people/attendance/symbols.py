"""The marks of an attendance sheet as they are written on paper in China."""

from __future__ import annotations

from collections.abc import Iterable

LEAVE = {"annual": "◇", "sick": "☆", "personal": "○", "comp": "◎"}
OTHER_LEAVE = "□"
MARKS = {
    "normal": "√", "late": "△", "early": "▽", "late_early": "△▽", "missing": "⊗", "trip": "▲", "rest": "",
    "holiday": "节", "overtime": "＋",
}  # fmt: skip
ABSENT, HALF = "×", "╳½"
LEGEND = (
    ("√", "出勤", "present"), ("△", "迟到", "late"), ("▽", "早退", "left early"), ("⊗", "缺卡", "punch missing"),
    ("×", "旷工", "absent"), ("╳½", "旷工半日", "absent half a day"), ("○", "事假", "personal leave"), ("☆", "病假", "sick leave"), ("◇", "年假", "annual leave"),
    ("◎", "调休", "time off"), ("□", "其他假", "other leave"), ("▲", "出差", "trip"), ("＋", "加班", "overtime"),
    ("节", "节假日", "holiday"),
)  # fmt: skip


def mark(status: str | None, leave_type: str | None, absent: int, due: int) -> str:
    """One cell. A day with leave and something else shows both."""
    if status is None:
        return ""
    leave = LEAVE.get(leave_type, OTHER_LEAVE) if leave_type else ""
    if status == "leave":
        return leave
    if status == "absent":
        return leave + (HALF if due and absent * 2 <= due else ABSENT)
    return leave + MARKS.get(status, "")


def tone(status: str | None) -> str:
    """The class of a cell: what deserves a look."""
    if status in ("absent", "missing"):
        return "wrong"
    return "warn" if status in ("late", "early", "late_early") else ""


def legend(language: str) -> Iterable[tuple[str, str]]:
    """(mark, meaning)."""
    return [(one, zh if language == "zh" else en) for one, zh, en in LEGEND]
