"""How far a publication is, written down for the page and the audit log as it happens."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.runtime import clock
from app.runtime.context import Context
from app.runtime.schema_drafts import releases

_ROWS = re.compile(
    r"^[ \t]*(?:DETAIL|描述|详细信息)[:：].*?(?=^(?:HINT|CONTEXT|提示|\[SQL)|\Z)", re.S | re.M
)


def without_rows(text: str) -> str:
    """PostgreSQL tells the whole row that is in the way: that is for who may read it, not for the log of a publication."""
    return _ROWS.sub("", text).strip() if _ROWS.search(text) else text


class Failed(Exception):
    """A step went wrong; what people are told, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        zh, en = without_rows(zh), without_rows(en)
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass
class Step:
    """What is told of it; the page shows the last words."""

    zh: str = ""
    en: str = ""
    state: str = "done"

    def say(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en


@dataclass
class Telling:
    """In the name of whoever pressed the button."""

    release: int
    user: int
    steps: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Failed, or any other exception, ends the step as failed and goes on up."""
        begun, said = time.monotonic(), Step()
        self._put(name, "running", said, begun, is_new=True)
        try:
            yield said
        except Failed as failed:
            said.say(failed.zh, failed.en)
            self._put(name, "failed", said, begun)
            raise
        except Exception as problem:
            text = f"{type(problem).__name__}: {problem}"[:2000]
            said.say(text, text)
            self._put(name, "failed", said, begun)
            raise Failed(said.zh, said.en) from problem
        self._put(name, said.state, said, begun)

    def _put(
        self, name: str, state: str, said: Step, begun: float, *, is_new: bool = False
    ) -> None:
        line = {
            "name": name, "state": state, "zh": said.zh, "en": said.en,
            "at": clock.now().isoformat(), "seconds": round(time.monotonic() - begun, 1),
        }  # fmt: skip
        self.steps[len(self.steps) if is_new else -1 :] = [line]
        with self.context() as ctx:
            releases.told(ctx, self.release, self.steps)

    def context(self) -> Context:
        """A person who was disabled meanwhile has begun it all the same: then it is the system's."""
        from app.runtime.errors import Unauthenticated

        try:
            return Context.for_user(self.user, channel="cli")
        except Unauthenticated:
            return Context.system(channel="cli")
