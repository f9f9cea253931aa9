"""Rows of the log about many records at once: which they are stands in the row, as spans of ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .log import log

if TYPE_CHECKING:
    from ..context import Context

Span = tuple[int, int]
"""The first and the last of ids that follow each other."""

MOST_SPANS = 1000
"""In one row. A set whose ids are scattered wider gets several rows, so that none of the log is long."""
_TEXT = re.compile(r"\d{1,19}(-\d{1,19})?(,\d{1,19}(-\d{1,19})?)*\Z")


def log_several(
    ctx: Context,
    action: str,
    entity: str,
    ids: Iterable[int],
    told: Mapping[str, Any],
    *,
    by_record: bool = False,
) -> None:
    """One row for the set, or a few; each tells its own ids, their count and their digest.

    `by_record`: a set of one stands in that record's own timeline.
    """
    found = spans(ids)
    for start in range(0, len(found), MOST_SPANS):
        part = found[start : start + MOST_SPANS]
        only = part[0][0] if by_record and size(found) == 1 else None
        log(ctx, action, entity, only, {**told, **_summary(part)})


def spans(ids: Iterable[int]) -> list[Span]:
    """`[3, 1, 2, 7]` → `[(1, 3), (7, 7)]`."""
    found: list[Span] = []
    for id in sorted(set(ids)):
        if found and found[-1][1] == id - 1:
            found[-1] = (found[-1][0], id)
        else:
            found.append((id, id))
    return found


def size(found: Iterable[Span]) -> int:
    """How many ids."""
    return sum(last - first + 1 for first, last in found)


def each(found: Iterable[Span], *, skip: int = 0) -> Iterator[int]:
    """The ids in their order, without the first `skip`."""
    for first, last in found:
        if skip > last - first:
            skip -= last - first + 1
            continue
        yield from range(first + skip, last + 1)
        skip = 0


def of_row(diff: Mapping[str, Any]) -> Sequence[Span] | None:
    """The ids of a row about many records; None of a row about one.

    Rows from before ids were kept tell only the first and the last: all between them.
    """
    ids = diff.get("ids")
    if isinstance(ids, str) and _TEXT.match(ids):
        return [_span(part) for part in ids.split(",")]
    if isinstance(ids, list) and isinstance(diff.get("clock"), str):
        return spans(ids)
    first, last = diff.get("first"), diff.get("last")
    if isinstance(first, int) and isinstance(last, int) and isinstance(diff.get("count"), int):
        return [(first, last)]
    return None


def is_exact(diff: Mapping[str, Any]) -> bool:
    """Whether the row says of every id that `of_row` gives that it was part of the set."""
    found = of_row(diff)
    return found is not None and ("ids" in diff or size(found) == diff.get("count"))


def _summary(part: Sequence[Span]) -> dict[str, Any]:
    ids = list(each(part))
    return {
        "count": len(ids),
        "first": ids[0],
        "last": ids[-1],
        "digest": hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest(),
        "ids": ",".join(f"{first}-{last}" if last > first else str(first) for first, last in part),
    }


def _span(text: str) -> Span:
    first, _, last = text.partition("-")
    return int(first), int(last or first)
