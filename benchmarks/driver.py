"""Runs inside a contender's own process and Python: loads its WSGI application and measures requests to it.

`python -m benchmarks.driver <module> <facts.json>`; then a JSON line in, a JSON line out. Standard library only.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.request import Answer, Request, Site, call


class Driver:
    """Answers the runner's lines."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._waiting: dict[str, Iterator[Request]] = {}

    def answer(self, line: dict[str, Any]) -> Any:
        """One line of the protocol."""
        verb, case = line["do"], line.get("case", "")
        if verb == "cases":
            return self.site.cases()
        if verb == "show":
            return self.show(case)
        if verb == "time":
            return self.time(case, line["requests"])
        if verb == "memory":
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        raise ValueError(f"no such line: {verb}")

    def show(self, case: str) -> dict[str, Any]:
        """One answer in the shared form, and how many SQL statements it took."""
        answer = call(self.site.wsgi, next(self._requests(case)))
        if answer.status >= 400:
            raise RuntimeError(f"{case}: {answer.status} {answer.body[:500]!r}")
        return {
            "status": answer.status,
            "bytes": len(answer.body),
            "plain": self.site.plain(case, answer),
            "statements": self.site.statements(case),
        }

    def time(self, case: str, number: int) -> list[list[int]]:
        """[CPU ns, wall ns, bytes] of each request. Making the request is not measured, reading the answer is."""
        requests = self._requests(case)
        wsgi = self.site.wsgi
        found = []
        gc.collect()
        for _ in range(number):
            request = next(requests)
            wall, cpu = time.perf_counter_ns(), time.process_time_ns()
            answer: Answer = call(wsgi, request)
            spent = time.process_time_ns() - cpu
            took = time.perf_counter_ns() - wall
            if answer.status >= 400:
                raise RuntimeError(f"{case}: {answer.status} {answer.body[:500]!r}")
            found.append([spent, took, len(answer.body)])
        return found

    def _requests(self, case: str) -> Iterator[Request]:
        getattr(self.site, "enter", _nothing)(case)
        if case not in self._waiting:
            self._waiting[case] = self.site.requests(case)
        return self._waiting[case]


def _nothing(_case: str) -> None:
    """A contender that does every case in one and the same way."""


def main(module: str, facts: str) -> None:
    """Serve until the input ends. What the application prints goes to the error stream."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    driver = Driver(importlib.import_module(module).site(json.loads(facts)))
    print(json.dumps("ready"), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(driver.answer(json.loads(line)), ensure_ascii=False), file=out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
