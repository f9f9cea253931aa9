"""The rules of app/custom/tasks.py."""

from __future__ import annotations

import pytest

from app.generated.task import Task
from app.generated.topic import Topic
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError


def test_one_character_is_no_summary(ctx: Context) -> None:
    topic = records.create(ctx, Topic, {"name": "Home"})
    with pytest.raises(AppError) as refused:
        records.create(ctx, Task, {"topic": topic.id, "summary": "x"})
    assert {error.field for error in refused.value.errors} == {"summary"}


def test_two_characters_are_a_summary(ctx: Context) -> None:
    topic = records.create(ctx, Topic, {"name": "Home"})
    task = records.create(ctx, Task, {"topic": topic.id, "summary": "开会"})
    assert task.state == "open"
