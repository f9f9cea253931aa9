"""`python -m generator --schema F --out DIR`: generate any schema anywhere, without the application."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import build
from generator.problem import SchemaProblems


def main() -> int:
    """0 written, 1 problems found."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--schema", type=Path, default=Path("schema.yaml"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--migrations", type=Path, help="also write the next migration there")
    given = parser.parse_args()
    try:
        made = build.build(given.schema, given.migrations)
        written = build.write(made, given.out, given.migrations)
    except SchemaProblems as found:
        print(found, file=sys.stderr)
        return 1
    print(f"{len(written.code.written)} written, {len(written.code.removed)} removed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
