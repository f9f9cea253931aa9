"""One POST to one receiver: to the address that was judged, within ten seconds, following nobody."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from . import addresses
from .addresses import Refused, Target

SECONDS = 10.0
"""From the question for the name to the last byte that is read."""
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
    until = time.monotonic() + SECONDS
    try:
        target = addresses.parse(url)
        found = _resolved(target)
    except ValueError:
        raise NotSent("地址不是 https 地址 / The address is no https address.") from None
    except Refused as problem:
        raise NotSent(str(problem)) from None
    connection = _Connection(target, found[:MOST_ADDRESSES], until)
    try:
        with _deadline(connection, until):
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


def _resolved(target: Target) -> list[str]:
    """The system's resolver takes as long as it likes, and nothing can stop it: it is left behind. Raises NotSent, Refused."""
    found: list[list[str] | Refused | ValueError] = []

    def ask() -> None:
        try:
            found.append(addresses.resolve(target))
        except (Refused, ValueError) as problem:
            found.append(problem)

    asking = threading.Thread(target=ask, name="dougong-webhooks-name", daemon=True)
    asking.start()
    asking.join(SECONDS)
    if not found:
        raise NotSent(
            f"{SECONDS:.0f} 秒内查不到接收方的主机名 / The name of the receiver was not found within {SECONDS:.0f} s."
        )
    answer = found[0]
    if isinstance(answer, Refused | ValueError):
        raise answer
    return answer


class _Connection(http.client.HTTPConnection):
    """Goes to these addresses whatever the name says now; the certificate is that of the name."""

    def __init__(self, target: Target, found: Sequence[str], until: float) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self._target = target
        self._addresses = found
        self._until = until
        self.is_late = False

    def connect(self) -> None:
        self._take(self._reached())
        if self._target.is_secure:
            context = ssl.create_default_context()
            secured = context.wrap_socket(
                self.sock, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self._take(secured)
            secured.do_handshake()

    def _take(self, sock: socket.socket) -> None:
        """From here `cut` finds this one; when it came before, there was nothing that it could have cut."""
        self.sock = sock
        if self.is_late:
            raise TimeoutError

    def _reached(self) -> socket.socket:
        """The first address that answers, as with a receiver that has an IPv6 address which leads nowhere from here."""
        *others, last = self._addresses
        for address in others:
            try:
                return self._to(address, SECONDS / MOST_ADDRESSES / 2)
            except OSError:
                continue
        return self._to(last, SECONDS)

    def _to(self, address: str, seconds: float) -> socket.socket:
        """`seconds` are for the connection alone; once there is one, its receiver has the whole time."""
        left = max(0.001, self._until - time.monotonic())
        sock = socket.create_connection((address, self._target.port), min(seconds, left))
        sock.settimeout(SECONDS)
        return sock

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
def _deadline(connection: _Connection, until: float) -> Iterator[None]:
    """A socket's timeout starts anew with every byte; this one does not."""
    timer = threading.Timer(max(0.0, until - time.monotonic()), connection.cut)
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
