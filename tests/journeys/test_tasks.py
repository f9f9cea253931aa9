"""The commonest task of every role and two of equipment, done in Chromium as a person does it; `make prove ONLY=journeys` does all of them."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import AtWork
from tests.journeys.every import LIFE, sample
from tests.journeys.task import Task

pytestmark = pytest.mark.screen
"""What people do is done on PostgreSQL by the tests of their rooms, and all of it by `make prove ONLY=journeys`."""


@pytest.mark.parametrize("task", [pytest.param(task, id=task.name) for task in sample()])
def test_a_role_does_its_commonest_task_in_no_more_clicks_than_promised(
    task: Task, at_work: AtWork
) -> None:
    hands = at_work(task)
    task.do(hands)
    assert hands.cost.clicks <= task.clicks


def test_a_working_life_goes_from_the_first_day_over_review_and_course_to_the_notice(
    at_work: AtWork,
) -> None:
    for task in LIFE:
        hands = at_work(task)
        task.do(hands)
        assert hands.cost.clicks <= task.clicks, task.name
