"""Processes of their own that each do one thing at the same moment, on one database; one may be killed in the middle.

`python -m tests.custom.equipment.processes` loads the application once and forks for each of them: a line of stdin
is the database, the moment and what they do, a line of stdout what came of it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
Act = tuple[str, dict[str, Any]]


class Program:
    """The process that forks, for all tests of a module."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.custom.equipment.processes"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def together(self, url: str, moment: str, acts: Sequence[Act]) -> list[Any]:
        """What each answered, in their order: JSON; `refused …` with the rule's class; None of one that was killed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([url, moment, acts]) + "\n")
        self.process.stdin.flush()
        answers: list[Any] = json.loads(self.process.stdout.readline())
        return answers

    def close(self) -> None:
        """It ends when nobody can ask it any more."""
        self.process.communicate(timeout=120)


@dataclass(frozen=True)
class Processes:
    """The program, on the database of one test."""

    program: Program
    url: str

    def together(self, moment: str, *acts: Act) -> list[Any]:
        """See `Program.together`."""
        return self.program.together(self.url, moment, acts)


# What they do ------------------------------------------------------------------------------------


def create(entity: str, by: int, values: dict[str, Any]) -> str:
    from app.runtime import records, registry
    from app.runtime.context import Context

    with Context.for_user(by) as ctx:
        records.create(ctx, registry.current().entity(entity).entity, values)
    return "done"


def step(entity: str, by: int, id: int, name: str, values: dict[str, Any]) -> str:
    from app.runtime import records, registry
    from app.runtime.context import Context

    with Context.for_user(by) as ctx:
        records.transition(ctx, registry.current().entity(entity).entity, id, name, values)
    return "done"


def night(at_once: int, dies_in: int = 0, later: int = 0) -> int:
    """A scheduler and a worker: asks for the night's tasks and makes them, `at_once` devices a transaction.

    `dies_in`: kill -9 in this transaction, when its tasks are written and its series moved on. `later`: minutes after
    which it comes. Returns how many jobs it brought to an end.
    """
    import datetime as dt
    from functools import partial

    from app.custom.equipment.plans import generation
    from app.runtime import clock, jobs, records
    from app.runtime.context import Context

    chunks = 0

    def refreshed(*given: Any) -> None:
        nonlocal chunks
        chunks += 1
        if chunks == dies_in:
            os.kill(os.getpid(), signal.SIGKILL)
        refresh(*given)

    refresh = generation.refresh_next_due
    generation.make_some = partial(generation.make_some, at_once=at_once)  # type: ignore[assignment]
    generation.refresh_next_due = refreshed
    with Context.system() as ctx, records.writing(ctx):
        generation.every_night(ctx)
    return jobs.run_due(clock.now() + dt.timedelta(minutes=later))


def silence() -> int:
    """A minute of the chain, and the jobs that it asks for."""
    from app.custom.equipment.repair import silence as chain
    from app.runtime import jobs, records
    from app.runtime.context import Context

    with Context.system() as ctx, records.writing(ctx):
        reached = chain.sweep(ctx)
    jobs.run_due()
    return reached


ACTS: dict[str, Callable[..., Any]] = {
    "create": create, "step": step, "night": night, "silence": silence,
}  # fmt: skip


# The program -------------------------------------------------------------------------------------


def main() -> None:
    """Answers a line with a line, until nobody asks any more."""
    from app.runtime.privacy import keys
    from tests.support.worlds import APPLICATION, DATA_KEYS

    keys.use(keys.parse(DATA_KEYS))
    APPLICATION.activate()
    for line in sys.stdin:
        url, moment, acts = json.loads(line)
        print(json.dumps(_fork(url, moment, acts)), flush=True)


def _fork(url: str, moment: str, acts: Sequence[Act]) -> list[Any]:
    """A process for each act; all begin when the last of them has its connections."""
    begin, let = os.pipe()
    told = []
    for act in acts:
        answer, say = os.pipe()
        child = os.fork()
        if not child:
            os.close(let)
            _become(url, moment, act, begin, say)
        os.close(say)
        told.append((child, os.fdopen(answer, encoding="utf-8")))
    os.close(begin)
    for _, out in told:
        out.readline()
    os.close(let)
    answers = []
    for child, out in told:
        words = out.read()
        out.close()
        os.waitpid(child, 0)
        answers.append(json.loads(words) if words else None)
    return answers


def _become(url: str, moment: str, act: Act, begin: int, say: int) -> None:
    """Never comes back."""
    import datetime as dt

    import time_machine

    from app.runtime import database
    from app.runtime.errors import AppError

    name, given = act
    made = database.Database(url)
    database.activate(made)
    with made.read_session() as session:
        session.connection()
    os.write(say, b"ready\n")
    os.read(begin, 1)
    with time_machine.travel(dt.datetime.fromisoformat(moment), tick=True):
        try:
            answer = ACTS[name](**given)
        except AppError as refused:
            answer = f"refused {type(refused).__name__}"
        except Exception as problem:  # told to the test, which expects something else
            answer = repr(problem)
    os.write(say, json.dumps(answer).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
