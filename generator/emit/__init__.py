"""Plan → {path: text}: the generated package. Pure: nothing is read, nothing is written."""

from __future__ import annotations

from generator.emit.package import package as emit

__all__ = ["emit"]
