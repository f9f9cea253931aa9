"""`python -m tests.golden` (`make golden`): write every expected output anew. Read the diff before a commit."""

from __future__ import annotations

from pathlib import Path

from generator import output
from tests.golden import cases, outputs
from tests.golden.problems import bad_cases, found_problems
from tests.support.generated import SAMPLE, SHOP, generate_package


def main() -> None:
    for case in cases():
        write(case, outputs(case))
    for case in bad_cases():
        output.replace(case / "problems.txt", f"{found_problems(case)}\n")
    generate_package(SHOP, SAMPLE)


def write(case: Path, files: dict[str, str]) -> None:
    """Write what differs, remove what is no longer expected."""
    present = {path for path in (case / "expected").rglob("*") if path.is_file()}
    present |= {case / "migration.py"} & set(case.iterdir())
    for name, text in files.items():
        path = case / name
        present.discard(path)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            output.replace(path, text)
            print(path.relative_to(case.parent))
    for path in present:
        if path.suffix != ".pyc":
            path.unlink()


if __name__ == "__main__":
    main()
