"""The projects that the tests of the commands use."""

from __future__ import annotations

from tests.cli.conftest import filled, forker, made, project

__all__ = ["filled", "forker", "made", "project"]
