"""The cockpit on A4: every figure with its comparison and its formula."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.generated.company import Company
from app.runtime import clock, pdf
from app.runtime.context import Context

from .reading import Cockpit


def printed(ctx: Context, found: Cockpit, project: str) -> bytes:
    """PDF of what this reader may see. `project`: its name, "" for all."""
    return pdf.made("cockpit", drawn(ctx, found, project))


def drawn(ctx: Context, found: Cockpit, project: str) -> dict[str, Any]:
    """What stands on it, as texts."""
    zh = found.language == "zh"
    company = ctx.session.scalar(select(Company.name).order_by(Company.id).limit(1)) or ""
    return {
        "language": found.language, "app": company,
        "title": "经营驾驶舱" if zh else "Management cockpit",
        "about": [company, project or ("全部项目" if zh else "All projects"), found.month.period + (("（至今）" if zh else " (so far)") if found.is_open else "")],
        "heads": ["指标", "本期", "环比", "同比", "公式"] if zh else ["Figure", "Now", "Month before", "Last year", "Formula"],
        "parts": [
            {
                "title": part.label.in_language(found.language),
                "rows": [
                    [
                        one.figure.label.in_language(found.language),
                        f"{one.text} {one.note}".strip(), one.previous.text or "—", one.last_year.text or "—",
                        one.figure.formula.in_language(found.language),
                    ]
                    for one in figures
                ],
            }
            for part, figures in found.parts()
        ],
        "foot": f"{'打印' if zh else 'Printed'} {clock.local(ctx.now):%Y-%m-%d %H:%M}",
    }  # fmt: skip
