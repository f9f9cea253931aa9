"""The console at /studio: the audit log, who is logged in, files, backups, and whether all is well."""

from __future__ import annotations

from .audit import AuditView
from .backups import BackupsView
from .files import FilesView
from .health import HealthView
from .sessions import SessionsView

VIEWS = (AuditView, SessionsView, FilesView, BackupsView, HealthView)

__all__ = ["VIEWS"]
