"""The installation of the rehearsal."""

from __future__ import annotations

from tests.production.conftest import installation, made, postgresql, project

__all__ = ["installation", "made", "postgresql", "project"]
