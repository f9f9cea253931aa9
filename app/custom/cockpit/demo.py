"""The management figures of the demo company: what the nights have kept so far (P3)."""

from __future__ import annotations

import datetime as dt

from app.custom.crm.demo import Company

from . import keeping
from .parts import after

MONTHS = {"small": 5, "full": 25}
"""Months that there is anything of."""


def build(company: Company) -> None:
    """At the end: of months that are over what can still be counted, of this one everything."""
    ctx = company.bulk.ctx
    this = company.today.replace(day=1)
    number = 0
    for back in range(MONTHS[company.size] - 1, -1, -1):
        month = after(this, -back)
        # The night before last month's end kept how things stood; the demo stands as it did then.
        last = company.at(after(month, 1) - dt.timedelta(days=1), 3)
        night = ctx.at(last) if back == 1 else ctx
        number += keeping.keep_all(night, f"{month:%Y-%m}")
    company.step(f"{number} 项经营指标", "management figures")
