"""The difference of two sets of files as a few spans: small to keep, exact in both directions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from operator import eq
from typing import Any

Files = Mapping[str, str]
Splice = Mapping[str, Any]
"""`file`, `at` (a character), `removed`, `added`. None instead of a text: there is no such file."""


def between(before: Files, after: Files) -> list[Splice]:
    """In the order of the names; nothing for a file that stays."""
    return [
        _splice(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def applied(files: Files, splices: Sequence[Splice], *, back: bool = False) -> dict[str, str]:
    """The files after the step, or `back` before it. ValueError: the step does not belong to these files."""
    found = dict(files)
    for one in splices:
        removed, added = (one["added"], one["removed"]) if back else (one["removed"], one["added"])
        name, at = one["file"], one["at"]
        here = found.get(name)
        if here is None or removed is None or added is None:
            if here != removed:
                raise ValueError(f"{name} is not as this step left it")
            if added is None:
                del found[name]
            else:
                found[name] = added
            continue
        if here[at : at + len(removed)] != removed:
            raise ValueError(f"{name} is not as this step left it")
        found[name] = here[:at] + added + here[at + len(removed) :]
    return found


def _splice(name: str, before: str | None, after: str | None) -> Splice:
    if before is None or after is None:
        return {"file": name, "at": 0, "removed": before, "added": after}
    at = _shared(before, after)
    most = min(len(before), len(after)) - at
    tail = min(_shared(before[::-1], after[::-1]), most)
    return {
        "file": name,
        "at": at,
        "removed": before[at : len(before) - tail],
        "added": after[at : len(after) - tail],
    }


def _shared(first: str, second: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(bool, map(eq, first, second)))
