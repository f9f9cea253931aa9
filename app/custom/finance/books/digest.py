"""The digest of a posted voucher, each with that of the one before: what is changed, taken out or put in shows (3.4).

Pure: no database. The text that is digested is one line for the voucher and one for each of its lines, fields parted by
U+001F, amounts in 分.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from app.runtime import money

HEAD = (
    "period_id", "date", "word", "number", "voucher_no", "summary", "attachments", "event", "source_type",
    "source_id", "source_key", "rule_id", "reverses_id", "created_by_id", "maker_id", "checker_id",
    "cashier_id", "poster_id", "posted_at", "chain_no", "prev_hash",
)  # fmt: skip
LINE = (
    "line", "account_id", "debit", "credit", "summary", "customer_id", "project_id", "department_id",
    "employee_id", "fee_item_id", "cashflow",
)  # fmt: skip
SEPARATOR = "\x1f"


def start(period: str) -> str:
    """What the first voucher of a period follows."""
    return sha256(f"books {period}".encode()).hexdigest()


def digest(head: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> str:
    """64 hexadecimal digits. `head`: the columns of HEAD; `lines`: those of LINE, by their number."""
    found = sha256(_text(head, HEAD).encode())
    for line in lines:
        found.update(b"\n" + _text(line, LINE).encode())
    return found.hexdigest()


def _text(row: Mapping[str, Any], names: Iterable[str]) -> str:
    # Most values are ids and texts; they are told without a further call.
    return SEPARATOR.join(
        [
            value if value.__class__ is str else f"{value}" if value.__class__ is int else _plain(name, value)
            for name, value in [(name, row[name]) for name in names]
        ]
    )  # fmt: skip


def _plain(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in ("debit", "credit"):
        return str(money.to_fen(value))
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)
