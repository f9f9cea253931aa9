"""Whoever looks as somebody else writes nothing: asked by every session that could, before it opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..errors import Forbidden

_on: ContextVar[bool] = ContextVar("reading_only", default=False)

CODE = "view_as"
"""How a program tells this refusal from others."""


def switch(on: bool) -> None:
    """Say for this request whether it only reads. A thread serves many: each request says it anew."""
    _on.set(on)


def is_on() -> bool:
    return _on.get()


def refuse() -> None:
    """Raises Forbidden while somebody only looks."""
    if _on.get():
        raise refusal()


def refusal() -> Forbidden:
    return Forbidden(
        "您正在以他人身份查看，只能看，不能改，也不能下载；请先结束查看 / "
        "You are looking as somebody else: nothing can be changed or downloaded. End the view first.",
        code=CODE,
    )


@contextmanager
def own_write() -> Iterator[None]:
    """For what the administrator writes under his own name meanwhile: the audit row of a page, the end."""
    token = _on.set(False)
    try:
        yield
    finally:
        _on.reset(token)
