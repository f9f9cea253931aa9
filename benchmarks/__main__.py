"""`python -m benchmarks`: measure everything side by side, print the table, write docs/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from benchmarks import cases, machine, report
from benchmarks.contender import ENTRIES, WORK, Contender, Entry
from benchmarks.data import Data
from benchmarks.rounds import measure


def main(arguments: Sequence[str] | None = None) -> None:
    """See --help."""
    asked = _arguments().parse_args(arguments)
    WORK.mkdir(parents=True, exist_ok=True)
    chosen = [case for case in cases.CASES if _is_asked(case.name, asked.only)]
    entries = [
        entry for entry in ENTRIES if not asked.against or entry.name in asked.against.split(",")
    ]
    measured = report.Results(WORK / "results.json")
    measured.about(machine.describe())
    sizes = tuple(map(int, asked.rows.split(",")))
    for kind in asked.database.split(","):
        with _server(kind, asked.server) as server:
            for rows in sizes:
                if chosen:
                    keep = partial(_keep, measured, kind, rows)
                    _run(kind, rows, server, entries, chosen, asked.rounds, keep)
    if _is_asked("boot", asked.only):
        from benchmarks import boot

        measured.add_boot(boot.measure(tell=_tell))
    if _is_asked("generate", asked.only):
        from benchmarks import generating

        measured.add_generate(generating.measure(tell=_tell))
    if _is_asked("inspections", asked.only):
        from benchmarks import inspections

        measured.add_inspections(inspections.measure(tell=_tell))
    if _is_asked("attendance", asked.only):
        from benchmarks import attendance

        measured.add_attendance(attendance.measure(tell=_tell))
    if _is_asked("sweeps", asked.only):
        from benchmarks import sweeps

        measured.add_sweeps(sweeps.measure(tell=_tell))
    if _is_asked("bills", asked.only):
        from benchmarks import bills

        measured.add_bills(*bills.measure(tell=_tell, units=sizes))
    measured.save()
    text = report.table(measured)
    print(text)
    if not asked.print:
        report.write(text)


def _run(
    kind: str,
    rows: int,
    server: str,
    entries: Sequence[Entry],
    chosen: Sequence[cases.Case],
    rounds: int,
    keep: Callable[..., None],
) -> None:
    data = Data(kind, rows, server=server, tell=_tell)
    data.fill()
    with ExitStack() as opened:
        opened.callback(data.clear)
        running, databases = [], {}
        for entry in entries:
            facts = data.copy(entry.name)
            contender = Contender(entry, facts, WORK / f"{entry.name}.log")
            opened.callback(contender.close)
            running.append(contender)
            if kind == "postgresql":
                databases[entry.name] = facts["database"]
        _tell(f"-- {kind}, {rows:,} rows")
        measure(running, chosen, rounds=rounds, databases=databases, tell=_tell, keep=keep)


def _keep(measured: report.Results, kind: str, rows: int, figures: Any) -> None:
    """What is measured stays, should a later case fail."""
    measured.add(kind, rows, figures)
    measured.save()


@contextmanager
def _server(kind: str, given: str) -> Iterator[str]:
    if kind == "sqlite" or given:
        yield "" if kind == "sqlite" else given
        return
    from benchmarks.postgresql import server

    with server() as base:
        yield base


def _is_asked(name: str, only: str) -> bool:
    return not only or any(name == one or name.startswith(f"{one}.") for one in only.split(","))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--rows",
        default="100000,1000000",
        help="work orders, or units of bill runs; several with commas",
    )
    parser.add_argument(
        "--database", default="sqlite,postgresql", help="sqlite, postgresql, or both"
    )
    parser.add_argument(
        "--only",
        default="",
        help="cases: rest, rest.list, html.edit, boot, generate, inspections, sweeps, attendance, bills, …",
    )
    parser.add_argument("--against", default="", help="contenders; default: all")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--server", default="", help="a PostgreSQL that runs, where filled databases stay"
    )
    parser.add_argument("--print", action="store_true", help="do not write docs/benchmarks.md")
    return parser


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
