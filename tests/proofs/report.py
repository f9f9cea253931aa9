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


def write(target: Path, builds: Path, *, current: str) -> None:
    """The newest result of every proof, those of `current` before older ones."""
    results = sorted(_newest(builds, current), key=lambda r: (r["file"], r["database"]))
    lines = [HEAD + _machine() + "\n", "", *_table(results), *_lists(results)]
    target.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _newest(builds: Path, current: str) -> Iterable[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for file in builds.glob("*/*.json"):
        result = json.loads(file.read_text(encoding="utf-8"))
        key = (result["file"], result["database"])
        rank = (result["commit"] == current, result["at"])
        if key not in found or rank > (found[key]["commit"] == current, found[key]["at"]):
            found[key] = result
    return [result for result in found.values() if result["outcome"] != "none"]


def _table(results: list[dict[str, Any]]) -> list[str]:
    lines = [
        "| proof | database | figures | seconds | file | commit |",
        "|---|---|---|---:|---|---|",
    ]
    for result in results:
        rows = result["lines"] or [{"name": "", "figures": {}, "seconds": result["seconds"]}]
        if result["outcome"] == "failed":
            rows = [*result["lines"], {"name": "**FAILED**", "figures": {}, "seconds": ""}]
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


def _lists(results: list[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    for result in results:
        for row in result["lines"]:
            if row.get("listed"):
                lines += ["", f"## {row['name']} ({result['database']})", ""]
                lines += [f"- {line}" for line in row["listed"]]
    return lines


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
