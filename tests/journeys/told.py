"""docs/ux.md: what every task took."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.runtime.registry import Role
from tests.journeys.task import PHONE, Task
from tests.support.hands import Cost

HEAD = """# What a task takes

Written by `make prove ONLY=journeys`: every task is done in Chromium on the demo company, from the first page after the login, by what stands
on the screen. Clicks are presses of a mouse or a finger (choosing a file counts three, a list two), keys are keys (three for a Chinese
character), pages are those that were opened.
Seconds are those of the keystroke-level model (Card, Moran and Newell 1980: a practised person who makes no mistake; {key} s a key, {point} s to
point and press, {think} s to see what is next) and those that the page really made one wait. `make test` does the first task of every role and refuses
one click more.

Roles whose work begins with the books have few tasks yet.
"""


def write(
    target: Path, taken: Iterable[tuple[Task, Cost]], roles: Iterable[Role], *, head: str
) -> None:
    """One table a role, in the order of the schema."""
    found = list(taken)
    lines = [head.rstrip("\n")]
    for role in roles:
        mine = [(task, cost) for task, cost in found if task.role == role.name]
        if not mine:
            continue
        lines += [
            "",
            f"## {role.label.in_language('zh')} · {role.label.in_language('en')}",
            "",
            "| task | screen | clicks | keys | pages | seconds |",
            "|---|---|---:|---:|---:|---:|",
        ]
        for task, cost in mine:
            screen = "phone" if task.width == PHONE else "desk"
            lines.append(
                f"| {task.zh} · {task.en} | {screen} | {cost.clicks} | {cost.keys} | {cost.pages} | {cost.seconds:.0f} |"
            )
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
