"""The application judged by schemathesis: requests made up from the document of one person, good and bad, alone and in chains."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask

from app.config import EVERY_PROVIDER

KEY = "whsec_" + "A" * 43 + "="
CONFIG = Path(__file__).with_name("schemathesis.toml")
LEFT_OUT = (
    # The document of a role holds what that role may ever do. The address may offer more to others, so another verb is
    # answered 403 (who may) or by what is wrong with the request, and 405 only where nobody may:
    # tests/rest/test_refused_addresses.py.
    "unsupported_method",
    # For the same reason, and OPTIONS is answered before anybody is known: it names the verbs of the address.
    "allow_header_conformance",
)
_CASES = re.compile(r"(\d+) generated")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`told` is the whole report; `failures` is empty when every answer kept to the document."""

    operations: int
    cases: int
    failures: str
    told: str


def judge(
    site: str,
    token: str,
    folder: Path,
    *,
    seed: int,
    examples: int,
    phases: str = "examples,coverage,fuzzing,stateful",
    tags: Sequence[str] | None = None,
    seconds: int | None = None,
) -> Judgement:
    """Ask `examples` requests of each operation that the owner of the token is shown, or of those of `tags`.

    `seconds`: the stateful phase and the fuzzing end by then.
    """
    document = _document(site, token)
    chosen = [
        operation["operationId"]
        for verbs in document["paths"].values()
        for operation in verbs.values()
        if tags is None or operation["tags"][0] in tags
    ]
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG)),
        *(
            "run",
            f"{site}/api/v1/openapi.json",
            "--seed",
            str(seed),
            "--max-examples",
            str(examples),
        ),
        *("--header", f"Authorization: Bearer {token}", "--header", "Accept-Language: en"),
        *(
            "--exclude-checks",
            ",".join(LEFT_OUT),
            "--phases",
            phases,
            "--no-shrink",
            "--continue-on-failure",
        ),
        *("--suppress-health-check", "all", "--no-color"),
        *(part for name in chosen for part in ("--include-operation-id", name)),
        *(("--max-time", str(seconds)) if seconds is not None else ()),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    counted = _CASES.search(told)
    assert counted is not None, told[-4000:]
    start = told.find("FAILURES ===")
    errors = told.find("ERRORS ===")
    begin = min(place for place in (start, errors, len(told)) if place >= 0)
    failures = told[begin:] if done.returncode != 0 else ""
    return Judgement(len(chosen), int(counted[1]), failures, told)


@contextmanager
def listening(app: Flask) -> Iterator[None]:
    """With a key for every sender of events: without one their addresses are not there at all."""
    before = app.config["DOUGONG"]
    app.config["DOUGONG"] = replace(before, webhook_keys={EVERY_PROVIDER: (KEY,)})
    try:
        yield
    finally:
        app.config["DOUGONG"] = before


def _document(site: str, token: str) -> Any:
    request = urllib.request.Request(
        f"{site}/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
