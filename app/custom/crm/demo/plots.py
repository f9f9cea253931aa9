"""Orders of the last hours that stand at a given step, so that every queue of the demo has something in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plot:
    """An order of the last hours that stands at a given step, so that every queue has something in it."""

    state: str
    code: str = "YX"
    kind: str = "repair.water"
    demo: bool = False


PLOTS = (
    Plot("new", "JX", "consult"),
    Plot("new", "HX", "svc.complaint"),
    Plot("new", "BJ", "sec.parking"),
    Plot("new", "YX", "repair.wall"),
    Plot("accepted", "KC", "repair.lift"),
    Plot("accepted", "HX", "repair.power"),
    Plot("assigned"),
    Plot("assigned", kind="repair.door"),
    Plot("assigned", "JX", "env.clean"),
    Plot("in_progress", kind="repair.access"),
    Plot("in_progress", "JX"),
    Plot("in_progress", demo=True),
    Plot("on_hold", kind="repair.hvac"),
    Plot("on_hold", "BJ", "repair.door"),
    Plot("quoted", kind="repair.paid"),
    Plot("quoted", kind="repair.paid", demo=True),
    Plot("resolved", kind="repair.power"),
    Plot("resolved", "KC", "repair.hvac"),
    Plot("resolved", kind="repair.door", demo=True),
)
