"""Every task of every role, done in Chromium; then docs/ux.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.generated.registry import registry
from tests.journeys import told
from tests.journeys.every import tasks
from tests.journeys.task import Task
from tests.support import hands as model
from tests.support.hands import Hands
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove
DOCS = Path(__file__).parents[3] / "docs"
PICTURES = {
    "csr-write_down_an_order": "ux_desk",
    "dispatcher-see_the_board": "ux_board",
    "technician-finish_an_order": "ux_phone",
    "customer-see_progress": "ux_resident",
    "gm-by_project": "ux_report",
    "auditor-read_the_manual": "ux_manual",
}
"""Task → picture of where it ended."""


def test_every_role_does_its_tasks_in_no_more_clicks_than_promised(
    at_work: Callable[[Task], Hands], proof: Proof
) -> None:
    taken = []
    for task in tasks():
        hands = at_work(task)
        task.do(hands)
        assert hands.cost.clicks <= task.clicks, task.name
        if task.name in PICTURES:
            hands.page.screenshot(path=DOCS / "screenshots" / f"{PICTURES[task.name]}.png")
        taken.append((task, hands.cost))
    head = told.HEAD.format(key=model.KEY, point=model.POINT, think=model.THINK)
    told.write(DOCS / "ux.md", taken, registry.roles, head=head)
    proof.record(
        "Tasks of every role, done by what stands on the screen",
        {
            "roles": len({task.role for task, _ in taken}),
            "tasks": len(taken),
            "clicks": sum(cost.clicks for _, cost in taken),
            "seconds waited": round(sum(cost.waited for _, cost in taken)),
        },
    )
