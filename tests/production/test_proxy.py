"""deploy/haproxy.cfg in front of servers that do what a test says: what is sent twice, and what never is."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.deployed import HOST, Machine, until
from tests.support.load import Site

REFUSE, CUT = 425, 0


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Nothing: a proxy may break off a connection that it does not need any more."""


class Stub:
    """A web server on one port. `does`: the status that it answers; CUT: closes without an answer."""

    def __init__(self, name: str, port: int) -> None:
        self.name, self.does, self.ready = name, 200, True
        self.met: list[tuple[str, int]] = []
        """(method, length of the body) of every request but the proxy's probes."""
        self.begun: list[int] = []
        """Lengths that were announced to this server, whether their bodies came or not."""
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self) -> None:
                if self.command == "POST":
                    stub.begun.append(int(self.headers.get("Content-Length", 0)))
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path == "/health/ready":
                    return self.answer(200 if stub.ready else 503)
                stub.met.append((self.command, len(body)))
                if stub.does == CUT:
                    self.close_connection = True
                    return None
                return self.answer(stub.does)

            do_GET = do_POST = handle_one  # noqa: N815 - http.server calls them so

            def answer(self, status: int) -> None:
                told = json.dumps({"by": stub.name, "headers": dict(self.headers)}).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_: object) -> None:
                """Nothing on stderr."""

        self.server = _Quiet(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self.server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    made = Machine(tmp_path_factory.mktemp("proxy") / "machine", "postgresql://nobody@127.0.0.1/no")
    yield made
    made.close()


@pytest.fixture(scope="module")
def proxied(machine: Machine) -> Iterator[tuple[Site, Stub, Stub]]:
    stubs = [Stub(name, machine.ports[name]) for name in ("8001", "8002")]
    log = machine.start_proxy().log
    # At first it takes all four for alive, and would spend its repetitions on the two that are not there.
    for name in ("writes/web3", "writes/web4"):
        until(lambda name=name: f"Server {name} is DOWN" in log.read_text(), machine.said)  # type: ignore[misc]
    site = Site(machine.ports["443"], HOST, machine.folder / "etc/dougong/tls/ca.pem")
    until(lambda: {_by(site) for _ in range(8)} == {"8001", "8002"}, machine.said)
    yield site, stubs[0], stubs[1]
    for stub in stubs:
        stub.close()


def _by(site: Site) -> str:
    reply = site.send("GET", "/")
    return str(reply.body["by"]) if reply.status == 200 else ""


@pytest.fixture
def both(proxied: tuple[Site, Stub, Stub]) -> tuple[Site, Stub, Stub]:
    for stub in proxied[1:]:
        stub.does, stub.ready = 200, True
        stub.met.clear()
        stub.begun.clear()
    return proxied


def answered(site: Site, method: str, times: int, body: object = None) -> list[int]:
    return [site.send(method, "/api/v1/task", body).status for _ in range(times)]


def test_a_refused_write_is_carried_to_the_other_server_with_its_body(
    both: tuple[Site, Stub, Stub],
) -> None:
    site, first, second = both
    first.does = REFUSE
    body = {"text": "x" * 100_000}
    assert answered(site, "POST", 6, body) == [200] * 6
    assert len(second.met) == 6
    assert first.met
    assert {length for _, length in first.met + second.met} == {len(json.dumps(body))}


def test_a_write_that_a_server_had_is_never_sent_again(both: tuple[Site, Stub, Stub]) -> None:
    site, first, second = both
    first.does = second.does = CUT
    replies = [site.send("POST", "/api/v1/task", {"a": 1}) for _ in range(4)]
    assert [reply.status for reply in replies] == [502] * 4
    assert "可能已经保存" in replies[0].body
    assert "may have been saved" in replies[0].body
    assert replies[0].headers["retry-after"] == "5"
    assert len(first.met) + len(second.met) == 4


def test_a_read_is_asked_of_the_other_server(both: tuple[Site, Stub, Stub]) -> None:
    site, first, _second = both
    first.does = CUT
    assert answered(site, "GET", 6) == [200] * 6
    assert first.met


def test_a_body_that_comes_slowly_waits_at_the_proxy_and_holds_no_server(
    both: tuple[Site, Stub, Stub], machine: Machine
) -> None:
    site, first, second = both
    trust = ssl.create_default_context(cafile=str(machine.folder / "etc/dougong/tls/ca.pem"))
    plain = socket.create_connection(("127.0.0.1", machine.ports["443"]), timeout=30)
    with trust.wrap_socket(plain, server_hostname=HOST) as line:
        head = f"POST /api/v1/task HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 5000\r\n\r\n"
        line.sendall(head.encode() + b"x" * 2000)
        # What was sent after it is answered: the first would long have been there.
        assert answered(site, "POST", 4, {"a": 1}) == [200] * 4
        assert 5000 not in first.begun + second.begun
        line.sendall(b"x" * 3000)
        assert line.recv(4096).startswith(b"HTTP/1.1 200 ")
    assert ("POST", 5000) in first.met + second.met


def test_an_answer_that_says_503_is_final(both: tuple[Site, Stub, Stub]) -> None:
    site, first, second = both
    first.does = second.does = 503
    assert answered(site, "POST", 4, {"a": 1}) == [503] * 4
    assert len(first.met) + len(second.met) == 4


def test_what_everybody_refuses_is_503_and_never_425(both: tuple[Site, Stub, Stub]) -> None:
    site, first, second = both
    first.does = second.does = REFUSE
    assert answered(site, "POST", 1, {"a": 1}) + answered(site, "GET", 1) == [503, 503]


def test_a_server_that_is_not_ready_gets_nothing_and_comes_back(
    both: tuple[Site, Stub, Stub], machine: Machine
) -> None:
    site, first, second = both
    first.ready = False
    until(lambda: {_by(site) for _ in range(8)} == {"8002"}, machine.said)
    first.met.clear()
    assert answered(site, "POST", 4, {"a": 1}) == [200] * 4
    assert (first.met, second.does) == ([], 200)
    first.ready = True
    until(lambda: {_by(site) for _ in range(8)} == {"8001", "8002"}, machine.said)


def test_nobody_outside_says_who_he_is_or_that_refusals_are_carried(
    both: tuple[Site, Stub, Stub],
) -> None:
    site, _first, _second = both
    forged = {
        "X-Forwarded-For": "10.9.9.9", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http",
        "X-Real-IP": "10.9.9.9", "Forwarded": "for=10.9.9.9", "X-Request-Id": "forged-0001",
        "X-Carries-Refused": "0",
    }  # fmt: skip
    got = {k.lower(): v for k, v in site.send("GET", "/", None, **forged).body["headers"].items()}
    assert (got["x-forwarded-for"], got["x-forwarded-host"]) == ("127.0.0.1", HOST)
    assert (got["x-forwarded-proto"], got["x-carries-refused"]) == ("https", "1")
    assert not {"x-real-ip", "forwarded"} & got.keys()
    assert "forged" not in got["x-request-id"]


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "/health/live"])
def test_what_is_for_machines_is_not_there_outside(
    both: tuple[Site, Stub, Stub], path: str
) -> None:
    site, first, second = both
    assert site.send("GET", path).status == 404
    assert first.met + second.met == []


def test_plain_http_leads_to_https(machine: Machine, both: tuple[Site, Stub, Stub]) -> None:
    import http.client

    line = http.client.HTTPConnection("127.0.0.1", machine.ports["80"], timeout=30)
    line.request("POST", "/api/v1/task?a=1", b"{}", {"Host": HOST})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{HOST}/api/v1/task?a=1")
    line.close()


def test_the_log_of_the_proxy_is_json_without_addresses_and_paths(
    machine: Machine, both: tuple[Site, Stub, Stub]
) -> None:
    site, _first, _second = both
    site.send("GET", "/survey/secret-of-an-invitation?phone=13800138000")
    log = machine.folder / "log" / "haproxy.log"
    until(lambda: '"server":"reads/' in log.read_text(), machine.said)
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert {"time", "level", "logger", "message", "request_id", "status", "ms"} <= lines[-1].keys()
    for word in ("secret-of", "13800138000", "127.0.0.1", HOST):
        assert word not in "".join(json.dumps(line) for line in lines)
