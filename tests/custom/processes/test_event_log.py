"""The event log as XES: an independent program reads it and finds the same conformance."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.custom.processes import periods
from app.custom.processes.flows import FLOWS
from app.runtime import events
from app.runtime.context import Context
from app.runtime.events import Window, export, xes
from app.runtime.events.xes import Event, Trace
from tests.custom.processes.orders import START, Orders

XES = "{http://www.xes-standard.org/}"


def written(ctx: Context, *, people: bool = False) -> str:
    asked = export.Asked(FLOWS["work_order"].process(), window(), people=people)
    return b"".join(export.stream(ctx, asked)).decode()


def window() -> Window:
    return periods.read("2026-02").window()


def test_pm4py_reads_the_log_and_finds_the_same_fitness(
    orders: Orders, ctx: Context, tmp_path: Path
) -> None:
    """O19.1 with its fourth case: 75 % there and here."""
    orders.went([("new", 1), ("closed", 0)])
    process = FLOWS["work_order"].process()
    log, moves = tmp_path / "log.xes", tmp_path / "moves.json"
    log.write_text(written(ctx), encoding="utf-8")
    moves.write_text(json.dumps({**process.workflow.moves(), "ends": process.closing}))
    command = [sys.executable, "-W", "ignore", "-m", "tests.custom.processes.mined", str(log), str(moves)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["cases"], found["fitting"]) == (4, 75)
    assert events.evaluate(ctx, process, window()).fitness == found["fitting"]
    assert found["resources"][-1] == "system"
    assert found["last"] == "2026-02-02 17:00:00+00:00"


@pytest.mark.database
def test_a_trace_holds_every_step_in_its_order_with_its_attributes(
    orders: Orders, ctx: Context
) -> None:
    root = ElementTree.fromstring(written(ctx))
    assert [one.get("prefix") for one in root.findall(f"{XES}extension")] == [
        "concept", "time", "lifecycle", "org",
    ]  # fmt: skip
    traces = root.findall(f"{XES}trace")
    assert len(traces) == 3
    steps = traces[0].findall(f"{XES}event")
    told = [{part.get("key"): part.get("value") for part in step} for step in steps]
    assert [one["concept:name"] for one in told] == [
        "create", "accept", "assign", "start", "resolve", "confirm",
    ]  # fmt: skip
    assert told[1]["time:timestamp"] == "2026-02-02T02:00:00.000+00:00"
    assert (told[1]["from"], told[1]["to"], told[1]["lifecycle:transition"]) == (
        "new", "accepted", "complete",
    )  # fmt: skip
    assert told[2]["org:resource"] == "system"


def test_a_person_has_one_pseudonym_in_a_file_and_another_in_the_next(
    orders: Orders, ctx: Context
) -> None:
    """Names stand only in a log that somebody asked for with names, as the owner of the machine may."""
    first, second = (_resources(written(ctx)) for _ in range(2))
    assert len(first) == len(second) == 3
    assert first & second == {"system"}
    assert _resources(written(ctx, people=True)) >= {"system"}
    assert not _resources(written(ctx, people=True)) & (first - {"system"})


def test_texts_cannot_break_out_of_the_file() -> None:
    event = Event('a"><x/>', START, "<b>&", None, "new")
    text = "".join(xes.written("<log>", [Trace('"', [event])]))
    root = ElementTree.fromstring(text)
    found = root.find(f"{XES}trace/{XES}event/{XES}string")
    assert found is not None
    assert found.get("value") == 'a"><x/>'


def _resources(text: str) -> set[str]:
    root = ElementTree.fromstring(text)
    return {str(one.get("value")) for one in root.iter(f"{XES}string") if one.get("key") == "org:resource" and one.get("value")}  # fmt: skip
