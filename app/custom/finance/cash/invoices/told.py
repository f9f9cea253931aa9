"""What an invoice is made up of, in words: `invoice.parts` → a line for each bill."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from app.web.reading import Line


def parts(found: Any, language: str) -> Sequence[Line]:
    """Bill by bill: what of it, and the late fees paid with it."""
    return [Line(_line(one, language == "zh")) for one in found or ()]


def _line(one: Any, zh: bool) -> str:
    some = []
    if Decimal(one["principal"]):
        some.append(f"账单 {one['principal']} 元" if zh else f"bill {one['principal']} CNY")
    if Decimal(one["late"]):
        some.append(f"违约金 {one['late']} 元" if zh else f"late fee {one['late']} CNY")
    return f"{one['no']}：{'，'.join(some)}" if zh else f"{one['no']}: {', '.join(some)}"
