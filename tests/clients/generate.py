"""Runs the generators as an integrator does: on a document in a file, in an empty folder."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.clients import node

HERE = Path(__file__).parent


def python(folder: Path, document: bytes, *, package: str) -> None:
    """The package, in the folder. A warning of the generator is a failure."""
    (folder / "openapi.json").write_bytes(document)
    command = [
        *(sys.executable, "-m", "openapi_python_client", "generate"),
        *(
            "--path",
            "openapi.json",
            "--output-path",
            package,
            "--meta",
            "none",
            "--fail-on-warning",
        ),
    ]
    # It formats what it makes with the ruff beside it.
    path = {"PATH": str(Path(sys.executable).parent)}
    told = subprocess.run(
        command, cwd=folder, env=path, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def about(document: bytes, path: str) -> bytes:
    """The part of a document that speaks of one resource: a client of a whole application takes half a minute to make."""
    whole = json.loads(document)
    whole["paths"] = {
        name: found
        for name, found in whole["paths"].items()
        if name == path or name.startswith(f"{path}/")
    }
    whole.pop("webhooks", None)
    wanted: set[tuple[str, str]] = set()
    more = _refs(whole["paths"])
    while more - wanted:
        wanted |= more
        more = {ref for kind, name in more for ref in _refs(whole["components"][kind][name])}
    for kind, parts in whole["components"].items():
        if kind != "securitySchemes":
            whole["components"][kind] = {n: p for n, p in parts.items() if (kind, n) in wanted}
    return json.dumps(whole).encode()


def _refs(part: object) -> set[tuple[str, str]]:
    """(kind of component, name) of everything that a part refers to."""
    found = re.findall(r'"#/components/(\w+)/([^"/]+)', json.dumps(part))
    return {(kind, name) for kind, name in found}


def typescript(folder: Path, document: bytes, *, types: str) -> None:
    """The types, and what a program beside them needs: packages and compiler settings (tsc: `program.ts`)."""
    (folder / "openapi.json").write_bytes(document)
    shutil.copy(HERE / "package.json", folder)
    settings = json.loads((HERE / "tsconfig.json").read_text("utf-8"))
    settings["files"] = ["program.ts", types]
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "node_modules").symlink_to(node.MODULES)
    generator = node.MODULES / "openapi-typescript" / "bin" / "cli.js"
    node.run(str(generator), folder / "openapi.json", "--output", folder / types)


def run_typescript(folder: Path, *arguments: str) -> str:
    """Compile `program.ts` strictly and run it; what it prints."""
    node.run(str(node.MODULES / "typescript" / "bin" / "tsc"), "--project", folder)
    return node.run(str(folder / "built" / "program.js"), *arguments)


def run_python(folder: Path, *arguments: str) -> str:
    """What the interpreter prints; it stands in the folder."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout
