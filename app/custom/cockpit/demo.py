"""The management figures of the demo company: what the nights have kept so far (P3)."""

from __future__ import annotations

from app.custom.crm.demo import Company

from . import keeping
from .parts import after

MONTHS = {"small": 5, "full": 25}
"""Months that there is anything of."""


def build(company: Company) -> None:
    """At the end: of months that are over what can still be counted, of this one everything."""
    ctx = company.bulk.ctx
    this = company.today.replace(day=1)
    number: int = sum(
        keeping.keep_all(ctx, f"{after(this, -back):%Y-%m}")
        for back in range(MONTHS[company.size] - 1, -1, -1)
    )
    company.step(f"{number} 项经营指标", "management figures")
