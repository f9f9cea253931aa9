"""Channels that end on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.runtime import notify
from tests.support.sinks import HttpSink, MailSink, http_sink, mail_sink


@pytest.fixture
def web() -> Iterator[HttpSink]:
    """A web server that keeps what is posted to it."""
    with http_sink() as sink:
        yield sink


@pytest.fixture
def mail() -> Iterator[MailSink]:
    """A mail server that keeps what is sent to it."""
    with mail_sink() as sink:
        yield sink


@pytest.fixture
def use() -> Iterator[Callable[..., None]]:
    """`use(channels={…}, defaults={…})`: the settings of this test."""
    before = notify.settings()

    def chosen(**given: Any) -> None:
        notify.use(notify.channels.parsed(given, public_url="https://desk.example.com"))

    yield chosen
    notify.use(before)
