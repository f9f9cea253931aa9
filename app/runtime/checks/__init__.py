"""What administrators have checked (the audit log, the files, a backup), when, and what came of it."""

from .runs import latest, note
from .tables import CheckRun

__all__ = ["CheckRun", "latest", "note"]
