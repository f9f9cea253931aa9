"""One POST: to the address that was judged, in time, following nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.runtime.webhooks import post as module
from app.runtime.webhooks import settings
from app.runtime.webhooks.post import NotSent, post
from tests.support.receiver import certificate_for, names, receiver

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
    import threading

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
