"""Ways through a graph of names."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def way_between(edges: Mapping[Node, Sequence[Node]], start: Node, goal: Node) -> list[Node]:
    """The nodes after `start` on a way to `goal`, which is the last; from a node to itself it goes round.

    Empty when there is no way.
    """
    waiting: list[tuple[Node, list[Node]]] = [(start, [])]
    seen: set[Node] = set()
    while waiting:
        here, way = waiting.pop()
        for following in edges.get(here, ()):
            if following == goal:
                return [*way, following]
            if following not in seen:
                seen.add(following)
                waiting.append((following, [*way, following]))
    return []
