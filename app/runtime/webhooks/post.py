"""One POST to one receiver: to the address that was judged, within ten seconds, following nobody."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from . import addresses
from .addresses import Refused, Target

SECONDS = 10.0
"""From the first packet to the last byte that is read."""
MOST_ADDRESSES = 3
MOST_ANSWER = 4096
"""Bytes of an answer that are read; nothing of them is kept."""


class NotSent(Exception):
    """The receiver could not be reached, or did not answer in time; the text is in both languages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status; `retry_after` in seconds, when the receiver asked for a break."""

    status: int
    retry_after: int | None = None


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Raises NotSent; the text holds nothing of the answer."""
    try:
        target = addresses.parse(url)
        found = addresses.resolve(target)
    except ValueError:
        raise NotSent("地址不是 https 地址 / The address is no https address.") from None
    except Refused as problem:
        raise NotSent(str(problem)) from None
    connection = _Connection(target, found[:MOST_ADDRESSES])
    try:
        with _deadline(connection):
            connection.request("POST", target.path, body, {"Host": target.name, **headers})
            answer = connection.getresponse()
            answer.read(MOST_ANSWER)
    except ssl.SSLCertVerificationError as problem:
        raise NotSent(
            f"证书无效（{problem.verify_message}） / The certificate is not valid: {problem.verify_message}."
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as problem:
        late = connection.is_late or isinstance(problem, TimeoutError)
        raise NotSent(_late() if late else _unreached(problem)) from None
    finally:
        connection.close()
    if connection.is_late:
        # Cut off within the headers, which reads like their end.
        raise NotSent(_late())
    return Answer(answer.status, _seconds(answer.headers.get("Retry-After")))


class _Connection(http.client.HTTPConnection):
    """Goes to these addresses whatever the name says now; the certificate is that of the name."""

    def __init__(self, target: Target, found: Sequence[str]) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self._target = target
        self._addresses = found
        self.is_late = False

    def connect(self) -> None:
        self.sock = self._reached()
        if self._target.is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def _reached(self) -> socket.socket:
        """The first address that answers, as with a receiver that has an IPv6 address which leads nowhere from here."""
        *others, last = self._addresses
        for address in others:
            try:
                return socket.create_connection(
                    (address, self._target.port), SECONDS / MOST_ADDRESSES / 2
                )
            except OSError:
                continue
        return socket.create_connection((last, self._target.port), SECONDS)

    def cut(self) -> None:
        """The time is over: whoever waits for this socket is woken."""
        self.is_late = True
        sock: Any = self.sock
        if sock is not None:
            try:
                # The plain one: an SSL socket's own would pull the rug from under the reading thread.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                return  # closed meanwhile


@contextmanager
def _deadline(connection: _Connection) -> Iterator[None]:
    """A socket's timeout starts anew with every byte; this one does not."""
    timer = threading.Timer(SECONDS, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _late() -> str:
    return f"{SECONDS:.0f} 秒内没有答复 / No answer within {SECONDS:.0f} s."


def _unreached(problem: BaseException) -> str:
    kind = type(problem).__name__
    return f"无法连接（{kind}） / Not reached: {kind}."


def _seconds(text: str | None) -> int | None:
    """Retry-After in its form of seconds; a date is not worth the trouble."""
    return (
        int(text)
        if text is not None and text.isascii() and text.isdecimal() and len(text) < 7
        else None
    )
