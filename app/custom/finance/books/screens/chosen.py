"""What the pages of the books ask for in their address: periods, an account, dimensions. Small, shared by all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import request
from sqlalchemy import select

from app.forms.numbers import as_id
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.company import Company
from app.runtime.context import Context
from app.runtime.errors import BadRequest, NotFound
from app.runtime.query.cells import titles_of

from ..rules import DIMENSIONS

READERS = ("accountant", "fin_mgr", "auditor", "gm")
"""Whoever may read every voucher."""
NOTHING = Decimal(0)
ENTITIES = {
    "customer": "Customer", "project": "Project", "department": "Department", "employee": "Employee",
    "fee_item": "FeeItem",
}  # fmt: skip
"""Dimension → the entity that it names."""
NAMES = {
    "customer": ("客户", "Customer"), "project": ("项目", "Project"), "department": ("部门", "Department"),
    "employee": ("员工", "Employee"), "fee_item": ("收费项目", "Fee item"),
}  # fmt: skip


def known_periods(ctx: Context) -> list[AccountingPeriod]:
    """Every period of the books that has begun, the earliest first."""
    return list(
        ctx.session.scalars(
            select(AccountingPeriod)
            .where(AccountingPeriod.deleted_at.is_(None), AccountingPeriod.state != "future")
            .order_by(AccountingPeriod.starts_on)
        )
    )


def one_period(known: Sequence[AccountingPeriod], text: str) -> AccountingPeriod | None:
    """The period of this name, the last one for nothing; None where there are no books yet.

    Raises BadRequest for a name that the books do not have.
    """
    if not known or not text:
        return known[-1] if known else None
    found = next((one for one in known if one.period == text), None)
    if found is None:
        raise BadRequest(
            f"没有会计期间 {text[:10]} / There is no accounting period {text[:10]}.", field="period"
        )
    return found


@dataclass(frozen=True, slots=True)
class Range:
    """Periods from the first to the last, all of them in `within`."""

    first: AccountingPeriod
    last: AccountingPeriod
    within: list[AccountingPeriod]


def a_range(known: Sequence[AccountingPeriod], first: str, last: str) -> Range | None:
    """From `first` to `last`; the last period where nothing is asked. Raises BadRequest when they are the wrong way round."""
    end = one_period(known, last or first)
    begin = one_period(known, first) if first else end
    if begin is None or end is None:
        return None
    if begin.starts_on > end.starts_on:
        raise BadRequest(
            "起始期间晚于截止期间 / The first period comes after the last.", field="from"
        )
    within = [one for one in known if begin.starts_on <= one.starts_on <= end.starts_on]
    return Range(begin, end, within)


def accounts(ctx: Context) -> list[Account]:
    """The chart, by code."""
    return list(
        ctx.session.scalars(
            select(Account).where(Account.deleted_at.is_(None)).order_by(Account.code)
        )
    )


def an_account(chart: Sequence[Account], id: int | str | None) -> Account | None:
    """By id as the address says it; None for nothing. Raises NotFound for one that is not there."""
    if id in (None, ""):
        return None
    number = id if isinstance(id, int) else as_id(id or "")
    found = next((one for one in chart if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def dims() -> dict[str, int]:
    """Dimension → id, as the address says. Raises BadRequest for what is no id."""
    found = {}
    for name in DIMENSIONS:
        text = request.args.get(name, "")
        if text:
            id = as_id(text)
            if id is None:
                raise BadRequest("编号无效 / This is no id.", field=name)
            found[name] = id
    return found


def titles(ctx: Context, dimension: str, ids: set[int]) -> dict[int, str]:
    """id → name of a customer, project …, as far as the reader may see it; one statement."""
    found = titles_of(ctx.session, ctx.actor, ENTITIES[dimension], ids)
    return {id: found.get(id) or f"#{id}" for id in ids}


def every_title(ctx: Context, entries: Sequence[Any]) -> dict[tuple[str, int], str]:
    """(dimension, id) → name, of all that these entries name: one statement a dimension."""
    found: dict[tuple[str, int], str] = {}
    for name in DIMENSIONS:
        ids = {one.dims[name] for one in entries if name in one.dims}
        if ids:
            found |= {(name, id): title for id, title in titles(ctx, name, ids).items()}
    return found


def company(ctx: Context) -> str:
    """Whose books these are."""
    return (
        ctx.session.scalar(
            select(Company.name).where(Company.deleted_at.is_(None)).order_by(Company.id).limit(1)
        )
        or ""
    )


def address(path: str, given: Mapping[str, Any]) -> str:
    """An address with what is not empty."""
    pairs = [(key, value) for key, value in given.items() if value not in (None, "")]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def side(amount: Decimal, language: str) -> str:
    """借, 贷 or 平."""
    names = ("借", "贷", "平") if language == "zh" else ("Dr", "Cr", "—")
    return names[0] if amount > 0 else names[1] if amount < 0 else names[2]


def text(pair: tuple[str, str], language: str) -> str:
    """One of a pair (zh, en)."""
    return pair[0 if language == "zh" else 1]


def after(text: str) -> int | None:
    """The line, or id, behind which a page goes on. Raises BadRequest for what is none."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise BadRequest("分页参数无效 / The page cannot be found.", field="after")
    return int(text)
