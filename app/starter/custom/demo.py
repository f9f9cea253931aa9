"""Demo data: one login per role and a few records. `dougong demo` calls `load`."""

from __future__ import annotations

from collections.abc import Callable

from app.config import DEMO_PASSWORD
from app.generated.task import Task
from app.generated.topic import Topic
from app.runtime import records
from app.runtime.accounts import logins
from app.runtime.context import Context


def load(*, size: str, tell: Callable[[str], None]) -> None:
    """Users first, then records: 20 tasks, or 2,000 with size `full`."""
    tell("用户 / users")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        logins.for_each_role(ctx, DEMO_PASSWORD)
    tell("任务 / tasks")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        topic = records.create(ctx, Topic, {"name": "开始使用 Getting started"})
        for number in range(1, 2001 if size == "full" else 21):
            records.create(ctx, Task, {"topic": topic.id, "summary": f"示例任务 {number}"})
