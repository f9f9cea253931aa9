"""Writes the trees and types of the shared cases from their sources: python -m tests.expressions."""

from __future__ import annotations

from tests.expressions.cases import CASES, compiled, read, write

if __name__ == "__main__":
    document = read()
    for case in document["cases"]:
        case.update(compiled(case["source"]))
    write(document)
    print(f"{len(document['cases'])} cases in {CASES}")
