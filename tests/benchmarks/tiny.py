"""The smallest contender there is."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.request import Answer, Request


class Site:
    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        print("what an application prints does not disturb the lines")

    def cases(self) -> list[str]:
        return ["rest.list", "rest.item"]

    def requests(self, case: str) -> Iterator[Request]:
        for number in itertools.count():
            yield Request.json("POST", f"/{case}?n={number}", {"X-Word": "a"}, {"n": number})

    def wsgi(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        sent = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        status = self.facts.get("status", "200 OK")
        start_response(
            status, [("X-Query", environ["QUERY_STRING"]), ("X-Word", environ["HTTP_X_WORD"])]
        )
        return [b'{"sent": ', sent, b"}"]

    def plain(self, case: str, answer: Answer) -> Any:
        return [case, answer.data()["sent"]["n"], answer.headers["x-query"]]

    def statements(self, case: str) -> int | None:
        return None


def site(facts: Mapping[str, Any]) -> Site:
    """What the driver loads."""
    return Site(facts)
