"""The map of a process: what its boxes and arrows say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.runtime import events
from app.runtime.events import Evaluation
from app.runtime.events.figure import Arrow, Box

from .shown import duration

if TYPE_CHECKING:
    from .page import Asked


def drawn(page: Asked, found: Evaluation) -> Markup:
    """States with their median time and cases, moves with their counts; steps between two states are one arrow."""
    zh, worst = page.ctx.language == "zh", found.bottleneck
    known = list(page.process.workflow.states)
    seen = {name for one in found.moves for name in (one.source, one.target) if name}
    boxes = []
    for name in [*known, *sorted(seen - set(known))]:
        stage = found.stage(name)
        note = ""
        if stage is not None:
            median = duration(page.ctx, stage.p50)
            note = (
                f"中位 {median} · {stage.cases:,} 件"
                if zh
                else f"median {median} · {stage.cases:,}"
            )
        elif name in seen:
            ended = sum(one.number for one in found.moves if one.target == name)
            note = f"{ended:,} 件" if zh else f"{ended:,}"
        mark = ("瓶颈" if zh else "bottleneck") if worst is not None and worst.state == name else ""
        url = page.cases_url(state=name) if stage is not None else page.cases_url(source="*", target=name) if name in seen else ""  # fmt: skip
        boxes.append(Box(name, page.state(name), note, mark, url, is_quiet=name not in seen))
    ways: dict[tuple[str | None, str], list[events.Move]] = defaultdict(list)
    for one in found.moves:
        ways[one.source, one.target].append(one)
    arrows = [
        Arrow(
            source,
            target,
            f"{sum(one.number for one in moves):,}",
            _hint(page, source, target, moves),
            page.cases_url(source=source or "", target=target),
            all(one.is_known for one in moves),
        )
        for (source, target), moves in ways.items()
    ]
    # Every text in it is escaped where it is drawn.
    return Markup(events.draw(boxes, arrows, title=page.label))  # noqa: S704 - drawn by us, escaped there


def _hint(page: Asked, source: str | None, target: str, moves: list[events.Move]) -> str:
    """待受理 → 已受理: 受理 12 · 自动受理 3."""
    begins = "新建" if page.ctx.language == "zh" else "begins"
    said = " · ".join(f"{page.step(one.name)} {one.number:,}" for one in moves)
    return f"{page.state(source) if source else begins} → {page.state(target)}: {said}"
