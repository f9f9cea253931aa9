"""Watches what reading a schema does: nothing that the schema says is run, and it takes no long time."""

from __future__ import annotations

import builtins
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

SECONDS: Final = 10
"""Of the processor, for one schema; all take less than one. It stops what would hang."""
FORBIDDEN: Final = frozenset(
    {"os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.remove", "os.rename", "os.mkdir",
     "subprocess.Popen", "socket.connect", "socket.bind", "urllib.Request", "shutil.rmtree", "ctypes.dlopen"}
)  # fmt: skip
CANARY: Final = "canary_of_the_hostile_schemas"
PASSWORDS: Final = "/etc/passwd"

_seen: list[str] | None = None


class TooSlow(BaseException):
    """Not an Exception: nothing on the way may take it for a mistake of the schema."""


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    if event in FORBIDDEN or (event == "open" and str(arguments[0]) == PASSWORDS):
        _seen.append(f"{event}({str(arguments[:1])[:80]})")


sys.addaudithook(_note)


def _stop(_signal: int, _frame: Any) -> None:
    raise TooSlow("too many seconds of the processor")


@contextmanager
def watched(*allowed: str, seconds: int = SECONDS) -> Iterator[None]:
    """Inside, a call of the canary, a process, a connection, a deleted file or a long time fail the test."""
    global _seen
    seen = _seen = []
    setattr(builtins, CANARY, lambda *_: seen.append("the canary was called"))
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        delattr(builtins, CANARY)
        _seen = None
    wrong = [event for event in seen if event.partition("(")[0] not in allowed]
    assert not wrong, wrong
