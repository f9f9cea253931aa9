"""A generated client is fully typed, and its program meets the application as the guide says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.clients.conftest import HERE, Arguments
from tests.clients.generate import run_python, run_typescript

Making = Callable[[str, bytes], Path]


def _met(told: str, word: str) -> dict[str, Any]:
    """What both programs meet; the rest is for the test of one language."""
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    expected = {
        "summaries": [f"{word} 2", f"{word} 1", f"{word} 0"],
        "pages": 2,
        "replayed": "true",
        "same": True,
        "store": "East",
        "total": "91.00",
        "line": "45.50",
        "late": [412, "stale"],
        "state": "packing",
        "refused": ["invalid", "summary", found["refused"][2]],
    }
    assert {name: found[name] for name in expected} == expected
    return found


def test_a_python_client_lists_creates_changes_moves_and_uploads(
    making: Making, document: bytes, arguments: Arguments
) -> None:
    folder = making("python", document)
    told = run_python(folder, "program.py", *arguments)
    found = _met(told, "Lamp")
    assert found["changed"] == "Two lamps"
    assert found["picture"] == ["Article", "image/png", True]


def test_a_python_client_passes_mypy_strict(making: Making, document: bytes) -> None:
    folder = making("python", document)
    cache = folder / ".mypy_cache"
    settings = ("--config-file", str(HERE / "mypy.ini"), "--cache-dir", str(cache))
    assert "Success" in run_python(folder, "-m", "mypy", *settings, "shop_api", "program.py")


def test_a_typescript_client_passes_tsc_strict_and_does_the_same(
    making: Making, document: bytes, arguments: Arguments
) -> None:
    folder = making("typescript", document)
    found = _met(run_typescript(folder, *arguments), "Lantern")
    assert found["changed"] == "Two lanterns"
    assert found["picture"][0] == "image/png"
