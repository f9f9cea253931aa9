"""docs/proof.md: one line a proof, with its figures, its seconds, the machine and the commit measured."""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HEAD = """# Proof

Written by `make prove`, which runs the files of `tests/proofs` for as long as they take, on SQLite and on PostgreSQL,
and goes on where it was stopped (`make prove ONLY=jobs` runs a part). Seconds are what this machine took, and no
promise; what a proof counts is the same everywhere. A line that names an older commit was not run since.

"""
TABLE = (
    "| proof | database | figures | seconds | file | commit |",
    "|---|---|---|---:|---|---|",
)
Key = tuple[str, str]
_ROW = re.compile(
    r"\| (?P<name>.+?) \| (?P<database>\w+) \| .* \| `(?P<file>[\w/.]+)` \| [\w-]+ \|"
)
_LISTED = re.compile(r"## (?P<name>.+) \((?P<database>\w+)\)")


def write(target: Path, builds: Path, *, current: str) -> None:
    """The newest result of every proof, those of `current` before older ones.

    Of a proof that was never run here the lines that `target` has stay.
    """
    table, lists = _read(target.read_text(encoding="utf-8")) if target.exists() else ({}, {})
    for result in _newest(builds, current):
        told = (result["file"], result["database"])
        for row in table.get(told, ()):
            lists.pop((row.split(" | ")[0][2:], result["database"]), None)
        table[told] = _rows(result)
        lists |= dict(_lists(result))
    lines = [
        HEAD + _machine() + "\n",
        "",
        *TABLE,
        *(row for told in sorted(table) for row in table[told]),
    ]
    for name in sorted(lists):
        lines += ["", f"## {name[0]} ({name[1]})", "", *lists[name]]
    target.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _read(text: str) -> tuple[dict[Key, list[str]], dict[Key, list[str]]]:
    """What was written: (file, database) → rows of the table; (proof, database) → lines of its list."""
    table: dict[Key, list[str]] = {}
    lists: dict[Key, list[str]] = {}
    into: list[str] = []
    for line in text.splitlines():
        if found := _ROW.fullmatch(line):
            table.setdefault((found["file"], found["database"]), []).append(line)
        elif found := _LISTED.fullmatch(line):
            into = lists.setdefault((found["name"], found["database"]), [])
        elif line.startswith("- "):
            into.append(line)
    return table, lists


def _newest(builds: Path, current: str) -> Iterable[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for file in builds.glob("*/*.json"):
        result = json.loads(file.read_text(encoding="utf-8"))
        key = (result["file"], result["database"])
        rank = (result["commit"] == current, result["at"])
        if key not in found or rank > (found[key]["commit"] == current, found[key]["at"]):
            found[key] = result
    return [result for result in found.values() if result["outcome"] != "none"]


def _rows(result: dict[str, Any]) -> list[str]:
    rows = result["lines"] or [{"name": "", "figures": {}, "seconds": result["seconds"]}]
    if result["outcome"] == "failed":
        rows = [*result["lines"], {"name": "**FAILED**", "figures": {}, "seconds": ""}]
    lines = []
    for row in rows:
        figures = ", ".join(f"{key}: {value}" for key, value in row["figures"].items())
        cells = (
            row["name"] or Path(result["file"]).stem.removeprefix("test_").replace("_", " "),
            result["database"],
            figures or ("" if result["outcome"] == "failed" else "holds"),
            row["seconds"],
            f"`{result['file']}`",
            result["commit"],
        )
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    return lines


def _lists(result: dict[str, Any]) -> Iterable[tuple[Key, list[str]]]:
    for row in result["lines"]:
        if row.get("listed"):
            yield (row["name"], result["database"]), [f"- {line}" for line in row["listed"]]


def _machine() -> str:
    """Cores, memory, versions: nothing that names the machine."""
    facts = [
        f"{os.cpu_count()} cores",
        f"{_memory()} GB memory",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        _postgresql(),
    ]
    return "Machine: " + ", ".join(fact for fact in facts if fact) + "."


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)


def _postgresql() -> str:
    from tests.support.postgresql import PostgresqlMissing, binaries

    try:
        server = binaries() / "postgres"
    except PostgresqlMissing:
        return ""
    done = subprocess.run([server, "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\d+(\.\d+)*", done.stdout)
    return f"PostgreSQL {version.group()}" if version else ""
