"""A contender answers the runner's lines from a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from benchmarks.contender import Contender, Entry, Failed

Start = Callable[..., Contender]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the tiny contender with these facts."""
    with ExitStack() as opened:

        def begin(**facts: Any) -> Contender:
            entry = Entry("tiny", "tests.benchmarks.tiny")
            contender = Contender(entry, facts, tmp_path / "log")
            opened.callback(contender.close)
            return contender

        yield begin


def test_a_contender_shows_and_measures_its_answers(start: Start) -> None:
    contender = start()
    assert contender.cases == ["rest.list", "rest.item"]
    shown = contender.ask(do="show", case="rest.item")
    assert (shown["status"], shown["plain"]) == (200, ["rest.item", 0, "n=0"])
    samples = contender.ask(do="time", case="rest.item", requests=4)
    assert [size for _, _, size in samples] == [len(b'{"sent": {"n": 1}}')] * 4
    assert all(cpu >= 0 and wall > 0 for cpu, wall, _ in samples)


def test_every_request_is_a_new_one(start: Start) -> None:
    contender = start()
    contender.ask(do="time", case="rest.list", requests=3)
    assert contender.ask(do="show", case="rest.list")["plain"] == ["rest.list", 3, "n=3"]


def test_a_refused_request_ends_the_run_and_says_why(start: Start) -> None:
    contender = start(status="409 Conflict")
    with pytest.raises(Failed, match=r"rest\.list: 409"):
        contender.ask(do="time", case="rest.list", requests=1)
