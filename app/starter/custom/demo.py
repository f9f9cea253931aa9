"""Demo data: one login per role and a few records. `dougong demo` calls `load`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from app.config import DEMO_PASSWORD
from app.generated.task import Task
from app.generated.topic import Topic
from app.runtime import records, registry
from app.runtime.accounts.passwords import hash_password
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context


def load(*, size: str, tell: Callable[[str], None]) -> None:
    """Users first, then records: 20 tasks, or 2,000 with size `full`."""
    tell("用户 / users")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        held = {role.name: role for role in ctx.session.scalars(select(Role))}
        secret = hash_password(DEMO_PASSWORD)
        for role in registry.current().roles:
            ctx.session.add(
                User(
                    username=role.name,
                    first_name=role.label.in_language("en"),
                    last_name="",
                    email=f"{role.name}@example.com",
                    password=secret,
                    active=True,
                    roles=[held[role.name]],
                )
            )
    tell("任务 / tasks")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        topic = records.create(ctx, Topic, {"name": "开始使用 Getting started"})
        for number in range(1, 2001 if size == "full" else 21):
            records.create(ctx, Task, {"topic": topic.id, "summary": f"示例任务 {number}"})
