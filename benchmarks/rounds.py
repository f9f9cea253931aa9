"""Rounds: every contender a few requests, then the next one, so that what else the machine does hits all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks import cases
from benchmarks.contender import Contender
from benchmarks.server import cpu_seconds
from benchmarks.summary import Figure, Sample, disagreements, figure

BUDGET = 2.0
"""Seconds of CPU that one contender may take in one round; whoever is slow does fewer requests, but always one."""


class Disagreement(Exception):
    """Two contenders answered differently: what they do cannot be compared."""


def measure(
    contenders: Sequence[Contender],
    wanted: Sequence[cases.Case],
    *,
    rounds: int,
    databases: Mapping[str, str],
    tell: Callable[[str], None],
    keep: Callable[[dict[tuple[str, str], Figure]], None],
) -> dict[tuple[str, str], Figure]:
    """(case, contender) → figure, each also handed to `keep`. Answers are compared first; raises Disagreement."""
    found: dict[tuple[str, str], Figure] = {}
    for case in wanted:
        able = [contender for contender in contenders if case.name in contender.cases]
        shown = {contender.name: contender.ask(do="show", case=case.name) for contender in able}
        if case.compare:
            different = disagreements({name: answer["plain"] for name, answer in shown.items()})
            if different:
                raise Disagreement(f"{case.name}: {'; '.join(different)}")
        numbers = {contender.name: _number(contender, case) for contender in able}
        samples: dict[str, list[list[Sample]]] = {contender.name: [] for contender in able}
        server: dict[str, float] = dict.fromkeys(samples, 0.0)
        for _ in range(rounds):
            for contender in able:
                before = cpu_seconds(databases.get(contender.name, ""))
                samples[contender.name].append(
                    contender.ask(do="time", case=case.name, requests=numbers[contender.name])
                )
                server[contender.name] += cpu_seconds(databases.get(contender.name, "")) - before
        for contender in able:
            made = figure(
                samples[contender.name],
                statements=shown[contender.name]["statements"],
                server=_per_request(server[contender.name], rounds * numbers[contender.name])
                if contender.name in databases
                else None,
            )
            found[(case.name, contender.name)] = made
            keep({(case.name, contender.name): made})
            tell(
                f"{case.name:16} {contender.name:12} {made.cpu:9.2f} ms CPU {made.wall:9.2f} ms wall"
            )
    return found


def _number(contender: Contender, case: cases.Case) -> int:
    """Requests a round, after a few that warm it up."""
    warm: list[Any] = contender.ask(do="time", case=case.name, requests=3)
    slowest = max(wall for _, wall, _ in warm[1:]) / 1e9
    return max(1, min(case.requests, int(BUDGET / slowest)))


def _per_request(seconds: float, requests: int) -> float:
    return seconds * 1000 / requests
