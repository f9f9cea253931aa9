"""The projects that the tests of the commands use."""

from __future__ import annotations

from tests.cli.conftest import filled, made, project

__all__ = ["filled", "made", "project"]
