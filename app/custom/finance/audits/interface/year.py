"""A financial year as the files tell it, and how texts, amounts and days are written there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from xml.sax.saxutils import escape

from sqlalchemy import select

from app.custom.finance.books.company import Books
from app.generated.accounting_period import AccountingPeriod
from app.generated.employee import Employee
from app.runtime.accounts.users import User
from app.runtime.context import Context

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CURRENCY = "CNY"
AT_ONCE = 2000
_FORBIDDEN = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Year:
    """`periods`: those of the year that the books have, in order."""

    ctx: Context
    year: int
    periods: list[AccountingPeriod]
    books: Books

    @property
    def session(self) -> Any:
        return self.ctx.session

    @cached_property
    def numbers(self) -> Mapping[int, str]:
        """Period → 会计期间号: 1 to 12."""
        return {one.id: str(int(one.period[5:7])) for one in self.periods}

    @cached_property
    def people(self) -> Mapping[int, str]:
        """Account → the name of its employee, else its login."""
        found = {
            row.id: row.username for row in self.session.execute(select(User.id, User.username))
        }
        staff = select(Employee.login_id, Employee.name).where(Employee.login_id.is_not(None))
        return found | {row.login_id: row.name for row in self.session.execute(staff)}

    def person(self, id: int | None) -> str:
        """Who signed; nobody: the system."""
        return "系统" if id is None else self.people.get(id, f"#{id}")


def element(name: str, values: Mapping[str, Any]) -> str:
    """`<币种><币种编码>CNY</币种编码>…</币种>`; what is None stands there empty, as the standard's fixed columns do."""
    inside = "".join(f"<{key}>{written(value)}</{key}>" for key, value in values.items())
    return f"<{name}>{inside}</{name}>\n"


def document(root: str, parts: Iterable[Iterator[str]]) -> Iterator[str]:
    """A whole file in pieces."""
    yield f"{HEAD}<{root}>\n"
    for part in parts:
        yield from part
    yield f"</{root}>\n"


def written(value: Any) -> str:
    """Amounts with two decimals, days as 20260131, text without what XML cannot hold."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.date):
        return f"{value:%Y%m%d}"
    return escape(_FORBIDDEN.sub("", str(value)))
