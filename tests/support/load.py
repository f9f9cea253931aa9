"""People and programs that use a site over HTTPS without a break, and note every answer."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPEAT_SECONDS = 0.2
"""What was not answered is sent again after so long, as programs do."""
REPEATS = 300
THINK_SECONDS = 0.05
"""Between two requests of one of them: the machine has other things to do as well."""


@dataclass
class Reply:
    """`status` 0: nothing came back."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """The proxy's HTTPS address; the certificate is checked."""

    port: int
    host: str
    authority: Path
    token: str = ""

    def __post_init__(self) -> None:
        self.trust = ssl.create_default_context(cafile=str(self.authority))

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """One request on a connection of its own."""
        given = {"Host": self.host, "Accept-Language": "en", **headers}
        if self.token:
            given.setdefault("Authorization", f"Bearer {self.token}")
        sent = None
        if body is not None:
            sent, given["Content-Type"] = json.dumps(body).encode(), "application/json"
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.trust)
        try:
            line.request(method, path, sent, given)
            answer = line.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            return Reply(0)
        finally:
            line.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return Reply(
            answer.status,
            json.loads(text) if is_json else text.decode(),
            {name.lower(): value for name, value in answer.headers.items()},
        )


class Load:
    """Threads that write and read, until `stop`. Every second writer sends no Idempotency-Key, and nothing twice."""

    def __init__(
        self, site: Site, *, writers: int, readers: int, think: float = THINK_SECONDS
    ) -> None:
        self.site = site
        self.think = think
        self.acknowledged: dict[str, int] = {}
        """What was written → its id."""
        self.unknown: set[str] = set()
        """What was sent once, without a key, and not acknowledged: it may be there once."""
        self.request_ids: set[str] = set()
        self.answers: Counter[tuple[str, int]] = Counter()
        self.failed: list[tuple[str, Reply]] = []
        """Everything but a success."""
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=target, args=(number,))
            for target, count in ((self._write, writers), (self._read, readers))
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Every request that was begun is brought to its end, by repeating where nothing came back."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def failures(self) -> list[tuple[str, Reply]]:
        """What failed since the last call."""
        with self._lock:
            found, self.failed = self.failed, []
        return found

    def _write(self, number: int) -> None:
        turn = 0
        while not self._stopping.is_set():
            turn += 1
            summary = f"write {number} {turn}"
            body = {"topic": 1, "summary": summary}
            has_key = number % 2 == 0
            headers = {"Idempotency-Key": summary} if has_key else {}
            reply = self._sent("POST", "/api/v1/task", body, again=has_key, **headers)
            with self._lock:
                if reply.status == 201:
                    self.acknowledged[summary] = reply.body["id"]
                    self.request_ids.add(reply.headers["x-request-id"])
                else:
                    self.unknown.add(summary)

    def _read(self, number: int) -> None:
        paths = ("/api/v1/task?limit=5&sort=-id", "/api/v1/me", "/login/")
        turn = number
        while not self._stopping.is_set():
            turn += 1
            self._sent("GET", paths[turn % len(paths)])

    def _sent(
        self, method: str, path: str, body: Any = None, *, again: bool = True, **headers: str
    ) -> Reply:
        """Sent until it succeeds, the same request each time; or once."""
        for _ in range(REPEATS):
            reply = self.site.send(method, path, body, **headers)
            with self._lock:
                self.answers[method, reply.status] += 1
                if reply.status not in (200, 201):
                    self.failed.append((f"{method} {path}", reply))
            if reply.status in (200, 201) or not again:
                time.sleep(self.think)
                return reply
            time.sleep(REPEAT_SECONDS)
        raise AssertionError(f"{method} {path} never succeeded: {reply}")
