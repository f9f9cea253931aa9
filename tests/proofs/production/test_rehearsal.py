"""The installation of deploy/ for longer: killed often, restarted and reloaded under load, then upgraded."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from tests.production.installation import Installation
from tests.production.test_rehearsal import log_lines_are_whole, nothing_lost
from tests.support.deployed import until
from tests.support.load import Load
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove
WEB_PROCESSES = "2"
KILLS, ROUNDS = 30, 3
BETWEEN = 20
"""So many writes are acknowledged before the next one is killed."""
WEB = ("dougong-web@8001", "dougong-web@8002")


def test_killed_often_restarted_reloaded_and_upgraded_under_load(
    installation: Installation, proof: Proof
) -> None:
    machine, site = installation.machine, installation.begin()
    load = Load(site, writers=4, readers=4)
    figures: dict[str, object] = {}
    try:
        killed = kill_often(installation, load)
        figures |= {
            **{f"kill -9 of {name}": count for name, count in sorted(killed.items())},
            "requests that had to be repeated": len(load.failures()),
        }
        for _ in range(ROUNDS):
            installation.restart(*WEB)
        figures |= {"restarts": ROUNDS * len(WEB), "failed by restarts": len(load.failures())}
        for _ in range(ROUNDS):
            for name in WEB:
                machine.reload(installation.running[name])
                more(load, BETWEEN, machine.said)
        figures |= {"reloads": ROUNDS * len(WEB), "failed by reloads": len(load.failures())}
        begun = time.monotonic()
        installation.upgrade()
        figures |= {"seconds of the upgrade": round(time.monotonic() - begun)}
        more(load, BETWEEN, machine.said)
    finally:
        load.stop()
    figures |= {"failed by the upgrade": len(load.failures())}
    assert [value for key, value in figures.items() if key.startswith("failed by")] == [0, 0, 0], (
        figures, machine.said(),
    )  # fmt: skip
    nothing_lost(installation, load)
    log_lines_are_whole(installation, load)
    figures |= {
        "writes acknowledged": len(load.acknowledged),
        "lost": 0,
        "twice": 0,
        "answer lost": len(load.unknown),
    }
    figures |= {"requests": load.answers.total()}
    proof.record("production: killed, restarted, reloaded, upgraded under load", figures)


def kill_often(installation: Installation, load: Load) -> Counter[str]:
    """One process group at a time, whichever; started again when the other ones have gone on."""
    chance, killed = random.Random(14), Counter[str]()
    for _ in range(KILLS):
        name = chance.choice(sorted(installation.running))
        installation.kill(name)
        killed[name.partition("@")[0]] += 1
        more(load, BETWEEN, installation.machine.said)
        installation.start(name)
        if name.startswith("dougong-web@"):
            installation.wait_ready(name.partition("@")[2])
    return killed


def more(load: Load, count: int, told: object) -> None:
    """Until so many more writes are acknowledged."""
    seen = len(load.acknowledged)
    until(lambda: len(load.acknowledged) >= seen + count, told)  # type: ignore[arg-type]
