"""docs/ux.md: what every task took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.runtime.registry import Role
from tests.journeys.task import DESK, PHONE, Task
from tests.support import hands as model
from tests.support.hands import Cost

HEAD = """# What a task takes

Written by `make prove ONLY=journeys` at commit {commit}: the commonest tasks of every role, as far as its modules exist, done in Chromium on the
demo company on a Wednesday at ten, by what stands on the screen, from the first page after the login to what shows that it is done. What a task
needs (an order that waits, a voucher to sign) others have prepared through REST, so that each finds a record of its own.

- **Clicks** are presses of a mouse or a finger; choosing a file counts three, a list that drops down two. **At most** is what the task may take:
  `make test` does the first task of every role and two of equipment, and refuses one click more; `make prove ONLY=journeys` does all of them.
- **Keys**: three for a Chinese character. **Pages** are those that were opened.
- **Seconds** are those of the keystroke-level model (Card, Moran and Newell 1980: a practised person who makes no mistake; {key} s a key, {point} s to
  point and press, {change} s from the mouse to the keys or back, {think} s to see what is next) and those that the page really made one wait.
- Desk: {desk} pixels wide; phone: {phone}. The link shows the screen on which the task ended.

In all {tasks} tasks of {roles} roles, {clicks} clicks; the median task takes {median:.0f} s, of which the page takes {waited:.1f} s. No published
figure names a comparable task of a comparable system: the reference is this table at the commit before.
"""


@dataclass(frozen=True)
class Done:
    """A task that was done, what it took, and its picture in the folder of the table."""

    task: Task
    cost: Cost
    picture: str


def write(target: Path, done: Iterable[Done], roles: Iterable[Role], *, commit: str) -> None:
    """One table a role, in the order of the schema."""
    found = list(done)
    lines = [_head(found, commit).rstrip("\n")]
    for role in roles:
        mine = [one for one in found if one.task.role == role.name]
        lines += [
            "",
            f"## {role.label.in_language('zh')} · {role.label.in_language('en')}",
            "",
            "| task | screen | clicks | at most | keys | pages | seconds |",
            "|---|---|---:|---:|---:|---:|---:|",
        ]
        lines += [_row(one) for one in mine]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _head(found: list[Done], commit: str) -> str:
    seconds = sorted(one.cost.seconds for one in found)
    waited = sorted(one.cost.waited for one in found)
    return HEAD.format(
        commit=commit,
        key=model.KEY,
        point=model.POINT,
        change=model.CHANGE,
        think=model.THINK,
        desk=DESK,
        phone=PHONE,
        tasks=len(found),
        roles=len({one.task.role for one in found}),
        clicks=sum(one.cost.clicks for one in found),
        median=seconds[len(seconds) // 2],
        waited=waited[len(waited) // 2],
    )


def _row(one: Done) -> str:
    task, cost = one.task, one.cost
    screen = "phone" if task.width == PHONE else "desk"
    return (
        f"| {task.zh} · {task.en} | [{screen}]({one.picture}) | {cost.clicks} | {task.clicks} "
        f"| {cost.keys} | {cost.pages} | {cost.seconds:.0f} |"
    )
