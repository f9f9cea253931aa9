"""The commonest task of every role, done in Chromium as a person does it; `make prove ONLY=journeys` does all of them."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import AtWork
from tests.journeys.every import sample
from tests.journeys.task import Task


@pytest.mark.parametrize("task", sample(), ids=lambda task: task.name)
def test_a_role_does_its_commonest_task_in_no_more_clicks_than_promised(
    task: Task, at_work: AtWork
) -> None:
    hands = at_work(task)
    task.do(hands)
    assert hands.cost.clicks <= task.clicks
