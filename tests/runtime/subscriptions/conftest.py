"""Channels that end on loopback, and sales of a month."""

from tests.runtime.notify.conftest import mail, use

__all__ = ["mail", "use"]
