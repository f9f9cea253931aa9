"""Results, kept from run to run in build/benchmarks/results.json, and the page that shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import cases
from benchmarks.contender import ENTRIES, ROOT
from benchmarks.goals import GOALS
from benchmarks.summary import Figure, ratio

PAGE = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
"""What stands between them on the page is written by every run; the rest by people."""
NAMES = {
    "dougong": "Dougong", "raw": "raw SQL", "django": "Django (DRF, admin)", "fab": "Flask-AppBuilder",
    "flask_admin": "Flask-Admin",
}  # fmt: skip


class Results:
    """What was measured so far. A run replaces what it measures anew and leaves the rest."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.data: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}

    def about(self, described: Mapping[str, str]) -> None:
        self.data["about"] = dict(described)

    def add(self, kind: str, rows: int, figures: Mapping[tuple[str, str], Any]) -> None:
        part = self.data.setdefault("figures", {}).setdefault(f"{kind} {rows}", {})
        for (case, name), made in figures.items():
            part.setdefault(case, {})[name] = asdict(made)

    def add_boot(self, lines: list[dict[str, Any]]) -> None:
        self.data["boot"] = lines

    def add_generate(self, lines: list[dict[str, Any]]) -> None:
        self.data["generate"] = lines

    def add_inspections(self, lines: list[dict[str, Any]]) -> None:
        self.data["inspections"] = lines

    def add_attendance(self, lines: list[dict[str, Any]]) -> None:
        self.data["attendance"] = lines

    def add_sweeps(self, lines: list[dict[str, Any]]) -> None:
        self.data["sweeps"] = lines

    def add_bills(self, lines: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
        """The runs, and what comes after them: their voucher, nights of late fees."""
        self.data["bills"], self.data["after_bills"] = lines, after

    def save(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.data, indent=1))

    def sets(self) -> list[tuple[str, int, dict[tuple[str, str], Figure]]]:
        """(kind of database, rows, figures) in the order of size."""
        found = []
        for name, part in self.data.get("figures", {}).items():
            kind, _, rows = name.partition(" ")
            figures = {
                (case, who): Figure(**values)
                for case, by in part.items()
                for who, values in by.items()
            }
            found.append((kind, int(rows), figures))
        return sorted(found, key=lambda one: (one[0] != "sqlite", one[1]))


def table(results: Results) -> str:
    """Everything as Markdown, without the words around it."""
    about = results.data.get("about", {})
    parts = [f"- {name}: {value}" for name, value in about.items()]
    for kind, rows, figures in results.sets():
        parts += [
            "",
            f"### {_kind(kind)}, {rows:,} work orders",
            "",
            *_figures(figures),
            "",
            *_goals(figures),
        ]
    if results.data.get("boot"):
        parts += ["", "### Start", "", *_lines(results.data["boot"])]
    if results.data.get("generate"):
        parts += ["", "### Generate", "", *_lines(results.data["generate"])]
    if results.data.get("inspections"):
        parts += ["", "### Inspections of plans", "", *_lines(results.data["inspections"])]
    if results.data.get("attendance"):
        parts += ["", "### A month of attendance", "", *_lines(results.data["attendance"])]
    if results.data.get("sweeps"):
        parts += ["", "### Sweeps of open orders", "", *_lines(results.data["sweeps"])]
    if results.data.get("bills"):
        parts += ["", "### Bill runs", "", *_lines(results.data["bills"])]
    if results.data.get("after_bills"):
        parts += [
            "",
            "### Voucher and late fees of a bill run",
            "",
            *_lines(results.data["after_bills"]),
        ]
    return "\n".join(parts)


def _kind(kind: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind]


def _figures(figures: Mapping[tuple[str, str], Figure]) -> list[str]:
    """A row for each case: CPU milliseconds, and in brackets how many times Dougong's."""
    present = [e.name for e in ENTRIES if any(who == e.name for _, who in figures)]
    head = (
        "| case | "
        + " | ".join(NAMES[name] for name in present)
        + " | SQL | KB | p95 by the clock |"
    )
    rows = [head, "|---|" + "---:|" * (len(present) + 3)]
    for case in cases.CASES:
        ours = figures.get((case.name, "dougong"))
        if not any((case.name, name) in figures for name in present):
            continue
        cells = [_cell(figures.get((case.name, name)), ours, name) for name in present]
        more = ["", "", ""]
        if ours is not None:
            more = [
                str(ours.statements or ""),
                f"{ours.bytes / 1024:.1f}",
                f"{ours.wall_95:.0f} ms",
            ]
        rows.append(f"| `{case.name}` | " + " | ".join([*cells, *more]) + " |")
    return rows


def _cell(one: Figure | None, ours: Figure | None, name: str) -> str:
    if one is None:
        return ""
    told = f"{one.cpu:.2f}"
    if one.server is not None:
        told += f" + {one.server:.2f}"
    told += f" ({one.least:.2f}–{one.most:.2f})" if name == "dougong" else ""
    found = ratio(one, ours)
    return told if name == "dougong" or found is None else f"{told} ({found:.2g} ×)"


def _goals(figures: Mapping[tuple[str, str], Figure]) -> list[str]:
    rows = ["| goal | reached | met |", "|---|---:|---|"]
    for goal in GOALS:
        reached = goal.value(figures)
        if reached is not None:
            rows.append(
                f"| {goal.told} | {reached:.3g} | {'yes' if goal.is_met(figures) else '**no**'} |"
            )
    return rows


def _lines(lines: list[dict[str, Any]]) -> list[str]:
    names = list(lines[0])
    rows = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    return [
        *rows,
        *("| " + " | ".join(str(line.get(name, "")) for name in names) + " |" for line in lines),
    ]


def write(text: str) -> None:
    """Put the figures between the marks of docs/benchmarks.md.

    A part that was not measured here stays as the page has it; then each part that was says of which commit it is.
    """
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    was, _, after = rest.partition(END)
    there = joined(was.strip(), text)
    PAGE.write_text(f"{before}{START}\n\n{there}\n\n{END}{after}", encoding="utf-8")


def joined(was: str, now: str) -> str:
    """The figures of the page with the parts of this run in their places."""
    about, *parts = _parts(now)
    old_about, *old = _parts(was)
    names = {_heading(part) for part in parts}
    kept = {_heading(part): part for part in old}
    if not set(kept) - names:
        return now
    commit = about.splitlines()[0].removeprefix("- ")
    for part in parts:
        heading, _, lines = part.partition("\n\n")
        kept[_heading(part)] = f"{heading}\n\nMeasured at {commit}.\n\n{lines}"
    return "\n\n".join([old_about or about, *kept.values()])


def _parts(text: str) -> list[str]:
    """What stands before the first heading, and the part of each heading."""
    return [part.strip() for part in re.split(r"(?m)^(?=### )", text)]


def _heading(part: str) -> str:
    return part.partition("\n")[0]
