"""The cockpit on A4: every figure with its comparison and its formula; opened on the page, and as it goes along with a mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.generated.company import Company
from app.generated.project import Project
from app.runtime import clock, notify, pdf
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.query.cells import titles_of

from .reading import Cockpit


def printed(ctx: Context, found: Cockpit, project: str) -> bytes:
    """PDF of what this reader may see. `project`: its name, "" for all."""
    return pdf.made("cockpit", drawn(ctx, found, project))


@notify.paper("cockpit.ready")
@notify.paper("cockpit.project")
def along(reader: Context, params: Mapping[str, Any]) -> notify.Paper | None:
    """What a mail about a month brings: the page as its reader may see it when it is sent; nothing where he no longer may."""
    period, project = str(params["period"]), params.get("project")
    if not pdf.is_possible():
        return None
    try:
        name = name_of(reader, project) if project is not None else ""
    except NotFound:
        return None
    found = Cockpit(reader, period, project)
    if not found.parts():
        return None
    return notify.Paper(f"{titled(reader.language, period)}.pdf", printed(reader, found, name))


def name_of(reader: Context, project: int) -> str:
    """Raises NotFound for a project that the reader may not see."""
    names = titles_of(reader.session, reader.judge, Project.meta.name, {project})
    if project not in names:
        raise NotFound
    return names[project]


def titled(language: str, period: str) -> str:
    """What the file is called."""
    return f"{'经营驾驶舱' if language == 'zh' else 'Cockpit'} {period}"


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
