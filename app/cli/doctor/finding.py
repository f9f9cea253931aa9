"""One line of the doctor."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """`ok` None: worth knowing, but nothing is wrong."""

    ok: bool | None
    text: str
