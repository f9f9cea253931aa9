"""One POST: to the address that was judged, in time, following nobody."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.runtime.webhooks import post as module
from app.runtime.webhooks import settings
from app.runtime.webhooks.post import NotSent, post
from tests.support.receiver import PATIENCE, certificate_for, names, receiver

HEADERS = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def _loopback_is_allowed() -> Iterator[None]:
    settings.use(settings.Settings(settings.parse("127.0.0.0/8")))
    yield
    settings.use(settings.Settings())


def test_the_body_arrives_and_the_status_comes_back() -> None:
    with receiver() as there:
        there.status, there.headers = 503, {"Retry-After": "120"}
        answer = post(f"{there.url}?a=1", b'{"a": 1}', HEADERS)
    assert (answer.status, answer.retry_after) == (503, 120)
    assert (there.got[0].path, there.got[0].raw) == ("/hooks?a=1", b'{"a": 1}')


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    with receiver() as there, receiver() as elsewhere:
        there.status, there.headers = 307, {"Location": elsewhere.url}
        assert post(there.url, b"{}", HEADERS).status == 307
        assert elsewhere.got == []


def test_a_private_address_is_not_connected_to() -> None:
    settings.use(settings.Settings())
    with receiver() as there:
        with pytest.raises(NotSent, match="private"):
            post(there.url, b"{}", HEADERS)
        assert there.got == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The name is asked once; the connection goes to the address that was judged."""
    asked: list[str] = []
    with receiver() as there:
        port = there.url.split(":")[2].split("/")[0]
        ask = socket.getaddrinfo

        def rebinding(host: str, *arguments: object, **named: object) -> object:
            if host == "rebinding.example":
                asked.append(host)
                return ask("127.0.0.1" if len(asked) == 1 else "10.0.0.1", *arguments, **named)  # type: ignore[arg-type]
            return ask(host, *arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        assert post(f"http://rebinding.example:{port}/", b"{}", HEADERS).status == 204
    assert asked == ["rebinding.example"]
    assert there.got[0].headers["host"] == f"rebinding.example:{port}"


@pytest.mark.parametrize("name", ["right.example", "wrong.example"])
def test_the_certificate_must_be_that_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    files = certificate_for("right.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    monkeypatch.setattr(socket, "getaddrinfo", names({name: "127.0.0.1"}))
    with receiver(files) as there:
        url = there.url.replace("127.0.0.1", name)
        if name == "right.example":
            assert post(url, b"{}", HEADERS).status == 204
            return
        with pytest.raises(NotSent, match="certificate"):
            post(url, b"{}", HEADERS)
        assert there.got == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names({"right.example": "127.0.0.1"}))
    with receiver(certificate_for("right.example", tmp_path)) as there:
        url = there.url.replace("127.0.0.1", "right.example")
        with pytest.raises(NotSent, match="certificate"):
            post(url, b"{}", HEADERS)


@pytest.mark.parametrize("way", ["silent", "drip"])
def test_a_receiver_that_does_not_come_to_an_end_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Also one that sends a byte now and then, for which no timeout of a socket is enough."""
    monkeypatch.setattr(module, "SECONDS", 0.3)
    with receiver() as there:
        if way == "silent":
            there.hold = threading.Event()
        there.drip = way == "drip"
        with pytest.raises(NotSent, match="No answer"):
            post(there.url, b"{}", HEADERS)


def test_nobody_listening_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NotSent, match="Not reached"):
        post(f"http://127.0.0.1:{port}/", b"{}", HEADERS)


def test_a_name_that_is_looked_up_without_an_end_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system's resolver knows no deadline of ours."""
    ended = threading.Event()

    def hanging(*_: object, **__: object) -> object:
        ended.wait(PATIENCE)
        raise OSError("no such name")

    monkeypatch.setattr(module, "SECONDS", 0.3)
    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    try:
        with pytest.raises(NotSent, match="was not found within"):
            post("https://slow.example/", b"{}", HEADERS)
    finally:
        ended.set()


def test_a_connection_that_stands_only_after_the_time_is_over_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There was nothing to cut off when the time was over, and nothing would have ended it later."""
    late, connect, cut = threading.Event(), socket.create_connection, module._Connection.cut

    def told(connection: module._Connection) -> None:
        cut(connection)
        late.set()

    def slowly(*arguments: Any) -> socket.socket:
        sock = connect(*arguments)
        late.wait(PATIENCE)
        return sock

    monkeypatch.setattr(module, "SECONDS", 0.3)
    monkeypatch.setattr(module._Connection, "cut", told)
    monkeypatch.setattr(socket, "create_connection", slowly)
    with receiver() as there:
        with pytest.raises(NotSent, match="No answer"):
            post(there.url, b"{}", HEADERS)
        assert there.got == []


def test_a_receiver_with_several_addresses_has_as_long_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The short time in which a first address has to be reached is not that of the answer."""
    made, connect, ask = [], socket.create_connection, socket.getaddrinfo

    def kept(*arguments: Any) -> socket.socket:
        made.append(connect(*arguments))
        return made[-1]

    def both(host: str, *arguments: Any, **named: Any) -> Any:
        if host != "two.example":
            return ask(host, *arguments, **named)
        return [
            entry for ip in ("127.0.0.1", "127.0.0.2") for entry in ask(ip, *arguments, **named)
        ]

    monkeypatch.setattr(socket, "create_connection", kept)
    monkeypatch.setattr(socket, "getaddrinfo", both)
    with receiver() as there:
        url = there.url.replace("127.0.0.1", "two.example")
        assert post(url, b"{}", HEADERS).status == 204
    assert [sock.gettimeout() for sock in made] == [module.SECONDS]
