"""`python -m tests.custom.processes.mined log.xes moves.json`: how well pm4py finds that a log conforms, as JSON.

A program of its own: pm4py takes seconds to import, and brings half of scientific Python along.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pm4py  # type: ignore[import-untyped]
from pm4py.objects.petri_net.obj import Marking, PetriNet  # type: ignore[import-untyped]
from pm4py.objects.petri_net.utils import petri_utils  # type: ignore[import-untyped]


def main(log_file: str, moves_file: str) -> None:
    log = pm4py.read_xes(log_file)
    given = json.loads(Path(moves_file).read_text(encoding="utf-8"))
    net = PetriNet("process")
    names = {state for _, *ends in given["steps"] for state in ends} | {"start", "end"}
    places = {name: PetriNet.Place(name) for name in sorted(names)}
    net.places.update(places.values())
    steps = [
        *given["steps"],
        *[["create", "start", one] for one in given["begins"]],
        *[[None, one, "end"] for one in given["ends"]],
    ]
    for number, (label, source, target) in enumerate(steps):
        transition = PetriNet.Transition(f"t{number}", label)
        net.transitions.add(transition)
        petri_utils.add_arc_from_to(places[source], transition, net)
        petri_utils.add_arc_from_to(transition, places[target], net)
    found = pm4py.fitness_alignments(
        log, net, Marking({places["start"]: 1}), Marking({places["end"]: 1})
    )
    print(
        json.dumps(
            {
                "fitting": found["percentage_of_fitting_traces"],
                "cases": int(log["case:concept:name"].nunique()),
                "resources": sorted(log["org:resource"].unique()),
                "last": str(log["time:timestamp"].max()),
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
