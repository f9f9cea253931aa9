"""A19: sensitive data looked at or handed out when the office was closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from app.runtime import clock
from app.runtime.system import AuditLog

from .. import office
from ..rule import LISTED, Found, Rule, Scope, paged, plain, record

READS = ("reveal", "privacy:export")
RULE = Rule(
    "A19", "非工作时间查看敏感信息", "Sensitive data read outside office hours", "mid",
    {
        "reads": (
            "账号 {login} 在非工作时间查看或导出敏感信息 {number} 次，首次 {first}，末次 {last}",
            "Account {login} read or exported sensitive data {number} times outside office hours, first {first}, last {last}",
        )
    },
    lasting=True,
)  # fmt: skip


class Reads:
    """What one account did; the first rows are kept, the others counted."""

    def __init__(self, login: str) -> None:
        self.login, self.number = login, 0
        self.rows: list[dict[str, Any]] = []
        self.first: Any = None
        self.last: Any = None

    def add(self, row: Any) -> None:
        self.number += 1
        self.first = self.first or row.at
        self.last = row.at
        if len(self.rows) < LISTED:
            name = f"{row.action} {row.entity}" + (f" #{row.record_id}" if row.record_id else "")
            self.rows.append(record(row.entity, row.record_id or 0, name, at=row.at, log=row.id))


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """A statement for five thousand reads; a line is kept for each account."""
    at_work = office.hours()
    reads_of = select(
        AuditLog.id, AuditLog.at, AuditLog.actor_id, AuditLog.actor, AuditLog.action,
        AuditLog.entity, AuditLog.record_id,
    ).where(
        scope.within(AuditLog.at), AuditLog.action.in_(READS), AuditLog.by_system.is_(False),
        AuditLog.actor_id.is_not(None),
    )  # fmt: skip
    found: dict[int, Reads] = {}
    for row in paged(scope, reads_of, AuditLog.id):
        if not at_work(row.at):
            found.setdefault(row.actor_id, Reads(row.actor)).add(row)
    for id, reads in sorted(found.items()):
        yield Found(
            "user", id, "reads",
            {"login": reads.login, "number": reads.number, "records": reads.rows},
            {
                "login": reads.login, "number": reads.number,
                "first": f"{clock.local(reads.first):%Y-%m-%d %H:%M}",
                "last": f"{clock.local(reads.last):%Y-%m-%d %H:%M}",
            },
            (plain(reads.first), plain(reads.last), reads.number),
        )  # fmt: skip
