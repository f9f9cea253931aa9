"""Who is told by outgoing webhooks: a server on loopback that keeps every message and answers as a test wants."""

from __future__ import annotations

import datetime as dt
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PATIENCE = 30.0


@dataclass(frozen=True)
class Received:
    """One message as it arrived."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw)
        return found


@dataclass
class Receiver:
    """`status`: of every answer, or a function of the message. `hold`: answers wait until it is set."""

    url: str = ""
    status: int | Callable[[Received], int] = 204
    headers: dict[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None
    drip: bool = False
    """Sends the answer's headers without an end, a byte at a time."""
    got: list[Received] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def events(self) -> list[str]:
        return [message.body["type"] for message in self.got]


@contextmanager
def receiver(certificate: tuple[Path, Path] | None = None) -> Iterator[Receiver]:
    """On a free port of loopback; with a certificate and its key, over TLS."""
    made, ended = Receiver(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            message = Received(self.path, headers, raw)
            made.got.append(message)
            made.arrived.release()
            if made.hold is not None:
                made.hold.wait(PATIENCE)
            if made.drip:
                self._drip()
                return
            self.send_response(made.status(message) if callable(made.status) else made.status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drip(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            try:
                while not ended.wait(0.05):
                    self.wfile.write(b"a")
                    self.wfile.flush()
            except OSError:
                return  # the sender hung up

        def log_message(self, format: str, *args: Any) -> None:
            """The suite's output is not its log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    made.url = f"{scheme}://127.0.0.1:{server.server_port}/hooks"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        ended.set()
        if made.hold is not None:
            made.hold.set()
        server.shutdown()
        thread.join()
        server.server_close()


def certificate_for(name: str, folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate of a host name, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / f"{name}.pem", folder / f"{name}.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def names(found: Mapping[str, str]) -> Callable[..., Any]:
    """A `getaddrinfo` that knows these names, and addresses that are written out."""
    import socket

    ask = socket.getaddrinfo

    def getaddrinfo(host: str, *arguments: Any, **named: Any) -> Any:
        if host in found:
            return ask(found[host], *arguments, **named)
        return ask(host, *arguments, **{**named, "flags": socket.AI_NUMERICHOST})

    return getaddrinfo
