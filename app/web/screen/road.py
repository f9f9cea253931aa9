"""The main road through a workflow: the states that a record passes when all goes well, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from app.runtime.workflow import Workflow


@lru_cache(maxsize=512)
def main_road(workflow: Workflow[Any, Any]) -> tuple[str, ...]:
    """The longest way forward, in the order of the schema, to where it ends; of such ways the one whose end is named first.

    It ends in a final state or where records rest: whatever lies beyond is no goal. A schema names the good end before
    the others (closed, then cancelled, rejected). A workflow does not change while a process lives, so it is walked once.
    """
    order = list(workflow.states)
    place = {name: number for number, name in enumerate(order)}
    best: dict[str, tuple[str, ...]] = {}

    def worth(road: tuple[str, ...]) -> tuple[bool, int, int, int]:
        return _ends(workflow, road[-1]), len(road), -place[road[-1]], -place[road[0]]

    for name in reversed(order):
        onward = [best[one] for one in _targets(workflow, name) if place[one] > place[name]]
        ends = _ends(workflow, name)
        best[name] = (name, *(() if ends else max(onward, key=worth, default=())))
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


class Step(Protocol):
    """A step that may be taken now."""

    @property
    def name(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def danger(self) -> bool: ...


def foremost(workflow: Workflow[Any, Any], here: str, steps: Sequence[Step]) -> str:
    """The step that is shown first to the eye: the nearest one on, else one to the side, else the end; "" for none.

    Nothing is proposed where records rest, nor what is dangerous, leads back, or gives up (cancel, reject).
    """
    if here not in workflow.states or workflow.states[here].rest:
        return ""
    road, order = main_road(workflow), list(workflow.states)
    place = road.index(here) if here in road else -1

    def worth(step: Step) -> tuple[int, int] | None:
        final = workflow.states[step.target].final
        if step.danger or (final and step.target not in road):
            return None
        if step.target in road:
            way = road.index(step.target) - place
            if place < 0:
                return 2 if order.index(step.target) < order.index(here) else 0, 0
            return (3 if final else 0, way) if way > 0 else None
        return (1 if order.index(step.target) > order.index(here) else 2), 0

    found = [(value, step.name) for step in steps if (value := worth(step)) is not None]
    return min(found, key=lambda one: one[0])[1] if found else ""


def _ends(workflow: Workflow[Any, Any], name: str) -> bool:
    return workflow.states[name].final or workflow.states[name].rest


def _targets(workflow: Workflow[Any, Any], state: str) -> set[str]:
    return {
        mapping.target
        for mappings in workflow.transitions.values()
        for mapping in mappings
        if state in mapping.sources
    }
