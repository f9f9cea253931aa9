"""The main road through a workflow: the states that a record passes when all goes well, in their order."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.runtime.workflow import Workflow


@lru_cache(maxsize=512)
def main_road(workflow: Workflow[Any, Any]) -> tuple[str, ...]:
    """The longest way forward, in the order of the schema, to a final state; of such ways the one whose end is named first.

    A schema names the good end before the others (closed, then cancelled, rejected). A workflow does not change while a
    process lives, so it is walked once.
    """
    order = list(workflow.states)
    place = {name: number for number, name in enumerate(order)}
    best: dict[str, tuple[str, ...]] = {}

    def worth(road: tuple[str, ...]) -> tuple[bool, int, int, int]:
        return workflow.states[road[-1]].final, len(road), -place[road[-1]], -place[road[0]]

    for name in reversed(order):
        onward = [best[one] for one in _targets(workflow, name) if place[one] > place[name]]
        final = workflow.states[name].final
        best[name] = (name, *(() if final else max(onward, key=worth, default=())))
    return best[workflow.initial]


@lru_cache(maxsize=4096)
def reached_on(workflow: Workflow[Any, Any], state: str) -> frozenset[str]:
    """The states of the main road that a record in this state has behind it, as far as its state alone tells."""
    road = main_road(workflow)
    if state in road:
        return frozenset(road[: road.index(state)])
    # It left the road somewhere: surely not before the first state that leads here.
    left = [place for place, name in enumerate(road) if state in _targets(workflow, name)]
    return frozenset(road[: min(left) + 1]) if left else frozenset()


def _targets(workflow: Workflow[Any, Any], state: str) -> set[str]:
    return {
        mapping.target
        for mappings in workflow.transitions.values()
        for mapping in mappings
        if state in mapping.sources
    }
