"""Every task of every role, done in Chromium; then docs/ux.md and a picture of where each ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError

from app.generated.registry import registry
from tests.journeys import told
from tests.journeys.conftest import AtWork
from tests.journeys.every import tasks
from tests.journeys.task import PHONE
from tests.journeys.told import Done
from tests.proofs.__main__ import commit
from tests.support import camera
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove
ROOT = Path(__file__).parents[3]
PICTURES = ROOT / "docs" / "screenshots" / "ux"
SMALL = {PHONE: 0.75}
"""How much smaller a picture is than the screen; a desk is made half as large."""


def test_every_role_does_its_tasks_in_no_more_clicks_than_promised(
    at_work: AtWork, proof: Proof
) -> None:
    measured = commit(ROOT).removesuffix("-changed")
    done, pictures, failed = [], {}, []
    for task in tasks():
        picture = PICTURES / f"{task.name}.webp"
        hands = at_work(task)
        try:
            task.do(hands)
            assert hands.cost.clicks <= task.clicks, f"{hands.cost.clicks} clicks"
        except (AssertionError, PlaywrightError) as problem:
            # The others are done all the same, and stand in the table.
            failed.append(f"{task.name}: {problem}")
            pictures[picture] = 0
            continue
        pictures[picture] = camera.take(hands.page, picture, scale=SMALL.get(task.width, 0.5))
        done.append(Done(task, hands.cost, picture.relative_to(ROOT / "docs").as_posix()))
    for old in set(PICTURES.glob("*")) - set(pictures):
        old.unlink()
    # Fails at the end, with all that did not work; the table has what did.
    told.write(ROOT / "docs" / "ux.md", done, registry.roles, commit=measured)
    assert failed == []
    proof.record(
        "Tasks of every role, done by what stands on the screen",
        {
            "roles": len({task.role for task in tasks()}),
            "tasks": len(done),
            "clicks": sum(one.cost.clicks for one in done),
            "seconds waited": round(sum(one.cost.waited for one in done)),
            "kB of pictures": round(sum(pictures.values()) / 1000),
        },
    )
