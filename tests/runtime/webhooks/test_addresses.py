"""Messages go to public addresses over https, and nowhere else unless the operator says so."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import pytest

from app.runtime.webhooks import addresses, settings
from tests.support.receiver import names

INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1",
    "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
    "fec0::1", "feff::1", "::ffff:0:7f00:1", "64:ff9b:1::a00:1", "4000::1",
    "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.fixture(autouse=True)
def _usual_settings() -> Iterator[None]:
    settings.use(settings.Settings())
    yield
    settings.use(settings.Settings())


@pytest.mark.parametrize("text", INSIDE)
def test_an_address_inside_is_refused_however_it_is_written(text: str) -> None:
    assert not addresses.may_be(ipaddress.ip_address(text), secure=True)


@pytest.mark.parametrize("text", OUTSIDE)
def test_a_public_address_is_allowed_over_https_alone(text: str) -> None:
    assert addresses.may_be(ipaddress.ip_address(text), secure=True)
    assert not addresses.may_be(ipaddress.ip_address(text), secure=False)


def test_a_network_of_ones_own_is_allowed_when_it_is_named() -> None:
    settings.use(settings.Settings(settings.parse("10.1.0.0/16, fd12::/16")))
    for text, allowed in (
        ("10.1.2.3", True), ("::ffff:10.1.2.3", True), ("10.2.0.1", False), ("fd12::1", True),
        ("127.0.0.1", False),
    ):  # fmt: skip
        for secure in (True, False):
            assert addresses.may_be(ipaddress.ip_address(text), secure=secure) is allowed


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com/", "https://", "example.com", "https:///path",
        "https://user:secret@example.com/", "https://user@example.com/", "https://example.com/#part",
        "https://example.com:0/", "https://example.com:99999/", "https://exa mple.com/",
        "https://example.com\\@127.0.0.1/", "https://例子.com/", "https://[::1]/", "https://127.0.0.1/",
        "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/",
        "https://localhost/", "https://LOCALHOST./", "https://a.localhost/", "https://169.254.169.254/x",
        "https://[::ffff:10.0.0.1]/", "https://[fe80::1%25eth0]/", "https://example.com/" + "a" * 500,
        "https://example.com/\n", "javascript:alert(1)", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_such_an_address_cannot_be_subscribed(url: str) -> None:
    assert addresses.problem(url) is not None


@pytest.mark.parametrize(
    "url", ["https://example.com", "https://example.com:8443/hooks?token=1", "https://8.8.8.8/"]
)
def test_a_public_address_can_be_subscribed(url: str) -> None:
    assert addresses.problem(url) is None


def test_plain_http_needs_a_named_network() -> None:
    settings.use(settings.Settings(settings.parse("10.1.0.0/16")))
    assert addresses.problem("http://10.1.2.3/") is None
    assert addresses.problem("http://10.9.2.3/") is not None


def test_what_a_name_resolves_to_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"inside.example": "10.0.0.5", "outside.example": "8.8.8.8"}
    monkeypatch.setattr(socket, "getaddrinfo", names(known))
    assert addresses.resolve(addresses.parse("https://outside.example/")) == ["8.8.8.8"]
    for host in ("inside.example", "nobody.example"):
        with pytest.raises(addresses.Refused):
            addresses.resolve(addresses.parse(f"https://{host}/"))


def test_the_host_header_names_the_port_where_it_is_not_the_usual_one() -> None:
    for url, name in (
        ("https://example.com/", "example.com"),
        ("https://example.com:8443/", "example.com:8443"),
        ("https://[2606:4700::1]:8443/", "[2606:4700::1]:8443"),
    ):
        assert addresses.parse(url).name == name
