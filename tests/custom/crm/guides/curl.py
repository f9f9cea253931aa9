"""Runs the shell examples of a guide against a test client: curl with the options that guides use, and `| jq -r .key`."""

from __future__ import annotations

import io
import json
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_ASSIGNMENT = re.compile(r"^([A-Z]+)=(.*)$", re.DOTALL)
_PIPED = re.compile(r"^\$\((curl .*) \| jq -r ((?:\.\w+|\[\d+\])+)\)$", re.DOTALL)


@dataclass
class Example:
    """One shell block, and the JSON block that follows it, if there is one."""

    command: str
    expected: Any = None


def examples(guide: Path) -> list[Example]:
    """The examples of a Markdown file in order."""
    found: list[Example] = []
    for kind, text in re.findall(r"```(sh|json)\n(.*?)\n```", guide.read_text("utf-8"), re.DOTALL):
        if kind == "sh":
            found.append(Example(text))
        else:
            found[-1].expected = json.loads(text)
    return found


@dataclass
class Shell:
    """Variables, files by name, and the client that curl speaks to."""

    client: FlaskClient
    files: dict[str, bytes]
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> TestResponse | None:
        """Run one line; the answer of a plain curl, None for an assignment."""
        assignment = _ASSIGNMENT.match(command)
        if assignment is None:
            return self.curl(command)
        name, value = assignment.groups()
        piped = _PIPED.match(value)
        if piped is None:
            self.variables[name] = value
        else:
            answer = self.curl(piped[1])
            assert answer.status_code in (200, 201), answer.text
            found = answer.get_json()
            for key, place in re.findall(r"\.(\w+)|\[(\d+)\]", piped[2]):
                found = found[key] if key else found[int(place)]
            self.variables[name] = str(found)
        return None

    def curl(self, command: str) -> TestResponse:
        words = shlex.split(Template(command).substitute(self.variables))
        assert words[0] == "curl", command
        method, url, headers, body, form = "", "", {}, None, {}
        rest = iter(words[1:])
        for word in rest:
            match word:
                case "-s":
                    continue
                case "-X":
                    method = next(rest)
                case "-H":
                    name, _, value = next(rest).partition(": ")
                    headers[name] = value
                case "-d":
                    body = next(rest).encode()
                case "-F":
                    name, _, value = next(rest).partition("=")
                    form[name] = self._part(value)
                case "-o":
                    next(rest)
                case _:
                    assert not url, f"{word} is not understood in: {command}"
                    url = word
        more = {"data": form, "content_type": "multipart/form-data"} if form else {"data": body}
        return self.client.open(
            url,
            method=method or ("POST" if form or body is not None else "GET"),
            headers=headers,
            buffered=True,
            **more,
        )

    def _part(self, value: str) -> Any:
        name = value.removeprefix("@")
        return (io.BytesIO(self.files[name]), name) if value.startswith("@") else value


def fits(expected: Any, given: Any) -> bool:
    """`given` holds all of `expected`; "…" stands for anything, a list for one that contains these items."""
    if expected == "…":
        return True
    if isinstance(expected, dict):
        return isinstance(given, dict) and all(
            key in given and fits(value, given[key]) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(given, list) and all(
            any(fits(one, other) for other in given) for one in expected
        )
    return bool(expected == given)
